import GRDB

/// The archive's tables, as frozen SQL: a migration that has shipped is never edited, only followed by another.
///
/// Times are UTC milliseconds, lengths are milliseconds, hashes lower-case hex. NULL means that the source does not say.
enum Schema {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1") { try $0.execute(sql: version1) }
        migrator.registerMigration("custody-1") { try $0.execute(sql: custody1) }
        migrator.registerMigration("reports-1") { try $0.execute(sql: reports1) }
        migrator.registerMigration("switch keys") { try $0.execute(sql: switchKeys) }
        migrator.registerMigration("2") { try $0.execute(sql: maskEvidence) }
        migrator.registerMigration(WordIndex.migration) { try WordIndex.make($0) }
        migrator.registerMigration(ReviewTable.migration) { try ReviewTable.make($0) }
        migrator.registerMigration("named sounds") { try $0.execute(sql: namedSounds) }
        migrator.registerMigration("shifts") { try $0.execute(sql: shifts) }
        migrator.registerMigration("menu delays") { try $0.execute(sql: menuDelays) }
        migrator.registerMigration("recording issues") { try $0.execute(sql: recordingIssues) }
        migrator.registerMigration(RunHistory.migration) { try $0.execute(sql: RunHistory.tables) }
        migrator.registerMigration("duplicates") { try $0.execute(sql: duplicates) }
        migrator.registerMigration("recipients by line") { try $0.execute(sql: StoredFile.recipientsByLine) }
        return migrator
    }

    private static let version1 = """
        CREATE TABLE run (
            id INTEGER PRIMARY KEY,
            started INTEGER NOT NULL,
            ended INTEGER,
            committed INTEGER NOT NULL DEFAULT 0,
            failed INTEGER NOT NULL DEFAULT 0
        ) STRICT;

        -- Every file that came in, by content.
        CREATE TABLE source (
            sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64),
            name TEXT NOT NULL,
            kind TEXT NOT NULL,
            bytes INTEGER NOT NULL,
            rows INTEGER NOT NULL DEFAULT 0,
            state TEXT NOT NULL CHECK (state IN ('sealed', 'quarantined')),
            path TEXT NOT NULL,
            reason TEXT,
            mend TEXT,
            run INTEGER NOT NULL REFERENCES run(id)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE rejection (
            source TEXT NOT NULL REFERENCES source(sha256) ON DELETE CASCADE,
            line INTEGER NOT NULL,
            reason TEXT NOT NULL,
            mend TEXT NOT NULL,
            PRIMARY KEY (source, line)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE call (
            id TEXT PRIMARY KEY CHECK (length(id) BETWEEN 1 AND 64),
            start INTEGER NOT NULL,
            answered INTEGER,
            "end" INTEGER,
            direction TEXT NOT NULL,
            outcome TEXT NOT NULL,
            customer TEXT,
            dialled TEXT,
            queue TEXT,
            agent TEXT,
            wait INTEGER,
            talk INTEGER,
            hold INTEGER,
            acw INTEGER,
            hung_up_by TEXT,
            transfers INTEGER NOT NULL DEFAULT 0,
            csat INTEGER CHECK (csat BETWEEN 1 AND 5),
            nps INTEGER CHECK (nps BETWEEN 0 AND 10),
            recording TEXT,
            score REAL CHECK (score BETWEEN 0 AND 100),
            run INTEGER NOT NULL REFERENCES run(id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX call_start ON call(start);
        CREATE INDEX call_customer ON call(customer);

        CREATE TABLE leg (
            call TEXT NOT NULL REFERENCES call(id) ON DELETE CASCADE,
            n INTEGER NOT NULL,
            kind TEXT NOT NULL,
            name TEXT,
            start INTEGER NOT NULL,
            answered INTEGER,
            "end" INTEGER,
            PRIMARY KEY (call, n)
        ) STRICT, WITHOUT ROWID;

        -- The file and line that each fact came from.
        CREATE TABLE call_source (
            call TEXT NOT NULL REFERENCES call(id) ON DELETE CASCADE,
            source TEXT NOT NULL,
            line INTEGER NOT NULL,
            PRIMARY KEY (call, source, line)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX call_source_source ON call_source(source);

        -- What was heard; the long lists of spans are JSON arrays of [start, end].
        CREATE TABLE measures (
            call TEXT PRIMARY KEY REFERENCES call(id) ON DELETE CASCADE,
            preset TEXT NOT NULL,
            duration INTEGER NOT NULL,
            silence TEXT NOT NULL,
            hold TEXT NOT NULL,
            has_talk_over INTEGER NOT NULL CHECK (has_talk_over IN (0, 1)),
            has_interruptions INTEGER NOT NULL CHECK (has_interruptions IN (0, 1)),
            faults TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE channel (
            call TEXT NOT NULL REFERENCES call(id) ON DELETE CASCADE,
            n INTEGER NOT NULL,
            role TEXT NOT NULL,
            speech TEXT NOT NULL,
            music TEXT NOT NULL,
            tones TEXT NOT NULL,
            speech_level REAL,
            PRIMARY KEY (call, n)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE event (
            call TEXT NOT NULL REFERENCES call(id) ON DELETE CASCADE,
            n INTEGER NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('deadAir', 'talkOver', 'interruption')),
            channel INTEGER,
            start INTEGER NOT NULL,
            "end" INTEGER NOT NULL CHECK ("end" >= start),
            PRIMARY KEY (call, n)
        ) STRICT, WITHOUT ROWID;

        -- Masked words only.
        CREATE TABLE transcript (
            call TEXT PRIMARY KEY REFERENCES call(id) ON DELETE CASCADE,
            language TEXT NOT NULL,
            origin TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE turn (
            call TEXT NOT NULL REFERENCES call(id) ON DELETE CASCADE,
            n INTEGER NOT NULL,
            role TEXT NOT NULL,
            channel INTEGER,
            start INTEGER NOT NULL,
            "end" INTEGER NOT NULL,
            text TEXT NOT NULL,
            words TEXT NOT NULL,
            has_word_times INTEGER NOT NULL CHECK (has_word_times IN (0, 1)),
            PRIMARY KEY (call, n)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE finding (
            call TEXT NOT NULL REFERENCES call(id) ON DELETE CASCADE,
            n INTEGER NOT NULL,
            rule TEXT NOT NULL,
            version INTEGER NOT NULL,
            title TEXT NOT NULL,
            severity TEXT NOT NULL,
            weight REAL NOT NULL,
            fatal INTEGER NOT NULL CHECK (fatal IN (0, 1)),
            verdict TEXT NOT NULL,
            reason TEXT,
            evidence TEXT NOT NULL,
            PRIMARY KEY (call, n)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE mask (
            call TEXT NOT NULL REFERENCES call(id) ON DELETE CASCADE,
            n INTEGER NOT NULL,
            place TEXT NOT NULL,
            turn INTEGER,
            channel INTEGER,
            start INTEGER,
            "end" INTEGER,
            type TEXT NOT NULL,
            operator TEXT NOT NULL,
            token TEXT,
            rule TEXT NOT NULL,
            PRIMARY KEY (call, n)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE problem (
            call TEXT NOT NULL REFERENCES call(id) ON DELETE CASCADE,
            n INTEGER NOT NULL,
            stage TEXT NOT NULL,
            message TEXT NOT NULL,
            mend TEXT NOT NULL,
            PRIMARY KEY (call, n)
        ) STRICT, WITHOUT ROWID;

        -- Sealed files of a call, below vault/.
        CREATE TABLE sealed (
            path TEXT PRIMARY KEY,
            call TEXT NOT NULL REFERENCES call(id) ON DELETE CASCADE,
            kind TEXT NOT NULL CHECK (kind IN ('original', 'masked')),
            plain_sha256 TEXT NOT NULL CHECK (length(plain_sha256) = 64),
            plain_bytes INTEGER NOT NULL,
            sealed_sha256 TEXT NOT NULL CHECK (length(sealed_sha256) = 64),
            sealed_bytes INTEGER NOT NULL,
            recipients TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX sealed_call ON sealed(call);
        CREATE INDEX sealed_plain ON sealed(plain_sha256);

        CREATE TABLE hold (
            id INTEGER PRIMARY KEY,
            matter TEXT NOT NULL,
            reason TEXT NOT NULL,
            set_by TEXT NOT NULL,
            set_at INTEGER NOT NULL,
            scope TEXT NOT NULL,
            released_by TEXT,
            released_at INTEGER
        ) STRICT;

        -- Certificates of destruction: what is left of a call that is gone.
        CREATE TABLE disposal (
            call TEXT PRIMARY KEY,
            at INTEGER NOT NULL,
            actor TEXT NOT NULL,
            rules TEXT NOT NULL,
            plan_sha256 TEXT NOT NULL,
            objects TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;

        -- Audit events that were committed with the rows they speak of and are not yet in the audit log.
        CREATE TABLE pending_event (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            time INTEGER NOT NULL,
            act TEXT NOT NULL,
            object TEXT NOT NULL,
            details TEXT NOT NULL
        ) STRICT;
        """
}

extension Schema {
    /// What reports count of a call beside its facts, and the sums that they read.
    ///
    /// `fact` is the table of the reports' SQL: a row a call, all whole numbers and short names, the same here and in
    /// an export. A call that changes marks its quarter of an hour in `stale_slot`: sums of it are to be made anew.
    static let reports1 = """
        ALTER TABLE call ADD COLUMN channel TEXT NOT NULL DEFAULT 'voice';
        ALTER TABLE call ADD COLUMN campaign TEXT;
        ALTER TABLE call ADD COLUMN ces INTEGER CHECK (ces BETWEEN 1 AND 7);
        ALTER TABLE call ADD COLUMN connected INTEGER;
        ALTER TABLE call ADD COLUMN dead_air INTEGER;
        ALTER TABLE call ADD COLUMN dead_airs INTEGER;
        ALTER TABLE call ADD COLUMN talk_over INTEGER;
        ALTER TABLE call ADD COLUMN talk_overs INTEGER;
        ALTER TABLE call ADD COLUMN recorded INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE call ADD COLUMN words INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE call ADD COLUMN failing INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE call ADD COLUMN compliant INTEGER;
        ALTER TABLE call ADD COLUMN ivr INTEGER;
        ALTER TABLE call ADD COLUMN menu_answers INTEGER;
        ALTER TABLE call ADD COLUMN menu_in_time INTEGER;

        DROP INDEX call_customer;
        CREATE INDEX call_customer ON call(customer, start);

        CREATE VIEW fact AS SELECT
            id AS call, start, answered, "end" AS ended, start - start % 900000 AS slot, direction, channel, outcome,
            CASE WHEN direction = 'inbound' AND outcome <> 'contained' THEN 1 ELSE 0 END AS asked,
            CASE WHEN outcome = 'answered' OR (outcome = 'open' AND answered IS NOT NULL) THEN 1 ELSE 0 END AS handled,
            customer, queue, campaign, agent, transfers, wait, talk, hold, acw, ivr, csat, nps, ces, recorded, words,
            connected, dead_air, dead_airs, talk_over, talk_overs, failing, compliant,
            CAST(round(score * 1000) AS INTEGER) AS score_milli, menu_answers, menu_in_time
        FROM call;

        CREATE INDEX source_quarantined ON source(state) WHERE state = 'quarantined';

        -- Calls from before there were any, whose figures have yet to be drawn from what is stored of them.
        CREATE TABLE unfigured (call TEXT PRIMARY KEY REFERENCES call(id) ON DELETE CASCADE) STRICT, WITHOUT ROWID;
        INSERT INTO unfigured SELECT id FROM call;

        CREATE TABLE stale_slot (slot INTEGER PRIMARY KEY) STRICT;
        INSERT INTO stale_slot SELECT DISTINCT start - start % 900000 FROM call;
        CREATE TRIGGER call_inserted AFTER INSERT ON call BEGIN
            INSERT OR IGNORE INTO stale_slot VALUES (new.start - new.start % 900000);
        END;
        CREATE TRIGGER call_updated AFTER UPDATE ON call BEGIN
            INSERT OR IGNORE INTO stale_slot VALUES (old.start - old.start % 900000);
            INSERT OR IGNORE INTO stale_slot VALUES (new.start - new.start % 900000);
        END;
        CREATE TRIGGER call_deleted AFTER DELETE ON call BEGIN
            INSERT OR IGNORE INTO stale_slot VALUES (old.start - old.start % 900000);
        END;

        -- What the sums were made by; without a row there are none.
        CREATE TABLE rollup_definition (text TEXT NOT NULL) STRICT;
        """
}

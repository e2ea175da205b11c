import Calls
import GRDB

extension Database {
    /// Puts a call together from its row and all that hangs on it.
    func outcome(_ row: Row) throws -> CallOutcome {
        let facts = try facts(row)
        let id = facts.id.description
        let findings = try rows("finding", of: id).map(finding)
        return CallOutcome(
            facts: facts,
            recording: row["recording"],
            measures: try measures(of: id),
            transcript: try transcript(of: id),
            evaluation: findings.isEmpty ? nil : Evaluation(findings: findings),
            masks: try rows("mask", of: id).map(mask),
            problems: try rows("problem", of: id).map {
                Problem(stage: $0["stage"], message: $0["message"], mend: $0["mend"])
            }
        )
    }

    func facts(_ row: Row) throws -> CallFacts {
        let idText: String = row["id"]
        guard let id = CallID(idText) else { throw ArchiveError.damaged(table: "call", column: "id") }
        var call = Call(
            id: id,
            start: UTCTime(milliseconds: row["start"]),
            answered: time(row["answered"]),
            end: time(row["end"]),
            direction: try choice(row["direction"], "call", "direction"),
            outcome: try choice(row["outcome"], "call", "outcome")
        )
        call.channel = try choice(row["channel"], "call", "channel")
        call.dialled = row["dialled"]
        call.queue = row["queue"]
        call.campaign = row["campaign"]
        call.agent = row["agent"]
        call.wait = length(row["wait"])
        call.handle = HandleTime(talk: length(row["talk"]), hold: length(row["hold"]), acw: length(row["acw"]))
        call.hungUpBy = try optionalChoice(row["hung_up_by"], "call", "hung_up_by")
        call.transfers = row["transfers"]
        call.survey = Survey(csat: row["csat"], nps: row["nps"], ces: row["ces"])
        call.switchKey = row["switch_key"]
        call.duplicateOf = (row["duplicate_of"] as String?).flatMap { CallID($0) }
        call.legs = try rows("leg", of: idText).map(leg)
        call.sources = try Row.fetchAll(
            self,
            sql: "SELECT source, line FROM call_source WHERE call = ? ORDER BY source, line",
            arguments: [idText]
        )
        .map { SourceLine(file: $0["source"], line: $0["line"]) }
        return CallFacts(of: call, customer: row["customer"])
    }

    private func rows(_ table: String, of id: String) throws -> [Row] {
        let statement = try cachedStatement(sql: "SELECT * FROM \(table) WHERE call = ? ORDER BY n")
        return try Row.fetchAll(statement, arguments: [id])
    }

    private func leg(_ row: Row) throws -> Leg {
        Leg(
            kind: try choice(row["kind"], "leg", "kind"),
            name: row["name"],
            start: UTCTime(milliseconds: row["start"]),
            answered: time(row["answered"]),
            end: time(row["end"])
        )
    }

    private func measures(of id: String) throws -> Measures? {
        guard let row = try Row.fetchOne(self, sql: "SELECT * FROM measures WHERE call = ?", arguments: [id]) else {
            return nil
        }
        let events = try rows("event", of: id)
        func spans(_ kind: AcousticEvent.Kind) -> [TimeSpan] {
            events.filter { $0["kind"] == kind.rawValue }.map(span)
        }
        let faults: String = row["faults"]
        var measures = Measures(
            preset: row["preset"],
            duration: Milliseconds(row["duration"]),
            channels: try rows("channel", of: id).map(channel),
            silence: try JSONColumn.spans(row["silence"], table: "measures", column: "silence"),
            deadAir: spans(.deadAir),
            hold: try JSONColumn.spans(row["hold"], table: "measures", column: "hold"),
            faults: try faults.split(separator: " ").map { try choice(String($0), "measures", "faults") }
        )
        if row["has_talk_over"] { measures.talkOver = spans(.talkOver) }
        if row["has_interruptions"] {
            measures.interruptions = events.filter { $0["kind"] == AcousticEvent.Kind.interruption.rawValue }
                .map { Interruption(channel: $0["channel"] ?? 0, span: span($0)) }
        }
        let menuDelays: String? = row["menu_delays"]
        measures.menuDelays = try menuDelays.map {
            try JSONColumn.value($0, table: "measures", column: "menu_delays")
        }
        return measures
    }

    private func channel(_ row: Row) throws -> ChannelMeasures {
        ChannelMeasures(
            role: try choice(row["role"], "channel", "role"),
            speech: try JSONColumn.spans(row["speech"], table: "channel", column: "speech"),
            music: try JSONColumn.spans(row["music"], table: "channel", column: "music"),
            tones: try JSONColumn.spans(row["tones"], table: "channel", column: "tones"),
            speechLevel: row["speech_level"],
            sounds: try JSONColumn.value(row["sounds"], table: "channel", column: "sounds"),
            loudness: try JSONColumn.value(row["loudness"], table: "channel", column: "loudness"),
            raisedVoice: try JSONColumn.spans(row["raised_voice"], table: "channel", column: "raised_voice")
        )
    }

    private func transcript(of id: String) throws -> Transcript? {
        guard let row = try Row.fetchOne(self, sql: "SELECT * FROM transcript WHERE call = ?", arguments: [id]) else {
            return nil
        }
        let turns = try rows("turn", of: id).map { turn in
            Turn(
                role: try choice(turn["role"], "turn", "role"),
                channel: turn["channel"],
                words: try JSONColumn.value(turn["words"], table: "turn", column: "words"),
                hasWordTimes: turn["has_word_times"]
            )
        }
        return Transcript(language: row["language"], origin: row["origin"], turns: turns)
    }

    private func finding(_ row: Row) throws -> Finding {
        Finding(
            rule: row["rule"],
            version: row["version"],
            title: row["title"],
            severity: try choice(row["severity"], "finding", "severity"),
            weight: row["weight"],
            isFatal: row["fatal"],
            verdict: try choice(row["verdict"], "finding", "verdict"),
            reason: row["reason"],
            evidence: try JSONColumn.value(row["evidence"], table: "finding", column: "evidence")
        )
    }

    private func mask(_ row: Row) -> MaskEntry {
        let start: Int? = row["start"]
        return MaskEntry(
            place: row["place"],
            turn: row["turn"],
            channel: row["channel"],
            span: start.map { TimeSpan(start: Milliseconds($0), end: Milliseconds(row["end"])) },
            type: row["type"],
            operator: row["operator"],
            token: row["token"],
            rule: row["rule"],
            confidence: row["confidence"],
            policy: row["policy"]
        )
    }

    private func span(_ row: Row) -> TimeSpan {
        TimeSpan(start: Milliseconds(row["start"]), end: Milliseconds(row["end"]))
    }

    private func time(_ milliseconds: Int?) -> UTCTime? { milliseconds.map { UTCTime(milliseconds: $0) } }

    private func length(_ milliseconds: Int?) -> Milliseconds? { milliseconds.map { Milliseconds($0) } }

    private func optionalChoice<Value: RawRepresentable<String>>(
        _ text: String?,
        _ table: String,
        _ column: String
    ) throws -> Value? {
        try text.map { try choice($0, table, column) }
    }

    private func choice<Value: RawRepresentable<String>>(
        _ text: String,
        _ table: String,
        _ column: String
    ) throws -> Value {
        guard let value = Value(rawValue: text) else { throw ArchiveError.damaged(table: table, column: column) }
        return value
    }
}

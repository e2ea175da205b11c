package import Calls

/// The calls that rows were put together to.
package struct Assembly: Hashable, Sendable {
    /// By start, then by id.
    package var calls: [Call] = []
    /// Surveys of calls that no row speaks of, such as an earlier night's: `CallID(prefix:key:)` of `call` finds them.
    package var unclaimedSurveys: [SurveyRow] = []
    /// When agents were logged in.
    package var shifts: [AgentShift] = []
}

/// Puts rows of all sources together to calls; for more rows than memory should hold there is `CallReader`.
///
/// - The order of rows means nothing; a row that says the same as another is one row.
/// - A switch's rows are one call by its own name of the call. Its id is made of that name, because reports and the switch's
///   own tools speak it; a recording that names the call joins it and gives up the recorder's id.
/// - Outcome, queue and wait come from the switch; the recording, who hung up, hold and talk from the recorder.
/// - Of surveys, an imported answer goes before a keyed one, and of two answers to one question the lower one counts.
package func assemble(_ records: CDRRecords, settings: CDRSettings) -> Assembly {
    let context = AssemblyContext(settings: settings, events: records.queue.filter { !$0.isOfCall })
    let notes = records.recorded.enumerated().map { RecordingNote($1, at: $0) }
    var names = CallNames(recorded: notes, surveys: records.surveys)
    let rows = records.rows
    for row in rows { if case .queue(let event) = row { names.want(Hash64.of(event.call)) } }
    for row in rows {
        guard let key = row.key else { continue }
        names.note(key, isQueue: row.isQueue) { row.callID }
    }
    var groups: [UInt64: CallRows] = [:]
    for row in rows {
        guard let key = row.key else { continue }
        groups[names.group(of: key, isQueue: row.isQueue), default: CallRows()].append(row)
    }
    let joins = CallJoins(recorded: notes, surveys: records.surveys, names: names, settings: settings)
    var assembly = Assembly(unclaimedSurveys: joins.unclaimedSurveys, shifts: context.work.shifts)
    assembly.calls = groups.values.flatMap { $0.calls(context) }
    for index in assembly.calls.indices {
        let recording = joins.recording(of: assembly.calls[index].id)
        joins.join(&assembly.calls[index], recording.map { records.recorded[$0] })
    }
    assembly.calls += joins.alone.map { joins.call($0, records.recorded[$0.recording]) }
    assembly.calls.sort { ($0.start, $0.id) < ($1.start, $1.id) }
    return assembly
}

extension CDRRecords {
    fileprivate var rows: [CDRRow] {
        asterisk.map { .asterisk($0) } + contacts.map { .contact($0) } + queue.map { .queue($0) }
            + channels.map { .channel($0) }
    }
}

extension CallNames {
    /// Knows which names are going to be asked for.
    init(recorded: [RecordingNote], surveys: [SurveyRow]) {
        self.init()
        for survey in surveys { want(survey.call) }
        for name in recorded.compactMap(\.switchName) { want(name) }
    }

    /// The group that a row belongs to: a queue's line that names another call's channel belongs to that call.
    func group(of key: RowKey, isQueue: Bool) -> UInt64 {
        isQueue ? self[key.call]?.group ?? key.group : key.group
    }
}

package import Calls

/// The calls that rows were put together to.
package struct Assembly: Hashable, Sendable {
    /// By start, then by id.
    package var calls: [Call] = []
    /// Surveys of calls that no row speaks of, such as an earlier night's: `CallID(prefix:key:)` of `call` finds them.
    package var unclaimedSurveys: [SurveyRow] = []
}

/// Puts rows of all sources together to calls.
///
/// - The order of rows means nothing; a row that says the same as another is one row.
/// - A switch's rows are one call by its own name of the call. Its id is made of that name, because reports and the switch's
///   own tools speak it; a recording that names the call joins it and gives up the recorder's id. Where several
///   recordings name one call, the longest joins; the others stay calls of their own, so that none is lost.
/// - Outcome, queue and wait come from the switch; the recording, who hung up, hold and talk from the recorder.
/// - Of surveys, an imported answer goes before a keyed one, and of two answers to one question the lower one counts.
package func assemble(_ records: CDRRecords, settings: CDRSettings) -> Assembly {
    var assembly = Assembly()
    var names = CallNames(wanted: records)
    for rows in records.asterisk.grouped(by: \.call) {
        let call = AsteriskCall(rows, settings: settings).call
        for row in rows { names.note(row.leg, .channel, of: assembly.calls.count, id: call.id) }
        assembly.add(call, names: [rows[0].call], to: &names)
    }
    for rows in records.mapped.grouped(by: { MappedCallName(idPrefix: $0.idPrefix, call: $0.call) }) {
        let call = MappedCall(rows, settings: settings).call
        assembly.add(call, names: [rows[0].call], to: &names)
    }
    join(records.recorded, to: &assembly, names: &names, settings: settings)
    join(records.surveys, to: &assembly, names: names)
    assembly.calls.sort { ($0.start, $0.id) < ($1.start, $1.id) }
    return assembly
}

private struct MappedCallName: Hashable {
    var idPrefix: String
    var call: String
}

/// Joins recordings to the switch's calls that they name; those that name none become calls.
private func join(
    _ recorded: [RecordedCall],
    to assembly: inout Assembly,
    names: inout CallNames,
    settings: CDRSettings
) {
    var taken: Set<Int> = []
    var seen: Set<CallID> = []
    for recording in recorded.sorted(by: RecordedCall.comesFirst) where seen.insert(recording.cdr.call).inserted {
        let cdr = recording.cdr
        if let index = cdr.switchCallID.flatMap({ names[$0] }), taken.insert(index).inserted {
            names.note(cdr.call.description, .call, of: index, id: cdr.call)
            recording.join(&assembly.calls[index], questions: settings.surveyQuestions)
        } else {
            let call = recording.call(questions: settings.surveyQuestions)
            assembly.add(call, names: [cdr.sipCallID, cdr.switchCallID ?? cdr.sipCallID], to: &names)
        }
    }
}

private func join(_ surveys: [SurveyRow], to assembly: inout Assembly, names: CallNames) {
    var answers: [Int: Survey] = [:]
    var unclaimed: Set<SurveyRow> = []
    for row in surveys {
        guard let index = names[row.call] else {
            unclaimed.insert(row)
            continue
        }
        answers[index] = answers[index].map { $0.lower(row.survey) } ?? row.survey
    }
    for (index, survey) in answers {
        let keyed = assembly.calls[index].survey
        assembly.calls[index].survey = Survey(csat: survey.csat ?? keyed?.csat, nps: survey.nps ?? keyed?.nps)
    }
    assembly.unclaimedSurveys = unclaimed.sorted { $0.source < $1.source }
}

extension Assembly {
    fileprivate mutating func add(_ call: Call, names: [String], to index: inout CallNames) {
        for name in names + [call.id.description] { index.note(name, .call, of: calls.count, id: call.id) }
        calls.append(call)
    }
}

extension Survey {
    /// The lower answer to each question that either has an answer to.
    fileprivate func lower(_ other: Survey) -> Survey {
        Survey(
            csat: [csat, other.csat].compactMap { $0 }.min(),
            nps: [nps, other.nps].compactMap { $0 }.min()
        ) ?? self
    }
}

/// Which call is meant by a name that a recording or a survey gives.
private struct CallNames {
    /// How a call came by a name; its own counts for more than that of one of its channels.
    enum Rank: Int { case call, channel }

    private struct Claim {
        var index: Int
        var rank: Rank
        var id: CallID
    }

    private let wanted: Set<String>
    private var claims: [String: Claim] = [:]

    /// Remembers only names that something asks for: a million calls have few of them.
    init(wanted records: CDRRecords) {
        var wanted = Set(records.surveys.map(\.call))
        for recording in records.recorded {
            if let name = recording.cdr.switchCallID { wanted.insert(name) }
        }
        self.wanted = wanted
    }

    /// Of two calls with equal claims to a name, the first by id has it.
    mutating func note(_ name: String, _ rank: Rank, of index: Int, id: CallID) {
        guard wanted.contains(name) else { return }
        if let known = claims[name], (known.rank.rawValue, known.id) <= (rank.rawValue, id) { return }
        claims[name] = Claim(index: index, rank: rank, id: id)
    }

    subscript(name: String) -> Int? { claims[name]?.index }
}

import Calls

/// What recordings and surveys add to the calls of switches.
///
/// A recording that names a call joins it and gives up the recorder's id. Where several name one call, the best joins; the
/// others stay calls of their own, so that none is lost, and say which call they are another recording of.
struct CallJoins {
    /// Calls of which the recorder alone knows.
    private(set) var recordedOnly: [Call] = []
    private(set) var unclaimedSurveys: [SurveyRow] = []
    private let settings: CDRSettings
    private var recordings: [CallID: RecordedCall] = [:]
    private var answers: [CallID: (survey: Survey, sources: [SourceLine])] = [:]

    /// `names` has been told of every call of a switch.
    init(recorded: [RecordedCall], surveys: [SurveyRow], names: CallNames, settings: CDRSettings) {
        self.settings = settings
        var names = names
        var seen: Set<CallID> = []
        let firsts = recorded.firsts
        var counted: [CallID: CallID] = [:]
        for recording in recorded.sorted(by: RecordedCall.comesFirst) where seen.insert(recording.cdr.call).inserted {
            let cdr = recording.cdr
            let named = cdr.switchCallID.flatMap { names[Hash64.of($0)] }
            if let named, recordings[named.id] == nil {
                recordings[named.id] = recording
                if let first = firsts[cdr.call] { counted[first] = counted[first] ?? named.id }
                names.claim(Hash64.of(cdr.call.description), .call, named.group, named.id)
            } else {
                var call = recording.call(questions: settings.surveyQuestions)
                call.duplicateOf = named?.id ?? firsts[cdr.call]
                recordedOnly.append(call)
                for name in [cdr.sipCallID, cdr.switchCallID ?? cdr.sipCallID, call.id.description] {
                    names.claim(Hash64.of(name), .call, 0, call.id)
                }
            }
        }
        for index in recordedOnly.indices {
            guard let first = recordedOnly[index].duplicateOf else { continue }
            let whole = counted[first] ?? first
            recordedOnly[index].duplicateOf = whole == recordedOnly[index].id ? nil : whole
        }
        take(surveys, names: names)
        for index in recordedOnly.indices { answer(&recordedOnly[index]) }
    }

    /// Adds to a switch's call everything that others say of it.
    func join(_ call: inout Call) {
        if recordings.isEmpty, answers.isEmpty { return }
        recordings[call.id]?.join(&call, questions: settings.surveyQuestions)
        answer(&call)
    }

    private mutating func take(_ surveys: [SurveyRow], names: CallNames) {
        var unclaimed: Set<SurveyRow> = []
        for row in surveys {
            guard let id = names[row.call] else {
                unclaimed.insert(row)
                continue
            }
            var answer = answers[id] ?? (row.survey, [])
            answer.survey = answer.survey.lower(row.survey)
            answer.sources.append(row.source)
            answers[id] = answer
        }
        unclaimedSurveys = unclaimed.sorted { $0.source < $1.source }
    }

    /// An imported answer goes before a keyed one; the survey's file is then one of the call's own sources.
    private func answer(_ call: inout Call) {
        guard let answer = answers[call.id] else { return }
        call.survey = answer.survey.filled(from: call.survey)
        call.sources = Set(call.sources + answer.sources).sorted()
    }
}

extension [RecordedCall] {
    /// Of each recording of a session that was recorded more than once, its own included, the id of the first one.
    fileprivate var firsts: [CallID: CallID] {
        var marks: [CallID: CallID] = [:]
        for recording in self { marks[recording.cdr.call] = recording.cdr.duplicateOf }
        var firsts: [CallID: CallID] = [:]
        for (id, mark) in marks {
            var first = mark
            for _ in 0..<8 { first = marks[first] ?? first }
            // Marks that lead nowhere, or in circles, are none.
            guard marks[first] == nil else { continue }
            firsts[id] = first
            firsts[first] = first
        }
        return firsts
    }
}

extension Survey {
    /// The lower answer to each question that either has an answer to.
    fileprivate func lower(_ other: Survey) -> Survey {
        Survey(
            csat: [csat, other.csat].compactMap { $0 }.min(),
            nps: [nps, other.nps].compactMap { $0 }.min(),
            ces: [ces, other.ces].compactMap { $0 }.min()
        ) ?? self
    }
}

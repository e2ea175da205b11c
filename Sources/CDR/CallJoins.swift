import Calls

/// What recordings and surveys add to the calls of switches.
///
/// A recording that names a call joins it and gives up the recorder's id. Where several name one call, the best joins; the
/// others stay calls of their own, so that none is lost, and say which call they are another recording of.
struct CallJoins {
    /// A recording that stays a call of its own.
    struct Alone {
        var recording: Int
        /// The call that this is another recording of.
        var duplicateOf: CallID?
    }

    /// Instead of the group of a call that no switch speaks of.
    private static let noSwitch: UInt64 = 0

    /// Recordings of whose calls the recorder alone knows.
    private(set) var alone: [Alone] = []
    private(set) var unclaimedSurveys: [SurveyRow] = []
    private let settings: CDRSettings
    private var recordings: [CallID: Int] = [:]
    private var answers: [CallID: (survey: Survey, sources: [SourceLine])] = [:]

    /// `names` has been told of every call of a switch.
    init(recorded: [RecordingNote], surveys: [SurveyRow], names: CallNames, settings: CDRSettings) {
        self.settings = settings
        var names = names
        var seen: Set<CallID> = []
        let firsts = recorded.firsts
        var counted: [CallID: CallID] = [:]
        for note in recorded.sorted(by: RecordingNote.comesFirst) where seen.insert(note.call).inserted {
            let named = note.switchName.flatMap { names[$0] }
            if let named, named.group != Self.noSwitch, recordings[named.id] == nil {
                recordings[named.id] = note.index
                if let first = firsts[note.call] { counted[first] = counted[first] ?? named.id }
                names.claim(Hash64.of(note.call.description), .call, named.group, named.id)
            } else {
                alone.append(Alone(recording: note.index, duplicateOf: named?.id ?? firsts[note.call]))
                // The switch's name is that of the call that the name means already.
                for name in [note.sipName, Hash64.of(note.call.description), named == nil ? note.switchName : nil] {
                    if let name { names.claim(name, .call, Self.noSwitch, note.call) }
                }
            }
        }
        for index in alone.indices {
            guard let first = alone[index].duplicateOf else { continue }
            alone[index].duplicateOf = counted[first] ?? first
        }
        take(surveys, names: names)
    }

    /// Which recording joins a switch's call.
    func recording(of call: CallID) -> Int? { recordings[call] }

    /// Adds to a switch's call everything that others say of it; `recording` is the one that joins it.
    func join(_ call: inout Call, _ recording: RecordedCall?) {
        recording?.join(&call, questions: settings.surveyQuestions)
        answer(&call)
    }

    /// The call of which the recorder alone knows.
    func call(_ alone: Alone, _ recording: RecordedCall) -> Call {
        var call = recording.call(questions: settings.surveyQuestions)
        call.duplicateOf = alone.duplicateOf == call.id ? nil : alone.duplicateOf
        answer(&call)
        return call
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

extension [RecordingNote] {
    /// Of each recording of a session that was recorded more than once, its own included, the id of the first one.
    fileprivate var firsts: [CallID: CallID] {
        var marks: [CallID: CallID] = [:]
        for note in self { marks[note.call] = note.duplicateOf }
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

/// What is wrong with the recording of one call.
package struct RecordingIssue: Hashable, Sendable, Codable {
    package enum Kind: String, Sendable, Codable, CaseIterable {
        /// Answered, and there is no recording.
        case missing
        /// There was a file, and nobody could read it.
        case unreadable
        /// A recording of which no switch speaks.
        case orphaned
        /// Shorter than the call was from answer to end.
        case short
        /// Longer than the whole call.
        case long
        /// Only one of the parties is heard.
        case oneWay
        /// Nobody is heard.
        case silent
        /// Not the file that the recorder wrote, by its SHA-256.
        case altered
        /// It came a night or more after the switch had told of the call.
        case late
        /// Of a sale that has to be recorded in sound and video: there is no video.
        case videoMissing
        /// Of a sale: video and sound differ in length by more than a recording may.
        case unequal
        /// Of a sale: a disclosure was not heard.
        case undisclosed
    }

    /// Who can mend it.
    package enum Owner: String, Sendable, Codable, CaseIterable {
        case recorder, switchExport, network, compliance
    }

    package var call: CallID
    package var start: UTCTime
    package var queue: String?
    package var agent: String?
    package var kind: Kind
    /// How long the recording should be, where that is known.
    package var expected: Milliseconds?
    /// How long it is; nil where there is none.
    package var found: Milliseconds?

    package var owner: Owner { kind.owner }
}

extension RecordingIssue.Kind {
    package var owner: RecordingIssue.Owner {
        switch self {
        case .missing, .unreadable, .short, .long, .late, .videoMissing, .unequal: .recorder
        case .orphaned: .switchExport
        case .oneWay, .silent: .network
        case .altered, .undisclosed: .compliance
        }
    }
}

/// Whether every answered call has a sound recording, and every recording a call.
package struct RecordingAssurance: Hashable, Sendable, Codable {
    /// Calls that a person answered.
    package private(set) var answered = 0
    /// Those of them that have a recording.
    package private(set) var recorded = 0
    /// Of calls in the order in which they were added, of one call in the order of the kinds.
    package private(set) var issues: [RecordingIssue] = []

    /// By so much, or by a fiftieth of it, a recording may be shorter or longer than expected.
    package static let tolerance = Milliseconds(3000)

    /// By how much a recording may be shorter or longer than `length`.
    package static func slack(_ length: Milliseconds) -> Milliseconds {
        max(tolerance, Milliseconds(length.count / 50))
    }

    package init() {}

    package init(_ calls: some Sequence<CallOutcome>) {
        for call in calls { add(call) }
    }

    /// Share of the answered calls that have a recording, 0 to 1; nil where none was answered.
    package var coverage: Double? { answered == 0 ? nil : Double(recorded) / Double(answered) }

    package func count(of kind: RecordingIssue.Kind) -> Int { issues.count { $0.kind == kind } }

    package mutating func add(_ call: CallOutcome) {
        let hasRecording = call.recording != nil
        if call.facts.isRecordable, call.facts.duplicateOf == nil {
            answered += 1
            if hasRecording { recorded += 1 }
        }
        for kind in call.recordingIssues {
            issues.append(
                RecordingIssue(
                    call: call.facts.id,
                    start: call.facts.start,
                    queue: call.facts.queue,
                    agent: call.facts.agent,
                    kind: kind,
                    expected: Self.expected(call.facts),
                    found: call.measures?.duration
                )
            )
        }
    }

    /// From answer to end; nil where the call was not answered or a time is unknown.
    fileprivate static func expected(_ facts: CallFacts) -> Milliseconds? {
        guard facts.outcome == .answered, let answered = facts.answered, let end = facts.end else { return nil }
        return max(.zero, end - answered)
    }
}

extension Problem {
    /// The stage of a problem that is no mishap: the recording came later than the call.
    package static let lateRecording = "recording.late"
    /// Why a recording is not the one that its CDR speaks of.
    package static let alteredRecording = "its SHA-256 is not the one in its CDR: the file was altered"
    /// Why a call has no recording though its switch names one.
    package static let absentRecording = "the recording is not in the inbox"
    /// The stage of what is wrong with a sale that has to be recorded in sound and video.
    package static let dualRecording = "recording.dual"
    package static let absentVideo = "a sale of this queue has to be recorded in sound and video, and there is no video"
    package static let unequalVideo = "its video and its sound differ in length"
    package static let undisclosed = "a disclosure that this sale needs was not heard"
}

extension CallFacts {
    /// Somebody spoke with the customer.
    fileprivate var isRecordable: Bool { outcome == .answered && channel == .voice }
}

extension CallOutcome {
    /// What is wrong with the call's recording, in the order of the kinds.
    package var recordingIssues: [RecordingIssue.Kind] {
        let expected = RecordingAssurance.expected(facts)
        return RecordingIssue.Kind.allCases.filter { has($0, expected: expected) }
    }

    fileprivate func has(_ kind: RecordingIssue.Kind, expected: Milliseconds?) -> Bool {
        let told = problems.filter { $0.stage == "recording" }.map(\.message)
        let isUnreadable = recording == nil && told.contains { $0 != Problem.absentRecording }
        switch kind {
        case .missing: return facts.isRecordable && recording == nil && !isUnreadable && facts.duplicateOf == nil
        case .unreadable: return isUnreadable
        // A source of which no line is named is a file that came with the recording.
        case .orphaned: return recording != nil && facts.duplicateOf == nil && facts.sources.allSatisfy { $0.line == 0 }
        case .altered: return told.contains(Problem.alteredRecording)
        case .late: return problems.contains { $0.stage == Problem.lateRecording }
        case .videoMissing: return isToldOfSale(Problem.absentVideo)
        case .unequal: return isToldOfSale(Problem.unequalVideo)
        case .undisclosed: return isToldOfSale(Problem.undisclosed)
        case .short, .long, .oneWay, .silent: return measures.map { $0.has(kind, facts, expected) } ?? false
        }
    }
}

extension CallOutcome {
    private func isToldOfSale(_ message: String) -> Bool {
        problems.contains { $0.stage == Problem.dualRecording && $0.message == message }
    }
}

extension Measures {
    fileprivate func has(_ kind: RecordingIssue.Kind, _ facts: CallFacts, _ expected: Milliseconds?) -> Bool {
        let isSilent = channels.allSatisfy(\.speech.isEmpty)
        switch kind {
        case .silent: return isSilent
        case .oneWay: return !isSilent && faults.contains(.oneWayAudio)
        case .short: return expected.map { duration + RecordingAssurance.slack($0) < $0 } ?? false
        case .long:
            guard let end = facts.end else { return false }
            let most = max(.zero, end - facts.start)
            return duration > most + RecordingAssurance.slack(most)
        default: return false
        }
    }
}

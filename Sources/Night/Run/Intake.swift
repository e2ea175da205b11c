import CDR
import Calls
import Foundation

/// What the inbox holds, put together to calls; nothing is changed on disk yet.
struct Intake {
    /// A file of switch records or surveys that was read.
    struct Source: Sendable {
        var file: InboxFile
        var rows: Int
        var rejections: [CDRRejection]
        /// Name of the format, for the ledger.
        var format: String
        var isSurvey = false
    }

    /// A file that says nothing anyone understands.
    struct Unreadable: Sendable {
        var file: InboxFile
        var reason: String
        var mend: String
    }

    /// Calls that came with a recording, and recordings that came without a call.
    var jobs: [CallJob] = []
    var sources: [Source] = []
    var unreadable: [Unreadable] = []
    var unclaimedSurveys: [SurveyRow] = []
    /// When agents came, went and took breaks.
    var agentEvents: [AgentEvent] = []
    /// Recordings of which no CDR speaks and whose content another recording has: copies.
    var twins: [InboxFile] = []
    /// Transcripts and videos that lie beside no recording.
    var strays: [InboxFile] = []

    /// Reads calls again that were handed out.
    private(set) var reader: CallReader

    /// Hands each call that comes without a recording to `body`, in no order that means anything: they may be too many to be
    /// held.
    init(
        _ inbox: Inbox,
        settings: CDRSettings,
        forEachCallWithoutRecording body: (Call, CallPlace?) throws -> Void
    ) throws {
        let files = inbox.files.filter { $0.kind == .records }
        var reader = CallReader(files.map { CDRFile($0.url, sha256: $0.sha256, size: $0.size) }, settings: settings)
        let recordings = Set(inbox.files.lazy.filter { $0.kind == .recording }.map(\.name))
        var calls: [Call] = []
        try reader.forEachCall { call, place in
            if let name = call.recording?.fileName, recordings.contains(name) {
                calls.append(call)
            } else {
                try body(call, place)
            }
        }
        calls.sort { ($0.start, $0.id) < ($1.start, $1.id) }
        for (file, found) in zip(files, reader.files) {
            if let error = found.error {
                unreadable.append(Unreadable(file: file, reason: error.reason, mend: error.mend))
            } else if let format = found.format {
                sources.append(Source(file, found, format))
            }
        }
        unclaimedSurveys = reader.unclaimedSurveys
        agentEvents = Array(reader.agentEvents)
        self.reader = reader
        join(calls, inbox)
    }

    /// Joins each call to its recording, by name, and each recording to the transcript and the video that lie beside it.
    ///
    /// A recording that no CDR speaks of becomes a call of its own: nothing is lost.
    private mutating func join(_ calls: [Call], _ inbox: Inbox) {
        let recordings = inbox.files.filter { $0.kind == .recording }
        let byName = Dictionary(recordings.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        let transcripts = inbox.byStem(.transcript)
        let videos = inbox.byStem(.video)
        var used: Set<InboxFile> = []
        for call in calls {
            var job = CallJob(call: call)
            if let recording = call.recording.flatMap({ byName[$0.fileName] }), used.insert(recording).inserted {
                job.recording = recording
                job.transcript = transcripts[recording.stem]
                job.video = videos[recording.stem]
                job.refusal = recording.damage
            }
            jobs.append(job)
        }
        var contents = Set(used.map(\.sha256))
        for recording in recordings where !used.contains(recording) {
            guard contents.insert(recording.sha256).inserted || recording.size == 0 else {
                twins.append(recording)
                continue
            }
            var job = CallJob(call: Self.orphan(recording))
            job.recording = recording
            job.transcript = transcripts[recording.stem]
            job.video = videos[recording.stem]
            job.refusal = recording.damage
            job.problems = [
                Problem(
                    stage: "recording",
                    message: "no CDR speaks of this recording",
                    mend: "export the switch's CDRs of that day into the inbox"
                )
            ]
            jobs.append(job)
        }
        used.formUnion(jobs.flatMap { [$0.transcript, $0.video] }.compactMap(\.self))
        strays = inbox.files.filter { [.transcript, .video].contains($0.kind) && !used.contains($0) }
    }

    /// The call that a recording without a CDR stands for: when the file was last written is all that is known of it.
    static func orphan(_ recording: InboxFile) -> Call {
        let written = try? recording.url.resourceValues(forKeys: [.contentModificationDateKey]).contentModificationDate
        let seconds = (written ?? Date(timeIntervalSince1970: 0)).timeIntervalSince1970
        var call = Call(
            id: CallID(prefix: "rec-", key: String(recording.sha256.prefix(16))),
            start: UTCTime(milliseconds: Int(seconds * 1000)),
            outcome: .answered
        )
        call.recording = RecordingReference(fileName: recording.name)
        return call
    }
}

extension Inbox {
    fileprivate func byStem(_ kind: InboxFile.Kind) -> [String: InboxFile] {
        Dictionary(
            files.filter { $0.kind == kind }.map { ($0.stem, $0) },
            uniquingKeysWith: { first, _ in first }
        )
    }
}

extension Intake.Source {
    fileprivate init(_ file: InboxFile, _ found: FileSummary, _ format: CDRFormat) {
        self.file = file
        self.format = format.name
        rows = found.rows + found.rejected
        rejections = found.rejections
        if case .survey = format { isSurvey = true }
    }
}

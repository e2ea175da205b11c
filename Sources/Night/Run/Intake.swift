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

    var sources: [Source] = []
    var unreadable: [Unreadable] = []
    var unclaimedSurveys: [SurveyRow] = []
    /// When agents came, went and took breaks.
    var agentEvents: [AgentEvent] = []
    /// Recordings that no CDR speaks of and whose content another recording has: copies.
    private(set) var twins: [InboxFile] = []
    /// Transcripts and videos that lie beside no recording.
    private(set) var strays: [InboxFile] = []
    /// How many calls are told otherwise the second time; they and their recordings wait.
    private(set) var missing = 0
    /// Reads calls again that were handed out.
    private(set) var reader: CallReader

    /// Hands each call to `body`, in no order that means anything: they may be too many to be held.
    init(_ inbox: Inbox, settings: CDRSettings, forEachCall body: (CallJob, CallOrigin?) throws -> Void) throws {
        let files = inbox.files.filter { $0.kind == .records }
        reader = CallReader(files.map { CDRFile($0.url, sha256: $0.sha256, size: $0.size) }, settings: settings)
        var claims = RecordingClaims(inbox.files)
        try reader.forEachCall { call, place in
            guard !claims.add(call, at: place) else { return }
            try body(CallJob(call: call), place.map { CallOrigin(place: $0, files: CallFiles()) })
        }
        claims.settle()
        for (file, found) in zip(files, reader.files) {
            if let error = found.error {
                unreadable.append(Unreadable(file: file, reason: error.reason, mend: error.mend))
            } else if let format = found.format {
                sources.append(Source(file, found, format))
            }
        }
        unclaimedSurveys = reader.unclaimedSurveys
        agentEvents = Array(reader.agentEvents)
        twins = claims.twins
        strays = claims.strays
        try handOut(claims, inbox.files, body)
    }

    /// Hands out the calls that name a recording, which is theirs or another's, and those of which there is only a recording.
    private mutating func handOut(
        _ claims: RecordingClaims,
        _ inbox: [InboxFile],
        _ body: (CallJob, CallOrigin?) throws -> Void
    ) throws {
        for (call, files) in claims.held { try body(CallJob(call, files, of: inbox), nil) }
        var found = 0
        try reader.forEachCall(at: claims.claimants.keys) { call, place in
            guard let claimant = claims.claimants[place], claimant.hash == call.hashValue else { return }
            found += 1
            let origin = CallOrigin(place: place, files: claimant.files)
            try body(CallJob(call, claimant.files, of: inbox), origin)
        }
        missing = claims.claimants.count - found
        for files in claims.orphans {
            guard let job = CallJob(orphan: files, of: inbox) else { continue }
            try body(job, CallOrigin(place: nil, files: files))
        }
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

extension Intake.Source {
    fileprivate init(_ file: InboxFile, _ found: FileSummary, _ format: CDRFormat) {
        self.file = file
        self.format = format.name
        rows = found.rows + found.rejected
        rejections = found.rejections
        if case .survey = format { isSurvey = true }
    }
}

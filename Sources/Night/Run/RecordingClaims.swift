import CDR
import Calls
import Vault

/// Which files of the inbox belong to a call, by their places in it.
struct CallFiles: Hashable, Sendable {
    var recording: UInt32?
    var transcript: UInt32?
    var video: UInt32?
}

/// Which call each recording of the inbox belongs to, and what lies beside it.
///
/// A recording belongs to the call that names it, and where several do, to the first of them. Of a call only is kept what
/// tells that, since there may be millions.
struct RecordingClaims {
    /// A call that names a recording, with what is known of it when it is read again.
    struct Claimant {
        /// Its recording and what lies beside it; none where another call was first.
        var files: CallFiles
        /// Of the call: that it is told the same the second time.
        var hash: Int
    }

    private struct Claim {
        var recording: UInt32
        var start: UTCTime
        var id: CallID
        var hash: Int
        var place: CallPlace?
    }

    private let inbox: [InboxFile]
    private var recordings: [String: UInt32] = [:]
    private var transcripts: [String: UInt32] = [:]
    private var videos: [String: UInt32] = [:]
    private var claims: [Claim] = []
    private var isUsed: [Bool]

    /// Calls that cannot be read again.
    private(set) var held: [(call: Call, files: CallFiles)] = []
    private(set) var claimants: [CallPlace: Claimant] = [:]
    /// Recordings that no CDR speaks of, with what lies beside them.
    private(set) var orphans: [CallFiles] = []
    /// Recordings that no CDR speaks of and whose content another recording has: copies.
    private(set) var twins: [InboxFile] = []
    /// Transcripts and videos that lie beside no recording.
    private(set) var strays: [InboxFile] = []

    init(_ inbox: [InboxFile]) {
        self.inbox = inbox
        isUsed = Array(repeating: false, count: inbox.count)
        for (place, file) in inbox.enumerated() {
            switch file.kind {
            case .recording: recordings[file.name] = UInt32(place)
            case .transcript: note(UInt32(place), file.stem, in: &transcripts)
            case .video: note(UInt32(place), file.stem, in: &videos)
            case .records: break
            }
        }
    }

    private func note(_ place: UInt32, _ stem: String, in places: inout [String: UInt32]) {
        if places[stem] == nil { places[stem] = place }
    }

    /// Enters a call that names a recording of the inbox; false for any other.
    mutating func add(_ call: Call, at place: CallPlace?) -> Bool {
        guard let name = call.recording?.fileName, let recording = recordings[name] else { return false }
        claims.append(
            Claim(recording: recording, start: call.start, id: call.id, hash: call.hashValue, place: place)
        )
        if place == nil { held.append((call, CallFiles())) }
        return true
    }

    /// Gives each recording to the first call that names it; what is left over is an orphan, a twin or a stray.
    mutating func settle() {
        var held = Dictionary(grouping: self.held.indices) { self.held[$0].call.id }
        claims.sort { ($0.recording, $0.start, $0.id) < ($1.recording, $1.start, $1.id) }
        for claim in claims {
            let isFirst = !isUsed[Int(claim.recording)]
            let files = isFirst ? use(claim.recording) : CallFiles()
            if let place = claim.place {
                claimants[place] = Claimant(files: files, hash: claim.hash)
            } else if let index = held[claim.id]?.popLast() {
                self.held[index].files = files
            }
        }
        claims = []
        addUnclaimed()
        for (place, file) in inbox.enumerated() where !isUsed[place] {
            if file.kind == .transcript || file.kind == .video { strays.append(file) }
        }
    }

    private mutating func addUnclaimed() {
        var contents: Set<SHA256Digest> = []
        for (place, file) in inbox.enumerated() where isUsed[place] && file.kind == .recording {
            contents.insert(file.hash)
        }
        for (place, file) in inbox.enumerated() where !isUsed[place] && file.kind == .recording {
            if contents.insert(file.hash).inserted || file.size == 0 {
                orphans.append(use(UInt32(place)))
            } else {
                twins.append(file)
            }
        }
    }

    /// A recording and what lies beside it.
    private mutating func use(_ recording: UInt32) -> CallFiles {
        let stem = inbox[Int(recording)].stem
        let files = CallFiles(recording: recording, transcript: transcripts[stem], video: videos[stem])
        for place in [recording, files.transcript, files.video].compactMap(\.self) { isUsed[Int(place)] = true }
        return files
    }
}

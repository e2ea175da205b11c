import Archive
import Calls

/// Recordings that were destroyed and must not come back under another call's name.
struct DestroyedRecordings: Sendable {
    /// The folders of the vault in which a recording lay, by its SHA-256.
    private var folders: [String: Set<String>] = [:]

    init(_ disposals: [Disposal]) {
        for file in disposals.flatMap(\.objects) where file.kind == .original {
            let folder = file.path.split(separator: "/").dropLast().joined(separator: "/")
            folders[file.plainSHA256, default: []].insert(folder)
        }
    }

    /// A silent recording may be equal to another's: where a CDR tells of it, the day has to be the same, too.
    func covers(_ job: CallJob) -> Bool {
        guard let hash = job.recording?.sha256 ?? job.call.recording?.sha256, let days = folders[hash] else {
            return false
        }
        return job.isOrphan || days.contains(job.call.start.vaultFolder)
    }
}

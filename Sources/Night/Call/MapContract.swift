package import Archive
import Audio
package import Calls
package import Foundation
import Masking
package import Vault

/// One line that `aftercall map` reads: the files of a call, and what the switch says of it.
package struct MapInput: Codable, Sendable {
    /// Path of the recording.
    package var recording: String?
    /// Path of its transcript.
    package var transcript: String?
    package var call: Call?

    /// A JSON object, or a bare path of a recording.
    package init?(line: String) {
        if line.first == "{" {
            guard let input = try? JSONDecoder().decode(Self.self, from: Data(line.utf8)) else { return nil }
            self = input
        } else {
            recording = line
        }
    }
}

/// One line that `aftercall map` prints for each line it reads, whatever happens.
package struct MapOutput: Codable, Sendable {
    package var outcome: CallOutcome?
    /// The sealed copies, below the folder that `map` was given.
    package var sealed: [SealedClaim] = []
    /// Why there is no outcome.
    package var error: String?
}

/// What a worker says of a file that it sealed; believed only after the file was hashed again.
package struct SealedClaim: Codable, Hashable, Sendable {
    package var kind: SealedKind
    package var path: String
    package var plainSHA256: String
    package var plainSize: Int
    package var sealedSHA256: String
    package var recipients: [String]
}

extension CallTools {
    /// The per-call function on one line, with nothing but the line's files: no archive and no clock.
    ///
    /// Sound is sealed into `vault` where one is given.
    package func map(_ line: String, vault: Vault?, recipients: (SealedKind) throws -> [Recipient]) -> MapOutput {
        var output = MapOutput()
        guard let input = MapInput(line: line) else {
            output.error = "the line is neither a path nor a JSON object with 'recording' and 'call'"
            return output
        }
        do {
            let job = try CallJob(input)
            let worked = work(on: job)
            let outcome = worked.outcome
            if job.isOrphan, let refused = worked.refused.first(where: { $0.file == job.recording }) {
                output.error = refused.reason
                return output
            }
            if let vault {
                if outcome.recording != nil, let file = job.recording {
                    let path = outcome.facts.vaultPath(.original)
                    let sealed = try vault.seal(
                        SealableFile(file.url),
                        as: path,
                        to: recipients(.original),
                        replacing: true
                    )
                    output.sealed.append(SealedClaim(.original, sealed))
                }
                if let sound = worked.sound {
                    let path = outcome.facts.vaultPath(.masked)
                    let sealed = try vault.seal(sound, as: path, to: recipients(.masked), replacing: true)
                    output.sealed.append(SealedClaim(.masked, sealed))
                }
            }
            output.outcome = outcome
        } catch {
            output.error = "the recording or its transcript cannot be read"
        }
        return output
    }
}

extension Site {
    /// Takes what workers did into vault and archive: all lines or none.
    ///
    /// - Parameters:
    ///   - lines: the output of `aftercall map`.
    ///   - folder: where the workers sealed to.
    /// - Returns: the calls that are in the archive now, and what could not be used.
    /// - Throws: `MergeError` for a set that is damaged, doubled or whose files are not what it says.
    package func merge(_ lines: [String], from folder: URL) throws -> (calls: [CallID], mishaps: [Mishap]) {
        let lock = try WorkspaceLock(workspace)
        return try lock.held { try mergeLocked(lines, from: folder) }
    }

    private func mergeLocked(_ lines: [String], from folder: URL) throws -> (calls: [CallID], mishaps: [Mishap]) {
        let outputs = try lines.enumerated().map { index, line in
            guard let output = try? JSONDecoder().decode(MapOutput.self, from: Data(line.utf8)) else {
                throw MergeError.notAResult(line: index + 1)
            }
            return output
        }
        let ids = outputs.compactMap(\.outcome?.facts.id)
        guard Set(ids).count == ids.count else { throw MergeError.doubled }
        let workers = Vault(root: folder)
        for (index, output) in outputs.enumerated() {
            for claim in output.sealed {
                guard try workers.contains(claim.path), try workers.sealedHash(of: claim.path).hex == claim.sealedSHA256
                else { throw MergeError.sealedFileDiffers(line: index + 1) }
            }
        }
        let run = try archive.beginRun(at: Clock.now.milliseconds)
        for output in outputs {
            guard let outcome = output.outcome else { continue }
            var files: [SealedKind: SealedRecording] = [:]
            for claim in output.sealed {
                files[claim.kind] = try adopt(claim, from: workers)
            }
            let event = PendingEvent(
                time: Clock.now.milliseconds,
                act: AuditAct.analysed.rawValue,
                object: outcome.facts.id.description,
                details: ["by": "map"]
            )
            try archive.commit(outcome, files: files, events: [event], run: run)
        }
        try flushAudit()
        for day in Set(outputs.compactMap(\.outcome?.facts.start).map(day)).sorted() { try writeReport(ofDay: day) }
        let mishaps = outputs.enumerated().compactMap { index, output in
            output.error.map { Mishap(subject: "line \(index + 1)", problem: $0, mend: "see the worker's input") }
        }
        try archive.endRun(run, at: Clock.now.milliseconds, failed: mishaps.count)
        try sealAudit()
        return (ids.sorted(), mishaps)
    }

    private func adopt(_ claim: SealedClaim, from workers: Vault) throws -> SealedRecording {
        guard let hash = SHA256Digest(hex: claim.plainSHA256) else { throw MergeError.damagedClaim }
        return try vault.adopt(
            claim.path,
            from: workers,
            plainSHA256: hash,
            plainSize: claim.plainSize,
            recipients: claim.recipients.compactMap { Recipient($0) }
        )
    }
}

/// Why a set of results is refused as a whole.
package enum MergeError: Error, Equatable, Sendable {
    case notAResult(line: Int)
    /// A call stands in it twice.
    case doubled
    case sealedFileDiffers(line: Int)
    case damagedClaim
}

extension SealedClaim {
    fileprivate init(_ kind: SealedKind, _ file: SealedRecording) {
        self.init(
            kind: kind,
            path: file.path,
            plainSHA256: file.plainSHA256.hex,
            plainSize: file.plainSize,
            sealedSHA256: file.sealedSHA256.hex,
            recipients: file.recipients
        )
    }
}

extension CallJob {
    fileprivate init(_ input: MapInput) throws {
        recording = try input.recording.map { try InboxFile(path: $0, kind: .recording) }
        transcript = try input.transcript.map { try InboxFile(path: $0, kind: .transcript) }
        if let known = input.call {
            call = known
        } else if let recording {
            call = Intake.orphan(recording)
        } else {
            throw NightError.noRecording
        }
    }
}

extension InboxFile {
    fileprivate init(path: String, kind: Kind) throws {
        url = URL(filePath: path)
        self.kind = kind
        size = try url.resourceValues(forKeys: [.fileSizeKey]).fileSize ?? 0
        sha256 = try SHA256.hash(fileAt: url).hex
    }
}

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
    /// What is known to be wrong before the work starts.
    var problems: [Problem]?
    /// Why the recording must not be opened.
    var refusal: String?

    /// A JSON object, or a bare path of a recording.
    package init?(line: String) {
        if line.first == "{" {
            guard let input = try? JSONDecoder().decode(Self.self, from: Data(line.utf8)) else { return nil }
            self = input
        } else {
            recording = line
        }
    }

    /// A call of the inbox as a line.
    static func line(_ job: CallJob) throws -> String {
        String(decoding: try JSONEncoder().encode(Self(job)), as: UTF8.self)
    }

    /// A call of the inbox.
    init(_ job: CallJob) {
        recording = job.recording?.url.path
        transcript = job.transcript?.url.path
        call = job.call
        problems = job.problems
        refusal = job.refusal
    }
}

/// One line that `aftercall map` prints for each line it reads, whatever happens.
package struct MapOutput: Codable, Sendable {
    package var outcome: CallOutcome?
    /// The call that the line named; nil for a bare path.
    var call: CallID?
    /// The sealed copies, below `folder`.
    package var sealed: [SealedClaim] = []
    /// What the process that did the work named its own part of the folder it sealed to; another try has another.
    package var folder: String?
    /// Files that cannot be used.
    package var refused: [Refusal] = []
    /// Why there is no outcome.
    package var error: String?

    /// The results in a folder: the lines of its `results*.jsonl`, or of the `part-*` that engines write.
    package static func all(in folder: URL) throws -> [MapOutput] {
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        let parts = files.filter { file in
            let name = file.lastPathComponent
            return name.hasPrefix("part-") || (name.hasPrefix("results") && name.hasSuffix(".jsonl"))
        }
        var outputs: [MapOutput] = []
        for part in parts.sorted(by: { $0.lastPathComponent < $1.lastPathComponent }) {
            let lines = try Data(contentsOf: part).split(separator: UInt8(ascii: "\n"))
            for (index, line) in lines.enumerated() {
                guard let output = try? JSONDecoder().decode(MapOutput.self, from: line) else {
                    throw MergeError.notAResult(file: part.lastPathComponent, line: index + 1)
                }
                outputs.append(output)
            }
        }
        return outputs
    }

    /// A file of a call that cannot be used.
    package struct Refusal: Codable, Sendable {
        /// The file is the recording; else it is the transcript.
        package var isRecording: Bool
        package var reason: String
        package var mend: String
    }
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
    ///
    /// - Throws: What sealing throws, such as on a full disk. What is wrong with the line or its files is in the result.
    package func map(
        _ line: String,
        vault: Vault?,
        recipients: (SealedKind) throws -> [Recipient]
    ) throws -> MapOutput {
        var output = MapOutput()
        guard let input = MapInput(line: line) else {
            output.error = "the line is neither a path nor a JSON object with 'recording' and 'call'"
            return output
        }
        output.call = input.call?.id
        let job: CallJob
        do {
            job = try CallJob(input, key: nightKey)
        } catch {
            output.error = "the recording or its transcript cannot be read"
            if let error = error as? LockedFile { output.error = "the recording cannot be opened: \(error.reason)" }
            return output
        }
        let worked = work(on: job)
        output.refused = worked.refused.map {
            MapOutput.Refusal(isRecording: $0.file == job.recording, reason: $0.reason, mend: $0.mend)
        }
        if job.isOrphan, let refused = output.refused.first(where: \.isRecording) {
            output.error = refused.reason
            return output
        }
        let outcome = worked.outcome
        if let vault {
            if outcome.recording != nil, let file = job.recording {
                let path = outcome.facts.vaultPath(.original)
                let source = InboxContent(file: file, key: nightKey)
                let sealed = try vault.seal(source, as: path, to: recipients(.original), replacing: true)
                output.sealed.append(SealedClaim(.original, sealed))
            }
            if let sound = worked.sound {
                let path = outcome.facts.vaultPath(.masked)
                let sealed = try vault.seal(sound, as: path, to: recipients(.masked), replacing: true)
                output.sealed.append(SealedClaim(.masked, sealed))
            }
        }
        output.outcome = outcome
        return output
    }
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
    fileprivate init(_ input: MapInput, key: NightKey?) throws {
        recording = try input.recording.map { try InboxFile(path: $0, kind: .recording, key: key) }
        transcript = try input.transcript.map { try InboxFile(path: $0, kind: .transcript, key: nil) }
        if let known = input.call {
            call = known
        } else if let recording {
            call = Intake.orphan(recording)
        } else {
            throw NightError.noRecording
        }
        problems = input.problems ?? []
        refusal = input.refusal ?? recording?.damage
    }
}

extension InboxFile {
    fileprivate init(path: String, kind: Kind, key: NightKey?) throws {
        let url = URL(filePath: path)
        try self.init(url.lastPathComponent, in: url.deletingLastPathComponent(), kind: kind, key: key)
    }
}

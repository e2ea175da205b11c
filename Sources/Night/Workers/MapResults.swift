import Archive
import Calls
package import Foundation
import Vault

/// What `aftercall map` made of some calls anywhere, checked as a whole before anything of it is used.
package struct MapResults: Sendable {
    /// Where the workers sealed to.
    let folder: URL
    private let outputs: [MapOutput]
    /// Those of known calls.
    private let answers: [CallID: MapOutput]

    /// - Parameters:
    ///   - folder: What the workers printed and sealed.
    ///   - calls: The lines that they were given; nil where nobody knows them any more.
    /// - Throws: `MergeError` for a set that is incomplete, damaged, doubled or whose files are not what it says.
    package init(in folder: URL, for calls: URL? = nil) throws {
        self.folder = folder
        outputs = try MapOutput.all(in: folder)
        let pairs = outputs.compactMap { output in output.id.map { ($0, output) } }
        answers = Dictionary(pairs, uniquingKeysWith: { first, _ in first })
        guard answers.count == pairs.count else { throw MergeError.doubled }
        if let calls { try check(against: calls) }
        for (index, output) in outputs.enumerated() {
            guard try output.isWhole(in: folder) else { throw MergeError.sealedFileDiffers(line: index + 1) }
        }
    }

    private func check(against calls: URL) throws {
        let lines = String(decoding: try Data(contentsOf: calls), as: UTF8.self).split(separator: "\n")
        let unanswered = lines.count { line in
            guard let call = MapInput(line: String(line))?.call else { return false }
            return answers[call.id] == nil
        }
        guard unanswered == 0, outputs.count == lines.count else {
            let present = unanswered == 0 ? outputs.count : lines.count - unanswered
            throw MergeError.incomplete(wanted: lines.count, present: present)
        }
    }

    /// Whether the work on a call was done with all that its files say now.
    func answer(_ job: CallJob) -> Bool {
        guard let answer = answers[job.call.id] else { return false }
        guard let outcome = answer.outcome else { return true }
        let unheard = outcome.recording == job.recording?.sha256 ? nil : job.recording
        let files = [job.transcript, unheard].compactMap(\.self).map { SourceLine(file: $0.sha256, line: 0) }
        return Set(outcome.facts.sources).isSuperset(of: job.call.sources + files)
    }

    /// Of a call that has an answer.
    func output(of job: CallJob) throws -> MapOutput {
        guard let output = answers[job.call.id] else { throw MergeError.incomplete(wanted: 1, present: 0) }
        return output
    }

    /// Those of calls that neither the inbox nor the archive speaks of: recordings from elsewhere.
    func strangers(to inbox: Inbox, _ archive: Archive) throws -> [(line: Int, output: MapOutput)] {
        let waiting = Set(inbox.files.map(\.sha256))
        return try outputs.enumerated().map { (line: $0 + 1, output: $1) }.filter { _, output in
            guard let outcome = output.outcome else { return output.call == nil }
            let files = outcome.facts.sources.map(\.file) + [outcome.recording].compactMap(\.self)
            guard waiting.isDisjoint(with: files), try !archive.isDestroyed(outcome.facts.id) else { return false }
            return try !archive.contains(outcome.facts.id)
        }
    }
}

/// Why a set of results is refused as a whole.
package enum MergeError: Error, Equatable, Sendable {
    case notAResult(file: String, line: Int)
    /// Results are missing, or there are some that nobody asked for.
    case incomplete(wanted: Int, present: Int)
    /// A call stands in it twice.
    case doubled
    case sealedFileDiffers(line: Int)
    case damagedClaim
}

extension MapOutput {
    /// Of the call that the line named, or that the recording stands for.
    fileprivate var id: CallID? { call ?? outcome?.facts.id }

    /// Whether the files that it speaks of are there, byte for byte.
    fileprivate func isWhole(in folder: URL) throws -> Bool {
        let part = try part(of: folder)
        return try sealed.allSatisfy { claim in
            try part.contains(claim.path) && part.sealedHash(of: claim.path).hex == claim.sealedSHA256
        }
    }

    /// Where the process that did the work sealed to.
    fileprivate func part(of shared: URL) throws -> Vault {
        guard let folder else { return Vault(root: shared) }
        guard !folder.isEmpty, !folder.hasPrefix("."), !folder.contains("/") else { throw MergeError.damagedClaim }
        return Vault(root: shared.appending(component: folder))
    }
}

extension Site {
    /// Takes over what a worker sealed.
    func adopt(_ output: MapOutput, from folder: URL) throws -> [SealedKind: SealedRecording] {
        let workers = try output.part(of: folder)
        var files: [SealedKind: SealedRecording] = [:]
        for claim in output.sealed {
            guard let hash = SHA256Digest(hex: claim.plainSHA256) else { throw MergeError.damagedClaim }
            files[claim.kind] = try vault.adopt(
                claim.path,
                from: workers,
                plainSHA256: hash,
                plainSize: claim.plainSize,
                recipients: claim.recipients.compactMap { Recipient($0) }
            )
        }
        return files
    }
}

extension Night {
    /// Takes calls into the archive whose files never lay in the inbox.
    func enter(_ strangers: [(line: Int, output: MapOutput)], into summary: inout RunSummary) throws {
        for (line, output) in strangers {
            guard let outcome = output.outcome else {
                let problem = output.error ?? "there is no outcome"
                summary.mishaps.append(
                    Mishap(subject: "line \(line)", problem: problem, mend: "see the worker's input")
                )
                continue
            }
            let files = try site.adopt(output, from: crew.folder(in: site.workspace))
            let event = PendingEvent(
                time: Clock.now.milliseconds,
                act: AuditAct.analysed.rawValue,
                object: outcome.facts.id.description,
                details: ["by": "map"]
            )
            try site.archive.commit([CallEntry(outcome, files: files, events: [event])], run: run)
            summary.committed += 1
            summary.touch(outcome.facts.start)
        }
    }
}

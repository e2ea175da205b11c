package import Archive
import Calls
import Foundation
import Masking
package import Vault

/// What the run needs to know of a call that is done.
struct CommittedCall: Sendable {
    /// Nil where there was nothing to make a call of.
    var id: CallID?
    var start: UTCTime?
    var hasWords = false
    var hasSound = false
    var masks = 0
    var mishaps: [Mishap] = []
}

extension MaskedRecording: Sealable {}

extension Night {
    func commit(_ batch: CallBatch) throws -> [CommittedCall] {
        switch batch {
        case .call(let job): [try commit(job)]
        case .rows(let jobs): try commit(rows: jobs)
        }
    }

    private func commit(rows jobs: [CallJob]) throws -> [CommittedCall] {
        let entries = try jobs.map { job in
            guard var outcome = try crew.work(on: job, with: tools).outcome else {
                throw NightError.workerCrashes(call: job.call.id.description)
            }
            site.settings.dualRecording.check(&outcome, video: nil)
            return CallEntry(outcome, events: events(for: outcome, files: [:]))
        }
        try site.archive.commit(entries, run: run)
        return zip(entries, jobs).map { CommittedCall($0.outcome, of: $1, masker: tools.masker) }
    }

    /// Takes one call from its files into vault and archive; only then do its files leave the inbox.
    ///
    /// A call one of whose files is still being written waits for the next run.
    func commit(_ job: CallJob) throws -> CommittedCall {
        do {
            return try commitUnlessChanged(job)
        } catch let error as ChangedFile {
            return CommittedCall(mishaps: [error.mishap(masker: tools.masker)])
        }
    }

    private func commitUnlessChanged(_ job: CallJob) throws -> CommittedCall {
        let worked = try crew.work(on: job, with: tools)
        let masker = tools.masker
        let refused = worked.refused.compactMap { refusal in
            (refusal.isRecording ? job.recording : job.transcript)
                .map { RefusedFile(file: $0, reason: refusal.reason, mend: refusal.mend) }
        }
        for file in refused { try quarantine(file.file, reason: file.reason, mend: file.mend) }
        guard var outcome = worked.outcome else {
            // Garbage under a recording's name, of which no switch speaks, is no call.
            guard let recording = job.recording, refused.contains(where: { $0.file == recording }) else {
                throw ChangedFile(file: job.recording ?? job.transcript)
            }
            for file in [job.transcript, job.video].compactMap(\.self) {
                try quarantine(file, reason: "its recording cannot be used", mend: "lay both into the inbox again")
            }
            try remove(job)
            let mishaps = refused.map { Mishap($0, masker: masker) }
            return CommittedCall(mishaps: mishaps)
        }
        if let recording = job.recording, let heard = outcome.recording, heard != recording.sha256 {
            throw ChangedFile(file: recording)
        }
        for claim in worked.sealed where claim.kind == .original && claim.plainSHA256 != outcome.recording {
            throw ChangedFile(file: job.recording)
        }
        let files = try site.adopt(worked, from: crew.folder(in: site.workspace))
        if let transcript = job.transcript, !refused.contains(where: { $0.file == transcript }) {
            try keep(transcript, kind: "transcript")
        }
        if let video = job.video { try keep(video, kind: "video") }
        site.settings.dualRecording.check(&outcome, video: job.video)
        try site.archive.commit(
            [CallEntry(outcome, files: files, events: events(for: outcome, files: files))],
            run: run
        )
        try remove(job)
        return CommittedCall(outcome, of: job, masker: masker)
    }

    /// The transcript and the video first: left alone, they would be nobody's.
    private func remove(_ job: CallJob) throws {
        for file in [job.transcript, job.video, job.recording].compactMap(\.self) { try remove(file) }
    }

    private func events(for outcome: CallOutcome, files: [SealedKind: SealedRecording]) -> [PendingEvent] {
        let id = outcome.facts.id.description
        let now = Clock.now.milliseconds
        var details = ["findings": "\(outcome.evaluation?.findings.count ?? 0)", "masks": "\(outcome.masks.count)"]
        if let recording = outcome.recording { details["recording"] = recording }
        let analysed = PendingEvent(time: now, act: AuditAct.analysed.rawValue, object: id, details: details)
        let sealed = files.sorted { $0.key.rawValue < $1.key.rawValue }.map { kind, file in
            PendingEvent(
                time: now,
                act: AuditAct.sealed.rawValue,
                object: id,
                details: ["copy": kind.rawValue, "plain": file.plainSHA256.hex, "sealed": file.sealedSHA256.hex]
            )
        }
        return [analysed] + sealed
    }
}

extension CommittedCall {
    fileprivate init(_ outcome: CallOutcome, of job: CallJob, masker: Masker) {
        id = outcome.facts.id
        start = outcome.facts.start
        hasWords = outcome.transcript != nil
        hasSound = outcome.measures != nil
        masks = outcome.masks.count
        mishaps = outcome.problems.filter { $0.stage != Problem.lateRecording }.map { problem in
            Mishap(
                subject: job.subject(of: problem.stage).map { masker.fileName($0) } ?? outcome.facts.id.description,
                problem: problem.message,
                mend: problem.mend
            )
        }
    }
}

extension CallJob {
    /// The file that a problem is about, in the clear.
    fileprivate func subject(of stage: String) -> String? {
        switch stage {
        case "recording", "speech": recording?.name
        case "transcript": transcript?.name
        case Problem.dualRecording: video?.name
        default: nil
        }
    }
}

extension Mishap {
    fileprivate init(_ file: RefusedFile, masker: Masker) {
        self.init(subject: masker.fileName(file.file.name), problem: file.reason, mend: file.mend)
    }
}

extension CallFacts {
    /// Where a sealed copy of the call lies in the vault, by UTC date.
    func vaultPath(_ kind: SealedKind) -> String { "\(start.vaultFolder)/\(id).\(kind.rawValue).age" }
}

extension UTCTime {
    /// Where the vault keeps calls that began then, by UTC date.
    var vaultFolder: String {
        let date = Date(timeIntervalSince1970: Double(milliseconds) / 1000)
        return date.formatted(.iso8601.year().month().day().dateSeparator(.dash)).replacing("-", with: "/")
    }
}

extension Site {
    package func recipients(of kind: SealedKind) throws -> [Recipient] { try keys.recipients(of: kind) }
}

extension KeyRing {
    /// Originals are for compliance, masked copies for quality assurance as well; escrow opens everything.
    func recipients(of kind: SealedKind) throws -> [Recipient] {
        try recipients(of: kind == .original ? [.compliance, .escrow] : [.compliance, .qa, .escrow])
    }
}

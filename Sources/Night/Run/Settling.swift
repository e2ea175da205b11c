import Archive
import CDR
import Calls
import Foundation
import Masking
import Report
import Vault

extension Site {
    /// Clears up after a run that was cut off: unfinished files go, finished events reach the log.
    func recover() throws {
        _ = try vault.sweepTemporaries()
        try sweepWork()
        for folder in [workspace.quarantine, workspace.reports, workspace.audit] { _ = try AtomicFile.sweep(folder) }
        try flushAudit()
    }

    /// Removes what workers sealed and no archive took over.
    func sweepWork() throws {
        guard FileManager.default.fileExists(atPath: workspace.work.path) else { return }
        try FileManager.default.removeItem(at: workspace.work)
    }

    func cdrSettings() throws -> CDRSettings {
        CDRSettings(
            timeZone: settings.records.timeZone,
            siteTimeZone: settings.site.timeZone,
            mappings: try mappings(),
            longestExtension: settings.records.extensionDigits,
            serviceNumbers: Set(settings.records.serviceNumbers)
        )
    }
}

extension Night {
    /// Deals with everything that is not the work on a call: late facts, known files, the switch's own records.
    func settle(_ plan: NightPlan, into summary: inout RunSummary) throws {
        for facts in plan.updates {
            let event = PendingEvent(
                time: Clock.now.milliseconds,
                act: AuditAct.ingested.rawValue,
                object: facts.id.description,
                details: ["change": "late facts"]
            )
            try site.archive.update(facts, events: [event], run: run)
            summary.committed += 1
            summary.touch(facts.start)
        }
        for late in plan.lateVideos { try settle(late, into: &summary) }
        for time in try site.archive.add(plan.agentEvents) {
            let day = Window.day(of: time, in: site.settings.site.timeZone)
            // A day without calls gets no report.
            if try site.archive.lastStart(in: day.times) != nil { summary.touch(time) }
        }
        for file in plan.known { try remove(file) }
        let lost = Dictionary(grouping: plan.lostSurveys, by: \.source.file)
        var sealed: [InboxFile] = []
        for source in plan.sources {
            do {
                try settle(source, lost: lost[source.file.sha256] ?? [], into: &summary)
                sealed.append(source.file)
            } catch let error as ChangedFile {
                summary.mishaps.append(error.mishap(masker: tools.masker))
            }
        }
        // Only when all are sealed: read without the others, one that is left would tell of other calls.
        for file in sealed { try remove(file) }
        for file in plan.unreadable {
            try quarantine(file.file, reason: file.reason, mend: file.mend)
            try remove(file.file)
            summary.mishaps.append(
                Mishap(subject: tools.masker.fileName(file.file.name), problem: file.reason, mend: file.mend)
            )
        }
    }

    private func settle(_ late: LateVideo, into summary: inout RunSummary) throws {
        do {
            try keep(late.video, kind: "video")
        } catch let error as ChangedFile {
            return summary.mishaps.append(error.mishap(masker: tools.masker))
        }
        var call = late.call
        call.problems.removeAll { $0.stage == Problem.dualRecording }
        site.settings.dualRecording.check(&call, video: late.video)
        let event = PendingEvent(
            time: Clock.now.milliseconds,
            act: AuditAct.ingested.rawValue,
            object: call.facts.id.description,
            details: ["change": "late video"]
        )
        try site.archive.update(problemsOf: call, events: [event], run: run)
        try remove(late.video)
        summary.committed += 1
        summary.touch(call.facts.start)
    }

    private func settle(_ source: Intake.Source, lost: [SurveyRow], into summary: inout RunSummary) throws {
        guard try site.archive.source(source.file.sha256)?.state != .sealed else { return }
        let file = source.file.sha256
        let rejected =
            source.rejections.map { RejectedRow(source: file, line: $0.line, reason: $0.reason, mend: $0.mend) }
            + lost.map {
                RejectedRow(
                    source: file,
                    line: $0.source.line,
                    reason: "the survey names a call that is not known",
                    mend: "export the switch's CDRs of that call, then the survey again"
                )
            }
        try keep(source.file, kind: source.format, rows: source.rows, rejected: rejected)
        summary.sources += 1
        summary.rowsRead += source.rows
        summary.rowsRejected += rejected.count
        summary.mishaps += rejected.prefix(Self.mishapsPerFile).map { row in
            Mishap(
                subject: tools.masker.fileName(source.file.name),
                place: "line \(row.line)",
                problem: row.reason,
                mend: row.mend
            )
        }
    }

    /// The rest of a bad file's rows is in the archive and in the report; here they would bury everything else.
    private static var mishapsPerFile: Int { 20 }
}

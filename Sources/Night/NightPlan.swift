import Archive
import CDR
import Calls
import Report

/// What a run is going to do with what waits in the inbox, given what the archive has already.
struct NightPlan: Sendable {
    var jobs: [CallJob] = []
    /// Calls that are in the archive and of which the inbox says something new.
    var updates: [CallFacts] = []
    /// Files whose content is sealed already.
    var known: [InboxFile] = []
    /// Files of switch records all of whose calls are dealt with when this plan is done.
    var sources: [Intake.Source] = []
    var unreadable: [Intake.Unreadable] = []
    var lostSurveys: [SurveyRow] = []

    var isEmpty: Bool { jobs.isEmpty && updates.isEmpty && known.isEmpty && sources.isEmpty && unreadable.isEmpty }

    init(_ intake: Intake, site: Site, window: Window?) throws {
        var postponed: Set<String> = []
        for job in intake.jobs {
            if let window, !window.contains(job.call.start) {
                postponed.formUnion(job.call.sources.map(\.file))
            } else {
                try add(job, site: site)
            }
        }
        jobs.sort { ($0.call.start, $0.call.id) > ($1.call.start, $1.call.id) }
        try add(intake.unclaimedSurveys, site: site)
        sources = intake.sources.filter { !postponed.contains($0.file.sha256) }
        unreadable =
            intake.unreadable
            + intake.strayTranscripts.map {
                Intake.Unreadable(
                    file: $0,
                    reason: "it lies beside no recording",
                    mend: "lay it into the inbox together with its recording, under the same name"
                )
            }
    }

    private mutating func add(_ job: CallJob, site: Site) throws {
        if try site.archive.isDestroyed(job.call.id) { return drop(job) }
        if let recording = job.recording, try site.archive.call(withRecording: recording.sha256) != nil {
            drop(job)
            return
        }
        guard let existing = try site.archive.outcome(of: job.call.id) else {
            jobs.append(job)
            return
        }
        let known = existing.facts
        if job.recording != nil, existing.recording == nil {
            var job = job
            job.call.fill(from: known)
            jobs.append(job)
        } else {
            let updated = known.updated(with: job.call)
            if updated != known { updates.append(updated) }
        }
    }

    /// The call is dealt with: its recording and transcript are sealed, or destroyed on purpose.
    private mutating func drop(_ job: CallJob) {
        known += [job.recording, job.transcript].compactMap(\.self)
    }

    /// Surveys may answer for calls of an earlier night.
    private mutating func add(_ surveys: [SurveyRow], site: Site) throws {
        for row in surveys {
            let names = [CallID(prefix: CallID.asteriskPrefix, key: row.call)] + [CallID(row.call)].compactMap(\.self)
            guard let id = try names.first(where: { try site.archive.contains($0) }) else {
                lostSurveys.append(row)
                continue
            }
            let planned = updates.first { $0.id == id }
            guard var facts = try planned ?? site.archive.outcome(of: id)?.facts else { continue }
            let before = facts
            facts.survey = Survey(
                csat: row.survey.csat ?? facts.survey?.csat,
                nps: row.survey.nps ?? facts.survey?.nps
            )
            facts.sources = Set(facts.sources + [row.source]).sorted()
            updates.removeAll { $0.id == id }
            if facts != before { updates.append(facts) }
        }
    }

    /// What there is to say before anything was done.
    var summary: RunSummary {
        var summary = RunSummary()
        summary.planned = jobs.map(\.call.id).sorted()
        summary.alreadyKnown = known.count
        return summary
    }
}

extension Call {
    /// Takes from what the archive knows of this call whatever the new records do not say.
    mutating func fill(from known: CallFacts) {
        answered = answered ?? known.answered
        end = end ?? known.end
        queue = queue ?? known.queue
        agent = agent ?? known.agent
        wait = wait ?? known.wait
        dialled = dialled ?? known.dialled
        handle.talk = handle.talk ?? known.handle.talk
        handle.hold = handle.hold ?? known.handle.hold
        handle.acw = handle.acw ?? known.handle.acw
        hungUpBy = hungUpBy ?? known.hungUpBy
        survey = survey ?? known.survey
        sources = Set(sources + known.sources).sorted()
    }
}

extension CallFacts {
    /// What the archive knows, with gaps filled by what came later; what is known is never overwritten.
    func updated(with late: Call) -> CallFacts {
        var filled = late
        filled.recording = nil
        filled.fill(from: self)
        var facts = self
        facts.answered = answered ?? filled.answered
        facts.end = end ?? filled.end
        facts.queue = queue ?? filled.queue
        facts.agent = agent ?? filled.agent
        facts.wait = wait ?? filled.wait
        facts.dialled = dialled ?? filled.dialled
        facts.handle.talk = handle.talk ?? filled.handle.talk
        facts.handle.hold = handle.hold ?? filled.handle.hold
        facts.handle.acw = handle.acw ?? filled.handle.acw
        facts.hungUpBy = hungUpBy ?? filled.hungUpBy
        facts.survey = survey ?? filled.survey
        if outcome == .open { facts.outcome = late.outcome }
        if facts != self { facts.sources = filled.sources }
        return facts
    }
}

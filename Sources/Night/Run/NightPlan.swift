import Archive
import CDR
import Calls
import Masking
import Report

/// A video that came a night after the sound of its call.
struct LateVideo: Sendable {
    var call: CallOutcome
    var video: InboxFile
}

/// What a run is going to do with what waits in the inbox, given what the archive has already.
struct NightPlan {
    /// Calls that are held until their turn comes, as those that are more than their rows say.
    private var jobs: [CallJob] = []
    /// Calls that are read again when their turn comes.
    private var later: LaterCalls
    /// Calls that are in the archive and of which the inbox says something new.
    var updates: [CallFacts] = []
    /// Files whose content is sealed already.
    var known: [InboxFile] = []
    /// Videos of calls that are in the archive.
    var lateVideos: [LateVideo] = []
    /// Files of switch records all of whose calls are dealt with when this plan is done.
    private(set) var sources: [Intake.Source] = []
    var unreadable: [Intake.Unreadable] = []
    var lostSurveys: [SurveyRow] = []
    /// When agents came, went and took breaks, by the names that calls' facts have.
    var agentEvents: [AgentEvent] = []
    /// What went wrong before there was a plan.
    var mishaps: [Mishap] = []
    /// Calls whose files never lay in the inbox, worked on elsewhere.
    private(set) var strangers: [(line: Int, output: MapOutput)] = []
    /// Files of switch records, by SHA-256, whose calls were dealt with in an earlier run.
    private var settled: Set<String> = []
    /// Files of switch records that tell of calls which are not destroyed.
    private var living: Set<String> = []
    private let destroyed: DestroyedRecordings
    /// Nil where this run works on the calls.
    private let results: MapResults?
    /// Files of switch records that tell of any call, and of calls that have to wait.
    private var told: Set<String> = []
    private var postponed: Set<String> = []
    /// What becomes `updates`, by start and id of the call that told it.
    private var lateFacts: [(start: UTCTime, id: CallID, facts: CallFacts)] = []

    /// Calls to be worked on.
    var callCount: Int { jobs.count + later.count }

    var isEmpty: Bool {
        callCount == 0 && updates.isEmpty && known.isEmpty && lateVideos.isEmpty && sources.isEmpty
            && unreadable.isEmpty && strangers.isEmpty
    }

    /// Of calls that are read again `callsAtOnce` are held at a time.
    init(
        _ inbox: Inbox,
        site: Site,
        masker: Masker,
        window: Window?,
        results: MapResults? = nil,
        callsAtOnce: Int = RunOptions.mostCallsAtOnce
    ) throws {
        self.results = results
        destroyed = DestroyedRecordings(try site.archive.disposals())
        later = LaterCalls(of: inbox.files, atOnce: callsAtOnce)
        let records = inbox.files.lazy.filter { $0.kind == .records }.map(\.sha256)
        settled = Set(try records.filter { try site.archive.source($0)?.state == .sealed })
        let intake = try Intake(inbox, settings: site.cdrSettings()) { job, origin in
            try take(job, origin, site: site, masker: masker, window: window)
        }
        known = intake.twins + known
        agentEvents = intake.agentEvents.map { event in
            var event = event
            event.agent = masker.agent(event.agent)
            return event
        }
        later.close(intake.reader)
        jobs.sort(by: CallJob.comesFirst)
        updates = lateFacts.sorted { ($0.start, $0.id) < ($1.start, $1.id) }.map(\.facts)
        lateFacts = []
        lateVideos.sort { ($0.call.facts.start, $0.call.facts.id) < ($1.call.facts.start, $1.call.facts.id) }
        try add(intake.unclaimedSurveys, site: site)
        sort(intake)
        try addStrays(of: intake, site: site)
        strangers = try results?.strangers(to: inbox, site.archive) ?? []
        if intake.missing > 0 { mishaps.append(ChangedFile().mishap(masker: masker)) }
    }

    /// Leaves all switch records in the inbox: some tell otherwise by now, and the rest would tell of other calls without them.
    mutating func leaveSources() { sources = [] }

    /// Sorts files of switch records by whether all that they tell of is dealt with.
    private mutating func sort(_ intake: Intake) {
        // What the missing calls' files tell is not known.
        guard intake.missing == 0 else { return }
        let told = told.subtracting(postponed).subtracting(living)
        known += intake.sources.map(\.file).filter { told.contains($0.sha256) }
        sources = intake.sources.filter { source in
            // A survey may answer for the calls that have to wait.
            let waits = postponed.contains(source.file.sha256) || (!postponed.isEmpty && source.isSurvey)
            return !waits && !told.contains(source.file.sha256)
        }
    }

    private mutating func addStrays(of intake: Intake, site: Site) throws {
        let strays = try intake.strays.filter { try site.archive.source($0.sha256)?.state != .sealed }
        known += intake.strays.filter { !strays.contains($0) }
        unreadable =
            intake.unreadable
            + strays.map {
                Intake.Unreadable(
                    file: $0,
                    reason: "it lies beside no recording",
                    mend: "lay it into the inbox together with its recording, under the same name"
                )
            }
    }

    /// Finds out what a call is to the archive; one without an origin has to be held.
    private mutating func take(
        _ job: CallJob,
        _ origin: CallOrigin?,
        site: Site,
        masker: Masker,
        window: Window?
    ) throws {
        let files = job.call.sources.map(\.file)
        told.formUnion(files)
        if let window, !window.contains(job.call.start) {
            postponed.formUnion(files)
        } else {
            try add(job, origin, site: site, masker: masker)
        }
    }

    private mutating func plan(_ job: CallJob, _ origin: CallOrigin?) {
        if let results, !results.answer(job) { return postponed.formUnion(job.call.sources.map(\.file)) }
        if let origin { later.add(job.call, from: origin) } else { jobs.append(job) }
    }

    private mutating func add(_ job: CallJob, _ origin: CallOrigin?, site: Site, masker: Masker) throws {
        if try site.archive.isDestroyed(job.call.id) || destroyed.covers(job) { return drop(job) }
        var (job, origin) = (job, origin)
        // Switch and recorder may tell of one call on two nights; the first name that it was stored under stays.
        if job.call.duplicateOf == nil, try !site.archive.contains(job.call.id),
            let known = try site.archive.counterpart(of: job.call)
        {
            job.call.id = known
            origin = nil
        }
        living.formUnion(job.call.sources.map(\.file))
        // Two calls may well have the same silent recording: only a recording without a CDR is known by its content.
        if let recording = job.recording, let owner = try site.archive.call(withRecording: recording.sha256),
            job.isOrphan || owner == job.call.id
        {
            var job = job
            if let video = job.video, let known = try site.archive.outcome(of: owner), known.facts.lacks(video) {
                lateVideos.append(LateVideo(call: known, video: video))
                job.video = nil
            }
            return drop(job)
        }
        guard let existing = try site.archive.outcome(of: job.call.id) else {
            // A run that was cut off while it emptied the inbox may leave one file of two that told of a call together.
            let isSettled = !job.isOrphan && job.call.sources.allSatisfy { settled.contains($0.file) }
            if job.recording != nil || !isSettled { plan(job, origin) }
            return
        }
        let known = existing.facts
        // A recording that could not be used is no better the second time.
        if let recording = job.recording, known.sources.contains(SourceLine(file: recording.sha256, line: 0)) {
            return drop(job)
        }
        if job.recording != nil, existing.recording == nil {
            job.call.fill(from: known)
            job.problems.append(
                Problem(
                    stage: Problem.lateRecording,
                    message: "the recording came later than the switch's records",
                    mend: "see why the recorder or its transfer was late"
                )
            )
            plan(job, nil)
        } else {
            let updated = known.updated(with: masker.facts(of: job.call).0)
            if updated != known { lateFacts.append((job.call.start, job.call.id, updated)) }
        }
    }

    /// The call is dealt with: its recording and transcript are sealed, or destroyed on purpose.
    private mutating func drop(_ job: CallJob) {
        known += [job.video, job.transcript, job.recording].compactMap(\.self)
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
            let before = facts.survey
            facts.survey = row.survey.filled(from: facts.survey)
            guard facts.survey != before else { continue }
            facts.sources = Set(facts.sources + [row.source]).sorted()
            updates.removeAll { $0.id == id }
            updates.append(facts)
        }
    }

    /// The next calls in the order in which they are worked on, read when they are asked for; nil when all were handed out.
    ///
    /// `missing` says of how many the files tell otherwise by now.
    mutating func nextPart() throws -> (jobs: [CallJob], missing: Int)? {
        guard let part = later.nextPart() else {
            defer { jobs = [] }
            return jobs.isEmpty ? nil : (jobs, 0)
        }
        let read = try later.read(part)
        let first = later.firstStart(of: part)
        let among = jobs.prefix { $0.call.start >= first }
        jobs.removeFirst(among.count)
        return ((read + among).sorted(by: CallJob.comesFirst), part.count - read.count)
    }

    /// All calls at once, for who cannot work on them in parts; from now on they are held.
    mutating func holdAll() throws -> [CallJob] {
        var all: [CallJob] = []
        while let part = try nextPart() { all += part.jobs }
        jobs = all
        return all
    }

    /// What there is to say before anything was done.
    var summary: RunSummary {
        var summary = RunSummary()
        summary.planned = callCount
        summary.alreadyKnown = known.count
        summary.mishaps = mishaps
        return summary
    }
}

extension Call {
    /// Takes from what the archive knows of this call whatever the new records do not say.
    mutating func fill(from known: CallFacts) {
        answered = answered ?? known.answered
        end = end ?? known.end
        queue = queue ?? known.queue
        campaign = campaign ?? known.campaign
        agent = agent ?? known.agent
        wait = wait ?? known.wait
        dialled = dialled ?? known.dialled
        handle.talk = handle.talk ?? known.handle.talk
        handle.hold = handle.hold ?? known.handle.hold
        handle.acw = handle.acw ?? known.handle.acw
        hungUpBy = hungUpBy ?? known.hungUpBy
        survey = survey ?? known.survey
        if known.legs.count > legs.count { legs = known.legs }
        transfers = max(transfers, known.transfers)
        switchKey = switchKey ?? known.switchKey
        duplicateOf = duplicateOf ?? known.duplicateOf
        sources = Set(sources + known.sources).sorted()
    }
}

extension CallFacts {
    /// Whether a video is there that the call came without.
    fileprivate func lacks(_ video: InboxFile) -> Bool {
        !sources.contains(SourceLine(file: video.sha256, line: 0))
    }

    /// What the archive knows, with gaps filled by what came later; what is known is never overwritten.
    func updated(with late: CallFacts) -> CallFacts {
        var facts = self
        facts.customer = customer ?? late.customer
        facts.answered = answered ?? late.answered
        facts.end = end ?? late.end
        facts.queue = queue ?? late.queue
        facts.campaign = campaign ?? late.campaign
        facts.agent = agent ?? late.agent
        facts.wait = wait ?? late.wait
        facts.dialled = dialled ?? late.dialled
        facts.handle.talk = handle.talk ?? late.handle.talk
        facts.handle.hold = handle.hold ?? late.handle.hold
        facts.handle.acw = handle.acw ?? late.handle.acw
        facts.hungUpBy = hungUpBy ?? late.hungUpBy
        facts.survey = survey ?? late.survey
        if outcome == .open { facts.outcome = late.outcome }
        if late.legs.count > legs.count { facts.legs = late.legs }
        facts.switchKey = switchKey ?? late.switchKey
        facts.duplicateOf = duplicateOf ?? late.duplicateOf
        if facts != self { facts.sources = Set(sources + late.sources).sorted() }
        return facts
    }
}

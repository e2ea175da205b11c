extension Tally {
    /// The key figure `id` of these calls, with its counts, coverage and the target set for it.
    package func kpi(_ id: KPIID, targets: [Target] = []) -> KPI {
        var kpi = formula(id)
        kpi.target = targets.first { $0.kpi == id }
        return kpi
    }

    private func formula(_ id: KPIID) -> KPI {
        switch id {
        case .offered: total(id, .offered)
        case .answered: total(id, .answered)
        case .handled: total(id, .handled)
        case .abandoned: total(id, .abandoned)
        case .answerRate: share(id, [.answered], of: [.offered])
        case .serviceLevel1, .serviceLevel2, .serviceLevel3, .serviceLevel4, .serviceLevel5, .serviceLevel6:
            serviceLevel(id)
        case .abandonmentRate: abandonment()
        case .asa: mean(id, .answeredWait, .answeredWaitKnown, of: .answered, missing: .waitNotInSource)
        case .aht: handleTime()
        case .talk: mean(id, .talk, .talkKnown, of: .handled)
        case .hold: mean(id, .hold, .holdKnown, of: .handled)
        case .acw: mean(id, .acw, .acwKnown, of: .handled)
        case .handleP50: handlePercentile(id, 0.5)
        case .handleP90: handlePercentile(id, 0.9)
        case .handleP95: handlePercentile(id, 0.95)
        case .occupancy: occupancy()
        case .transferRate: share(id, [.transferred], of: [.handled])
        case .repeatRate: followUps(id, self[.calledAgain])
        case .fcr: followUps(id, self[.followUpKnown] - self[.calledAgain])
        case .peakConcurrency: peakConcurrency()
        case .ivrContainment: share(id, [.contained], of: [.inbound])
        case .ivrTime: mean(id, .ivr, .ivrKnown, of: .inbound)
        case .menuInTime: menu()
        case .surveyResponse: share(id, [.surveyed], of: [.handled])
        case .csatTop2: satisfaction()
        case .csatMean: mean(id, .csatPoints, .csatAnswers, of: .calls, missing: .notAsked, scale: 1, none: .noAnswers)
        case .nps: netPromoter()
        case .ces: mean(id, .cesPoints, .cesAnswers, of: .calls, missing: .notAsked, scale: 1, none: .noAnswers)
        case .talkOverShare: soundShare(id, .talkOver, of: .twoVoicesTalk, calls: .twoVoices)
        case .deadAirShare: soundShare(id, .deadAir, of: .heardTalk, calls: .heard)
        case .talkOverPerHour: soundShare(id, .talkOvers, of: .twoVoicesTalk, calls: .twoVoices, scale: 3_600_000)
        case .deadAirPerHour: soundShare(id, .deadAirs, of: .heardTalk, calls: .heard, scale: 3_600_000)
        case .complianceRate: compliance()
        case .qaScore: mean(id, .score, .scored, of: .handled, missing: .noScore, none: .noScore)
        case .callsWithWords: share(id, [.withWords], of: [.handled])
        }
    }

    private func counts(_ counters: Counter...) -> [Count] { counts(counters) }

    private func counts(_ counters: [Counter]) -> [Count] {
        counters.map { Count(counter: $0, amount: self[$0]) }
    }

    private func total(_ id: KPIID, _ counter: Counter) -> KPI {
        KPI(
            id: id,
            value: Double(self[counter]),
            counts: counts(counter),
            coverage: Coverage(self[.calls], of: self[.calls]),
            absentParts: []
        )
    }

    /// A share of calls: sums of counters over sums of counters.
    private func share(_ id: KPIID, _ upper: [Counter], of lower: [Counter]) -> KPI {
        let numerator = upper.reduce(0) { $0 + self[$1] }
        let denominator = lower.reduce(0) { $0 + self[$1] }
        return KPI(
            id: id,
            value: denominator > 0 ? Double(numerator) / Double(denominator) : nil,
            unavailable: denominator > 0 ? nil : .noCalls,
            counts: counts(upper + lower),
            coverage: Coverage(denominator, of: denominator),
            absentParts: []
        )
    }

    /// A mean over the calls that give the figure; the sums of the counters are divided by `scale`.
    private func mean(
        _ id: KPIID,
        _ sum: Counter,
        _ known: Counter,
        of all: Counter,
        missing: Gap = .notInSource,
        scale: Double = 1000,
        none: Gap? = nil
    ) -> KPI {
        let n = self[known]
        return KPI(
            id: id,
            value: n > 0 ? Double(self[sum]) / Double(n) / scale : nil,
            unavailable: n > 0 ? nil : self[all] == 0 ? .noCalls : none ?? missing,
            counts: counts(sum, known),
            coverage: Coverage(n, of: self[all], missing: missing),
            absentParts: []
        )
    }

    private func serviceLevel(_ id: KPIID) -> KPI {
        let formula = id.serviceLevelFormula ?? settings.serviceLevel
        let terms = formula.terms
        let amount = { (counters: [Counter]) in counters.reduce(0) { $0 + self[$1] } }
        let denominator = amount(terms.plus) - amount(terms.minus)
        let known = self[.answeredWaitKnown] + (formula == .answeredOnly ? 0 : self[.abandonedWaitKnown])
        let all = self[.answered] + (formula == .answeredOnly ? 0 : self[.abandoned])
        return KPI(
            id: id,
            value: denominator > 0 ? Double(amount(terms.inTime)) / Double(denominator) : nil,
            unavailable: denominator > 0 ? nil : all > known ? .waitNotInSource : .noCalls,
            counts: counts(terms.inTime + terms.plus + terms.minus),
            coverage: Coverage(known, of: all, missing: .waitNotInSource),
            absentParts: []
        )
    }

    /// Callers who are not known to have hung up at once stay in: an unknown wait forgives nothing.
    private func abandonment() -> KPI {
        let lower = self[.offered] - self[.abandonedShort]
        let upper = self[.abandoned] - self[.abandonedShort]
        return KPI(
            id: .abandonmentRate,
            value: lower > 0 ? Double(upper) / Double(lower) : nil,
            unavailable: lower > 0 ? nil : .noCalls,
            counts: counts(.abandoned, .abandonedShort, .offered),
            coverage: Coverage(self[.offered], of: self[.offered]),
            absentParts: []
        )
    }

    /// The sum of the mean parts, each over the calls whose source gives it.
    private func handleTime() -> KPI {
        let parts = [formula(.talk), formula(.hold), formula(.acw)]
        let talk = parts[0]
        return KPI(
            id: .aht,
            value: talk.value.map { _ in parts.reduce(0) { $0 + ($1.value ?? 0) } },
            unavailable: talk.unavailable,
            counts: parts.filter { $0.value != nil }.flatMap(\.counts),
            coverage: talk.coverage,
            absentParts: talk.value == nil ? [] : parts.filter { $0.value == nil }.map(\.id)
        )
    }

    private func handlePercentile(_ id: KPIID, _ share: Double) -> KPI {
        let times = completeHandleTimes
        let n = times.values.reduce(0, +)
        let gap: Gap = self[.talkKnown] == 0 ? .notInSource : .partsDiffer
        return KPI(
            id: id,
            value: Statistics.percentile(share, of: times).map { Double($0) },
            unavailable: n > 0 ? nil : self[.handled] == 0 ? .noCalls : gap,
            counts: counts(.handled, .talkKnown),
            coverage: Coverage(n, of: self[.handled], missing: gap),
            absentParts: n == 0 ? [] : (parts.hasHold ? [] : [.hold]) + (parts.hasACW ? [] : [.acw])
        )
    }

    /// Only agents whose log-ins the source gives take part, with the calls they took while logged in.
    private func occupancy() -> KPI {
        let time = self[.staffed]
        return KPI(
            id: .occupancy,
            value: time > 0 ? Double(self[.occupied]) / Double(time) : nil,
            unavailable: time > 0 ? nil : self[.handled] == 0 ? .noCalls : .noShift,
            counts: counts(.occupied, .staffed, .onShift),
            coverage: Coverage(self[.onShift], of: self[.handled], missing: .noShift),
            absentParts: []
        )
    }

    /// Over answered calls of customers whose number is known.
    private func followUps(_ id: KPIID, _ upper: Int) -> KPI {
        let n = self[.followUpKnown]
        return KPI(
            id: id,
            value: n > 0 ? Double(upper) / Double(n) : nil,
            unavailable: n > 0 ? nil : self[.answered] == 0 ? .noCalls : .noCustomer,
            counts: counts(.calledAgain, .followUpKnown),
            coverage: Coverage(n, of: self[.answered], missing: .noCustomer),
            absentParts: []
        )
    }

    private func peakConcurrency() -> KPI {
        KPI(
            id: .peakConcurrency,
            value: peak.map(Double.init),
            unavailable: peak == nil ? .noCalls : nil,
            counts: counts(.handled),
            coverage: Coverage(self[.handled], of: self[.handled]),
            absentParts: []
        )
    }

    private func menu() -> KPI {
        let n = self[.menuAnswers]
        return KPI(
            id: .menuInTime,
            value: n > 0 ? Double(self[.menuAnswersInTime]) / Double(n) : nil,
            unavailable: n > 0 ? nil : self[.contained] == 0 ? .noCalls : .menuNotHeard,
            counts: counts(.menuAnswersInTime, .menuAnswers),
            coverage: Coverage(n, of: n),
            absentParts: []
        )
    }

    private func compliance() -> KPI {
        let n = self[.complianceJudged]
        return KPI(
            id: .complianceRate,
            value: n > 0 ? Double(self[.compliant]) / Double(n) : nil,
            unavailable: n > 0 ? nil : self[.handled] == 0 ? .noCalls : .noScore,
            counts: counts(.compliant, .complianceJudged),
            coverage: Coverage(n, of: self[.handled], missing: .noScore),
            absentParts: []
        )
    }

    private func satisfaction() -> KPI {
        let n = self[.csatAnswers]
        return KPI(
            id: .csatTop2,
            value: n > 0 ? Double(self[.csatTop2]) / Double(n) : nil,
            unavailable: n > 0 ? nil : self[.calls] == 0 ? .noCalls : .noAnswers,
            interval: Statistics.wilson(successes: self[.csatTop2], of: n),
            counts: counts(.csatTop2, .csatAnswers),
            coverage: Coverage(n, of: self[.calls], missing: .notAsked),
            absentParts: []
        )
    }

    private func netPromoter() -> KPI {
        let n = self[.npsAnswers]
        let result = Statistics.netPromoter(promoters: self[.promoters], detractors: self[.detractors], of: n)
        return KPI(
            id: .nps,
            value: result?.score,
            unavailable: n > 0 ? nil : self[.calls] == 0 ? .noCalls : .noAnswers,
            interval: result.map { $0.score - $0.margin...$0.score + $0.margin },
            counts: counts(.promoters, .passives, .detractors, .npsAnswers),
            coverage: Coverage(n, of: self[.calls], missing: .notAsked),
            absentParts: []
        )
    }

    /// A share of the time in which the parties were connected, over the recordings that can tell.
    private func soundShare(_ id: KPIID, _ upper: Counter, of lower: Counter, calls: Counter, scale: Double = 1) -> KPI
    {
        let time = self[lower]
        let missing = [
            Coverage.Missing(gap: .noRecording, calls: self[.spoken] - self[.recorded]),
            Coverage.Missing(gap: .notHeard, calls: self[.recorded] - self[.heard]),
            Coverage.Missing(gap: .oneChannel, calls: self[.heard] - self[calls]),
        ]
        let coverage = Coverage(self[calls], of: self[.spoken], missing: missing)
        let gap = self[.spoken] == 0 ? .noCalls : coverage.missing.first?.gap ?? .noRecording
        return KPI(
            id: id,
            value: time > 0 ? Double(self[upper]) / Double(time) * scale : nil,
            unavailable: time > 0 ? nil : gap,
            counts: counts(upper, lower),
            coverage: coverage,
            absentParts: []
        )
    }
}

extension ServiceLevelFormula {
    /// The counters of the numerator, and those that the denominator adds and subtracts.
    ///
    /// Only calls whose wait is known take part: whether another was in time, nobody can say.
    var terms: (inTime: [Counter], plus: [Counter], minus: [Counter]) {
        let all: [Counter] = [.answeredWaitKnown, .abandonedWaitKnown]
        return switch self {
        case .positive: ([.answeredInTime, .abandonedInTime], all, [])
        case .answeredOnly: ([.answeredInTime], [.answeredWaitKnown], [])
        case .negative: ([.answeredInTime], all, [])
        case .lateAbandonsOnly: ([.answeredInTime], [.answeredWaitKnown, .abandonedLate], [])
        case .shortAbandonsMet: ([.answeredInTime, .abandonedShort], all, [])
        case .shortAbandonsExcluded: ([.answeredInTime], all, [.abandonedShort])
        }
    }
}

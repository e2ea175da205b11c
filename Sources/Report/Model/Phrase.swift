/// Everything a report says in words; each language has one table that says it all.
///
/// `{0}` and `{1}` stand for values that are filled in.
enum Phrase: CaseIterable {
    case report, notAvailable, yes, no, pass, fail, target, value, verdict, note, figure, counted, countedOf
    case notInSource, confidence, smallSample, unnamed, formula, counts, coverage, examples, unrounded, noExamples
    case printed, missingCalls, agent, queue, day, interval, call, start, score, deadAir, talkOver, hold, findings
    case rule, severity, passRate, passed, failed, notApplicable, fatal, maskType, masks, calls, places, duration
    case wait, share, dailyReport, periodReport, skipToContent, asOf, zone, headlineOffered, headlineNone
    case headlineTargetMet, headlineTargetMissed, headlineHandle, headlineWorst, headlineWorstOne, keyFigures
    case volume, volumeCaption, perMinutes, perDay, otherLost, handleTimes, handleCaption, waitTimes, waitCaption
    case stillWaiting, answeredCalls, abandonedCalls, seconds, upTo, from, to, dataTable, serviceLevels
    case serviceLevelsCaption, agents, agentsCaption, queues, queuesCaption, days, daysCaption, customers
    case customersCaption, noSurveys, responses, promoters, passives, detractors, mean, worstCalls, worstCaption
    case noWorst, notScored, callTitle, backToList, timeline, noSound, words, noWords, evidence, masked, speech
    case customer, other, timelineOther, noFindings, at, more, rules, rulesCaption, noRules, privacy, privacyCaption
    case noMasks, dataQuality, qualityCaption, filesRead, filesQuarantined, rowsRead, rowsRejected, rowsDuplicate
    case orphanRecordings, callsInWindow, callsHandled, withoutRecording, withoutWords, withoutScore, openCalls
    case notCounted, problems, mend, faults, formulas, footer, language, outcome, info, minor, major, critical
    case stage, item, count, noWaits, noHandle, noVolume, ofCalls, abandonedCount, within, longerWaits, navCustomers,
        navCalls, navData, atLeast, serviceLevel, atMost
}

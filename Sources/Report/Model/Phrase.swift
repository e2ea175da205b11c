/// Everything a report says in words; each language has one table that says it all.
///
/// `{0}` and `{1}` stand for values that are filled in.
enum Phrase: CaseIterable {
    case report, notAvailable, yes, no, pass, fail, target, value, verdict, note, figure, counted, countedOf
    case notInSource, confidence, smallSample, unnamed, formula, counts, coverage, examples, unrounded, noExamples
    case missingCalls, agent, queue, day, interval, call, start, score, deadAir, talkOver, hold, findings, rule
    case severity, passRate, passed, failed, notApplicable, fatal, maskType, masks, calls, places, duration, wait
    case dailyReport, periodReport, skipToContent, asOf, zone, headlineOffered, headlineNone, headlineTargetMet
    case headlineTargetMissed, headlineHandle, headlineWorst, headlineWorstOne, keyFigures, volume, volumeCaption
    case perMinutes, perDay, otherLost, handleTimes, handleCaption, waitTimes, waitCaption, stillWaiting
    case answeredCalls, abandonedCalls, seconds, from, to, dataTable, serviceLevels, serviceLevelsCaption, agents
    case agentsCaption, queues, queuesCaption, days, daysCaption, customers, customersCaption, noSurveys, responses
    case promoters, passives, detractors, mean, worstCalls, worstCaption, noWorst, notScored, callTitle, backToList
    case timeline, noSound, words, noWords, masked, customer, other, noFindings, more, rules, rulesCaption, noRules
    case privacy, privacyCaption, noMasks, dataQuality, qualityCaption, filesRead, filesQuarantined, rowsRead
    case rowsRejected, rowsDuplicate, orphanRecordings, callsInWindow, callsHandled, withoutRecording, withoutWords
    case recordingIssues, owner, withoutScore, openCalls, notCounted, problems, mend, faults, heardByPreset, preset
    case formulas, footer, info, minor, major, critical
    case journey, journeys, journeysCaption, item, count, noWaits, noHandle, noVolume, ofCalls, abandonedCount, within,
        longerWaits, navCustomers
    case team, channel, campaign, hour, weekday, week, month, provisional, beforeNote, rank, comparedWith, connectedAt,
        trend, change, heatmap, heatCaption
    case callsADay, abandonedShare, staffing, staffingCaption, agentsNeeded, erlangs, expectedLevel
    case sections, points, pointsOf, ruleSource, measuredAgainst, otherRules
    case navCalls, navData, atLeast, serviceLevel, atMost
}

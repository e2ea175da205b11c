import Calls

extension SampleDay {
    /// The call with what was heard in it; some recordings are missing, mono or have no words.
    mutating func listened(_ facts: CallFacts) -> CallOutcome {
        guard let talk = facts.handle.talk, below(20) > 0 else {
            let problem = Problem(
                stage: "recording",
                message: "no recording for an answered call",
                mend: "check the recorder's port range"
            )
            return CallOutcome(facts: facts, problems: [problem])
        }
        var outcome = CallOutcome(facts: facts, recording: String(repeating: "c0ffee12", count: 8))
        let measures = measures(talk.seconds)
        outcome.measures = measures
        if below(8) > 0 {
            outcome.transcript = transcript(facts, measures)
            outcome.masks = masks()
        } else {
            outcome.problems = [
                Problem(stage: "transcript", message: "none beside the recording", mend: "add one or set an engine")
            ]
        }
        outcome.evaluation = evaluation(measures, hasWords: outcome.transcript != nil)
        return outcome
    }

    private mutating func measures(_ length: Double) -> Measures {
        var speech: [[TimeSpan]] = [[], []]
        var talkOver: [TimeSpan] = []
        var deadAir: [TimeSpan] = []
        var hold: [TimeSpan] = []
        var time = 0.5
        var speaker = 1
        while time < length - 3 {
            let end = min(length, time + 1.5 + Double(below(90)) / 10)
            speech[speaker].append(.seconds(time, end))
            time = end + 0.3
            switch below(24) {
            case 0, 1:
                let over = end - min(1.2, (end - time) / 2 + 0.9)
                speech[1 - speaker].append(.seconds(over, min(length, end + 2)))
                talkOver.append(.seconds(over, end))
                time = min(length, end + 2.3)
            case 2 where time + 9 < length:
                deadAir.append(.seconds(time, time + 8.7))
                time += 9
            case 3 where time + 30 < length && hold.isEmpty:
                hold.append(.seconds(time, time + 25))
                time += 25.5
            default: break
            }
            speaker = 1 - speaker
        }
        let isMono = below(12) == 0
        return Measures(
            preset: "default",
            duration: Milliseconds(seconds: length),
            channels: isMono
                ? [ChannelMeasures(role: .other, speech: (speech[0] + speech[1]).merged())]
                : [
                    ChannelMeasures(role: .customer, speech: speech[0].merged(), music: hold),
                    ChannelMeasures(role: .agent, speech: speech[1].merged()),
                ],
            deadAir: deadAir,
            talkOver: isMono ? nil : talkOver,
            interruptions: isMono ? nil : [],
            hold: hold,
            faults: isMono ? [.identicalChannels] : []
        )
    }

    private mutating func transcript(_ facts: CallFacts, _ measures: Measures) -> Transcript {
        let isChinese = facts.queue == "信用卡"
        let agent =
            isChinese
            ? ["您好，感谢致电，本通话将被录音。", "请核对您的身份证号 440106********0012。", "已经为您处理好了，还有其他问题吗？"]
            : [
                "Good morning, this call is recorded, how may I help?", "Could you confirm your card number?",
                "That is done now, is there anything else?",
            ]
        let customer =
            isChinese
            ? ["我的卡 [银行卡] 不能用了。", "好的，谢谢。"]
            : ["My card [CARD] was declined & I don't know <why>.", "Yes, my mobile is [CN_MOBILE], thank you."]
        let turns = measures.channels.flatMap { channel in
            channel.speech.prefix(12).enumerated().map { index, span in
                let lines = channel.role == .customer ? customer : agent
                return Turn.said(
                    channel.role,
                    lines[index % lines.count],
                    from: span.start.seconds,
                    to: span.end.seconds
                )
            }
        }
        return Transcript(
            language: isChinese ? "zh" : "en",
            origin: "sample",
            turns: turns.sorted { $0.span < $1.span }
        )
    }

    private mutating func masks() -> [MaskEntry] {
        let heard = TimeSpan.seconds(8, 11.5)
        return [
            MaskEntry(
                place: "cdr.customer",
                type: pick(["CN_MOBILE", "PHONE"]),
                operator: "pseudonym",
                token: "t1",
                rule: "cdr"
            ),
            MaskEntry(place: "transcript", turn: 1, type: "CARD", operator: "replace", token: "t2", rule: "card+cue"),
            MaskEntry(
                place: "audio",
                turn: 1,
                channel: 0,
                span: heard,
                type: "CARD",
                operator: "mute",
                token: "t2",
                rule: "card+cue"
            ),
        ] + (below(3) == 0 ? [MaskEntry(place: "transcript", type: "PERSON", operator: "replace", rule: "cue")] : [])
    }

    private mutating func evaluation(_ measures: Measures, hasWords: Bool) -> Evaluation {
        func finding(
            _ rule: String,
            _ title: String,
            _ severity: Severity,
            _ weight: Double,
            needsWords: Bool,
            fails: Bool,
            _ evidence: [Evidence]
        ) -> Finding {
            let applies = !needsWords || hasWords
            return Finding(
                rule: rule,
                version: 1,
                title: title,
                severity: severity,
                weight: weight,
                isFatal: severity == .critical,
                verdict: applies ? (fails ? .failed : .passed) : .notApplicable,
                reason: applies ? nil : "no words",
                evidence: applies && fails ? evidence : []
            )
        }
        let words = [Evidence(span: .seconds(3, 6), channel: 1, turn: 0)]
        let silences = measures.deadAir.map { Evidence(span: $0, value: $0.length.seconds, threshold: 5) }
        let overlaps = (measures.talkOver ?? []).map { Evidence(span: $0, value: $0.length.seconds, threshold: 1) }
        return Evaluation(findings: [
            finding("greeting", "Greets within ten seconds", .minor, 1, needsWords: true, fails: below(6) == 0, words),
            finding(
                "notice",
                "Says that the call is recorded",
                .major,
                2,
                needsWords: true,
                fails: below(9) == 0,
                words
            ),
            finding("verify", "核身后再披露信息", .critical, 3, needsWords: true, fails: below(40) == 0, words),
            finding(
                "dead-air",
                "No dead air over 5 s",
                .minor,
                1,
                needsWords: false,
                fails: silences.count > 1,
                silences
            ),
            finding(
                "talk-over",
                "Lets the customer finish",
                .info,
                1,
                needsWords: false,
                fails: overlaps.count > 3,
                overlaps
            ),
        ])
    }
}

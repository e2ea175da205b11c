import Audio
import Calls
import Foundation
import Masking
import Quality
import Signal
import Speech
import Vault

extension CallTools {
    /// The whole work on one call: hear, transcribe, judge, mask.
    ///
    /// A pure function of the job's files and these tools: it reads no clock and no database and writes nothing. What
    /// cannot be used is named in the outcome's problems; the rest of the call goes on without it.
    func work(on job: CallJob) -> WorkedCall {
        var desk = Desk(job: job)
        guard let recording = desk.openRecording(key: nightKey, headerless) else {
            let written = job.call.written?.transcript(from: job.call.start, language: language)
            let evaluation = rules.evaluate(call: job.call, measures: nil, transcript: written, titles: titles)
            if let written { _ = mask(written, of: job.call, desk: &desk) }
            return desk.finish(masker: masker, evaluation: evaluation, sound: nil)
        }
        let roles = job.call.channelRoles(count: recording.channelCount)
        var measures = hear(recording, roles: roles, call: job.call, desk: &desk)
        let keys = measures?.channels.map { $0.keys ?? [] } ?? []
        measures?.noteMenuDelays()
        // Which keys were pressed when is of no use beyond the mutes.
        for index in measures?.channels.indices ?? 0..<0 { measures?.channels[index].keys = nil }
        desk.measures = measures
        let transcript =
            desk.readTranscript(roles: roles, language: language) ?? recognise(recording, roles: roles, desk: &desk)
        let evaluation = rules.evaluate(call: job.call, measures: measures, transcript: transcript, titles: titles)
        var mutes: [Int: [TimeSpan]] = [:]
        if let transcript { mutes = mask(transcript, of: job.call, desk: &desk) }
        var sound = SoundMutes(mutes)
        sound.add(pauses: job.call.recording?.pauses ?? [])
        sound.add(keys: keys)
        sound.addEchoes(in: recording)
        desk.note(sound.entries)
        let masked = mute(recording, sound.spans, sound: masker.policy.sound)
        return desk.finish(masker: masker, evaluation: evaluation, sound: masked)
    }

    /// Keeps the masked words.
    ///
    /// - Returns: What has to be muted, by channel.
    private func mask(_ transcript: Transcript, of call: Call, desk: inout Desk) -> [Int: [TimeSpan]] {
        let masked = masker.mask(
            transcript,
            knownNumbers: [call.customer?.number].compactMap(\.self),
            knownNames: [call.customer?.name].compactMap(\.self)
        )
        desk.keep(masked, leftovers: masker.leftovers(in: masked.transcript))
        return masked.mutes
    }

    private func hear(
        _ recording: borrowing Recording,
        roles: [PartyRole],
        call: Call,
        desk: inout Desk
    ) -> Measures? {
        do {
            var listener = try CallListener(
                sampleRate: recording.sampleRate,
                channelRoles: roles,
                preset: preset,
                expectedFrames: recording.frameCount
            )
            let frames = recording.forEachBlock { listener.hear($0) }
            let damage = recording.damage(afterReading: frames)
            if let damage, !recording.isTruncated {
                desk.note(
                    "recording",
                    "it is damaged at \(damage.seconds) s",
                    mend: "copy it again from the recorder; what could be read was used"
                )
            }
            return listener.finish(
                holds: call.recording?.holds ?? [],
                pauses: call.recording?.pauses ?? [],
                isTruncated: damage != nil
            )
        } catch {
            desk.note("recording", "its sample rate cannot be heard", mend: "record at 8 to 48 kHz")
            return nil
        }
    }

    private func recognise(
        _ recording: borrowing Recording,
        roles: [PartyRole],
        desk: inout Desk
    ) -> Transcript? {
        guard let recogniser, let measures = desk.measures else { return nil }
        do {
            let speech = measures.channels.map(\.speech)
            let heard = try recogniser.transcribe(recording, speech: speech, roles: roles, language: language)
            return heard.turns.isEmpty ? nil : heard
        } catch {
            desk.note(
                "speech",
                "the recogniser failed: \(error)",
                mend: "run 'aftercall doctor'; the call has no words until then"
            )
            return nil
        }
    }
}

extension Call {
    /// Who is heard on each channel: as the CDR says, else the customer first and the agent second.
    fileprivate func channelRoles(count: Int) -> [PartyRole] {
        if let known = recording?.channels, known.count == count { return known }
        return count == 2 ? [.customer, .agent] : Array(repeating: .other, count: count)
    }
}

/// Where one call's outcome is put together.
private struct Desk {
    let job: CallJob
    var measures: Measures?
    var transcript: Transcript?
    var masks: [MaskEntry] = []
    private var problems: [Problem]
    private var refused: [RefusedFile] = []

    init(job: CallJob) {
        self.job = job
        problems = job.problems
    }

    mutating func note(_ stage: String, _ message: String, mend: String) {
        problems.append(Problem(stage: stage, message: message, mend: mend))
    }

    mutating func note(_ entries: [MaskEntry]) { masks += entries }

    /// Keeps the masked words, unless a second scan still finds something in them.
    mutating func keep(_ masked: MaskedTranscript, leftovers: Int) {
        masks += masked.entries
        guard leftovers == 0 else {
            note(
                "masking",
                "a second scan still found personal data in the words, so they are not kept",
                mend: "report this call's id as a bug; its sealed recording is complete"
            )
            return
        }
        transcript = masked.transcript
    }

    /// Opens the recording, or says why there is no sound.
    mutating func openRecording(key: NightKey?, _ headerless: [String: HeaderlessFormat]) -> Recording? {
        guard let file = job.recording else {
            if job.call.recording != nil {
                note("recording", Problem.absentRecording, mend: "copy it there and run again")
            }
            return nil
        }
        let mend = "copy it again from the recorder, or take it out of the inbox"
        if let refusal = job.refusal {
            refuse(file, as: "recording", refusal, mend: mend)
            return nil
        }
        if let promised = job.call.recording?.sha256, promised != file.sha256 {
            note(
                "recording",
                Problem.alteredRecording,
                mend: "compare it with the recorder's copy"
            )
        }
        do {
            let recording = try file.recording(key, headerless)
            if recording.isTruncated {
                note(
                    "recording",
                    "it breaks off after \(recording.duration.seconds) s, before the end it should have",
                    mend: "copy it again from the recorder; what is there was used"
                )
            }
            return recording
        } catch {
            refuse(file, as: "recording", (error as? AudioError)?.reason ?? "it cannot be opened", mend: mend)
            return nil
        }
    }

    /// Reads the transcript beside the recording, unless it is of another call.
    mutating func readTranscript(roles: [PartyRole], language: String) -> Transcript? {
        guard let file = job.transcript else { return nil }
        do {
            var transcript = try readTranscriptFile(at: file.url, name: file.name, channelRoles: roles)
            if transcript.language.isEmpty { transcript.language = transcript.isChinese ? "zh" : language }
            guard let measures else { return transcript }
            let misfit = transcript.misfit(duration: measures.duration, speech: measures.channels.map(\.speech))
            guard let misfit else { return transcript }
            refuse(
                file,
                as: "transcript",
                "it is not of this call: \(misfit.reason)",
                mend: "lay the right transcript beside the recording"
            )
        } catch let error as TranscriptError {
            refuse(file, as: "transcript", error.reason, mend: error.mend)
        } catch {
            refuse(file, as: "transcript", "it cannot be read", mend: "check its permissions")
        }
        return nil
    }

    private mutating func refuse(_ file: InboxFile, as stage: String, _ reason: String, mend: String) {
        note(stage, reason, mend: mend)
        refused.append(RefusedFile(file: file, reason: reason, mend: mend))
    }

    consuming func finish(masker: Masker, evaluation: Evaluation, sound: consuming MaskedRecording?) -> WorkedCall {
        var (facts, entries) = masker.facts(of: job.call)
        let isUsable = !refused.contains { $0.file == job.recording }
        // Whole files, so that they are destroyed with the call.
        let files = [job.transcript, isUsable ? nil : job.recording].compactMap(\.self)
        facts.sources = Set(facts.sources + files.map { SourceLine(file: $0.sha256, line: 0) }).sorted()
        let outcome = CallOutcome(
            facts: facts,
            recording: isUsable ? job.recording?.sha256 : nil,
            measures: measures,
            transcript: transcript,
            evaluation: evaluation,
            masks: (entries + masks).map { entry in
                var entry = entry
                entry.policy = masker.policyHash
                return entry
            },
            problems: problems
        )
        return WorkedCall(outcome: outcome, sound: sound, refused: refused)
    }
}

extension Transcript {
    /// Han characters are said, which no transcript of an alphabetic language holds.
    fileprivate var isChinese: Bool {
        turns.contains { turn in
            turn.words.contains { word in word.text.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) } }
        }
    }
}

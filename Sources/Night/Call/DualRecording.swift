import Audio
import Calls
import Foundation

extension Settings.DualRecording {
    /// Looks at the two recordings of one sale together; what is wrong becomes a problem of the call.
    ///
    /// The video is kept with the call, so that both go together. A call of another queue that has one is only held
    /// against it by length.
    func check(_ outcome: inout CallOutcome, video: InboxFile?) {
        func note(_ message: String, _ mend: String) {
            outcome.problems.append(Problem(stage: Problem.dualRecording, message: message, mend: mend))
        }
        let isSale = outcome.facts.outcome == .answered && outcome.facts.queue.map(queues.contains) == true
        if let video {
            let sources = outcome.facts.sources + [SourceLine(file: video.sha256, line: 0)]
            outcome.facts.sources = Set(sources).sorted()
            if let sound = outcome.measures?.duration, !video.lasts(as: sound) {
                note(Problem.unequalVideo, "see when each recorder began and ended; the sale may have to be repeated")
            }
        } else if isSale {
            note(Problem.absentVideo, "lay the video beside the sound, under the same name, and run again")
        }
        let passed = outcome.evaluation?.findings.filter { $0.verdict == .passed }.map(\.rule) ?? []
        if isSale, !Set(disclosures).isSubset(of: passed) {
            note(Problem.undisclosed, "hear the call; call the customer back and say what is missing")
        }
    }
}

extension InboxFile {
    /// True also where the video does not say how long it is.
    fileprivate func lasts(as sound: Milliseconds) -> Bool {
        guard let length = try? VideoLength.read(path: url.path) else { return true }
        let difference = max(length, sound) - min(length, sound)
        return difference <= RecordingAssurance.slack(sound)
    }
}

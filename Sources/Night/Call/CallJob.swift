package import Audio
import Calls
import Foundation
package import Masking
package import Quality
package import Signal
package import Speech

/// One call and the files that belong to it: all that the work on it may look at.
struct CallJob: Sendable {
    var call: Call
    var recording: InboxFile?
    /// Lies beside the recording.
    var transcript: InboxFile?
    /// The pictures of a sale that is recorded twice; lies beside the recording.
    var video: InboxFile?
    /// What is known to be wrong before the work starts.
    var problems: [Problem] = []
    /// Why the recording must not be opened; nil where nothing is known against it.
    var refusal: String?

    /// The newest comes first, and of two of one moment that with the later id.
    static func comesFirst(_ a: Self, _ b: Self) -> Bool {
        (a.call.start, a.call.id) > (b.call.start, b.call.id)
    }

    /// No switch speaks of the call; all there is of it is the recording.
    var isOrphan: Bool { call.sources.isEmpty }
}

extension CallJob {
    /// A call and its files in the inbox.
    init(_ call: Call, _ files: CallFiles, of inbox: [InboxFile]) {
        self.call = call
        recording = files.recording.map { inbox[Int($0)] }
        transcript = files.transcript.map { inbox[Int($0)] }
        video = files.video.map { inbox[Int($0)] }
        refusal = recording?.damage
    }

    /// The call that a recording without a CDR stands for; nil where there is none.
    init?(orphan files: CallFiles, of inbox: [InboxFile]) {
        guard let recording = files.recording else { return nil }
        self.init(Intake.orphan(inbox[Int(recording)]), files, of: inbox)
        problems = [
            Problem(
                stage: "recording",
                message: "no CDR speaks of this recording",
                mend: "export the switch's CDRs of that day into the inbox"
            )
        ]
    }
}

/// What the work on every call is done with; the same all night.
package struct CallTools: Sendable {
    package var rules: RuleSet
    package var masker: Masker
    package var recogniser: (any Recogniser)?
    package var preset: Preset
    /// BCP 47; what callers are taken to speak where nothing says so.
    package var language: String
    /// Of the findings' titles.
    package var titles: String
    /// Opens recordings that came sealed.
    var nightKey: NightKey?
    /// How recordings without a header are coded, by their ending.
    package var headerless: [String: HeaderlessFormat] = [:]

    package init(
        rules: RuleSet,
        masker: Masker,
        recogniser: (any Recogniser)?,
        preset: Preset = .default,
        language: String = "en",
        titles: String = "en"
    ) {
        self.rules = rules
        self.masker = masker
        self.recogniser = recogniser
        self.preset = preset
        self.language = language
        self.titles = titles
    }
}

/// What the work on one call yields: facts that may be stored, and sound that may be sealed.
struct WorkedCall: ~Copyable {
    var outcome: CallOutcome
    /// Nil for a call without sound.
    var sound: MaskedRecording?
    /// Files that could not be used and must go into quarantine.
    var refused: [RefusedFile]
}

/// A file of a call that could not be used.
struct RefusedFile: Sendable {
    var file: InboxFile
    var reason: String
    var mend: String
}

/// Why a transcript was not read: the file, the place and what is wrong there, never what the file says.
package struct TranscriptError: Error, Equatable, Sendable, CustomStringConvertible {
    package enum Place: Equatable, Sendable {
        case whole
        /// Counted from 0.
        case byte(Int)
        /// Counted from 1.
        case line(Int)
        /// A JSON path, such as `$.turns[3].start`.
        case path(String)
    }

    package enum Problem: Equatable, Sendable {
        case empty
        case tooLarge(bytes: Int, limit: Int)
        case tooManyWords(limit: Int)
        case unknownFormat
        case notUTF8
        case notJSON
        case missing
        case expected(String)
        case unsupportedVersion(Int)
        /// A time below zero, over 24 hours, or an end before its start.
        case impossibleTime
    }

    package var file: String
    package var place: Place
    package var problem: Problem

    package init(file: String, place: Place = .whole, _ problem: Problem) {
        self.file = file
        self.place = place
        self.problem = problem
    }

    package var description: String { "\(file): \(reason)" }

    /// What is wrong and where in the file.
    package var reason: String {
        switch place {
        case .whole: problem.text
        case .byte(let offset): "byte \(offset): \(problem.text)"
        case .line(let number): "line \(number): \(problem.text)"
        case .path(let path): "\(path): \(problem.text)"
        }
    }

    /// What to do about it.
    package var mend: String {
        switch problem {
        case .empty, .notUTF8, .notJSON: "copy the file again from where it was made"
        case .tooLarge, .tooManyWords: "give one transcript for one call"
        case .unknownFormat: "give WebVTT, Amazon Transcribe JSON, Call Analytics JSON or Aftercall's own JSON"
        case .unsupportedVersion: "export it in version \(NativeTranscript.currentVersion)"
        case .missing, .expected, .impossibleTime: "correct what makes the transcript, and export it again"
        }
    }
}

extension TranscriptError.Problem {
    fileprivate var text: String {
        switch self {
        case .empty: "the file is empty"
        case .tooLarge(let bytes, let limit): "\(bytes) bytes are more than \(limit)"
        case .tooManyWords(let limit): "more than \(limit) words"
        case .unknownFormat: "no transcript format that is known"
        case .notUTF8: "not UTF-8 text"
        case .notJSON: "not JSON, or cut off"
        case .missing: "missing"
        case .expected(let what): "expected \(what)"
        case .unsupportedVersion(let version): "version \(version) is not known"
        case .impossibleTime: "a time that cannot be"
        }
    }
}

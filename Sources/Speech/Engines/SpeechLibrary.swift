internal import Calls
internal import Foundation
internal import Glibc

/// One engine of `libaftercall-speech.so`, which `make speech` installs: whisper.cpp with its models loaded.
///
/// The library is loaded when it is first asked for, so that nothing needs it that has no use for it. An engine is not
/// for several threads at once. Positions are in samples at 16 kHz.
@safe final class SpeechEngine {
    /// The rate that the engine hears at, in Hz.
    static let rate = 16_000
    /// The version of the library's interface that this code was written for.
    private static let version: Int32 = 1

    private let library: SpeechLibrary
    private let handle: UnsafeMutableRawPointer
    /// Whether it was made to align words.
    let aligns: Bool

    /// Loads the models from `folder`, as `make speech` lays them out; words are aligned where `aligns` is true.
    init(folder: String, model: String?, aligns: Bool) throws(RecogniserError) {
        let library = try unsafe SpeechLibrary(path: folder + "/lib/libaftercall-speech.so")
        guard unsafe library.version() == Self.version else {
            throw .noEngine("the speech library has another version")
        }
        let models = folder + "/share/models"
        let model = model ?? models + "/ggml-base-q8_0.bin"
        let detector = models + "/ggml-silero-v6.2.0.bin"
        for path in [model, detector] where unsafe access(path, R_OK) != 0 {
            throw .noEngine("there is no \(path.split(separator: "/").last ?? "model")")
        }
        let acoustics = "/usr/share/pocketsphinx/model/en-us"
        let hasDictionary = unsafe aligns && access(acoustics + "/cmudict-en-us.dict", R_OK) == 0
        let opened = unsafe library.open(
            model,
            detector,
            hasDictionary ? acoustics + "/en-us" : nil,
            hasDictionary ? acoustics + "/cmudict-en-us.dict" : nil
        )
        guard let handle = unsafe opened else { throw .noEngine("a model cannot be loaded") }
        unsafe (self.library, self.handle, self.aligns) = (library, handle, aligns)
    }

    deinit { unsafe library.close(handle) }

    /// Where somebody speaks, by a detector that takes no noise, tone or music for speech.
    func speech(in samples: [Float], threshold: Float) throws(RecogniserError) -> [Range<Int>] {
        let capacity = 4096
        var spans = [Int64](repeating: 0, count: 2 * capacity)
        let count = unsafe library.detect(
            handle,
            samples,
            Int32(clamping: samples.count),
            threshold,
            &spans,
            Int32(capacity)
        )
        guard count >= 0 else { throw .noEngine("the detector failed") }
        return ranges(spans, count: Int(count))
    }

    /// What is said in at most 30 seconds.
    func tokens(in samples: [Float], language: String) throws(RecogniserError) -> [SpeechToken] {
        var tokens: [SpeechToken] = []
        let status = unsafe withUnsafeMutablePointer(to: &tokens) { collected in
            unsafe library.recognise(handle, samples, Int32(clamping: samples.count), language, collected) {
                context,
                bytes,
                position,
                probability,
                segment in
                guard let context = unsafe context, let bytes = unsafe bytes else { return }
                let text = unsafe [UInt8](UnsafeRawBufferPointer(start: bytes, count: strlen(bytes)))
                unsafe context.assumingMemoryBound(to: [SpeechToken].self).pointee.append(
                    SpeechToken(
                        bytes: text,
                        position: Int(position),
                        probability: Double(probability),
                        segment: Int(segment)
                    )
                )
            }
        }
        guard status == 0 else { throw .noEngine("recognition failed") }
        return tokens
    }

    /// True where the aligner can find the word: a lower-case word of its dictionary.
    func knows(_ word: String) -> Bool { unsafe library.knows(handle, word) != 0 }

    /// Where each of the words, which are said one after the other, is; nil where they cannot be found.
    func align(_ words: [String], in samples: ArraySlice<Int16>) -> [Range<Int>]? {
        var spans = [Int64](repeating: 0, count: 2 * words.count)
        let count = unsafe samples.withUnsafeBufferPointer { samples in
            unsafe library.align(
                handle,
                samples.baseAddress,
                Int32(clamping: samples.count),
                words.joined(separator: " "),
                &spans,
                Int32(words.count)
            )
        }
        return count == words.count ? ranges(spans, count: words.count) : nil
    }

    private func ranges(_ spans: [Int64], count: Int) -> [Range<Int>] {
        (0..<count).map { Int(spans[2 * $0])..<max(Int(spans[2 * $0]), Int(spans[2 * $0 + 1])) }
    }
}

/// A piece of text as Whisper makes it: a word, a part of one, or a part of a character.
struct SpeechToken: Equatable {
    var bytes: [UInt8]
    /// By when it was said.
    var position: Int
    var probability: Double
    var segment: Int
}

/// The functions of the library, found by their names.
@unsafe private struct SpeechLibrary {
    typealias Report =
        @convention(c) (
            UnsafeMutableRawPointer?, UnsafePointer<CChar>?, Int64, Float, Int32
        ) -> Void

    typealias Version = @convention(c) () -> Int32
    typealias Open =
        @convention(c) (
            UnsafePointer<CChar>?, UnsafePointer<CChar>?, UnsafePointer<CChar>?, UnsafePointer<CChar>?
        ) -> UnsafeMutableRawPointer?
    typealias Close = @convention(c) (UnsafeMutableRawPointer?) -> Void
    typealias Detect =
        @convention(c) (
            UnsafeMutableRawPointer?, UnsafePointer<Float>?, Int32, Float, UnsafeMutablePointer<Int64>?, Int32
        ) -> Int32
    typealias Recognise =
        @convention(c) (
            UnsafeMutableRawPointer?, UnsafePointer<Float>?, Int32, UnsafePointer<CChar>?, UnsafeMutableRawPointer?,
            Report
        ) -> Int32
    typealias Knows = @convention(c) (UnsafeMutableRawPointer?, UnsafePointer<CChar>?) -> Int32
    typealias Align =
        @convention(c) (
            UnsafeMutableRawPointer?, UnsafePointer<Int16>?, Int32, UnsafePointer<CChar>?, UnsafeMutablePointer<Int64>?,
            Int32
        ) -> Int32

    let version: Version
    let open: Open
    let close: Close
    let detect: Detect
    let recognise: Recognise
    let knows: Knows
    let align: Align

    /// Loads the library; it stays loaded, since what others loaded with it might not bear being unloaded.
    init(path: String) throws(RecogniserError) {
        guard let library = unsafe dlopen(path, RTLD_NOW | RTLD_LOCAL) else {
            throw .noEngine("the speech library cannot be loaded")
        }
        func symbol(_ name: String) throws(RecogniserError) -> UnsafeMutableRawPointer {
            guard let symbol = unsafe dlsym(library, "aftercall_speech_" + name) else {
                throw .noEngine("the speech library lacks '\(name)'")
            }
            return unsafe symbol
        }
        // Each has the type that scripts/speech/recogniser.cpp gives it; the version says that it is that file.
        unsafe version = unsafeBitCast(try symbol("version"), to: Version.self)
        unsafe open = unsafeBitCast(try symbol("open"), to: Open.self)
        unsafe close = unsafeBitCast(try symbol("close"), to: Close.self)
        unsafe detect = unsafeBitCast(try symbol("detect"), to: Detect.self)
        unsafe recognise = unsafeBitCast(try symbol("recognise"), to: Recognise.self)
        unsafe knows = unsafeBitCast(try symbol("knows"), to: Knows.self)
        unsafe align = unsafeBitCast(try symbol("align"), to: Align.self)
    }
}

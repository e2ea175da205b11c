import Audio
import Foundation

/// A recorded phrase at 8 kHz with the words it says.
struct Prompt {
    var text: String
    var samples: [Float]
}

/// Loads phrases from Debian's `asterisk-core-sounds-en-wav` and has `espeak-ng` say the Chinese ones.
struct PromptLibrary {
    enum Failure: Error, CustomStringConvertible {
        case missing(String)
        case tool(String)

        var description: String {
            switch self {
            case .missing(let name): "no recorded prompt '\(name)': install asterisk-core-sounds-en-wav"
            case .tool(let name): "\(name) did not run: install espeak-ng and sox"
            }
        }
    }

    static let sampleRate = 8000
    private let folder = "/usr/share/asterisk/sounds/en_US_f_Allison"
    private var loaded: [String: [Float]] = [:]

    /// The prompt `name`, without the silence around it.
    mutating func recorded(_ name: String, says text: String) throws -> Prompt {
        if let samples = loaded[name] { return Prompt(text: text, samples: samples) }
        let samples = try Self.samples(ofFile: "\(folder)/\(name).wav", orFail: .missing(name))
        loaded[name] = samples
        return Prompt(text: text, samples: samples)
    }

    /// Mandarin by a synthetic voice; Debian has no recorded Mandarin prompts.
    mutating func spoken(_ text: String, voice: String) throws -> Prompt {
        let key = voice + text
        if let samples = loaded[key] { return Prompt(text: text, samples: samples) }
        let folder = FileManager.default.temporaryDirectory.appending(path: "aftercall-demo-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (wide, narrow) = (folder.appending(path: "wide.wav").path, folder.appending(path: "narrow.wav").path)
        try Self.run("espeak-ng", ["-v", voice, "-s", "160", "-w", wide, text])
        try Self.run("sox", [wide, "-r", "\(Self.sampleRate)", "-c", "1", narrow, "gain", "-6"])
        let samples = try Self.samples(ofFile: narrow, orFail: .tool("sox"))
        loaded[key] = samples
        return Prompt(text: text, samples: samples)
    }

    /// Music that callers hear on hold, from Debian's `asterisk-moh-opsound-wav`.
    func holdMusic(seconds: Double) throws -> [Float] {
        let path = "/usr/share/asterisk/moh/reno_project-system.wav"
        let recording = try Recording(path: path)
        let span = 20 * Self.sampleRate
        return Array(try Self.firstChannel(of: recording)[span...].prefix(Int(seconds * Double(Self.sampleRate))))
    }

    private static func samples(ofFile path: String, orFail failure: Failure) throws -> [Float] {
        guard let recording = try? Recording(path: path) else { throw failure }
        return trimmed(try firstChannel(of: recording))
    }

    private static func firstChannel(of recording: consuming Recording) throws -> [Float] {
        var samples: [Float] = []
        let channels = recording.channelCount
        recording.forEachBlock { block in
            for index in stride(from: 0, to: block.count, by: channels) { samples.append(block[index]) }
        }
        return samples
    }

    private static func trimmed(_ samples: [Float]) -> [Float] {
        let floor: Float = 0.01
        guard let first = samples.firstIndex(where: { abs($0) > floor }),
            let last = samples.lastIndex(where: { abs($0) > floor })
        else { return samples }
        return Array(samples[max(0, first - 80)...min(samples.count - 1, last + 240)])
    }

    private static func run(_ tool: String, _ arguments: [String]) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [tool] + arguments
        process.standardError = FileHandle.nullDevice
        do { try process.run() } catch { throw Failure.tool(tool) }
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failure.tool(tool) }
    }
}

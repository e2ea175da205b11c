import Audio
import Calls
import Foundation
import Signal

if CommandLine.arguments.count == 3, CommandLine.arguments[1] == "rules" {
    try benchRules(URL(filePath: CommandLine.arguments[2]))
    exit(0)
}
if CommandLine.arguments.count == 3, CommandLine.arguments[1] == "phrases" {
    try benchPhrases(URL(filePath: CommandLine.arguments[2]))
    exit(0)
}
if CommandLine.arguments.count > 4, CommandLine.arguments[1] == "speech" {
    try benchSpeech(
        CommandLine.arguments[2],
        language: CommandLine.arguments[3],
        files: Array(CommandLine.arguments.dropFirst(4))
    )
    exit(0)
}

if CommandLine.arguments.count > 3, CommandLine.arguments[1] == "features" {
    try writeFeatures(URL(filePath: CommandLine.arguments[2]), files: Array(CommandLine.arguments.dropFirst(3)))
    exit(0)
}

/// Best of seven runs, which is the run that was disturbed least.
func best(_ work: () -> Void) -> Duration {
    let clock = ContinuousClock()
    return (0..<7).map { _ in clock.measure(work) }.min() ?? .zero
}

/// One line: what, nanoseconds for each of `count` units, and how many seconds of sound a second of work takes in.
func report(_ name: String, per unit: String, count: Int, sound seconds: Double, _ work: () -> Void) {
    let time = best(work) / .seconds(1)
    let nanoseconds = (time * 1e9 / Double(count) * 10).rounded() / 10
    print("\(name): \(nanoseconds) ns a \(unit), \(Int(seconds / time)) × real time")
}

/// A call of `seconds` at 8 kHz on two channels that take turns every 4 s: noise under harmonics cut into syllables.
func call(seconds: Int) -> [Float] {
    var state: UInt64 = 1
    return (0..<seconds * 8000).flatMap { i -> [Float] in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let noise = Float(Int32(truncatingIfNeeded: state >> 33)) / Float(Int32.max) * 0.001
        // A saw tooth of 125 Hz, four syllables a second.
        let voice = Float(i % 64) / 64 * 0.3 * Float(abs(i % 2000 - 1000)) / 1000
        let speaker = i / 32_000 % 2
        return [noise + (speaker == 0 ? voice : 0), noise + (speaker == 1 ? voice : 0)]
    }
}

func listen(_ samples: [Float]) -> Measures? {
    guard var listener = try? CallListener(sampleRate: 8000, channelRoles: [.agent, .customer]) else { return nil }
    let blocks = samples.span
    for start in stride(from: 0, to: samples.count, by: 16_384) {
        listener.hear(blocks.extracting(start..<min(start + 16_384, samples.count)))
    }
    return listener.finish()
}

if CommandLine.arguments.count == 3, CommandLine.arguments[1] == "seal" {
    try benchSealing(CommandLine.arguments[2])
    exit(0)
}

let seconds = 600
let samples = call(seconds: seconds)
report("listen, two channels", per: "frame", count: 2 * 100 * seconds, sound: Double(seconds)) { _ = listen(samples) }

for path in CommandLine.arguments.dropFirst() {
    let recording = try Recording(path: path)
    let frames = recording.frameCount
    let length = recording.duration.seconds
    report("decode \(recording.format.coding)", per: "sample frame", count: frames, sound: length) {
        recording.forEachBlock { _ in }
    }
    let roles = [PartyRole](repeating: .other, count: recording.channelCount)
    report("decode and listen", per: "sample frame", count: frames, sound: length) {
        guard var listener = try? CallListener(sampleRate: recording.sampleRate, channelRoles: roles) else { return }
        recording.forEachBlock { listener.hear($0) }
        _ = listener.finish()
    }
    report("mask", per: "sample frame", count: frames, sound: length) {
        try? recording.writeWAV(muting: [0: [TimeSpan(start: .zero, end: recording.duration)]]) { _ in }
    }
}

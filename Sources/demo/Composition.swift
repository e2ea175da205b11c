import Calls
import Foundation

/// Writes what SIPp needs to place the calls, and the truth about them.
struct Composition {
    var folder: URL
    var plan: DemoPlan

    /// The words of one call, kept to lay a transcript beside its recording.
    struct Script: Codable {
        var turns: [Turn]
    }

    func write() throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        var library = PromptLibrary()
        for call in plan.calls { try write(call, library: &library) }
        try encode(plan, "plan.json")
    }

    private func write(_ call: PlannedCall, library: inout PromptLibrary) throws {
        var stage = Stage()
        try call.dialogue.play(call, on: &stage, with: &library)
        var noise = SplitMix64(state: UInt64(call.number))
        stage.finish(noise: &noise)
        let law: RTPCapture.Law = call.route.law == 8 ? .a : .µ
        let mediaFile: String
        if call.route.streams == 1 {
            mediaFile = "\(call.label).raw"
            try save(stage.customer.map { G711.code($0, law: law) }, mediaFile)
        } else {
            mediaFile = "\(call.label).pcap"
            var capture = RTPCapture(law: law)
            capture.write(tracks: [stage.customer, stage.agent], keyed: stage.keyed, lost: Set(call.lost))
            try save(capture.file, mediaFile)
        }
        let scenario = Scenario(
            call: call,
            length: Int(stage.now * 1000) + 300,
            captureFile: folder.appending(path: mediaFile).path
        )
        // The second part of the name is SIPp's word for the transport.
        let transport = call.route.transport == .udp ? "u1" : "t1"
        try save(Array(scenario.xml.utf8), "\(call.label).\(transport).xml")
        try encode(Script(turns: stage.turns), "\(call.label).script.json")
    }

    private func save(_ bytes: [UInt8], _ name: String) throws {
        try Data(bytes).write(to: folder.appending(path: name))
    }

    private func encode(_ value: some Encodable, _ name: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        try encoder.encode(value).write(to: folder.appending(path: name))
    }
}

import Calls
import Foundation
import Recorder
import Testbench
import Testing
import Vault

/// The built command, killed at random instants while calls come, run and go.
///
/// The ordinary run kills a few times, `make test-kills` a hundred; every other time recordings are sealed as they grow.
@Suite(.serialized) struct `A recorder that is killed` {
    private static let kills = Int(ProcessInfo.processInfo.environment["AFTERCALL_KILLS"] ?? "") ?? 4
    private static let calls = 12
    /// Samples that a kill may cost.
    private static let bearable = 2 * 8000

    /// A call as its client knows it.
    private struct Placed {
        var caller: TestCaller
        var ports: [UInt16]
        var senders: [RTPSender]
        var heard: [[UInt8]]
        /// Packets of each stream that were sent while the recorder lived.
        var sent = 0
        var isEnded = false
    }

    @Test(arguments: 0..<kills)
    func `loses two seconds at most, and accounts for every call`(_ round: Int) async throws {
        var random = SplitMix64(seed: 900 + UInt64(round))
        let workspace = FileManager.default.temporaryDirectory.appending(component: "killed-\(UUID())")
        try RecorderProcess.prepare(workspace)
        defer { try? FileManager.default.removeItem(at: workspace) }
        let ring = try round.isMultiple(of: 2) ? nil : SealedCalls.keys(in: workspace)
        if ring != nil { try SealedCalls.sealLive(workspace) }
        let first = UInt16.random(in: 5000...12_000) * 4
        let ports = first...first + 400
        let recorder = try await RecorderProcess(workspace: workspace, rtpPorts: ports)
        let instant = Duration.milliseconds(Int.random(in: 20...4500, using: &random))
        let killing = Task.detached {
            try await Task.sleep(for: instant)
            recorder.kill()
        }
        let placed = await Self.load(recorder, random: &random)
        try await killing.value

        let inbox = workspace.appending(path: "inbox")
        let second = try await RecorderProcess(workspace: workspace, rtpPorts: ports)
        #expect(try await second.stop() == 0)
        let spool = workspace.appending(path: "spool")
        #expect(try FileManager.default.contentsOfDirectory(atPath: spool.path) == [])
        let names = try FileManager.default.contentsOfDirectory(atPath: inbox.path)
        var recorded = try names.filter { $0.hasSuffix(".cdr.json") }.map { try RecordedCall(inbox, cdr: $0) }
        if let ring { recorded = try recorded.map { try SealedCalls.opened($0, in: inbox, with: ring) } }
        // A call whose answer the kill swallowed may be there as well.
        #expect((placed.count...placed.count + 1).contains(recorded.count))
        #expect(names.count == recorded.reduce(0) { $0 + ($1.cdr.recording == nil ? 1 : 2) })
        for call in recorded { try Self.check(whole: call) }
        for call in placed { try Self.check(call, among: recorded) }
    }

    /// Places calls, speaks on them at the pace of speech and ends some, until the recorder is killed.
    private static func load(_ recorder: RecorderProcess, random: inout SplitMix64) async -> [Placed] {
        var placed: [Placed] = []
        guard let peer = try? Peer() else { return [] }
        var next = ContinuousClock.now
        for tick in 0... {
            if recorder.isKilled { break }
            if tick % 8 == 0, placed.count < calls {
                guard let call = try? await place(recorder, random: &random) else { break }
                placed.append(call)
            }
            if tick % 40 == 39, let index = placed.firstIndex(where: { !$0.isEnded && $0.sent > 50 }) {
                placed[index].isEnded = true
                _ = try? await placed[index].caller.request("BYE")
            }
            for index in placed.indices where !placed[index].isEnded { speak(&placed[index], from: peer) }
            next += .milliseconds(20)
            try? await Task.sleep(until: next)
        }
        return placed
    }

    private static func place(_ recorder: RecorderProcess, random: inout SplitMix64) async throws -> Placed {
        let caller = try TestCaller(recorder.listener)
        let answer = try await caller.request(
            "INVITE",
            headers: ["Require: siprec"],
            type: Offer.boundary,
            body: Offer.siprec()
        )
        caller.acknowledge()
        let seeds = [random.next(), random.next()]
        return Placed(
            caller: caller,
            ports: answer.ports,
            senders: [RTPSender(ssrc: UInt32(seeds[0] >> 32)), RTPSender(ssrc: UInt32(seeds[1] >> 32))],
            heard: seeds.map { sound(160 * 400, seed: $0) }
        )
    }

    private static func speak(_ call: inout Placed, from peer: Peer) {
        let place = call.sent * 160
        guard place + 160 <= call.heard[0].count else { return }
        for (index, port) in call.ports.enumerated() {
            peer.send(call.senders[index].packet(Array(call.heard[index][place..<place + 160])), to: port)
        }
        call.sent += 1
    }

    /// What is in the inbox is what its CDR says, and a whole file.
    private static func check(whole call: RecordedCall) throws {
        guard call.cdr.recording != nil else { return }
        let header = try #require(call.header)
        let dataLength = call.bytes.count - WAVHeader.length
        // A sealed file cannot be written anew, so that its header leaves the length open.
        #expect(header.dataLength == (call.isSealed ? WAVHeader.dataLimit : dataLength))
        #expect(call.cdr.bytes == call.bytes.count)
        #expect(call.cdr.sha256 == (try SHA256.hash(call.bytes.span).hex))
        #expect(abs(call.cdr.duration.count * 8 - dataLength / header.frameOctets) <= 4)
        #expect(call.cdr.completeness == .complete || call.cdr.reason != nil)
    }

    /// Both parties are there, to the octet, as far as it goes.
    private static func check(_ call: Placed, among recorded: [RecordedCall]) throws {
        guard call.sent * 160 > bearable else { return }
        let found = try #require(
            recorded.first { $0.sound(0).prefix(80).elementsEqual(call.heard[0].prefix(80)) },
            "a call with \(call.sent) packets is not in the inbox"
        )
        for channel in 0...1 {
            let kept = found.sound(channel)
            #expect(kept.elementsEqual(call.heard[channel].prefix(kept.count)))
            #expect(call.sent * 160 - kept.count <= bearable)
        }
    }
}

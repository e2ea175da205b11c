import Audio
import Calls
import Foundation
import Recorder
import Testing
import Vault

/// Recordings that are sealed as they are said.
@Suite(.serialized) struct `A recorder that seals as it records` {
    private static func workspace() throws -> URL {
        let url = FileManager.default.temporaryDirectory.appending(component: "sealed-\(UUID())")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        return url
    }

    /// How many files below `folder` hold a stretch of `sound` as it came.
    private static func clear(_ sound: [UInt8], below folder: URL) throws -> Int {
        let walk = FileManager.default.enumerator(atPath: folder.path(percentEncoded: false))
        var found = 0
        while let path = walk?.nextObject() as? String {
            guard let bytes = try? Data(contentsOf: folder.appending(path: path)) else { continue }
            // As it came, or beside the other channel, which is silent.
            let stretches = stride(from: 160, to: sound.count - 24, by: 4000).map { Array(sound[$0..<$0 + 24]) }
                .flatMap { [Data($0), Data($0.flatMap { [$0, 0xD5] })] }
            if stretches.contains(where: { bytes.firstRange(of: $0) != nil }) { found += 1 }
        }
        return found
    }

    /// One party speaks for two and a half seconds; `during` looks at the disk while it does.
    private static func call(
        _ test: TestRecorder,
        _ heard: [UInt8],
        during: () throws -> Void = {}
    ) async throws {
        let caller = try TestCaller(test.udp)
        let answer = try await caller.request("INVITE", body: Offer.audio())
        #expect(answer.status == 200)
        caller.acknowledge()
        let peer = try Peer()
        var sender = RTPSender()
        let start = ContinuousClock.now
        for place in stride(from: 0, to: heard.count, by: 160) {
            peer.send(sender.packet(Array(heard[place..<place + 160])), to: answer.ports[0])
            if place % 8000 == 7840 { try during() }
            try await Task.sleep(until: start + .milliseconds(place / 8 + 20))
        }
        try await Task.sleep(for: .milliseconds(300))
        #expect(try await caller.request("BYE").status == 200)
    }

    @Test(arguments: [false, true])
    func `leaves no sound in the clear, while it grows or after`(isSealed: Bool) async throws {
        let workspace = try Self.workspace()
        let ring = try SealedCalls.keys(in: workspace)
        let heard = sound(160 * 125, seed: 77)
        try await TestRecorder.run(workspace: workspace) { configuration in
            guard isSealed else { return }
            let recipients = (try? ring.recipients(of: [.night, .escrow])) ?? []
            configuration.seal = RecordingSeal(recipients: recipients, workspace: configuration.workspace)
        } _: { test in
            var seen = 0
            try await Self.call(test, heard) { seen += try Self.clear(heard, below: workspace) }
            let call = try await test.delivered()
            seen += try Self.clear(heard, below: workspace)
            // The recorder that does not seal proves that the search finds what there is.
            #expect(isSealed ? seen == 0 : seen > 0)
            guard isSealed else { return }
            let recording = try #require(call.cdr.recording)
            #expect(recording.hasSuffix(".wav.age"))
            #expect(call.cdr.completeness == .complete)
            for role in [Role.night, .escrow] {
                let opened = try SealedCalls.open(test.inbox.appending(component: recording), ring, role)
                #expect(call.cdr.bytes == opened.count)
                #expect(call.cdr.sha256 == (try SHA256.hash(opened.span).hex))
                var inner = call
                inner.bytes = opened
                let kept = inner.sound(0)
                let isWhole = kept.starts(with: heard) && kept.dropFirst(heard.count).allSatisfy { $0 == 0xD5 }
                #expect(isWhole)
                #expect(abs(call.cdr.duration.count * 16 - (opened.count - WAVHeader.length)) <= 16)
            }
        }
    }

    @Test func `seals packets of other codecs as they come`() async throws {
        let workspace = try Self.workspace()
        let ring = try SealedCalls.keys(in: workspace)
        try await TestRecorder.run(workspace: workspace) { configuration in
            let recipients = (try? ring.recipients(of: [.night, .escrow])) ?? []
            configuration.seal = RecordingSeal(recipients: recipients, workspace: configuration.workspace)
        } _: { test in
            let caller = try TestCaller(test.udp)
            let answer = try await caller.request("INVITE", body: Offer.audio(formats: "9 101"))
            caller.acknowledge()
            let peer = try Peer()
            var sender = RTPSender()
            sender.payloadType = 9
            for payload in try CodecFixture.g722() {
                peer.send(sender.packet(payload), to: answer.ports[0])
                try await Task.sleep(for: .milliseconds(20))
            }
            #expect(try await caller.request("BYE").status == 200)
            let call = try await test.delivered()
            #expect(call.cdr.recording?.hasSuffix(".mka.age") == true)
            let opened = try SealedCalls.opened(call, in: test.inbox, with: ring).bytes
            #expect(call.cdr.sha256 == (try SHA256.hash(opened.span).hex))
            let memory = try MemoryFile()
            try memory.append(opened.span)
            let recording = try Recording(memory)
            let heard = try recording.samples(channel: 0, span: TimeSpan(start: .zero, end: recording.duration))
            // An oracle's decoding of the same packets, wherever in the call they began.
            let sound = try CodecFixture.g722Sound().map { Float($0) / 32_768 }
            let isThere = (0...max(0, heard.count - sound.count)).contains { start in
                heard[start...].starts(with: sound)
            }
            #expect(isThere)
        }
    }

    @Test func `writes a WAV of open length that every reader takes to its end`() throws {
        let workspace = try Self.workspace()
        defer { try? FileManager.default.removeItem(at: workspace) }
        let ring = try SealedCalls.keys(in: workspace)
        let path = workspace.appending(component: "a.wav.age")
        let seal = RecordingSeal(
            recipients: try ring.recipients(of: [.night]),
            workspace: workspace.path(percentEncoded: false)
        )
        let octets = sound(2 * 8000, seed: 5)
        do {
            var writer = try WAVWriter(path: path.path(percentEncoded: false), laws: [.aLaw, .aLaw], seal: seal)
            try writer.append(octets)
        }
        let shelf = try #require(seal.shelf, "this machine has no folder in memory")
        var file = try GrowingFile(unfinished: path, shelf: shelf)
        #expect(try file?.close().position == 8000)
        try file?.finish()
        let opened = try SealedCalls.open(path, ring, .night)
        let wav = workspace.appending(component: "a.wav")
        try Data(opened).write(to: wav)
        let recording = try Recording(path: wav.path(percentEncoded: false))
        let shape = (recording.frameCount, recording.channelCount, recording.isTruncated)
        #expect(shape == (8000, 2, false))
        #expect(Array(opened[WAVHeader.length...]) == octets)
        let memory = try MemoryFile()
        try memory.append(opened.span)
        let inMemory = try Recording(memory)
        let frames = inMemory.frameCount
        #expect(frames == 8000)
        shelf.clear()
    }

    /// With the key in memory the next start finishes the file; without, as after the machine was off, the night reads it.
    @Test(arguments: [true, false])
    func `loses two seconds at most when it is killed`(hasKey: Bool) async throws {
        let workspace = try Self.workspace()
        defer { try? FileManager.default.removeItem(at: workspace) }
        try RecorderProcess.prepare(workspace)
        let ring = try SealedCalls.keys(in: workspace)
        try SealedCalls.sealLive(workspace)
        let first = UInt16.random(in: 5000...12_000) * 4
        let recorder = try await RecorderProcess(workspace: workspace, rtpPorts: first...first + 400)
        let caller = try TestCaller(recorder.listener)
        let answer = try await caller.request("INVITE", body: Offer.audio())
        caller.acknowledge()
        let heard = sound(160 * 350, seed: 78)
        let peer = try Peer()
        var sender = RTPSender()
        for place in stride(from: 0, to: heard.count, by: 160) {
            peer.send(sender.packet(Array(heard[place..<place + 160])), to: try #require(answer.ports.first))
            try await Task.sleep(for: .milliseconds(20))
        }
        recorder.kill()
        #expect(try Self.clear(heard, below: workspace) == 0)
        let shelf = RecordingSeal(recipients: [], workspace: workspace.path(percentEncoded: false)).shelf
        _ = try #require(shelf, "this machine has no folder in memory")
        if !hasKey { try Self.forgetKeys(workspace) }

        let second = try await RecorderProcess(workspace: workspace, rtpPorts: first...first + 400)
        #expect(try await second.stop() == 0)
        #expect(try FileManager.default.contentsOfDirectory(atPath: workspace.path + "/spool") == [])
        let inbox = workspace.appending(component: "inbox")
        let name = try #require(
            try FileManager.default.contentsOfDirectory(atPath: inbox.path).first { $0.hasSuffix(".cdr.json") }
        )
        var call = try RecordedCall(inbox, cdr: name)
        let recording = inbox.appending(component: try #require(call.cdr.recording))
        var isWhole = false
        var opened: [UInt8] = []
        isWhole = try Sealing.decrypt(growingAt: recording, with: try ring.identity(of: .night)) { span in
            for index in span.indices { opened.append(span[index]) }
        }
        #expect(isWhole == hasKey)
        if hasKey {
            #expect(try SealedCalls.open(recording, ring, .night) == opened)
            #expect(call.cdr.sha256 == (try SHA256.hash(opened.span).hex))
        } else {
            #expect(call.cdr.sha256 == nil)
        }
        #expect(call.cdr.completeness == .degraded)
        #expect(abs(call.cdr.duration.count * 16 - (opened.count - WAVHeader.length)) <= 16)
        call.bytes = opened
        let kept = call.sound(0)
        let isSame = kept.elementsEqual(heard.prefix(kept.count))
        #expect(isSame)
        #expect(heard.count - kept.count <= 2 * 8000)
    }

    private static func forgetKeys(_ workspace: URL) throws {
        let home = workspace.standardizedFileURL.path(percentEncoded: false)
        let folder = try FileManager.default.contentsOfDirectory(atPath: "/dev/shm").filter {
            $0.hasPrefix("aftercall-")
        }
        let names = [home, home.hasSuffix("/") ? String(home.dropLast()) : home + "/"].map {
            (try? SHA256.hash(Array($0.utf8).span).hex.prefix(16)).map { "aftercall-\(geteuid())-\($0)" } ?? ""
        }
        let mine = folder.filter(names.contains)
        #expect(mine.count == 1)
        for name in mine { try FileManager.default.removeItem(atPath: "/dev/shm/\(name)") }
    }
}

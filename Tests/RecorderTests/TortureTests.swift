import Recorder
import Testbench
import Testing
import Wire

@Suite(.serialized, .enabled(if: TortureCase.isPresent, "skipped: ../shared is not here"))
struct `RFC 4475 torture messages at the sockets` {
    /// The statuses that one message must bring: of an INVITE that is taken only that there is a final one.
    private static func expected(_ outcomes: [TortureCase.Outcome]) -> [Int] {
        outcomes.flatMap { outcome in
            switch outcome {
            case .answer(let status): [status]
            case .invited: [100, 0]
            case .silence: [Int]()
            }
        }
    }

    private static func matches(_ statuses: [Int], _ expected: [Int]) -> Bool {
        statuses.count == expected.count && zip(statuses, expected).allSatisfy { $1 == 0 ? $0 >= 200 : $0 == $1 }
    }

    /// The value of the first header with one of those names.
    private static func header(_ names: Set<String>, of message: [UInt8]) -> String? {
        for line in message.split(separator: UInt8(ascii: "\n")) {
            let text = String(decoding: line.filter { $0 != UInt8(ascii: "\r") }, as: UTF8.self)
            let halves = text.split(separator: ":", maxSplits: 1)
            guard halves.count == 2 else { continue }
            let name = halves[0].lowercased().filter { $0 != " " && $0 != "\t" }
            if names.contains(name) { return String(halves[1].drop { $0 == " " || $0 == "\t" }) }
        }
        return nil
    }

    /// Answers go to the port of the topmost Via, so there is a peer at each.
    private static func port(ofVia message: [UInt8]) -> UInt16 {
        let via = header(["via", "v"], of: message) ?? ""
        return via.firstMatch(of: #/(?i)(?:udp|tcp)\s+[^\s;:]+\s*:\s*(\d+)/#).flatMap { UInt16($0.1) } ?? 5060
    }

    /// An address of its own for each message: nobody else has its port 5060.
    @Test(arguments: Array(TortureCase.all.enumerated()).map { ($0.offset, $0.element) })
    func `are answered over UDP`(_ index: Int, _ torture: TortureCase) async throws {
        // A recorder for each, too: some messages have the branch of others and would count as these sent again.
        try await TestRecorder.run { test in
            let message = try torture.bytes
            let peer = try Peer(udp: "127.45.33.\(index + 1)", port: Self.port(ofVia: message))
            peer.send(message, to: test.udp.port)
            // Datagrams to one socket are taken in order: once this is answered, the message has been.
            #expect(try await TestCaller(test.udp).request("OPTIONS").status == 200)
            var statuses: [Int] = []
            while let bytes = peer.receive() { statuses.append(Response(bytes).status) }
            let expected = Self.expected(torture.datagram)
            #expect(Self.matches(statuses, expected), "\(statuses), not \(expected)")
        }
    }

    @Test func `are answered over TCP that brings octet by octet`() async throws {
        try await TestRecorder.run { test in
            for torture in TortureCase.all {
                let peer = try Peer(tcp: test.tcp.port)
                for octet in try torture.bytes { peer.send([octet], to: test.tcp.port) }
                peer.finish()
                var framer = SIPStreamFramer()
                var statuses: [Int] = []
                _ = try await eventually { () -> Bool? in
                    var isOver = false
                    while true {
                        guard let bytes = peer.receive(orEnd: &isOver) else { return isOver ? true : nil }
                        framer.append(bytes)
                        while case .message(let message)? = framer.next() { statuses.append(Response(message).status) }
                    }
                }
                let expected = Self.expected(torture.stream)
                #expect(Self.matches(statuses, expected), "\(torture.name): \(statuses), not \(expected)")
            }
            #expect(try await TestCaller(test.udp).request("OPTIONS").status == 200)
        }
    }
}

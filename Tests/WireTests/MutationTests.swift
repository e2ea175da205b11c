import Testbench
import Testing
import Wire

/// Damages messages in the ways that transmission, bugs and attackers do; the same seed gives the same damage.
private struct Damage {
    var random: SplitMix64

    private static let pieces: [[UInt8]] = [
        "\r\n", "\r\n\r\n", "\n", "\r", ";", ",", "\"", "<", ">", "%", "%zz", ":", "=", "?", "@", "\\", "\0", " ", "\t",
        "Content-Length: 99999999999\r\n", "Content-Length: -1\r\n", "l: 0\r\n", "--b", "--b--", "<![CDATA[",
        "<!DOCTYPE",
        "&#xFFFFFFFF;", "&amp;", "m=audio 1 RTP/AVP 0\r\n", "a=rtpmap:0 /\r\n", "4294967296", "z9hG4bK", "SIP/2.0",
        ";tag=", ";rport", "Via: SIP/2.0/UDP h\r\n", "\u{FEFF}", "\u{202E}",
    ].map { Array($0.utf8) }

    mutating func applied(to message: [UInt8], other: [UInt8]) -> [UInt8] {
        var bytes = message
        for _ in 0..<Int.random(in: 1...4, using: &random) where !bytes.isEmpty {
            let start = Int.random(in: bytes.indices, using: &random)
            let end = min(bytes.count, start + Int.random(in: 1...40, using: &random))
            switch Int.random(in: 0...6, using: &random) {
            case 0: bytes[start] ^= 1 << UInt8.random(in: 0...7, using: &random)
            case 1: bytes[start] = UInt8.random(in: 0...255, using: &random)
            case 2: bytes.removeSubrange(start..<end)
            case 3: bytes.insert(contentsOf: bytes[start..<end], at: end)
            case 4: bytes.insert(contentsOf: Self.pieces.randomElement(using: &random) ?? [], at: start)
            case 5: bytes.removeSubrange(end...)
            default: bytes = Array(bytes[..<start] + other.suffix(from: min(start, other.count)))
            }
        }
        return bytes
    }
}

@Suite struct `Damaged messages` {
    /// Every kind of message a peer sends, in the order of a call.
    private static var corpus: [[UInt8]] {
        get throws {
            var caller = Caller()
            let (_, dialog) = try UserAgentServer.established(&caller)
            let call = [
                Caller().invite(), caller.ack(),
                caller.request("UPDATE", type: "application/sdp", body: Caller.g711Offer),
                caller.invite(headers: ["Session-Expires: 1800", "k: timer"]), caller.request("CANCEL"),
                caller.request("OPTIONS"), caller.request("BYE"),
                Array("SIP/2.0 200 OK\r\nVia: SIP/2.0/UDP h;branch=z9hG4bK1\r\nCSeq: 1 BYE\r\n\r\n".utf8),
            ]
            let torture = TortureCase.isPresent ? try TortureCase.all.map { try $0.bytes } : []
            #expect(dialog.callID == caller.callID)
            return call + Dialect.all.map(\.invite) + torture
        }
    }

    @Test(arguments: 1...8)
    func `never stop the server, and every answer to them is well formed`(_ seed: UInt64) throws {
        let corpus = try Self.corpus
        var damage = Damage(random: SplitMix64(seed: seed))
        var server = UserAgentServer.repeatable(.init(maximumDialogs: 50, maximumTransactions: 100))
        for step in 0..<750 {
            let now = Duration.milliseconds(20 * step)
            let message = damage.applied(
                to: corpus[Int.random(in: corpus.indices, using: &damage.random)],
                other: corpus[Int.random(in: corpus.indices, using: &damage.random)]
            )
            let flow = step.isMultiple(of: 2) ? Caller.udp : Caller.tcp
            var actions = server.advance(to: now)
            actions += server.receive(message, on: flow, at: now)
            for case .invited(let invitation) in actions where step.isMultiple(of: 3) {
                _ = invitation.parties
                var answerer = SessionAnswerer(sessionID: 1, address: "192.0.2.1")
                let answer = invitation.offer.map { answerer.answer(to: $0, ports: [20_000, 20_002]) }
                actions += server.accept(invitation.dialog, body: answer?.bytes ?? [], at: now)
            }
            for case .send(let bytes, _) in actions {
                #expect(try SIPReading(bytes).fault == nil, "seed \(seed), step \(step)")
            }
            #expect(server.dialogCount <= 50)
            #expect(server.transactionCount <= 150)
        }
    }

    @Test(arguments: 1...4)
    func `are framed without end or loss, whatever the pieces`(_ seed: UInt64) throws {
        let corpus = try Self.corpus
        var damage = Damage(random: SplitMix64(seed: seed))
        for step in 0..<250 {
            let message = damage.applied(to: corpus[step % corpus.count], other: corpus[(step * 7) % corpus.count])
            let whole = Self.frames([message])
            let cut = Int.random(in: 0...message.count, using: &damage.random)
            #expect(
                Self.frames([Array(message[..<cut]), Array(message[cut...])]) == whole,
                "seed \(seed), step \(step)"
            )
        }
    }

    private static func frames(_ pieces: [[UInt8]]) -> [SIPStreamFramer.Frame] {
        var framer = SIPStreamFramer()
        var frames: [SIPStreamFramer.Frame] = []
        for piece in pieces {
            framer.append(piece)
            while let frame = framer.next() { frames.append(frame) }
        }
        return frames
    }
}

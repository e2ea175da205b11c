import Foundation
import Testing
import Wire

/// What one message of RFC 4475 must bring about.
struct TortureCase: Sendable, CustomTestStringConvertible {
    enum Outcome: Sendable, Equatable {
        /// One final response and nothing else.
        case answer(Int)
        /// An INVITE that is taken: 100 and an invitation.
        case invited
        case silence
    }

    let name: String
    let datagram: [Outcome]
    let stream: [Outcome]

    var testDescription: String { name }

    init(_ name: String, _ outcome: Outcome, stream: [Outcome]? = nil) {
        self.name = name
        datagram = [outcome]
        self.stream = stream ?? [outcome]
    }

    static let all: [TortureCase] = [
        // It carries a To tag and so belongs to a dialog that we know nothing of.
        .init("wsinv", .answer(481)), .init("intmeth", .answer(405)), .init("esc01", .invited),
        .init("escnull", .answer(405)), .init("esc02", .answer(405)), .init("lwsdisp", .answer(200)),
        .init("longreq", .invited),
        // As a stream it holds a second request, whose session description has a line `m =`, and an octet too many.
        .init("dblreq", .answer(405), stream: [.answer(405), .answer(400), .silence]),
        .init("semiuri", .answer(200)), .init("transports", .answer(200)), .init("mpart01", .answer(405)),
        .init("unreason", .silence), .init("noreason", .silence), .init("badinv01", .answer(400)),
        // On a stream the rest of the body may still come.
        .init("clerr", .answer(400), stream: []), .init("ncl", .answer(400)), .init("scalar02", .answer(400)),
        .init("scalarlg", .silence), .init("quotbal", .answer(400)), .init("ltgtruri", .answer(400)),
        .init("lwsruri", .answer(400)), .init("lwsstart", .answer(400)), .init("trws", .answer(400)),
        .init("escruri", .answer(400)), .init("baddate", .invited), .init("regbadct", .answer(405)),
        .init("badaspec", .answer(400)), .init("baddn", .answer(200)), .init("badvers", .answer(505)),
        .init("mismatch01", .answer(400)), .init("mismatch02", .answer(400)), .init("bigcode", .silence),
        .init("badbranch", .answer(200)), .init("insuf", .answer(400)), .init("unkscm", .answer(416)),
        .init("novelsc", .answer(416)), .init("unksm2", .answer(405)), .init("bext01", .answer(420)),
        .init("invut", .answer(415)), .init("regaut01", .answer(405)), .init("multi01", .answer(400)),
        .init("mcl01", .answer(400)), .init("bcast", .silence), .init("zeromf", .answer(200)),
        .init("cparam01", .answer(405)), .init("cparam02", .answer(405)), .init("regescrt", .answer(405)),
        .init("sdp01", .answer(406)), .init("inv2543", .invited),
    ]

    static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../shared/vectors/rfc4475").standardizedFileURL

    static var isPresent: Bool { FileManager.default.fileExists(atPath: folder.path) }

    var bytes: [UInt8] {
        get throws { try Array(Data(contentsOf: Self.folder.appending(path: "\(name).dat"))) }
    }
}

extension [UserAgentAction] {
    /// The outcome that these actions of one message amount to; nil where they are none of the three.
    var outcome: TortureCase.Outcome? {
        if isEmpty { return .silence }
        if statuses == [100], invitation != nil, count == 2 { return .invited }
        return count == 1 ? statuses.first.map { .answer($0) } : nil
    }
}

@Suite(.enabled(if: TortureCase.isPresent, "skipped: ../shared is not here"))
struct `RFC 4475 torture messages` {
    @Test func `are all 49 here`() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: TortureCase.folder.path)
        #expect(Set(files) == Set(TortureCase.all.map { "\($0.name).dat" }))
        #expect(TortureCase.all.count == 49)
    }

    @Test(arguments: TortureCase.all)
    func `get the right answer in a datagram`(_ torture: TortureCase) throws {
        var server = UserAgentServer.repeatable()
        let actions = server.receive(try torture.bytes, on: Caller.udp, at: .zero)
        #expect([actions.outcome] == torture.datagram)
    }

    @Test(arguments: TortureCase.all)
    func `get the right answer on a stream, octet by octet`(_ torture: TortureCase) throws {
        var server = UserAgentServer.repeatable()
        var framer = SIPStreamFramer()
        var outcomes: [TortureCase.Outcome?] = []
        for byte in try torture.bytes {
            framer.append(CollectionOfOne(byte))
            switch framer.next() {
            case .message(let message), .broken(let message):
                outcomes.append(server.receive(message, on: Caller.tcp, at: .zero).outcome)
            case .ping: Issue.record("a ping in a message")
            case nil: break
            }
        }
        #expect(outcomes == torture.stream)
    }

    @Test(arguments: TortureCase.all)
    func `are cut the same whatever the size of the pieces`(_ torture: TortureCase) throws {
        let bytes = try torture.bytes
        let whole = Self.frames(bytes, pieces: bytes.count)
        #expect(Self.frames(bytes, pieces: 1) == whole)
        #expect(Self.frames(bytes, pieces: 7) == whole)
    }

    private static func frames(_ bytes: [UInt8], pieces size: Int) -> [SIPStreamFramer.Frame] {
        var framer = SIPStreamFramer()
        var frames: [SIPStreamFramer.Frame] = []
        for start in stride(from: 0, to: bytes.count, by: size) {
            framer.append(bytes[start..<min(start + size, bytes.count)])
            while let frame = framer.next() { frames.append(frame) }
        }
        return frames
    }
}

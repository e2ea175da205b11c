package import Foundation

/// What one message of RFC 4475 must bring about.
package struct TortureCase: Sendable, CustomStringConvertible {
    package enum Outcome: Sendable, Equatable {
        /// One final response and nothing else.
        case answer(Int)
        /// An INVITE that is taken: 100 and an invitation.
        case invited
        case silence
    }

    package let name: String
    package let datagram: [Outcome]
    package let stream: [Outcome]

    package var description: String { name }

    init(_ name: String, _ outcome: Outcome, stream: [Outcome]? = nil) {
        self.name = name
        datagram = [outcome]
        self.stream = stream ?? [outcome]
    }

    package static let all: [TortureCase] = [
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

    package static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../shared/vectors/rfc4475").standardizedFileURL

    package static var files: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: folder.path) }
    }

    package static var isPresent: Bool { FileManager.default.fileExists(atPath: folder.path) }

    package var bytes: [UInt8] {
        get throws { try Array(Data(contentsOf: Self.folder.appending(path: "\(name).dat"))) }
    }
}

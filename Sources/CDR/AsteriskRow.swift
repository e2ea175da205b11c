package import Calls

/// One row of an Asterisk CDR file: what one channel (party A) met with, alone or with one other (party B).
package struct AsteriskRow: Hashable, Sendable {
    /// How the row ended, seen from party A.
    package enum Result: UInt8, Hashable, Sendable { case answered, noAnswer, busy, failed }

    /// What party A's last application was for.
    package enum Application: UInt8, Hashable, Sendable {
        case queue, dial
        /// Others that join two channels: a call picked up from parking, a bridge.
        case bridge
        case conference
        /// Announcements, menus, voice mail, hanging up.
        case other
    }

    package var source: SourceLine
    /// `linkedid`, or `uniqueid` where the file has no such column.
    package var call: String
    /// `uniqueid`: the name of party A's channel.
    package var leg: String
    package var sequence: Int
    package var start: UTCTime
    package var answered: UTCTime?
    package var end: UTCTime
    package var result: Result
    package var application: Application
    package var queue: String?
    package var from: String?
    package var fromName: String?
    package var to: String?
    package var channel: AsteriskChannel
    package var otherChannel: AsteriskChannel?
    /// File name of the recording, where the file has such a column.
    package var recording: String?
}

extension [AsteriskRow] {
    /// True where two channels were joined.
    ///
    /// By the row's place: a row is large, and to copy one costs more than this asks of it.
    func isJoined(_ place: Int) -> Bool {
        self[place].result == .answered && self[place].application != .other && self[place].otherChannel != nil
    }
}

/// A channel's name, taken apart: `PJSIP/301-0000002a`, `Local/301@from-queue-00000001;2`.
package struct AsteriskChannel: Hashable, Sendable {
    /// What tells one channel from another.
    package struct Name: Hashable, Sendable {
        /// Which half of a Local channel it is: 1 or 2; 0 for any other channel.
        package var half: UInt8
        /// A hash: the same for one channel throughout a file, and for both halves of a Local channel.
        package var identity: UInt64
    }

    package var name: Name
    /// The device or user: `301`.
    package var endpoint: String

    /// Nil for an empty name.
    init?(_ name: Span<UInt8>) {
        guard !name.isEmpty else { return nil }
        var half: UInt8 = 0
        if name.count > 2, name[name.count - 2] == UInt8(ascii: ";") {
            switch name[name.count - 1] {
            case UInt8(ascii: "1"): half = 1
            case UInt8(ascii: "2"): half = 2
            default: break
            }
        }
        let whole = name.extracting(droppingLast: half == 0 ? 0 : 2)
        self.name = Name(half: half, identity: Hash64.of(whole))
        let slash = whole.firstIndex(of: UInt8(ascii: "/")) ?? -1
        let device = whole.extracting((slash + 1)...)
        let end = device.firstIndex(of: UInt8(ascii: "@")) ?? device.lastIndex(of: UInt8(ascii: "-"))
        endpoint = String(decoding: device.extracting(..<(end ?? device.count)))
    }
}

/// FNV-1a over 64 bits: the same on every machine and in every run, which `Hasher` is not.
enum Hash64 {
    static func of(_ bytes: Span<UInt8>) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for index in bytes.indices { hash = (hash ^ UInt64(bytes[index])) &* 0x0000_0100_0000_01B3 }
        return hash
    }

    /// Of the bytes of a name.
    static func of(_ name: String) -> UInt64 { of(name.utf8.span) }

    /// Of a switch's name of a call, as the archive keeps it.
    static func key(_ name: String) -> Int { Int(truncatingIfNeeded: of(name)) }

    /// Sixteen lower-case hexadecimal digits.
    static func hex(_ bytes: [UInt8]) -> String {
        let digits = String(of(bytes.span), radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}

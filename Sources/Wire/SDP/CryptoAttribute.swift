/// An `a=crypto` line that we can use (RFC 4568 §9.1): `1 AES_CM_128_HMAC_SHA1_80 inline:…|2^20|1:4`.
package struct CryptoAttribute: Hashable, Sendable {
    /// Names the line within its offer; the answer repeats it.
    package var tag: Int
    package var key: SRTPKey

    package init(tag: Int, key: SRTPKey) {
        self.tag = tag
        self.key = key
    }

    /// Nil for a suite we do not have, more keys than one, and session parameters that change what packets look like.
    package init?(_ value: String) {
        guard value.utf8.count <= Limits.cryptoLine else { return nil }
        let words = value.split(separator: " ").map(String.init)
        guard words.count >= 3, words[0].utf8.count <= 9, let tag = Int(words[0]), tag > 0, words[0].first != "+",
            let suite = SRTPSuite(rawValue: words[1]), let key = SRTPKey(suite, inline: words[2]),
            words.dropFirst(3).allSatisfy(Self.isHarmless)
        else { return nil }
        self.init(tag: tag, key: key)
    }

    /// What an answer says.
    var text: String { "\(tag) \(key.suite.rawValue) inline:\(SDESBase64.encode(key.octets))" }

    /// Whether a session parameter (RFC 4568 §6.3) leaves packets as we know them.
    ///
    /// A window is a hint only; names that begin with `-` may be passed over.
    private static func isHarmless(_ parameter: String) -> Bool {
        parameter.hasPrefix("-") || parameter.hasPrefix("WSH=") || parameter == "KDR=0"
    }
}

extension SRTPKey {
    /// Reads `inline:KEY[|lifetime][|MKI:length]`.
    ///
    /// The lifetime is checked and not kept: who sends must change the key in time, and libsrtp refuses what is beyond
    /// 2^48 packets.
    fileprivate init?(_ suite: SRTPSuite, inline text: String) {
        guard text.hasPrefix("inline:"), !text.contains(";") else { return nil }
        let fields = text.dropFirst("inline:".count).split(separator: "|", omittingEmptySubsequences: false)
        guard fields.count <= 3, let first = fields.first, let octets = SDESBase64.decode(first),
            octets.count == suite.keyLength
        else { return nil }
        var rest = fields.dropFirst()
        if let lifetime = rest.first, !lifetime.contains(":") {
            guard Self.isLifetime(lifetime) else { return nil }
            rest = rest.dropFirst()
        }
        var identifier: [UInt8] = []
        if let text = rest.popFirst() {
            guard let read = Self.identifier(text) else { return nil }
            identifier = read
        }
        guard rest.isEmpty else { return nil }
        self.init(suite: suite, octets: octets, identifier: identifier)
    }

    /// `2^20` or `1048576`, up to 2^48 (RFC 3711 §9.2).
    private static func isLifetime(_ text: Substring) -> Bool {
        if text.hasPrefix("2^") { return Int(text.dropFirst(2)).map { (1...48).contains($0) } ?? false }
        return Int(text).map { (1...1 << 48).contains($0) } ?? false
    }

    /// `VALUE:LENGTH` in decimal, the length in octets from 1 to 128.
    private static func identifier(_ text: Substring) -> [UInt8]? {
        let halves = text.split(separator: ":", omittingEmptySubsequences: false)
        guard halves.count == 2, let value = UInt64(halves[0]), let length = Int(halves[1]),
            (1...128).contains(length), length >= 8 || value < 1 << (8 * UInt64(length))
        else { return nil }
        return (0..<length).reversed().map { $0 < 8 ? UInt8(truncatingIfNeeded: value >> (8 * UInt64($0))) : 0 }
    }
}

extension MediaDescription {
    /// Whether packets are to be encrypted with keys from this description (RFC 4568).
    package var isEncrypted: Bool { profile == "RTP/SAVP" || profile == "RTP/SAVPF" }

    /// The first `a=crypto` line that we can use: the one that the peer likes best.
    package var crypto: CryptoAttribute? {
        attributes.lazy.filter { $0.name == "crypto" }.compactMap { CryptoAttribute($0.value ?? "") }.first
    }
}

extension SessionDescription {
    /// The description without its keys: what came where others could read along protects nothing (RFC 4568 §7).
    package var withoutKeys: SessionDescription {
        var copy = self
        for index in copy.media.indices { copy.media[index].attributes.removeAll { $0.name == "crypto" } }
        return copy
    }
}

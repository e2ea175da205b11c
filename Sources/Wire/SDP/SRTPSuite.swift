/// A crypto suite of SDES (RFC 4568 §6.2, RFC 7714 §14.2) that we can receive.
package enum SRTPSuite: String, Sendable, CaseIterable {
    case aes128SHA1Tag80 = "AES_CM_128_HMAC_SHA1_80"
    case aes128SHA1Tag32 = "AES_CM_128_HMAC_SHA1_32"
    case aes128GCM = "AEAD_AES_128_GCM"

    /// Octets of master key and master salt together.
    package var keyLength: Int { self == .aes128GCM ? 16 + 12 : 16 + 14 }
}

/// The master key of one direction, with its salt behind it, and how packets name it.
package struct SRTPKey: Hashable, Sendable {
    package var suite: SRTPSuite
    package var octets: [UInt8]
    /// What stands before each packet's authentication tag (RFC 3711 §3.1); empty where nothing does.
    package var identifier: [UInt8]

    package init(suite: SRTPSuite, octets: [UInt8], identifier: [UInt8] = []) {
        self.suite = suite
        self.octets = octets
        self.identifier = identifier
    }

    /// A key that nobody has had before, from the kernel's generator.
    static func random(_ suite: SRTPSuite) -> SRTPKey {
        SRTPKey(suite: suite, octets: (0..<suite.keyLength).map { _ in .random(in: 0...255) })
    }
}

/// What a payload type number means in one media line.
package struct PayloadFormat: Hashable, Sendable {
    /// RTP payload type, 0 to 127.
    package var payloadType: UInt8
    /// Upper case: `PCMU`, `TELEPHONE-EVENT`.
    package var encoding: String
    /// RTP clock in Hz.
    package var clockRate: Int

    package init(payloadType: UInt8, encoding: String, clockRate: Int) {
        self.payloadType = payloadType
        self.encoding = encoding
        self.clockRate = clockRate
    }

    /// The static payload types of RFC 3551 §6 that telephones use.
    static let fixed: [UInt8: PayloadFormat] = [
        0: PayloadFormat(payloadType: 0, encoding: "PCMU", clockRate: 8000),
        3: PayloadFormat(payloadType: 3, encoding: "GSM", clockRate: 8000),
        4: PayloadFormat(payloadType: 4, encoding: "G723", clockRate: 8000),
        8: PayloadFormat(payloadType: 8, encoding: "PCMA", clockRate: 8000),
        9: PayloadFormat(payloadType: 9, encoding: "G722", clockRate: 8000),
        13: PayloadFormat(payloadType: 13, encoding: "CN", clockRate: 8000),
        18: PayloadFormat(payloadType: 18, encoding: "G729", clockRate: 8000),
        19: PayloadFormat(payloadType: 19, encoding: "CN", clockRate: 8000),
    ]
}

extension MediaDescription {
    /// The payload formats in the order of preference; numbers that nothing explains are left out.
    package var payloadFormats: [PayloadFormat] {
        var mapped: [UInt8: PayloadFormat] = [:]
        for attribute in attributes where attribute.name == "rtpmap" {
            guard let format = PayloadFormat(rtpmap: attribute.value ?? "") else { continue }
            mapped[format.payloadType] = mapped[format.payloadType] ?? format
        }
        return formats.compactMap { text in
            UInt8(text).flatMap { $0 < 128 ? mapped[$0] ?? PayloadFormat.fixed[$0] : nil }
        }
    }
}

extension PayloadFormat {
    /// `0 PCMU/8000[/1]`; nil where it is anything else, or has more than one channel and is not Opus, whose packets say
    /// themselves how many they have.
    init?(rtpmap: String) {
        let halves = rtpmap.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: true)
        guard halves.count == 2, let number = UInt8(halves[0]), number < 128 else { return nil }
        let parts = halves[1].split(separator: "/").map { $0.filter { $0 != " " } }
        guard parts.count >= 2, let rate = Int(parts[1]), (1...384_000).contains(rate) else { return nil }
        guard parts.count < 3 || parts[2] == "1" || (parts[2] == "2" && parts[0].uppercased() == "OPUS") else {
            return nil
        }
        self.init(payloadType: number, encoding: parts[0].uppercased(), clockRate: rate)
    }
}

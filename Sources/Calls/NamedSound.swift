/// A sound on the line that is neither speech nor music, by what it means.
package struct NamedSound: Hashable, Sendable, Codable {
    package enum Kind: String, Sendable, Codable, CaseIterable {
        case dtmf, beep, ringback, busy, congestion
        /// The three rising tones before an announcement of the network (SIT).
        case information
        case dial
        /// A fax that calls (CNG, 1100 Hz) and one that answers, or a modem (CED, 2100 Hz).
        case faxCalling, faxAnswer
        /// A second and more of a tone without a name.
        case longTone
    }

    package var kind: Kind
    package var span: TimeSpan
    /// The countries that use the tone, such as `US` or `DE IT`, or the key of a DTMF press where keys are kept.
    package var detail: String?

    package init(kind: Kind, span: TimeSpan, detail: String? = nil) {
        self.kind = kind
        self.span = span
        self.detail = detail
    }
}

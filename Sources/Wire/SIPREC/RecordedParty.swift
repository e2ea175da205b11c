/// The party that is heard on one media line.
package struct RecordedParty: Equatable, Sendable {
    /// Address of record: a `sip:` or `tel:` URI.
    package var aor: String?
    package var name: String?

    package init(aor: String? = nil, name: String? = nil) {
        self.aor = aor
        self.name = name
    }

    /// The user part or telephone number of the address.
    package var number: String? { aor.flatMap { aor in (try? SIPURI(aor))?.number ?? (aor.isEmpty ? nil : aor) } }
}

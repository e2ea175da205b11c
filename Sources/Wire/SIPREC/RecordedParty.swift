/// The party that is heard on one media line.
package struct RecordedParty: Equatable, Sendable {
    /// Address of record: a `sip:` or `tel:` URI, or a bare number.
    package var aor: String?
    package var name: String?
    /// Whether this party placed the call, where the recording client says so.
    package var isCaller: Bool?

    package init(aor: String? = nil, name: String? = nil, isCaller: Bool? = nil) {
        self.aor = aor
        self.name = name
        self.isCaller = isCaller
    }

    /// The user part or telephone number of the address; the address itself where it is no URI.
    package var number: String? {
        guard let aor, !aor.isEmpty else { return nil }
        // `sip:` with a number and no host is deployed, though no URI of RFC 3261 names a party like that.
        guard let uri = try? SIPURI(aor) else { return aor }
        return uri.number ?? (uri.isSIP ? uri.host : aor)
    }

    /// The parties of each media line of `offer`, in its order: none where nobody says, several on a mixed line.
    ///
    /// Metadata joins by label (RFC 7865); without it the headers of Cisco's recorders are asked.
    package static func parties(
        of offer: SessionDescription,
        metadata: RecordingMetadata?,
        from: SIPAddress,
        headers: SIPHeaders
    ) -> [[RecordedParty]] {
        offer.media.enumerated().map { index, media in
            if let metadata {
                let senders = metadata.senders(onLabel: media.label ?? "")
                return senders.map { RecordedParty(aor: $0.aor, name: $0.name, isCaller: $0.isCaller) }
            }
            return network(headers, media: index) ?? builtInBridge(from) ?? []
        }
    }

    /// Cisco network-based recording: a header for each media line, `sip:…;media-index="0"`.
    private static func network(_ headers: SIPHeaders, media index: Int) -> [RecordedParty]? {
        let named = headers.list("X-Cisco-Recording-Participant").compactMap { try? SIPAddress($0) }
        guard !named.isEmpty else { return nil }
        return named.filter { $0.parameters["media-index"] == String(index) }
            .map { RecordedParty(aor: $0.uri.addressOfRecord, name: $0.displayName) }
    }

    /// Cisco built-in bridge: one dialog for each end, named by parameters of the From URI.
    private static func builtInBridge(_ from: SIPAddress) -> [RecordedParty]? {
        let parameters = from.uri.parameters
        let isNear = parameters["x-nearend"] != nil
        guard isNear || parameters["x-farend"] != nil else { return nil }
        let address = parameters[isNear ? "x-nearendaddr" : "x-farendaddr"] ?? (isNear ? from.uri.user : nil)
        return [RecordedParty(aor: address, name: isNear ? from.displayName : nil)]
    }
}

extension Invitation {
    /// The parties of each media line of the offer, as far as this INVITE names them; empty without an offer.
    ///
    /// A plain call names nobody here: its one line carries `from`.
    package var parties: [[RecordedParty]] {
        guard let offer else { return [] }
        return RecordedParty.parties(of: offer, metadata: metadata, from: from, headers: headers)
    }

    /// What the two dialogs of one call have in common where a Cisco phone's built-in bridge sends each end by itself.
    package var bridgeReference: String? {
        let parameters = from.uri.parameters
        return (parameters["x-nearend"] ?? parameters["x-farend"]) == nil ? nil : parameters["x-refci"]
    }

    /// Whether this dialog carries the end that is the telephone's own, of a telephone that sends each end by itself.
    package var isNearEnd: Bool { bridgeReference != nil && from.uri.parameters["x-nearend"] != nil }

    /// What the switch calls this call, from the metadata or the headers that vendors put it in, without parameters.
    package var switchCallReference: String? {
        let vendors: [SIPHeaderName] = [
            "X-Genesys-CallUUID", "X-BroadWorks-Correlation-Info", "Cisco-Guid", "Session-ID", "User-to-User",
        ]
        let named = metadata?.sessions.lazy.compactMap(\.callReference).first
        return (named ?? vendors.lazy.compactMap { headers[$0] }.first)?.split(separator: ";").first.map(String.init)
    }
}

/// What the body of an INVITE, UPDATE or ACK holds for a recorder.
struct Payload: Equatable, Sendable {
    var offer: SessionDescription?
    var metadata: RecordingMetadata?
    /// Metadata that cannot be read is told, never a reason to refuse a recording.
    var metadataFault: WireError?
    /// The metadata as they came; nil where they are not UTF-8.
    var metadataText: String?

    static let accepted = "application/sdp, multipart/mixed, application/rs-metadata+xml, application/rs-metadata"

    /// What is in the body, or why the request has to be refused.
    static func read(_ request: SIPRequest) -> (payload: Payload, refusal: Refusal?) {
        var payload = Payload()
        if request.headers.tokens(.contentEncoding).contains(where: { $0 != "identity" }), !request.message.body.isEmpty
        {
            return (payload, Refusal(.unsupportedMediaType, [SIPHeader(.acceptEncoding, "identity")]))
        }
        do throws(WireError) {
            let parts = try BodyPart.all(in: request.message)
            let known = parts.filter { $0.type == ContentType.sdp || ContentType.recordingMetadata.contains($0.type) }
            let isRefused = parts.contains { part in
                !known.contains(part) && (part.handling == .required || (known.isEmpty && part.handling == nil))
            }
            guard !isRefused else {
                return (payload, Refusal(.unsupportedMediaType, [SIPHeader(.accept, accepted)]))
            }
            if let sdp = known.first(where: { $0.type == ContentType.sdp }) {
                payload.offer = try SessionDescription(sdp.content)
            }
            if let document = known.first(where: { $0.type != ContentType.sdp }) { payload.takeMetadata(document) }
        } catch {
            return (payload, Refusal(SIPStatus(400, "Bad Body")))
        }
        return (payload, nil)
    }

    private mutating func takeMetadata(_ document: BodyPart) {
        if document.content.count <= Limits.metadata {
            metadataText = String(validating: document.content, as: UTF8.self)
        }
        do throws(WireError) {
            metadata = try RecordingMetadata(document.content)
        } catch {
            metadataFault = error
        }
    }
}

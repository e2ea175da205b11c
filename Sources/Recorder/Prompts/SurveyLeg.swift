internal import Calls
internal import NIOCore
internal import Wire

/// A call that was passed on to the survey: it is asked, and not recorded.
struct SurveyLeg {
    let id: CallID
    /// What the switch calls the call that the survey is about.
    let followed: String
    let sockets: RTPSocketPair
    let listener: PromptPlayer.Listener
    let eventPayloadType: UInt8?
    let question: SurveyConfiguration.Question

    /// The row of a survey's CSV export; without an answer where there was none.
    func csv(_ answer: Int?) -> String {
        let name = followed.replacing("\"", with: "\"\"")
        return "call_id,\(question.rawValue)\r\n\"\(name)\",\(answer.map(String.init) ?? "")\r\n"
    }
}

/// Listens for the keys of one survey until there is an answer or the caller's time is over.
struct SurveyEar {
    private let socket: RTPSocket
    private let source: IPAddress?
    private let eventPayloadType: UInt8?
    private var entry: SurveyEntry
    private var keys = KeyedDigits()
    private var batch = DatagramBatch()

    init(_ leg: SurveyLeg, source: IPAddress?, deadline: Duration) {
        socket = leg.sockets.first
        self.source = source
        eventPayloadType = leg.eventPayloadType
        entry = SurveyEntry(leg.question, deadline: deadline)
    }

    /// What the keys that have come by `now` amount to.
    mutating func listen(at now: Duration) -> SurveyEntry.Step {
        var pressed: [Character] = []
        var keys = keys
        _ = batch.receive(from: socket, limit: 16) { envelope, packet in
            guard source == nil || envelope.source == source, let header = try? RTPHeader(packet),
                header.payloadType == eventPayloadType,
                let event = try? TelephoneEvent(packet.extracting(header.payload)),
                let key = keys.accept(event, ssrc: header.ssrc, timestamp: header.timestamp)
            else { return }
            pressed.append(key)
        }
        self.keys = keys
        for key in pressed {
            let step = entry.press(key, at: now)
            if step != .waiting { return step }
        }
        return entry.step(at: now)
    }
}

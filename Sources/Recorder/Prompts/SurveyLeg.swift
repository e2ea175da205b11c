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
    /// Where reports go; nil where the peer does not say.
    let control: ControlLine?
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
    private let control: ControlLine?
    private var reporter: RTCPReceiver
    /// What is heard of the caller, whose sound nobody keeps.
    private var heard: HeardCaller?
    private var nextReport: Duration?

    init(_ leg: SurveyLeg, source: IPAddress?, deadline: Duration) {
        socket = leg.sockets.first
        self.source = source
        eventPayloadType = leg.eventPayloadType
        entry = SurveyEntry(leg.question, deadline: deadline)
        control = leg.control
        reporter = RTCPReceiver(
            ssrc: leg.sockets.first.sent.ssrc,
            name: "\(UInt64.random(in: 0 ... .max))@aftercall"
        )
    }

    /// What the keys that have come by `now` amount to.
    mutating func listen(at now: RecorderClock.Reading) -> SurveyEntry.Step {
        var pressed: [Character] = []
        var (keys, heard) = (keys, heard)
        _ = batch.receive(from: socket, limit: 16) { envelope, packet in
            guard source == nil || envelope.source == source, !packet.isControlPacket,
                let header = try? RTPHeader(packet)
            else { return }
            let arrival = now.elapsed(atStamp: envelope.stamp).samples
            heard = heard ?? HeardCaller(header)
            heard?.note(header, arrival: header.payloadType == eventPayloadType ? nil : arrival)
            guard header.payloadType == eventPayloadType,
                let event = try? TelephoneEvent(packet.extracting(header.payload)),
                let key = keys.accept(event, ssrc: header.ssrc, timestamp: header.timestamp)
            else { return }
            pressed.append(key)
        }
        (self.keys, self.heard) = (keys, heard)
        report(at: now)
        for key in pressed {
            let step = entry.press(key, at: now.elapsed)
            if step != .waiting { return step }
        }
        return entry.step(at: now.elapsed)
    }

    private mutating func report(at now: RecorderClock.Reading) {
        let due = nextReport ?? now.elapsed + LiveRecording.reportInterval / 2
        nextReport = due
        guard let control, now.elapsed >= due else { return }
        nextReport = now.elapsed + LiveRecording.reportInterval
        let receptions = [heard?.reception].compactMap(\.self)
        control.send(reporter.report(on: receptions, sent: socket.sent, at: now.wall))
    }
}

/// Counts what comes from a caller, for the reports.
private struct HeardCaller {
    private let ssrc: UInt32
    private var counter: SequenceCounter
    private var unwrapper: TimestampUnwrapper
    private var jitter = InterarrivalJitter()

    init(_ header: RTPHeader) {
        ssrc = header.ssrc
        counter = SequenceCounter(first: header.sequenceNumber)
        unwrapper = TimestampUnwrapper(first: header.timestamp)
    }

    /// `arrival` is in samples; nil for a keyed tone, whose packets share a timestamp.
    mutating func note(_ header: RTPHeader, arrival: Int?) {
        guard header.ssrc == ssrc else { return }
        _ = counter.accept(header.sequenceNumber)
        if let arrival { jitter.add(arrival: arrival, timestamp: unwrapper.unwrap(header.timestamp)) }
    }

    var reception: RTCPReceiver.Reception { .init(ssrc: ssrc, counter: counter, jitter: jitter.value) }
}

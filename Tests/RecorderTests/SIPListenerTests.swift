import Recorder
import Testing

@Suite struct `SIP listener` {
    struct Case: Sendable {
        var text: String
        var listener: SIPListener?
    }

    @Test(arguments: [
        Case(text: "udp:127.0.0.1:5060", listener: SIPListener(.udp, address: "127.0.0.1", port: 5060)),
        Case(text: "tcp:0.0.0.0", listener: SIPListener(.tcp, address: "0.0.0.0", port: 5060)),
        Case(text: "tcp:[::1]:5070", listener: SIPListener(.tcp, address: "::1", port: 5070)),
        Case(text: "udp:[::]", listener: SIPListener(.udp, address: "::", port: 5060)),
        Case(text: "udp", listener: nil),
        Case(text: "tls:127.0.0.1", listener: SIPListener(.tls, address: "127.0.0.1", port: 5061)),
        Case(text: "tls:[::]:5071", listener: SIPListener(.tls, address: "::", port: 5071)),
        Case(text: "sctp:127.0.0.1:5060", listener: nil),
        Case(text: "udp:localhost:5060", listener: nil),
        Case(text: "udp:127.0.0.1:65536", listener: nil),
        Case(text: "udp:127.0.0.1:", listener: nil),
    ])
    func `is read from the command line's form`(_ sample: Case) {
        #expect(SIPListener(sample.text) == sample.listener)
    }

    @Test func `is printed as it is read`() {
        let listeners = [SIPListener(.udp, address: "127.0.0.1", port: 1), SIPListener(.tcp, address: "::1", port: 2)]
        #expect(listeners.map { SIPListener($0.description) } == listeners)
    }
}

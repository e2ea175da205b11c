/// A SIPp scenario that places one call and plays its capture.
struct Scenario {
    var call: PlannedCall
    /// Length of the call, in milliseconds.
    var length: Int
    var captureFile: String

    var xml: String {
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <scenario name="call \(call.label)">
          <send retrans="500">
            <![CDATA[
        \(invite)
            ]]>
          </send>
          <recv response="100" optional="true"/>
          <recv response="180" optional="true"/>
          <recv response="200" rrs="true"/>
          <send>
            <![CDATA[
        \(request("ACK", cseq: 1))Content-Length: 0

            ]]>
          </send>
          <nop><action><exec \(play)/></action></nop>
          <pause milliseconds="\(length)"/>
          <send retrans="500">
            <![CDATA[
        \(request("BYE", cseq: 2))Content-Length: 0

            ]]>
          </send>
          <recv response="200"/>
        </scenario>

        """
    }

    private var play: String {
        call.route.streams == 1
            ? #"rtp_stream="\#(captureFile),1,\#(call.route.law),\#(codec)/8000""#
            : #"play_pcap_audio="\#(captureFile)""#
    }

    private var codec: String { call.route.law == 8 ? "PCMA" : "PCMU" }

    private var target: String { "sip:\(call.queue)@[remote_ip]:[remote_port]" }

    private func request(_ method: String, cseq: Int, extra: String = "") -> String {
        """
        \(method) \(target) SIP/2.0
        Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
        From: "\(call.customerName)" <sip:\(call.customerNumber)@[local_ip]:[local_port]>;tag=\(call.label)[pid]
        To: <\(target)>[peer_tag_param]
        Call-ID: [call_id]
        CSeq: \(cseq) \(method)
        Contact: <sip:demo@[local_ip]:[local_port];transport=[transport]>\(isRecording ? ";+sip.src" : "")
        Max-Forwards: 70
        \(extra)
        """
    }

    private var isRecording: Bool { call.route.signalling == .siprec }

    private var invite: String {
        let headers = "X-Call-ID: \(call.switchCallID)\nX-Queue: \(call.queue)\n"
        guard isRecording else {
            return request("INVITE", cseq: 1, extra: headers + "Content-Type: application/sdp\n")
                + "Content-Length: [len]\n\n" + description
        }
        return request(
            "INVITE",
            cseq: 1,
            extra: headers + "Require: siprec\nContent-Type: multipart/mixed;boundary=part\n"
        ) + """
            Content-Length: [len]

            --part
            Content-Type: application/sdp

            \(description)
            --part
            Content-Type: application/rs-metadata+xml
            Content-Disposition: recording-session

            \(metadata)
            --part--

            """
    }

    private var description: String {
        let lines = (0..<call.route.streams).map { stream in
            """
            m=audio [media_port+\(2 * stream)] RTP/AVP \(call.route.law) 101
            a=rtpmap:\(call.route.law) \(codec)/8000
            a=rtpmap:101 telephone-event/8000
            a=fmtp:101 0-15
            a=sendonly
            a=label:\(stream + 1)
            """
        }
        return """
            v=0
            o=demo 1 1 IN IP[local_ip_type] [local_ip]
            s=-
            c=IN IP[media_ip_type] [media_ip]
            t=0 0
            \(lines.joined(separator: "\n"))
            """
    }

    private var metadata: String {
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <recording xmlns="urn:ietf:params:xml:ns:recording:1">
          <datamode>complete</datamode>
          <session session_id="s\(call.label)"/>
          <participant participant_id="customer">
            <nameID aor="sip:\(call.customerNumber)@example.com"><name xml:lang="en">\(call.customerName)</name></nameID>
          </participant>
          <participant participant_id="agent">
            <nameID aor="sip:\(call.agent)@example.com"/>
          </participant>
          <stream stream_id="st1" session_id="s\(call.label)"><label>1</label></stream>
          <stream stream_id="st2" session_id="s\(call.label)"><label>2</label></stream>
          <participantstreamassoc participant_id="customer"><send>st1</send><recv>st2</recv></participantstreamassoc>
          <participantstreamassoc participant_id="agent"><send>st2</send><recv>st1</recv></participantstreamassoc>
        </recording>
        """
    }
}

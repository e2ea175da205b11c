internal import Wire

extension Dialect {
    package static let all: [Dialect] = standard + drafts + headersOnly

    package static let standard: [Dialect] = [
        Dialect(
            testDescription: "RFC 7866, two streams",
            contact: "<sip:src@192.0.2.10:5080>;+sip.src",
            headers: ["Require: siprec"],
            parts: [
                (sdp, offer(("0", ["label:1", "sendonly"]), ("0", ["label:2", "sendonly"]))),
                (xml, metadata(labels: ("1", "2"))),
            ],
            parties: [[alice], [bob]],
            labels: ["1", "2"],
            channels: [.customer("+15550100", line: 0), .agent("1001", line: 1)]
        ),
        Dialect(
            testDescription: "Ribbon, everything under a prefix",
            headers: ["Require: siprec", "Supported: timer,100rel", "Session-Expires: 1800", "Min-SE: 90"],
            parts: [
                (sdp, offer(("8", ["label:1"]), ("8", ["label:2"]))),
                (xml, metadata(labels: ("2", "1"), root: "recording xmlns:tns=\"urn:x\"", prefix: "tns")),
            ],
            parties: [[bob], [alice]],
            labels: ["1", "2"],
            channels: [.customer("+15550100", line: 1), .agent("1001", line: 0)]
        ),
        Dialect(
            testDescription: "OpenSIPS, labels 0 and 1 and an attribute that means nothing",
            contact: "<sip:src@192.0.2.10:5080>;+sip.src",
            headers: ["Require: siprec"],
            parts: [
                (sdp, offer(("8 101", ["3gOoBTC", "rtpmap:101 telephone-event/8000", "label:0"]), ("8", ["label:1"]))),
                (xml, metadata(labels: ("0", "1"))),
            ],
            parties: [[alice], [bob]],
            labels: ["0", "1"],
            channels: [.customer("+15550100", line: 0), .agent("1001", line: 1)]
        ),
        Dialect(
            testDescription: "Avaya, feature tag inside the URI and a dummy second party",
            contact: "\"H323 User\" <sip:192.0.2.10:5080;transport=udp;+sip.src>",
            headers: ["User-to-User: 00FA08;encoding=hex"],
            parts: [
                (sdp, offer(("0 8 18 101", ["rtpmap:101 telephone-event/8000", "label:10", "sendonly"]))),
                (
                    xml,
                    """
                    <recording xmlns="urn:ietf:params:xml:ns:recording:1"><dataMode>complete</dataMode>
                    <session session_id="00FA08"></session>
                    <participant participant_id="b5"><nameID aor="sip:+15550100@example.com"><name>Alice</name></nameID></participant>
                    <participantstreamassoc participant_id="b5"><send>0ccc</send></participantstreamassoc>
                    <participant participant_id="ab"><nameID aor="sip:dummy@example.com"></nameID></participant>
                    <participantstreamassoc participant_id="ab"></participantstreamassoc>
                    <stream stream_id="0ccc" session_id="00FA08"><label>10</label></stream>
                    <stream stream_id="" session_id="00FA08"><label>20</label></stream></recording>
                    """
                ),
            ],
            parties: [[alice]],
            labels: ["10"],
            channels: [.customer("+15550100", line: 0), .other()]
        ),
        Dialect(
            testDescription: "rtpengine's fork, with an address and an RTCP port for each line and nobody named",
            headers: ["Require: siprec"],
            parts: [
                (
                    sdp,
                    """
                    v=0
                    o=- 1545997027 1 IN IP4 192.0.2.10
                    s=fork
                    t=0 0
                    m=audio 30000 RTP/AVP 8
                    c=IN IP4 192.0.2.10
                    a=label:0
                    a=rtpmap:8 PCMA/8000
                    a=sendonly
                    a=rtcp:30001
                    m=audio 30002 RTP/AVP 8
                    c=IN IP4 192.0.2.10
                    a=label:1
                    a=rtpmap:8 PCMA/8000
                    a=sendonly
                    a=rtcp:30003

                    """
                )
            ],
            parties: [[], []],
            labels: ["0", "1"],
            channels: [.customer(nil, line: 0), .agent(nil, line: 1)]
        ),
        Dialect(
            testDescription: "Telnyx, both tracks under a session timer",
            contact: "<sip:src@192.0.2.10:5080>;+sip.src",
            headers: ["Require: siprec", "Supported: timer", "Session-Expires: 600;refresher=uac", "Min-SE: 90"],
            parts: [
                (sdp, offer(("0 8", ["label:inbound", "sendonly"]), ("0 8", ["label:outbound", "sendonly"]))),
                (xml, metadata(labels: ("inbound", "outbound"))),
            ],
            parties: [[alice], [bob]],
            labels: ["inbound", "outbound"],
            channels: [.customer("+15550100", line: 0), .agent("1001", line: 1)]
        ),
        Dialect(
            testDescription: "AudioCodes, feature tag without its prefix and names without a label to join them",
            contact: "<sip:src@192.0.2.10:5080>;src",
            parts: [
                (sdp, offer(("8", ["sendonly"]), ("8", ["inactive"]))), (xml, metadata(labels: ("1", "2"))),
            ],
            parties: [[], []],
            labels: [nil, nil],
            channels: [.customer(nil, line: 0), .agent(nil, line: 1)]
        ),
    ]

    package static let drafts: [Dialect] = [
        Dialect(
            testDescription: "Oracle, 32-bit labels and send inside the participant",
            contact: "<sip:src@192.0.2.10:5080>;+sip.src",
            headers: ["Require: siprec"],
            parts: [
                (sdp, offer(("0", ["label:16777227"]), ("0", ["label:16777228"]))),
                (
                    xml,
                    """
                    <?xml version='1.0' encoding='UTF-8'?>
                    <recording xmlns='urn:ietf:params:xml:ns:recording'><datamode>complete</datamode>
                    <session id="BYi=="><associate-time>2026-11-22T08:00:00</associate-time>
                    <extensiondata xmlns:apkt="http:/acmepacket.com/siprec/extensiondata"><apkt:ucid>00FA08;encoding=hex</apkt:ucid>
                    <apkt:callerOrig>true</apkt:callerOrig></extensiondata></session>
                    <participant id="hr+1/A==" session="BYi=="><nameID aor="sip:+15550100@example.com"><name>Alice</name></nameID>
                    <send>goO9+/==</send><extensiondata xmlns:apkt="x"><apkt:callingParty>true</apkt:callingParty></extensiondata></participant>
                    <participant id="wp==" session="BYi=="><nameID aor="sip:1001@example.com"></nameID>
                    <send>Rg==</send><extensiondata xmlns:apkt="x"><apkt:callingParty>false</apkt:callingParty></extensiondata></participant>
                    <stream id="goO9+/==" session="BYi=="><label>16777227</label><mode>separate</mode></stream>
                    <stream id="Rg==" session="BYi=="><label>16777228</label><mode>separate</mode></stream></recording>
                    """
                ),
            ],
            parties: [
                [RecordedParty(aor: alice.aor, name: "Alice", isCaller: true)],
                [RecordedParty(aor: bob.aor, isCaller: false)],
            ],
            labels: ["16777227", "16777228"],
            channels: [.customer("+15550100", line: 0), .agent("1001", line: 1)]
        ),
        Dialect(
            testDescription: "Metaswitch, both parties mixed on one line, the older media type",
            contact: "<sip:1001@192.0.2.10:5080>;+sip.src",
            headers: ["Require: siprec", "Supported: resource-priority, siprec, 100rel"],
            parts: [
                (sdp, offer(("0 8 101", ["rtpmap:101 telephone-event/8000", "ptime:20", "label:1"]))),
                (
                    "application/rs-metadata",
                    """
                    <recording id="Dm==" xmlns="urn:ietf:params:xml:ns:recording"><datamode>complete</datamode>
                    <session session_id="DmkP"><start-time>2026-11-22T08:00:00Z</start-time></session>
                    <participant participant_id="A"><nameID aor="7602922410"><name>7602922410</name></nameID></participant>
                    <participantstreamassoc participant_id="A"><send>S</send><recv>S</recv></participantstreamassoc>
                    <participant participant_id="B"><nameID aor="7602922411"/></participant>
                    <participantstreamassoc participant_id="B"><send>S</send><recv>S</recv></participantstreamassoc>
                    <stream id="S" session_id="DmkP"><label>1</label></stream></recording>
                    """
                ),
            ],
            parties: [[RecordedParty(aor: "7602922410", name: "7602922410"), RecordedParty(aor: "7602922411")]],
            labels: ["1"],
            channels: [.other(line: 0)]
        ),
        Dialect(
            testDescription: "BroadWorks, metadata first, its own root, ids wrapped in elements",
            contact: "<sip:192.0.2.10:5080>;src",
            headers: ["Proxy-Require:privacy", "Supported:", "Recv-Info:", "MIME-Version:1.0"],
            parts: [
                (
                    xml,
                    """
                    <?xml version="1.0" encoding="UTF-8"?>
                    <recording_metadata xmlns="urn:ietf:params:xml:ns:siprec"><dataMode>complete</dataMode>
                    <recording id="urn:uuid:8e"><requestor>SRC</requestor><type>selective</type></recording>
                    <group id="urn:uuid:62" recording="urn:uuid:8e"><initiator>sip:1001</initiator></group>
                    <session id="urn:uuid:13" group="urn:uuid:62"><start-time>2026-11-22T08:00:00+00:00</start-time></session>
                    <participant id="urn:uuid:c7" session="urn:uuid:13"><aor>sip:1001@example.com</aor>
                    <send><id>urn:uuid:dc</id></send></participant>
                    <participant id="urn:uuid:c6" session="urn:uuid:13"><aor>sip:+15550100@example.com</aor>
                    <send><id>urn:uuid:9b</id></send></participant>
                    <stream id="urn:uuid:dc" session="urn:uuid:13"><label>10</label><mode>separate</mode></stream>
                    <stream id="urn:uuid:9b" session="urn:uuid:13"><label>20</label><mode>separate</mode></stream>
                    <extensiondata id="urn:uuid:87"><broadWorksRecordingMetadata xmlns="http://schema.broadsoft.com/broadworksCallRecording">
                    <recordingType>on</recordingType></broadWorksRecordingMetadata></extensiondata></recording_metadata>
                    """
                ),
                (sdp, offer(("8", ["ptime:20", "label:10"]), ("8", ["label:20"]))),
            ],
            parties: [[bob], [RecordedParty(aor: alice.aor)]],
            labels: ["10", "20"],
            channels: [.customer("+15550100", line: 1), .agent("1001", line: 0)]
        ),
    ]

    package static let headersOnly: [Dialect] = [
        Dialect(
            testDescription: "Cisco network-based recording, SDP only",
            headers: [
                "Cisco-Guid: 1334370502-1348997600-2396699092-3395863316",
                "X-Cisco-Recording-Participant: sip:1001@example.com;media-index=\"0\"",
                "X-Cisco-Recording-Participant: sip:+15550100@example.com;media-index=\"1\"",
            ],
            parts: [(sdp, offer(("0 19", ["rtpmap:19 CN/8000"]), ("0 19", ["rtpmap:19 CN/8000"])))],
            isRecordingSession: false,
            parties: [[bob], [RecordedParty(aor: alice.aor)]],
            labels: [nil, nil],
            channels: [.customer("+15550100", line: 1), .agent("1001", line: 0)]
        ),
        Dialect(
            testDescription: "Cisco built-in bridge, near end",
            from: "<sip:1001@192.0.2.10;x-nearend;x-refci=38960750;x-nearendaddr=1001;x-farendaddr=15550100>",
            parts: [(sdp, offer(("0", ["sendonly"])))],
            isRecordingSession: false,
            parties: [[RecordedParty(aor: "1001")]],
            labels: [nil],
            channels: [.other(), .agent("1001", line: 0)]
        ),
        Dialect(
            testDescription: "Cisco built-in bridge, far end",
            from: "<sip:1001@192.0.2.10;x-farend;x-refci=38960750;x-nearendaddr=1001;x-farendaddr=15550100>",
            parts: [(sdp, offer(("0", ["sendonly"])))],
            isRecordingSession: false,
            parties: [[RecordedParty(aor: "15550100")]],
            labels: [nil],
            channels: [.customer("15550100", line: 0), .other()]
        ),
        Dialect(
            testDescription: "a plain call",
            from: "\"Alice\" <sip:+15550100@example.com>",
            parts: [(sdp, offer(("8 0", [])))],
            isRecordingSession: false,
            parties: [[]],
            labels: [nil],
            channels: [.customer("+15550100", line: 0), .other("srs")]
        ),
    ]
}

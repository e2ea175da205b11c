"""SIPp, over UDP and TCP, with one stream, with two as a recording client, and with losses."""
import random
import struct
import subprocess
import tempfile
import pathlib
import unittest

from bed import PeerCase, Recorder, SILENCE, free_port, packets, sound
from sip import metadata, siprec

RTP_PORT = 6000

SCENARIO = """<?xml version="1.0" encoding="ISO-8859-1" ?>
<scenario name="peer">
  <send retrans="500"><![CDATA[INVITE sip:600@[remote_ip]:[remote_port] SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch];rport
From: "Alice Liddell" <sip:5550142@callers.test>;tag=[call_number]
To: <sip:600@[remote_ip]:[remote_port]>
Call-ID: [call_id]
CSeq: 1 INVITE
Contact: <sip:peer@[local_ip]:[local_port]>FEATURE
Max-Forwards: 70
HEADERSContent-Type: KIND
Content-Length: [len]

BODY]]></send>
  <recv response="100" optional="true"/>
  <recv response="200" rtd="true"/>
  <send><![CDATA[ACK sip:600@[remote_ip]:[remote_port] SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch];rport
From: "Alice Liddell" <sip:5550142@callers.test>;tag=[call_number]
To: <sip:600@[remote_ip]:[remote_port]>[peer_tag_param]
Call-ID: [call_id]
CSeq: 1 ACK
Max-Forwards: 70
Content-Length: 0

]]></send>
  <nop><action><exec MEDIA/></action></nop>
  <pause milliseconds="LENGTH"/>
  <send retrans="500"><![CDATA[BYE sip:600@[remote_ip]:[remote_port] SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch];rport
From: "Alice Liddell" <sip:5550142@callers.test>;tag=[call_number]
To: <sip:600@[remote_ip]:[remote_port]>[peer_tag_param]
Call-ID: [call_id]
CSeq: 2 BYE
Max-Forwards: 70
Content-Length: 0

]]></send>
  <recv response="200"/>
</scenario>
"""


def audio(count, direction):
    lines = "".join(f"m=audio {'[media_port]' if index == 0 else f'[media_port+{2 * index}]'} RTP/AVP 8\r\n"
                    f"a=label:{index + 1}\r\na={direction}\r\n" for index in range(count))
    return "v=0\r\no=- 1 1 IN IP4 [local_ip]\r\ns=-\r\nc=IN IP4 [media_ip]\r\nt=0 0\r\n" + lines


def pcap(path, flows, dropped=()):
    """Writes the packets of each flow, 20 ms apart, to port RTP_PORT + 2 * flow; those in `dropped` are left out."""
    with open(path, "wb") as file:
        file.write(struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 65535, 1))
        for tick in range(max(len(flow) for flow in flows)):
            for index, flow in enumerate(flows):
                if tick >= len(flow) or (index, tick) in dropped:
                    continue
                port = RTP_PORT + 2 * index
                udp = struct.pack(">HHHH", port, port, 8 + len(flow[tick]), 0) + flow[tick]
                ip = struct.pack(">BBHHHBBHII", 0x45, 0, 20 + len(udp), tick, 0, 64, 17, 0, 0x7F000001, 0x7F000001)
                frame = b"\0" * 12 + b"\x08\0" + ip + udp
                seconds, micros = divmod(20_000 * tick, 1_000_000)
                file.write(struct.pack("<IIII", 1000 + seconds, micros, len(frame), len(frame)) + frame)


class SIPp(PeerCase):
    def play(self, recorder, transport, media, length, body=None, feature="", options=()):
        folder = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory()))
        parts = body or {"body": audio(1, "sendrecv"), "kind": "application/sdp", "headers": []}
        text = SCENARIO.replace("FEATURE", feature).replace("MEDIA", media).replace("LENGTH", str(length))
        text = text.replace("HEADERS", "".join(f"{header}\n" for header in parts["headers"]))
        text = text.replace("KIND", parts["kind"]).replace("BODY", parts["body"].replace("\r\n", "\n"))
        (folder / "peer.xml").write_text(text)
        port = recorder.ports["tcp" if transport == "t1" else "udp"]
        command = ["sipp", f"127.0.0.1:{port}", "-sf", str(folder / "peer.xml"), "-m", "1", "-t", transport,
                   "-i", "127.0.0.1", "-mi", "127.0.0.1", "-p", str(free_port()), "-mp", str(free_port() & ~1),
                   "-nostdin", "-timeout", "60", "-timeout_error", *options]
        done = subprocess.run(command, cwd=folder, capture_output=True, timeout=90)
        self.assertEqual(done.returncode, 0, done.stdout.decode(errors="replace")[-2000:])

    def plain(self, transport):
        with Recorder() as recorder, tempfile.TemporaryDirectory() as folder:
            sent = sound(2, seed=1)
            path = pathlib.Path(folder) / "sound.alaw"
            path.write_bytes(sent)
            self.play(recorder, transport, f'rtp_stream="{path},1,8"', 2600)
            call = recorder.calls()[0]
            self.assertEqual(call.cdr["completeness"], "complete")
            self.assertEqual(call.cdr["channels"][0]["number"], "5550142")
            # Its last packet may be cut short; everything before must be there, octet for octet.
            self.assert_part(call, 0, sent, least=1.9)
            self.assertTrue(sent.startswith(call.heard(0)))
            self.assert_discreet(recorder, "5550142", "Alice", "callers.test")

    def test_plain_call_over_udp(self):
        self.plain("u1")

    def test_plain_call_over_tcp(self):
        self.plain("t1")

    def two_streams(self, transport):
        with Recorder() as recorder, tempfile.TemporaryDirectory() as folder:
            customer, agent = sound(3, seed=2), sound(3, seed=3)
            path = pathlib.Path(folder) / "two.pcap"
            pcap(path, [packets(customer, 0xA), packets(agent, 0xB)])
            body = siprec(audio(2, "sendonly"), metadata())
            self.play(recorder, transport, f'play_pcap_audio="{path}"', 3600, body, feature=";+sip.src")
            call = recorder.calls()[0]
            self.assertEqual(call.cdr["completeness"], "complete")
            self.assertEqual([c["number"] for c in call.cdr["channels"]], ["5550142", "2004"])
            self.assertEqual([c["role"] for c in call.cdr["channels"]], ["customer", "agent"])
            self.assert_whole(call, 0, customer)
            self.assert_whole(call, 1, agent)

    def test_recording_client_over_udp(self):
        self.two_streams("u1")

    def test_recording_client_over_tcp(self):
        self.two_streams("t1")

    def test_lost_packets_are_silence_of_exact_length(self):
        with Recorder() as recorder, tempfile.TemporaryDirectory() as folder:
            customer, agent = sound(3, seed=4), sound(3, seed=5)
            generator = random.Random(6)
            # The first and the last packet stay, so that both ends are known.
            lost = sorted(generator.sample(range(1, 149), 22))
            path = pathlib.Path(folder) / "lossy.pcap"
            pcap(path, [packets(customer, 0xA), packets(agent, 0xB)], {(0, tick) for tick in lost})
            body = siprec(audio(2, "sendonly"), metadata())
            self.play(recorder, "u1", f'play_pcap_audio="{path}"', 3600, body)
            call = recorder.calls()[0]
            expected = bytearray(customer)
            for tick in lost:
                expected[160 * tick:160 * tick + 160] = bytes([SILENCE]) * 160
            self.assert_whole(call, 0, bytes(expected))
            self.assert_whole(call, 1, agent)
            channel = call.cdr["channels"][0]
            self.assertEqual((channel["packetsExpected"], channel["packetsReceived"]), (150, 150 - len(lost)))
            self.assertEqual(call.cdr["completeness"], "degraded")
            missing = sum(gap["end"] - gap["start"] for gap in channel["gaps"])
            self.assertEqual(missing, 20 * len(lost))

    def test_lost_sip_messages_are_sent_again(self):
        with Recorder() as recorder, tempfile.TemporaryDirectory() as folder:
            customer = sound(2, seed=7)
            path = pathlib.Path(folder) / "one.pcap"
            pcap(path, [packets(customer, 0xA)])
            self.play(recorder, "u1", f'play_pcap_audio="{path}"', 2600, options=["-lost", "30"])
            call = recorder.calls(seconds=60)[0]
            self.assert_whole(call, 0, customer)


if __name__ == "__main__":
    unittest.main()

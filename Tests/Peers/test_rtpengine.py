"""Debian's rtpengine forks a call to the recorder, in the clear and keyed by SDES; we speak its control protocol."""
import pathlib
import re
import socket
import subprocess
import tempfile
import time
import unittest

from bed import PeerCase, Recorder, eventually, free_port, packets, sound
from certificates import tls
from sip import Caller, metadata, siprec


def bencode(value):
    if isinstance(value, int):
        return b"i%de" % value
    if isinstance(value, str):
        value = value.encode()
    if isinstance(value, bytes):
        return b"%d:%s" % (len(value), value)
    if isinstance(value, list):
        return b"l" + b"".join(map(bencode, value)) + b"e"
    return b"d" + b"".join(bencode(key) + bencode(value[key]) for key in sorted(value)) + b"e"


def bdecode(data, at=0):
    lead = data[at:at + 1]
    if lead == b"i":
        end = data.index(b"e", at)
        return int(data[at + 1:end]), end + 1
    if lead in b"ld":
        items, at = [], at + 1
        while data[at:at + 1] != b"e":
            item, at = bdecode(data, at)
            items.append(item)
        return (items if lead == b"l" else dict(zip(items[::2], items[1::2]))), at + 1
    colon = data.index(b":", at)
    size = int(data[at:colon])
    return data[colon + 1:colon + 1 + size].decode(errors="replace"), colon + 1 + size


class Engine:
    """rtpengine in user space."""

    def __enter__(self):
        self.folder = tempfile.TemporaryDirectory()
        self.port = free_port()
        log = open(pathlib.Path(self.folder.name) / "log", "w")
        self.process = subprocess.Popen(
            ["rtpengine", "--config-file=none", "--foreground", "--table=-1", "--interface=127.0.0.1", "--log-stderr",
             f"--listen-ng=127.0.0.1:{self.port}", "--port-min=40000", "--port-max=42000", "--log-level=6"],
            stdout=log, stderr=log)
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.connect(("127.0.0.1", self.port))
        self.socket.settimeout(2)
        self.count = 0
        eventually(self.answers, what="rtpengine does not answer")
        return self

    def answers(self):
        try:
            return self.ask({"command": "ping"})["result"] == "pong"
        except OSError:
            return False

    def ask(self, command):
        self.count += 1
        cookie = f"c{self.count}".encode()
        self.socket.send(cookie + b" " + bencode(command))
        while True:
            reply = self.socket.recv(65536)
            if reply.startswith(cookie + b" "):
                answer, _ = bdecode(reply, len(cookie) + 1)
                assert answer["result"] != "error", answer
                return answer

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(timeout=10)
        self.folder.cleanup()


class Party:
    """One end of the call that is forked: a UDP socket that speaks A-law."""

    def __init__(self):
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind(("127.0.0.1", 0))

    @property
    def sdp(self):
        return ("v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
                f"m=audio {self.socket.getsockname()[1]} RTP/AVP 8\r\na=rtpmap:8 PCMA/8000\r\na=sendrecv\r\n")

    def speaks_to(self, sdp):
        self.socket.connect(("127.0.0.1", int(re.search(r"m=audio (\d+)", sdp).group(1))))


class RTPEngine(PeerCase):
    def fork(self, transport, extra):
        settings = {"tls": tls} if transport == "tls" else {}
        lines = "  tls:\n    certificate: cert.pem\n    key: key.pem\n" if transport == "tls" else ""
        with Engine() as engine, Recorder(lines, listeners=[transport], **settings) as recorder:
            customer, agent = Party(), Party()
            call = {"call-id": "forked", "from-tag": "a"}
            offer = engine.ask({**call, "command": "offer", "sdp": customer.sdp, "flags": ["label"], "label": "1"})
            agent.speaks_to(offer["sdp"])
            answer = engine.ask({**call, "command": "answer", "to-tag": "b", "sdp": agent.sdp, "label": "2"})
            customer.speaks_to(answer["sdp"])
            fork = engine.ask({"command": "subscribe request", "call-id": "forked", "flags": ["all", "siprec"],
                               **extra})
            offered = fork["sdp"]
            self.assertEqual(offered.count("m=audio"), 2, offered)
            labels = re.findall(r"a=label:(\S+)", offered)
            owners = self.owners(fork, labels)
            client = Caller(transport, recorder.ports[transport])
            status, _, answered = client.request("INVITE", **siprec(offered, metadata(owners)))
            self.assertEqual(status, 200)
            client.send("ACK")
            if extra:
                self.assertEqual(answered.count("RTP/SAVP"), 2, answered)
                self.assertEqual(answered.count("a=crypto:"), 2, answered)
            engine.ask({"command": "subscribe answer", "call-id": "forked", "to-tag": fork["to-tag"], "sdp": answered})
            spoken = [sound(3, seed=10), sound(3, seed=11)]
            streams = [packets(octets, 0x100 + index) for index, octets in enumerate(spoken)]
            began = time.monotonic()
            for tick in range(len(streams[0])):
                customer.socket.send(streams[0][tick])
                agent.socket.send(streams[1][tick])
                time.sleep(max(0, began + 0.02 * (tick + 1) - time.monotonic()))
            time.sleep(0.3)
            self.assertEqual(client.request("BYE")[0], 200)
            recorded = recorder.calls()[0]
            self.assertEqual(recorded.cdr["completeness"], "complete", recorded.cdr.get("reason"))
            self.assertEqual([c["number"] for c in recorded.cdr["channels"]], ["5550142", "2004"])
            self.assert_whole(recorded, 0, spoken[0])
            self.assert_whole(recorded, 1, spoken[1])
            self.assertEqual([c["packetsUnauthenticated"] for c in recorded.cdr["channels"]], [0, 0])

    @staticmethod
    def owners(fork, labels):
        """The labels of the customer (tag a) and the agent (tag b), as rtpengine maps them."""
        medias = fork.get("tag-medias", [])
        by_tag = {entry["tag"]: entry["medias"][0]["label"] for entry in medias if entry.get("medias")}
        return (by_tag.get("a", labels[0]), by_tag.get("b", labels[1]))

    def test_fork_in_the_clear(self):
        self.fork("udp", {})

    def test_fork_by_sdes(self):
        self.fork("tls", {"transport-protocol": "RTP/SAVP", "DTLS": "off"})


if __name__ == "__main__":
    unittest.main()

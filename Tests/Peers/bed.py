"""The recorder as its users run it, and what the suites share: sounds, RTP, WAVs, CDRs."""
import json
import os
import pathlib
import random
import signal
import socket
import struct
import subprocess
import tempfile
import time
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = pathlib.Path(os.environ.get("AFTERCALL", ROOT / ".build/release/aftercall"))
SILENCE = 0xD5  # A-law


def free_port(kind=socket.SOCK_DGRAM):
    with socket.socket(socket.AF_INET, kind) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def eventually(look, seconds=30, what="nothing came"):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        found = look()
        if found:
            return found
        time.sleep(0.05)
    raise AssertionError(what)


def sound(seconds, seed):
    """A-law in which no stretch is like another and none is silence."""
    generator = random.Random(seed)
    octets = [octet for octet in range(256) if octet not in (SILENCE, SILENCE ^ 0x80)]
    return bytes(generator.choice(octets) for _ in range(int(8000 * seconds)))


def linear(octet):
    """One A-law octet as a 16-bit sample (ITU-T G.711)."""
    octet ^= 0x55
    exponent, mantissa = (octet >> 4) & 7, octet & 15
    value = (mantissa << 4) + 8 if exponent == 0 else ((mantissa << 4) + 0x108) << (exponent - 1)
    return value if octet & 0x80 else -value


def write_pcm(path, alaw):
    """A 16-bit WAV whose samples are exact A-law levels, so that encoding them again loses nothing."""
    data = b"".join(struct.pack("<h", linear(octet)) for octet in alaw)
    head = struct.pack("<4sI4s4sIHHIIHH4sI", b"RIFF", 36 + len(data), b"WAVE", b"fmt ", 16, 1, 1, 8000, 16000, 2, 16,
                       b"data", len(data))
    pathlib.Path(path).write_bytes(head + data)


def rtp(payload, seq, stamp, ssrc, kind=8):
    return struct.pack(">BBHII", 0x80, kind, seq & 0xFFFF, stamp & 0xFFFFFFFF, ssrc) + payload


def packets(alaw, ssrc, seq=1000, stamp=160000):
    return [rtp(alaw[at:at + 160], seq + at // 160, stamp + at, ssrc) for at in range(0, len(alaw), 160)]


class Call:
    """A CDR and the octets of each channel of its recording."""

    def __init__(self, cdr_path):
        self.cdr = json.loads(cdr_path.read_text())
        self.channels = []
        if self.cdr.get("recording"):
            self.read(cdr_path.parent / self.cdr["recording"])

    def read(self, path):
        data = path.read_bytes()
        assert data[:4] == b"RIFF" and data[8:12] == b"WAVE"
        at, count = 12, 0
        while at + 8 <= len(data):
            name, size = data[at:at + 4], struct.unpack("<I", data[at + 4:at + 8])[0]
            body = data[at + 8:at + 8 + size]
            if name == b"fmt ":
                self.format, count = struct.unpack("<HH", body[:4])
                assert self.format in (6, 7), f"format {self.format} is not G.711"
            elif name == b"data":
                self.channels = [body[channel::count] for channel in range(count)]
            at += 8 + size + size % 2

    def heard(self, channel):
        """A channel without the silence at both ends."""
        return self.channels[channel].strip(bytes([SILENCE if self.format == 6 else 0xFF]))


class Recorder:
    """`aftercall record` in a workspace of its own."""

    def __init__(self, settings="", listeners=("udp", "tcp"), arguments=(), tls=None):
        self.folder = tempfile.TemporaryDirectory(prefix="peers-")
        self.workspace = pathlib.Path(self.folder.name) / "work"
        self.workspace.mkdir()
        self.ports = {}
        for transport in listeners:
            kind = socket.SOCK_DGRAM if transport == "udp" else socket.SOCK_STREAM
            self.ports[transport] = free_port(kind)
        sip = ", ".join(f'"{transport}:127.0.0.1:{port}"' for transport, port in self.ports.items())
        # Below the kernel's own choices, so that no peer's socket is in the way.
        first = random.randrange(2500, 7500) * 4
        self.rtp = (first, first + 400)
        (self.workspace / "aftercall.yaml").write_text(
            f"record:\n  sip: [{sip}]\n  rtp-ports: {first}-{first + 400}\n{settings}")
        if tls:
            tls(self.workspace)
        self.arguments = arguments

    def __enter__(self):
        self.log = open(self.workspace.parent / "log", "w+")
        self.process = subprocess.Popen(
            [str(PROGRAM), "record", "--home", str(self.workspace), "--grace", "2", *self.arguments],
            stdout=self.log, stderr=self.log)
        eventually(lambda: "listening on" in self.said() or self.process.poll() is not None, what="no recorder")
        assert self.process.poll() is None, self.said()
        return self

    def said(self):
        return (self.workspace.parent / "log").read_text()

    def __exit__(self, *_):
        self.stop()
        self.log.close()
        self.folder.cleanup()

    def stop(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(timeout=30)

    @property
    def inbox(self):
        return self.workspace / "inbox"

    def calls(self, count=1, seconds=30):
        """The calls in the inbox, once there are so many, in the order of their beginning."""
        def look():
            found = sorted(self.inbox.glob("*.cdr.json"))
            return found if len(found) >= count else None
        paths = eventually(look, seconds, f"not {count} calls in the inbox\n{self.said()}")
        return sorted((Call(path) for path in paths), key=lambda call: (call.cdr["start"], call.cdr["call"]))


class PeerCase(unittest.TestCase):
    def assert_whole(self, call, channel, sent):
        """All of what was sent is on the channel, octet for octet."""
        heard = call.heard(channel)
        self.assertEqual(len(heard), len(sent))
        self.assertEqual(heard, sent)

    def assert_part(self, call, channel, sent, least):
        """What is on the channel is one unbroken stretch of what was sent, of at least so many seconds."""
        heard = call.heard(channel)
        self.assertGreaterEqual(len(heard), int(8000 * least))
        self.assertIn(heard, sent)

    def assert_discreet(self, recorder, *personal):
        for word in personal:
            self.assertNotIn(word, recorder.said())

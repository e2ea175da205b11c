#!/usr/bin/env python3
"""Records the same load with Aftercall and with rtpengine, in the same run, on the same machine.

Prints for each: calls, packets sent and recorded, CPU of one core, microseconds a packet, memory at the start and the
end. CPU is user and system time of the recorder's process over the time in which audio flows.
"""
import argparse
import glob
import json
import os
import resource
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import time

from sip import Caller, Refused

HERE = os.path.dirname(os.path.abspath(__file__))
TICK = os.sysconf("SC_CLK_TCK")


def cpu(pid):
    fields = open(f"/proc/{pid}/stat").read().rsplit(") ", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def memory(pid):
    return next(int(line.split()[1]) / 1024 for line in open(f"/proc/{pid}/status") if line.startswith("VmRSS"))


def free_port():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def first(priority):
    """Run before everything else that the machine does, where we may: a starved recorder measures nothing."""
    try:
        os.setpriority(os.PRIO_PROCESS, 0, priority)
    except PermissionError:
        pass


class Measured:
    """A load on a running recorder, and what it cost."""

    def __init__(self, pid, load, ports, seconds, name):
        path = os.path.join(tempfile.gettempdir(), f"load-{os.getpid()}.ports")
        with open(path, "w") as file:
            file.write("\n".join(map(str, ports)))
        sender = subprocess.Popen([load, path, str(seconds)], stdout=subprocess.PIPE, preexec_fn=lambda: first(-12))
        time.sleep(2)
        self.memory_before, start, began = memory(pid), cpu(pid), time.monotonic()
        # The middle of the load only: neither its beginning nor its end.
        time.sleep(seconds - 4)
        self.cpu, self.wall, self.memory_after = cpu(pid) - start, time.monotonic() - began, memory(pid)
        self.sent = json.loads(sender.communicate()[0])
        os.unlink(path)
        self.name, self.streams = name, len(ports)

    def report(self, recorded):
        core = 100 * self.cpu / self.wall
        packet = 1e6 * self.cpu / (self.wall * 50 * self.streams)
        row = {
            "recorder": self.name, "calls": self.streams // 2, "sent": self.sent["sent"], "recorded": recorded,
            "lost": self.sent["sent"] - recorded, "cpu_seconds": round(self.cpu, 2), "core_percent": round(core, 1),
            "us_per_packet": round(packet, 2), "rss_mb_before": round(self.memory_before, 1),
            "rss_mb_after": round(self.memory_after, 1), "sender_late_ms": self.sent["worst"],
        }
        return row


def octets(stream, count):
    """What load.c sends of a stream."""
    numbers = (31 * stream + n + i for n in range(count) for i in range(160))
    return bytes(1 if octet in (0xD5, 0xFF) else octet for octet in (number & 0xFF for number in numbers))


def opened(arguments, work, path):
    """What a recording holds, sealed as it may be."""
    if not path.endswith(".age"):
        return open(path, "rb").read()
    key = os.path.join(work, "secrets", "night.identity")
    return subprocess.run([arguments.aftercall, "unseal", "--identity", key, "--output", "-", path], stdout=subprocess.PIPE, check=True).stdout


def check_sound(arguments, work, names):
    """Compares some recordings with what was sent, octet for octet; which streams they hold the first octets tell."""
    wrong = 0
    for name in names:
        data = opened(arguments, work, os.path.join(work, "inbox", name))[58:]
        for channel in (0, 1):
            heard = data[channel::2].strip(b"\xd5")
            stream = next(s for s in range(256) if heard[:8] == octets(s, 1)[:8])
            wrong += heard != octets(stream, 50 * arguments.seconds)
    return wrong


def aftercall(arguments, calls, seal="night"):
    work = tempfile.mkdtemp(prefix="bench-recorder-", dir=arguments.folder)
    port = free_port()
    with open(os.path.join(work, "aftercall.yaml"), "w") as settings:
        settings.write(f"secrets: secrets\nrecord:\n  maximum-calls: {calls}\n  seal: {seal}\n")
    if seal == "live":
        subprocess.run([arguments.aftercall, "keys", "generate", "--home", work], stdout=subprocess.DEVNULL, check=True)
    log = open(os.path.join(work, "recorder.log"), "w")
    process = subprocess.Popen(
        [arguments.aftercall, "record", "--home", work, "--sip", f"udp:127.0.0.1:{port}", "--rtp-ports", "10000-29999"],
        stderr=log, preexec_fn=lambda: first(-10),
    )
    try:
        while "listening" not in open(log.name).read():
            time.sleep(0.05)
            if process.poll() is not None:
                sys.exit(open(log.name).read())
        caller = Caller(port)
        ports = [port for _ in range(calls) for port in caller.place()]
        measured = Measured(process.pid, arguments.load, ports, arguments.seconds, "aftercall" if seal == "night" else f"aftercall, sealing {seal}")
        refusals = []
        for _ in range(20):
            try:
                caller.place()
            except Refused as refused:
                refusals.append(refused)
        caller.end()
        inbox = os.path.join(work, "inbox")
        for _ in range(600):
            cdrs = glob.glob(os.path.join(inbox, "*.cdr.json"))
            if len(cdrs) == calls + len(refusals):
                break
            time.sleep(0.1)
        cdrs = [json.load(open(path)) for path in cdrs]
        # A refused call is a CDR without a recording.
        cdrs = [cdr for cdr in cdrs if "recording" in cdr]
        channels = [channel for cdr in cdrs for channel in cdr["channels"]]
        row = measured.report(sum(channel["packetsReceived"] - channel["packetsLate"] for channel in channels))
        row["cdrs"] = len(cdrs)
        row["kernel_drops"] = sum(channel["kernelDrops"] for channel in channels)
        row["complete"] = sum(cdr["completeness"] == "complete" for cdr in cdrs)
        row["refused"] = len(refusals)
        row["slowest_refusal_ms"] = round(1000 * max((refused.seconds for refused in refusals), default=0), 1)
        row["wrong_channels"] = check_sound(arguments, work, [cdr["recording"] for cdr in cdrs[:: max(1, calls // 20)]])
        print(json.dumps(row), flush=True)
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()
        shutil.rmtree(work)


def bencode(value):
    if isinstance(value, dict):
        return b"d" + b"".join(bencode(key) + bencode(value[key]) for key in sorted(value)) + b"e"
    if isinstance(value, list):
        return b"l" + b"".join(map(bencode, value)) + b"e"
    return f"{len(value)}:{value}".encode()


class NG:
    """rtpengine's control protocol, as far as a call needs it."""

    def __init__(self, port):
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.connect(("127.0.0.1", port))
        self.socket.settimeout(10)
        self.count = 0

    def ask(self, **fields):
        self.count += 1
        self.socket.send(f"{self.count} ".encode() + bencode({key.replace("_", "-"): fields[key] for key in fields}))
        answer = self.socket.recv(65536)
        if b"6:result2:ok" not in answer:
            raise RuntimeError(answer[:300])
        return [int(word.split()[1]) for word in answer.decode("latin-1").split("\r\n") if "m=audio" in word]

    def call(self, name, sink):
        def sdp(port):
            return f"v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio {port} RTP/AVP 8\r\n"

        common = {"call_id": name, "from_tag": f"a{name}", "record_call": "yes", "ICE": "remove", "flags": ["asymmetric"]}
        far = self.ask(command="offer", sdp=sdp(sink), **common)
        near = self.ask(command="answer", sdp=sdp(sink), to_tag=f"b{name}", **common)
        return near + far


def rtpengine(arguments, calls):
    work = tempfile.mkdtemp(prefix="bench-rtpengine-", dir=arguments.folder)
    port = free_port()
    sink = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    sink.bind(("127.0.0.1", 0))
    process = subprocess.Popen(
        [
            "rtpengine", "--foreground", "--log-stderr", "--log-level=2", "--table=-1", "--interface=127.0.0.1",
            f"--listen-ng=127.0.0.1:{port}", "--port-min=30000", "--port-max=59999", f"--recording-dir={work}",
            "--recording-method=pcap", "--recording-format=eth", f"--pidfile={work}/pid", "--num-threads=2",
        ],
        stderr=open(os.path.join(work, "log"), "w"), preexec_fn=lambda: first(-10),
    )
    try:
        for _ in range(100):
            time.sleep(0.1)
            try:
                control = NG(port)
                control.ask(command="list")
                break
            except (OSError, RuntimeError):
                continue
        ports = [port for index in range(calls) for port in control.call(f"call{index}", sink.getsockname()[1])]
        measured = Measured(process.pid, arguments.load, ports, arguments.seconds, "rtpengine")
        # A pcap is whole once its call has ended.
        for index in range(calls):
            control.ask(command="delete", call_id=f"call{index}", from_tag=f"acall{index}", delete_delay="0")
        time.sleep(2)
        recorded = sum(map(packets_in, glob.glob(os.path.join(work, "pcaps", "*.pcap"))))
        print(json.dumps(measured.report(recorded)), flush=True)
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()
        shutil.rmtree(work)


def packets_in(path):
    """RTP packets of our load in a pcap, each once, by source and number: those that rtpengine forwards are not counted again."""
    data, position, seen = open(path, "rb").read(), 24, set()
    while position + 16 <= len(data):
        length = struct.unpack_from("<I", data, position + 8)[0]
        rtp = position + 16 + length - 172
        if length >= 172 + 28 and rtp + 12 <= len(data):
            seen.add(data[rtp + 2 : rtp + 4] + data[rtp + 8 : rtp + 12])
        position += 16 + length
    return len(seen)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--calls", type=int, nargs="+", default=[1000, 2000])
    parser.add_argument("--seconds", type=int, default=20)
    parser.add_argument("--aftercall", default=os.path.join(HERE, "../../.build/release/aftercall"))
    parser.add_argument("--load", required=True, help="the built load.c")
    parser.add_argument("--folder", help="where recordings are written (default: the system's temporary folder)")
    parser.add_argument("--seal", choices=["night", "live"], nargs="+", default=["night", "live"], help="when recordings are sealed")
    parser.add_argument("--only", choices=["aftercall", "rtpengine"])
    arguments = parser.parse_args()
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    for calls in arguments.calls:
        if arguments.only in (None, "aftercall"):
            for seal in arguments.seal:
                aftercall(arguments, calls, seal)
        if arguments.only in (None, "rtpengine"):
            rtpengine(arguments, calls)


if __name__ == "__main__":
    main()

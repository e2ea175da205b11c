"""The signalling of a load: places SIPREC calls of two streams at a recorder, and ends them."""
import socket
import time

BOUNDARY = "edge"
METADATA = """<?xml version="1.0"?>
<recording xmlns="urn:ietf:params:xml:ns:recording:1"><datamode>complete</datamode>
<session session_id="c2Vzc2lvbg=="/>
<participant participant_id="cGFydHkx"><nameID aor="sip:customer@load.test"/></participant>
<participant participant_id="cGFydHky"><nameID aor="sip:agent@load.test"/></participant>
<stream stream_id="c3RyZWFtMQ==" session_id="c2Vzc2lvbg=="><label>1</label></stream>
<stream stream_id="c3RyZWFtMg==" session_id="c2Vzc2lvbg=="><label>2</label></stream>
<participantstreamassoc participant_id="cGFydHkx"><send>c3RyZWFtMQ==</send></participantstreamassoc>
<participantstreamassoc participant_id="cGFydHky"><send>c3RyZWFtMg==</send></participantstreamassoc>
</recording>"""
OFFER = ["v=0", "o=- 1 1 IN IP4 127.0.0.1", "s=-", "c=IN IP4 127.0.0.1", "t=0 0"]
for label in (1, 2):
    OFFER += [f"m=audio {4000 + 2 * label} RTP/AVP 8", "a=sendonly", f"a=label:{label}"]
BODY = "\r\n".join(
    [f"--{BOUNDARY}", "Content-Type: application/sdp", "", *OFFER]
    + [f"--{BOUNDARY}", "Content-Type: application/rs-metadata+xml", "Content-Disposition: recording-session", ""]
    + [METADATA, f"--{BOUNDARY}--", ""]
)


class Refused(Exception):
    """The recorder did not take the call; how long it took to say so."""

    def __init__(self, status, seconds):
        super().__init__(f"refused with {status} after {1000 * seconds:.0f} ms")
        self.status, self.seconds = status, seconds


class Caller:
    """A recording client on one UDP socket."""

    def __init__(self, port):
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind(("127.0.0.1", 0))
        self.socket.settimeout(5)
        self.target = ("127.0.0.1", port)
        self.calls = []
        self.count = 0

    def request(self, method, call, sequence, to, body="", wait=True):
        local = f"127.0.0.1:{self.socket.getsockname()[1]}"
        lines = [
            f"{method} sip:recorder@127.0.0.1 SIP/2.0", f"Via: SIP/2.0/UDP {local};branch=z9hG4bK{call}{method}",
            f"From: <sip:load@{local}>;tag={call}", f"To: {to}", f"Call-ID: {call}@load", f"CSeq: {sequence} {method}",
            f"Contact: <sip:load@{local}>;+sip.src", "Max-Forwards: 70",
        ]
        if body:
            lines += ["Require: siprec", f"Content-Type: multipart/mixed;boundary={BOUNDARY}"]
        text = "\r\n".join(lines + [f"Content-Length: {len(body)}", "", body])
        self.socket.sendto(text.encode(), self.target)
        while wait:
            answer = self.socket.recv(65536).decode()
            status = int(answer.split()[1])
            if status >= 200 and f"CSeq: {sequence} {method}" in answer and f"Call-ID: {call}@load" in answer:
                return status, answer

    def place(self):
        """Places a call; gives the two ports that the recorder listens at."""
        self.count += 1
        call, start = f"c{self.count}", time.monotonic()
        status, answer = self.request("INVITE", call, 1, "<sip:recorder@127.0.0.1>", BODY)
        seconds = time.monotonic() - start
        to = next(line[4:] for line in answer.split("\r\n") if line.startswith("To: "))
        self.request("ACK", call, 1, to, wait=False)
        if status != 200:
            raise Refused(status, seconds)
        self.calls.append((call, to))
        return [int(line.split()[1]) for line in answer.split("\r\n") if line.startswith("m=")]

    def end(self):
        """Ends all calls."""
        for call, to in self.calls:
            self.request("BYE", call, 2, to)
        self.calls = []

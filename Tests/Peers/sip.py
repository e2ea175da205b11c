"""A user agent client of a hundred lines, for peers that speak media and no SIP."""
import re
import socket
import ssl
import uuid


class Caller:
    def __init__(self, transport, port, contact=";+sip.src"):
        self.transport = transport
        self.port = port
        self.feature = contact
        self.call_id = f"{uuid.uuid4()}@peers.test"
        self.cseq = 0
        self.to = "<sip:srs@127.0.0.1>"
        if transport == "udp":
            self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            self.socket.connect(("127.0.0.1", port))
        else:
            self.socket = socket.create_connection(("127.0.0.1", port))
        if transport == "tls":
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
            context.check_hostname = False
            context.verify_mode = ssl.CERT_NONE
            self.socket = context.wrap_socket(self.socket)
        self.socket.settimeout(10)
        self.own = self.socket.getsockname()[1]
        self.buffer = b""

    def send(self, method, body="", kind="application/sdp", headers=()):
        if method not in ("ACK", "CANCEL"):
            self.cseq += 1
        lines = [f"{method} sip:srs@127.0.0.1:{self.port} SIP/2.0",
                 f"Via: SIP/2.0/{self.transport.upper()} 127.0.0.1:{self.own};branch=z9hG4bK{uuid.uuid4().hex};rport",
                 "Max-Forwards: 70", "From: <sip:src@peers.test>;tag=src", f"To: {self.to}", f"Call-ID: {self.call_id}",
                 f"CSeq: {self.cseq} {method}", f"Contact: <sip:src@127.0.0.1:{self.own}>{self.feature}", *headers]
        if body:
            lines.append(f"Content-Type: {kind}")
        lines += [f"Content-Length: {len(body.encode())}", "", body]
        self.socket.sendall("\r\n".join(lines).encode())

    def receive(self):
        while True:
            head, blank, rest = self.buffer.partition(b"\r\n\r\n")
            if blank:
                length = int(re.search(rb"(?im)^content-length:\s*(\d+)", head).group(1))
                if len(rest) >= length:
                    self.buffer = rest[length:]
                    return head.decode(), rest[:length].decode()
            data = self.socket.recv(65536)
            if not data:
                raise AssertionError("the recorder hung up")
            self.buffer += data

    def request(self, method, *arguments, **options):
        """Sends a request; gives the status, head and body of its final response."""
        self.send(method, *arguments, **options)
        while True:
            head, body = self.receive()
            status = int(head.split(" ")[1])
            if status >= 200 and re.search(rf"(?im)^cseq:\s*{self.cseq} {method}", head):
                if method == "INVITE":
                    self.to = re.search(r"(?im)^to:\s*(.*?)\r?$", head).group(1)
                return status, head, body


def siprec(sdp, metadata):
    """The body of a SIPREC INVITE and its type."""
    body = (f"--edge\r\nContent-Type: application/sdp\r\n\r\n{sdp}\r\n--edge\r\n"
            "Content-Type: application/rs-metadata+xml\r\nContent-Disposition: recording-session\r\n\r\n"
            f"{metadata}\r\n--edge--\r\n")
    return {"body": body, "kind": "multipart/mixed;boundary=edge", "headers": ["Require: siprec"]}


def metadata(labels=("1", "2")):
    """The customer 5550142 on the first label, the agent 2004 on the second."""
    parties = [("sip:5550142@callers.test", "Alice Liddell"), ("sip:2004@agents.test", "Bob Dodgson")]
    inner = ""
    for index, (label, (aor, name)) in enumerate(zip(labels, parties)):
        inner += (f'<participant participant_id="p{index}"><nameID aor="{aor}"><name>{name}</name></nameID></participant>'
                  f'<stream stream_id="t{index}" session_id="s"><label>{label}</label></stream>'
                  f'<participantstreamassoc participant_id="p{index}"><send>t{index}</send></participantstreamassoc>')
    return ('<?xml version="1.0" encoding="UTF-8"?><recording xmlns="urn:ietf:params:xml:ns:recording:1">'
            f'<datamode>complete</datamode><session session_id="s"/>{inner}</recording>')

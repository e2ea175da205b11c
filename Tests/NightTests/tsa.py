"""A time-stamping authority for tests: `openssl ts -reply` behind HTTP on loopback, with a P-256 certificate of its own.

    tsa.py FOLDER      writes FOLDER/root.pem and FOLDER/port, and serves until it is killed

POST / stamps; POST /tampered alters the signature; POST /replayed answers with the first stamp that was ever made.
"""
import http.server
import pathlib
import subprocess
import sys

folder = pathlib.Path(sys.argv[1])


def openssl(*arguments):
    return subprocess.run(("openssl",) + arguments, cwd=folder, check=True, capture_output=True).stdout


def certificates():
    curve = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes")
    openssl("req", "-x509", *curve, "-keyout", "root.key", "-out", "root.pem", "-subj", "/CN=Root", "-days", "30")
    openssl("req", "-new", *curve, "-keyout", "tsa.key", "-out", "tsa.csr", "-subj", "/CN=TSA")
    (folder / "tsa.ext").write_text("extendedKeyUsage=critical,timeStamping\n")
    openssl("x509", "-req", "-in", "tsa.csr", "-CA", "root.pem", "-CAkey", "root.key", "-CAcreateserial",
            "-extfile", "tsa.ext", "-days", "30", "-out", "tsa.pem")
    (folder / "serial").write_text("01\n")
    (folder / "tsa.cnf").write_text(
        "[tsa]\ndefault_tsa = t\n[t]\nserial = serial\nsigner_digest = sha256\ndefault_policy = 1.2.3.4.1\n"
        "digests = sha256\nordering = no\ntsa_name = yes\ness_cert_id_chain = no\ness_cert_id_alg = sha256\n")


class Handler(http.server.BaseHTTPRequestHandler):
    first = None

    def do_POST(self):
        query = self.rfile.read(int(self.headers["Content-Length"]))
        isQuery = self.headers["Content-Type"] == "application/timestamp-query"
        (folder / "query.tsq").write_bytes(query)
        reply = openssl("ts", "-reply", "-queryfile", "query.tsq", "-config", "tsa.cnf", "-section", "t",
                        "-signer", "tsa.pem", "-inkey", "tsa.key")
        Handler.first = Handler.first or reply
        if self.path == "/tampered":
            reply = reply[:-3] + bytes([reply[-3] ^ 1]) + reply[-2:]
        if self.path == "/replayed":
            reply = Handler.first
        self.send_response(200 if isQuery else 415)
        self.send_header("Content-Type", "application/timestamp-reply")
        self.send_header("Content-Length", str(len(reply)))
        self.end_headers()
        self.wfile.write(reply)

    def log_message(self, *_):
        pass


certificates()
server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
(folder / "port.new").write_text(str(server.server_port))
(folder / "port.new").rename(folder / "port")
server.serve_forever()

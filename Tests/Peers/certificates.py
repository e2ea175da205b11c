"""A certificate for a recorder under test, made by openssl."""
import subprocess


def tls(workspace):
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
         "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(workspace / "key.pem"),
         "-out", str(workspace / "cert.pem")],
        check=True, capture_output=True)

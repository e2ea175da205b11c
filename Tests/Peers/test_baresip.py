"""baresip calls over TLS with SRTP that it insists on."""
import pathlib
import subprocess
import tempfile
import unittest

from bed import PeerCase, Recorder, free_port, sound, write_pcm
from certificates import tls

MODULES = pathlib.Path("/usr/lib/baresip/modules")


class Baresip(PeerCase):
    def test_tls_and_srtp(self):
        settings = "  tls:\n    certificate: cert.pem\n    key: key.pem\n"
        with Recorder(settings, listeners=["tls"], tls=tls) as recorder, tempfile.TemporaryDirectory() as name:
            home = pathlib.Path(name)
            sent = sound(5, seed=20)
            write_pcm(home / "speech.wav", sent)
            port = recorder.ports["tls"]
            (home / "config").write_text(
                f"poll_method epoll\nsip_listen 127.0.0.1:{free_port()}\n"
                f"sip_cafile {recorder.workspace / 'cert.pem'}\nsip_verify_server yes\n"
                f"audio_source aufile,{home}/speech.wav\naudio_player aufile,{home}/heard.wav\n"
                "audio_alert aufile,/dev/null\nausrc_srate 8000\nauplay_srate 8000\n"
                f"module_path {MODULES}\nmodule g711.so\nmodule aufile.so\nmodule srtp.so\n"
                "module_app account.so\nmodule_app menu.so\nrtp_ports 44000-44100\nnet_interface 127.0.0.1\n")
            (home / "accounts").write_text(
                "\"Alice Liddell\" <sip:5550142@127.0.0.1;transport=tls>;regint=0;mediaenc=srtp-mand;audio_codecs=pcma\n")
            (home / "contacts").write_text("")
            log = open(home / "log", "w")
            peer = subprocess.Popen(
                ["baresip", "-f", str(home), "-e", f"/dial sip:600@127.0.0.1:{port};transport=tls", "-t", "8"],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log)
            peer.wait(timeout=30)
            said = (home / "log").read_text(errors="replace")
            self.assertIn("AES_CM_128_HMAC_SHA1", said)
            call = recorder.calls()[0]
            self.assertEqual(call.cdr["channels"][0]["number"], "5550142")
            self.assertEqual(call.cdr["channels"][0]["packetsUnauthenticated"], 0)
            self.assert_part(call, 0, sent, least=4)
            self.assert_discreet(recorder, "5550142", "Alice")


if __name__ == "__main__":
    unittest.main()

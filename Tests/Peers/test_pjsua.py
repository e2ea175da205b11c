"""pjsua2 places a call, holds it and resumes it by re-INVITE, and refreshes it by UPDATE."""
import os
import pathlib
import re
import tempfile
import time
import unittest

import pjsua2 as pj

from bed import PeerCase, Recorder, SILENCE, sound, write_pcm


class PeerCall(pj.Call):
    """Sends the sound of a player for as long as its media are up."""

    player = None

    def onCallMediaState(self, prm):
        for index, media in enumerate(self.getInfo().media):
            if media.status == pj.PJSUA_CALL_MEDIA_ACTIVE:
                self.player.startTransmit(self.getAudioMedia(index))


class PJSUA(PeerCase):
    def endpoint(self):
        endpoint = pj.Endpoint()
        endpoint.libCreate()
        config = pj.EpConfig()
        config.logConfig.level = config.logConfig.consoleLevel = int(os.environ.get("PJ_LOG", "0"))
        config.uaConfig.threadCnt = 0
        config.uaConfig.mainThreadOnly = True
        config.medConfig.clockRate = config.medConfig.sndClockRate = 8000
        config.medConfig.noVad = True
        config.medConfig.ecTailLen = 0
        endpoint.libInit(config)
        endpoint.transportCreate(pj.PJSIP_TRANSPORT_UDP, pj.TransportConfig())
        endpoint.transportCreate(pj.PJSIP_TRANSPORT_TCP, pj.TransportConfig())
        endpoint.libStart()
        endpoint.audDevManager().setNullDev()
        for codec in endpoint.codecEnum2():
            endpoint.codecSetPriority(codec.codecId, 255 if codec.codecId.startswith("PCMA/8000") else 0)
        return endpoint

    def talk(self, seconds):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.peer.libHandleEvents(10)

    def setUp(self):
        self.peer = self.endpoint()
        self.addCleanup(self.peer.libDestroy)
        self.folder = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.sent = sound(30, seed=30)
        write_pcm(self.folder / "speech.wav", self.sent)

    def call(self, recorder, transport):
        account = pj.Account()
        config = pj.AccountConfig()
        config.idUri = '"Alice Liddell" <sip:5550142@127.0.0.1>'
        config.natConfig.contactRewriteUse = 0
        account.create(config)
        call = PeerCall(account)
        call.player = pj.AudioMediaPlayer()
        call.player.createPlayer(str(self.folder / "speech.wav"), pj.PJMEDIA_FILE_NO_LOOP)
        suffix = ";transport=tcp" if transport == "tcp" else ""
        call.makeCall(f"sip:600@127.0.0.1:{recorder.ports[transport]}{suffix}", pj.CallOpParam(True))
        self.keep = account
        return call

    def pieces(self, call):
        """The stretches of sound on the caller's channel, between silences of 100 ms and more."""
        return [piece for piece in re.split(b"(?:\\x%02x){800,}" % SILENCE, call.heard(0)) if piece]

    def hold_and_resume(self, transport):
        with Recorder() as recorder:
            call = self.call(recorder, transport)
            self.talk(2)
            call.setHold(pj.CallOpParam(True))
            self.talk(1.5)
            resume = pj.CallOpParam(True)
            resume.opt.flag = pj.PJSUA_CALL_UNHOLD
            call.reinvite(resume)
            self.talk(2)
            call.hangup(pj.CallOpParam())
            self.talk(0.5)
            recorded = recorder.calls()[0]
            pieces = self.pieces(recorded)
            self.assertEqual(len(pieces), 2)
            for piece in pieces:
                self.assertGreater(len(piece), 8000)
                self.assertIn(piece, self.sent)
            self.assertEqual(len(recorded.cdr["holds"]), 1)
            held = recorded.cdr["holds"][0]
            self.assertTrue(1300 <= held["end"] - held["start"] <= 2500, held)
            self.assertEqual(recorded.cdr["hungUpBy"], "customer")
            del call

    def test_hold_by_reinvite_over_udp(self):
        self.hold_and_resume("udp")

    def test_hold_by_reinvite_over_tcp(self):
        self.hold_and_resume("tcp")

    def test_update_within_a_call(self):
        with Recorder() as recorder:
            call = self.call(recorder, "udp")
            self.talk(1.5)
            call.update(pj.CallOpParam(True))
            self.talk(1.5)
            call.reinvite(pj.CallOpParam(True))
            self.talk(1.5)
            call.hangup(pj.CallOpParam())
            self.talk(0.5)
            recorded = recorder.calls()[0]
            self.assertEqual(recorded.cdr["holds"], [])
            pieces = self.pieces(recorded)
            self.assertGreater(sum(map(len, pieces)), 3.5 * 8000)
            for piece in pieces:
                self.assertIn(piece, self.sent)
            del call


if __name__ == "__main__":
    unittest.main()

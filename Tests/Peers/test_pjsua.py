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
    """Sends the sound of a player from when its media are up."""

    player = media = None

    def onCallMediaState(self, prm):
        if self.media is None and self.getInfo().media[0].status == pj.PJSUA_CALL_MEDIA_ACTIVE:
            self.media = self.getAudioMedia(0)
            self.player.startTransmit(self.media)


class PJSUA(PeerCase):
    @classmethod
    def setUpClass(cls):
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
        for transport in (pj.PJSIP_TRANSPORT_UDP, pj.PJSIP_TRANSPORT_TCP):
            endpoint.transportCreate(transport, cls.loopback())
        endpoint.libStart()
        endpoint.audDevManager().setNullDev()
        for codec in endpoint.codecEnum2():
            endpoint.codecSetPriority(codec.codecId, 255 if codec.codecId.startswith("PCMA/8000") else 0)
        cls.peer = endpoint

    @classmethod
    def tearDownClass(cls):
        cls.peer.libDestroy()

    @staticmethod
    def loopback():
        config = pj.TransportConfig()
        config.boundAddress = "127.0.0.1"
        return config

    def answered(self, call):
        end = time.monotonic() + 20
        while call.media is None and time.monotonic() < end:
            self.peer.libHandleEvents(10)
        self.assertIsNotNone(call.media)

    def talk(self, seconds):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.peer.libHandleEvents(10)

    def setUp(self):
        self.folder = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.sent = sound(30, seed=30)
        write_pcm(self.folder / "speech.wav", self.sent)

    def call(self, recorder, transport):
        account = pj.Account()
        config = pj.AccountConfig()
        config.idUri = '"Alice Liddell" <sip:5550142@127.0.0.1>'
        config.natConfig.contactRewriteUse = 0
        config.mediaConfig.transportConfig = self.loopback()
        account.create(config)
        call = PeerCall(account)
        call.player = pj.AudioMediaPlayer()
        call.player.createPlayer(str(self.folder / "speech.wav"), pj.PJMEDIA_FILE_NO_LOOP)
        suffix = ";transport=tcp" if transport == "tcp" else ""
        call.makeCall(f"sip:600@127.0.0.1:{recorder.ports[transport]}{suffix}", pj.CallOpParam(True))
        self.account = account
        return call

    def hang_up(self, call):
        call.hangup(pj.CallOpParam())
        self.talk(0.5)
        # They must go before the library does.
        call.player = call.media = None
        self.account = None

    def pieces(self, call):
        """The stretches of sound on the caller's channel, between silences of 100 ms and more."""
        return [piece for piece in re.split(b"(?:\\x%02x){800,}" % SILENCE, call.heard(0)) if piece]

    def hold_and_resume(self, transport):
        with Recorder() as recorder:
            call = self.call(recorder, transport)
            self.answered(call)
            self.talk(2)
            # The library would go on sending to a peer that only listens; a telephone would not.
            call.player.stopTransmit(call.media)
            call.setHold(pj.CallOpParam(True))
            self.talk(1.5)
            resume = pj.CallOpParam(True)
            resume.opt.flag = pj.PJSUA_CALL_UNHOLD
            call.reinvite(resume)
            self.talk(0.2)
            call.player.startTransmit(call.media)
            self.talk(2)
            self.hang_up(call)
            recorded = recorder.calls()[0]
            pieces = self.pieces(recorded)
            # More than two where this machine was too busy to send in time.
            self.assertGreaterEqual(len(pieces), 2)
            self.assertGreater(sum(map(len, pieces)), 3 * 8000)
            for piece in pieces:
                self.assertIn(piece, self.sent)
            silences = re.findall(b"(?:\\x%02x){800,}" % SILENCE, recorded.heard(0))
            self.assertGreater(max(map(len, silences)), 1.2 * 8000)
            self.assertEqual(len(recorded.cdr["holds"]), 1)
            held = recorded.cdr["holds"][0]
            self.assertTrue(1300 <= held["end"] - held["start"] <= 2500, held)
            self.assertEqual(recorded.cdr["hungUpBy"], "customer")

    def test_hold_by_reinvite_over_udp(self):
        self.hold_and_resume("udp")

    def test_hold_by_reinvite_over_tcp(self):
        self.hold_and_resume("tcp")

    def test_update_within_a_call(self):
        with Recorder() as recorder:
            call = self.call(recorder, "udp")
            self.answered(call)
            self.talk(1.5)
            call.update(pj.CallOpParam(True))
            self.talk(1.5)
            call.reinvite(pj.CallOpParam(True))
            self.talk(1.5)
            self.hang_up(call)
            recorded = recorder.calls()[0]
            self.assertEqual(recorded.cdr["holds"], [])
            pieces = self.pieces(recorded)
            self.assertGreater(sum(map(len, pieces)), 3.5 * 8000)
            for piece in pieces:
                self.assertIn(piece, self.sent)


if __name__ == "__main__":
    unittest.main()

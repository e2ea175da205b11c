"""Past the limit calls are refused at once, and those that run are unharmed."""
import socket
import threading
import time
import unittest

from bed import PeerCase, Recorder, packets, sound
from sip import Caller, metadata, siprec

OFFER = ("v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
         "m=audio 4000 RTP/AVP 8\r\na=label:1\r\na=sendonly\r\nm=audio 4002 RTP/AVP 8\r\na=label:2\r\na=sendonly\r\n")
RUNNING = 10


class Limit(PeerCase):
    def test_refused_within_50_ms(self):
        with Recorder(f"  maximum-calls: {RUNNING}\n") as recorder:
            callers, ports = [], []
            for _ in range(RUNNING):
                caller = Caller("udp", recorder.ports["udp"])
                status, _, answer = caller.request("INVITE", **siprec(OFFER, metadata()))
                self.assertEqual(status, 200)
                caller.send("ACK")
                callers.append(caller)
                ports.append([int(line.split()[1]) for line in answer.splitlines() if line.startswith("m=")])
            spoken = [sound(5, seed=40), sound(5, seed=41)]
            talk = threading.Thread(target=self.talk, args=(ports, spoken))
            talk.start()
            times, pings = [], []
            while talk.is_alive():
                ping = Caller("udp", recorder.ports["udp"])
                began = time.monotonic()
                self.assertEqual(ping.request("OPTIONS")[0], 200)
                pings.append(time.monotonic() - began)
                ping.socket.close()
                late = Caller("udp", recorder.ports["udp"])
                began = time.monotonic()
                status, head, _ = late.request("INVITE", **siprec(OFFER, metadata()))
                times.append(time.monotonic() - began)
                self.assertEqual(status, 503)
                self.assertIn("Retry-After", head)
                late.send("ACK")
                late.socket.close()
                time.sleep(0.01)
            talk.join()
            (median, most), (_, noise) = self.quantiles(times), self.quantiles(pings)
            print(f"{len(times)} refusals, median {1000 * median:.1f} ms, 95 % within {1000 * most:.1f} ms "
                  f"(of OPTIONS {1000 * noise:.1f} ms)")
            self.assertLess(median, 0.05)
            # On a machine that is busy with other things, even a ping takes its time.
            self.assertLess(most, max(0.05, 2 * noise))
            for caller in callers:
                self.assertEqual(caller.request("BYE")[0], 200)
            calls = [call for call in recorder.calls(RUNNING + len(times), seconds=60)
                     if call.cdr["completeness"] != "failed"]
            self.assertEqual(len(calls), RUNNING)
            for call in calls:
                self.assertEqual(call.cdr["completeness"], "complete")
                self.assert_whole(call, 0, spoken[0])
                self.assert_whole(call, 1, spoken[1])

    @staticmethod
    def quantiles(times):
        times = sorted(times)
        return times[len(times) // 2], times[len(times) * 95 // 100]

    @staticmethod
    def talk(ports, spoken):
        out = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        out.bind(("127.0.0.1", 0))
        streams = [packets(octets, 0x200 + index) for index, octets in enumerate(spoken)]
        began = time.monotonic()
        for tick in range(len(streams[0])):
            for pair in ports:
                for index, port in enumerate(pair):
                    out.sendto(streams[index][tick], ("127.0.0.1", port))
            time.sleep(max(0, began + 0.02 * (tick + 1) - time.monotonic()))


if __name__ == "__main__":
    unittest.main()

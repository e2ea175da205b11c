"""CPU time that WebRTC's and Silero's detectors take for each channel of a recording, decoding included: a line each.

listen_peers.py RECORDING MODEL.onnx
"""
import os
os.environ["OMP_NUM_THREADS"] = "1"
import resource
import sys

import numpy as np
import onnxruntime
import soundfile
import webrtcvad


def webrtc(samples):
    detector = webrtcvad.Vad(3)
    sound = (samples * 32767).astype(np.int16).tobytes()
    return sum(detector.is_speech(sound[i:i + 480], 8000) for i in range(0, len(sound) - 479, 480)) * 0.03


def silero(samples, window=256, context=32):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(sys.argv[2], options, providers=["CPUExecutionProvider"])
    state, before, rate, heard = np.zeros((2, 1, 128), np.float32), np.zeros(context, np.float32), np.array(8000), 0
    for i in range(0, len(samples) - window + 1, window):
        frame = np.concatenate([before, samples[i:i + window]])
        odds, state = session.run(None, {"input": frame[None], "state": state, "sr": rate})
        heard += odds[0, 0] >= 0.5
        before = frame[-context:]
    return heard * window / 8000


def cpu():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


for name, detector in (("WebRTC VAD, mode 3", webrtc), ("Silero VAD, 8 kHz", silero)):
    start = cpu()
    sound, rate = soundfile.read(sys.argv[1], dtype="float32", always_2d=True)
    assert rate == 8000
    speech = [detector(np.ascontiguousarray(channel)) for channel in sound.T]
    seconds = len(sound) / rate
    spent = cpu() - start
    print(f"{name:28} {spent:7.2f} CPU-s  {seconds / spent:8.0f} x real time")

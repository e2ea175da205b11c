#!/usr/bin/env python3
"""Turn Whisper weights stored for CTranslate2 (float16) into the model file that whisper.cpp loads.

    ct2_to_ggml.py OUTPUT VOCABULARY MODEL_PART...

OUTPUT is written whole or not at all. For OpenAI's `base` model it is byte for byte the file that whisper.cpp
publishes as ggml-base.bin, so a checksum proves both the weights and this program. Needs numpy.
"""

import json
import os
import struct
import sys

import numpy as np

CT2_TYPES = {0: np.float32, 1: np.int8, 2: np.int16, 3: np.int32, 4: np.float16}
TEXT_TOKENS = 50257  # The rest are special tokens, which whisper.cpp numbers by itself.
HEAD_WIDTH = 64
SAMPLE_RATE = 16000
FFT_SIZE = 400


class Reader:
    """Little-endian fields of a CTranslate2 model file."""

    def __init__(self, data):
        self.data, self.offset = data, 0

    def number(self, code):
        value, = struct.unpack_from("<" + code, self.data, self.offset)
        self.offset += struct.calcsize("<" + code)
        return value

    def text(self):
        length = self.number("H")
        self.offset += length
        return self.data[self.offset - length:self.offset].rstrip(b"\0").decode()

    def tensor(self):
        shape = [self.number("I") for _ in range(self.number("B"))]
        kind = np.dtype(CT2_TYPES[self.number("B")])
        size = self.number("I")
        values = np.frombuffer(self.data, kind, size // kind.itemsize, self.offset)
        self.offset += size
        return values.reshape(shape)


def read_ct2(data):
    reader = Reader(data)
    reader.number("I")  # Version of the container.
    if reader.text() != "WhisperSpec":
        sys.exit("ct2_to_ggml: not a Whisper model")
    reader.number("I")  # Revision of the specification.
    return {reader.text(): reader.tensor() for _ in range(reader.number("I"))}


def mel_filters(bands):
    """Slaney's triangular filters, computed in the precision in which Whisper's were."""
    linear_step, log_start, log_step = 200 / 3, 1000.0, np.log(6.4) / 27
    first_log = log_start / linear_step
    top = first_log + np.log(SAMPLE_RATE / 2 / log_start) / log_step
    mels = np.linspace(0, top, bands + 2)
    edges = np.where(mels >= first_log, log_start * np.exp(log_step * (mels - first_log)), linear_step * mels)
    ramps = np.subtract.outer(edges, np.fft.rfftfreq(FFT_SIZE, 1 / SAMPLE_RATE))
    widths = np.diff(edges)
    filters = np.zeros((bands, 1 + FFT_SIZE // 2), np.float32)
    for band in range(bands):
        rising = -ramps[band] / widths[band]
        falling = ramps[band + 2] / widths[band + 1]
        filters[band] = np.maximum(0, np.minimum(rising, falling))
    filters += np.float32(0)  # Turns negative zeros into zeros.
    filters *= (2 / (edges[2:] - edges[:-2]))[:, np.newaxis]
    return filters


def byte_of_letter():
    """The inverse of GPT-2's table, which writes each byte of a token as a printable letter."""
    plain = [*range(33, 127), *range(161, 173), *range(174, 256)]
    others = [byte for byte in range(256) if byte not in plain]
    table = {chr(byte): byte for byte in plain}
    table.update({chr(256 + index): byte for index, byte in enumerate(others)})
    return table


class Renaming:
    """Collects CTranslate2's tensors under OpenAI's names, in the order of OpenAI's checkpoint."""

    def __init__(self, source):
        self.source, self.tensors = source, {}

    def copy(self, target, name):
        self.tensors[target] = self.source[name]

    def linear(self, target, name):
        self.copy(target + ".weight", name + "/weight")
        self.copy(target + ".bias", name + "/bias")

    def norm(self, target, name):
        self.copy(target + ".weight", name + "/gamma")
        self.copy(target + ".bias", name + "/beta")

    def fused(self, target, name, width, parts):
        """Splits one matrix that CTranslate2 made of several; keys have no bias."""
        for index, part in enumerate(parts):
            rows = slice(index * width, (index + 1) * width)
            self.tensors[f"{target}.{part}.weight"] = self.source[name + "/weight"][rows]
            if part != "key":
                self.tensors[f"{target}.{part}.bias"] = self.source[name + "/bias"][rows]

    def block(self, target, name, width, attends_to_audio):
        self.norm(target + ".mlp_ln", name + "/ffn/layer_norm")
        self.linear(target + ".mlp.0", name + "/ffn/linear_0")
        self.linear(target + ".mlp.2", name + "/ffn/linear_1")
        self.norm(target + ".attn_ln", name + "/self_attention/layer_norm")
        self.fused(target + ".attn", name + "/self_attention/linear_0", width, ("query", "key", "value"))
        self.linear(target + ".attn.out", name + "/self_attention/linear_1")
        if attends_to_audio:
            self.norm(target + ".cross_attn_ln", name + "/attention/layer_norm")
            self.linear(target + ".cross_attn.query", name + "/attention/linear_0")
            self.fused(target + ".cross_attn", name + "/attention/linear_1", width, ("key", "value"))
            self.linear(target + ".cross_attn.out", name + "/attention/linear_2")


def layer_count(source, side):
    prefix = side + "/layer_"
    indices = (name[len(prefix):].split("/")[0] for name in source if name.startswith(prefix))
    return 1 + max(int(index) for index in indices if index.isdigit())


def rename(source, encoder_layers, decoder_layers, width):
    names = Renaming(source)
    names.copy("decoder.positional_embedding", "decoder/position_encodings/encodings")
    names.copy("encoder.positional_embedding", "encoder/position_encodings/encodings")
    names.copy("decoder.token_embedding.weight", "decoder/embeddings/weight")
    for layer in range(decoder_layers):
        names.block(f"decoder.blocks.{layer}", f"decoder/layer_{layer}", width, attends_to_audio=True)
    names.norm("decoder.ln", "decoder/layer_norm")
    names.linear("encoder.conv1", "encoder/conv1")
    names.linear("encoder.conv2", "encoder/conv2")
    for layer in range(encoder_layers):
        names.block(f"encoder.blocks.{layer}", f"encoder/layer_{layer}", width, attends_to_audio=False)
    names.norm("encoder.ln_post", "encoder/layer_norm")
    return names.tensors


def write_tensor(file, name, values):
    if name.endswith(("conv1.bias", "conv2.bias")):
        values, is_half = values.reshape(-1, 1), False
    else:
        is_half = values.ndim >= 2 and not name.endswith("positional_embedding")
    values = np.ascontiguousarray(values, np.float16 if is_half else np.float32)
    encoded = name.encode()
    file.write(struct.pack("<iii", values.ndim, len(encoded), int(is_half)))
    file.write(struct.pack(f"<{values.ndim}i", *reversed(values.shape)))
    file.write(encoded + values.tobytes())


def write_ggml(file, source, vocabulary):
    encoder_layers, decoder_layers = layer_count(source, "encoder"), layer_count(source, "decoder")
    audio_context, audio_width = source["encoder/position_encodings/encodings"].shape
    text_context, text_width = source["decoder/position_encodings/encodings"].shape
    bands = source["encoder/conv1/weight"].shape[1]
    file.write(struct.pack("<I", 0x67676D6C))
    file.write(struct.pack(
        "<11i", len(source["decoder/embeddings/weight"]),
        audio_context, audio_width, audio_width // HEAD_WIDTH, encoder_layers,
        text_context, text_width, text_width // HEAD_WIDTH, decoder_layers,
        bands, 1))  # 1: matrices are float16.
    filters = mel_filters(bands)
    file.write(struct.pack("<2i", *filters.shape) + filters.tobytes())
    table = byte_of_letter()
    file.write(struct.pack("<i", TEXT_TOKENS))
    for token in vocabulary[:TEXT_TOKENS]:
        spelled = all(letter in table for letter in token)
        encoded = bytes(table[letter] for letter in token) if spelled else token.encode()
        file.write(struct.pack("<i", len(encoded)) + encoded)
    for name, values in rename(source, encoder_layers, decoder_layers, text_width).items():
        write_tensor(file, name, values)


def main(output, vocabulary_file, *parts):
    data = b"".join(open(part, "rb").read() for part in parts)
    text = open(vocabulary_file, encoding="utf-8").read()
    vocabulary = json.loads(text) if vocabulary_file.endswith(".json") else text.split("\n")
    partial = output + ".partial"
    with open(partial, "wb") as file:
        write_ggml(file, read_ct2(data), vocabulary)
    os.replace(partial, output)


if __name__ == "__main__":
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])

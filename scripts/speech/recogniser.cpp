// What Aftercall calls of whisper.cpp and PocketSphinx, as a small C interface of its own.
//
// Both libraries' structures change from version to version; this file is compiled with the versions that it is
// installed with, and Aftercall loads the result with dlopen. All positions are in samples at 16 kHz.

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

#include <pocketsphinx.h>
#include <whisper.h>

namespace {

struct Engine {
    whisper_context *whisper = nullptr;
    whisper_vad_context *vad = nullptr;
    ps_decoder_t *aligner = nullptr;

    ~Engine() {
        if (aligner) ps_free(aligner);
        if (vad) whisper_vad_free(vad);
        if (whisper) whisper_free(whisper);
    }
};

// Which attention heads follow the sound, by the model's size; without them there are no word times.
whisper_alignment_heads_preset heads(const char *model) {
    std::string name(model);
    name = name.substr(name.find_last_of('/') + 1);
    struct { const char *part; whisper_alignment_heads_preset preset; } const known[] = {
        {"tiny.en", WHISPER_AHEADS_TINY_EN}, {"tiny", WHISPER_AHEADS_TINY},
        {"base.en", WHISPER_AHEADS_BASE_EN}, {"base", WHISPER_AHEADS_BASE},
        {"small.en", WHISPER_AHEADS_SMALL_EN}, {"small", WHISPER_AHEADS_SMALL},
        {"medium.en", WHISPER_AHEADS_MEDIUM_EN}, {"medium", WHISPER_AHEADS_MEDIUM},
        {"large-v3-turbo", WHISPER_AHEADS_LARGE_V3_TURBO}, {"large-v3", WHISPER_AHEADS_LARGE_V3},
        {"large-v2", WHISPER_AHEADS_LARGE_V2}, {"large", WHISPER_AHEADS_LARGE_V1},
    };
    for (auto &candidate : known)
        if (name.find(candidate.part) != std::string::npos) return candidate.preset;
    return WHISPER_AHEADS_N_TOP_MOST;
}

ps_decoder_t *openAligner(const char *acoustics, const char *dictionary) {
    // Debian's version drops silence by default, which shifts every time behind it, and takes the mean of the sound before
    // from call to call. The beams are wide, since there is but one path, and narrow ones lose it.
    const char *arguments[] = {
        "aftercall", "-hmm", acoustics, "-dict", dictionary, "-logfn", "/dev/null", "-bestpath", "no",
        "-remove_silence", "no", "-cmn", "batch", "-fsgusealtpron", "yes", "-beam", "1e-120", "-wbeam", "1e-80",
        "-pbeam", "1e-120",
    };
    int count = sizeof arguments / sizeof *arguments;
    cmd_ln_t *configuration = cmd_ln_parse_r(nullptr, ps_args(), count, const_cast<char **>(arguments), TRUE);
    if (!configuration) return nullptr;
    ps_decoder_t *aligner = ps_init(configuration);
    cmd_ln_free_r(configuration);
    return aligner;
}

}  // namespace

extern "C" {

// The version of this interface.
int32_t aftercall_speech_version(void) { return 1; }

// Null where the model or the detector cannot be loaded; without a dictionary words are not aligned.
void *aftercall_speech_open(const char *model, const char *detector, const char *acoustics, const char *dictionary) {
    whisper_log_set([](ggml_log_level, const char *, void *) {}, nullptr);
    auto *engine = new Engine();
    auto parameters = whisper_context_default_params();
    parameters.use_gpu = false;
    parameters.flash_attn = false;
    parameters.dtw_token_timestamps = true;
    parameters.dtw_aheads_preset = heads(model);
    if (parameters.dtw_aheads_preset == WHISPER_AHEADS_N_TOP_MOST) parameters.dtw_n_top = 4;
    engine->whisper = whisper_init_from_file_with_params(model, parameters);
    auto detection = whisper_vad_default_context_params();
    // Waiting threads spin: with the default of four a busy machine takes minutes a call.
    detection.n_threads = 1;
    engine->vad = whisper_vad_init_from_file_with_params(detector, detection);
    if (!engine->whisper || !engine->vad) {
        delete engine;
        return nullptr;
    }
    if (acoustics && dictionary) engine->aligner = openAligner(acoustics, dictionary);
    return engine;
}

void aftercall_speech_close(void *handle) { delete static_cast<Engine *>(handle); }

// Writes pairs of positions between which somebody speaks; returns how many pairs there are, at most `capacity`.
int32_t aftercall_speech_detect(
    void *handle, const float *samples, int32_t count, float threshold, int64_t *spans, int32_t capacity) {
    auto *engine = static_cast<Engine *>(handle);
    auto parameters = whisper_vad_default_params();
    parameters.threshold = threshold;
    parameters.max_speech_duration_s = 28;
    parameters.min_silence_duration_ms = 200;
    parameters.speech_pad_ms = 0;
    auto *segments = whisper_vad_segments_from_samples(engine->vad, parameters, samples, count);
    if (!segments) return -1;
    int32_t found = 0;
    for (int i = 0; i < whisper_vad_segments_n_segments(segments) && found < capacity; i++) {
        // In hundredths of a second.
        int64_t start = whisper_vad_segments_get_segment_t0(segments, i) * 160;
        int64_t end = whisper_vad_segments_get_segment_t1(segments, i) * 160;
        start = std::max<int64_t>(0, start);
        end = std::min<int64_t>(count, end);
        if (end <= start) continue;
        spans[2 * found] = start;
        spans[2 * found + 1] = end;
        found++;
    }
    whisper_vad_free_segments(segments);
    return found;
}

// Called for each token in order, with its bytes, which may be a part of a character.
typedef void (*aftercall_token)(void *context, const char *bytes, int64_t position, float probability, int32_t segment);

// Recognises at most 30 seconds; 0 is success.
int32_t aftercall_speech_recognise(
    void *handle, const float *samples, int32_t count, const char *language, void *context, aftercall_token report) {
    auto *engine = static_cast<Engine *>(handle);
    auto parameters = whisper_full_default_params(WHISPER_SAMPLING_BEAM_SEARCH);
    parameters.beam_search.beam_size = 5;
    parameters.n_threads = 1;
    parameters.no_context = true;
    parameters.suppress_nst = true;
    parameters.print_progress = false;
    parameters.print_realtime = false;
    parameters.print_timestamps = false;
    // Words are timed by attention and alignment; asked for timestamps, too, it drops what lies around them.
    parameters.no_timestamps = true;
    parameters.token_timestamps = true;
    parameters.language = language;
    // A frame of the encoder is 20 ms. Of the 1500 it knows so many are worth their time: the sound, two seconds of silence
    // behind it, and ten seconds in all, since it loses its way in less.
    parameters.audio_ctx = std::min(1500, std::max(500, count / 320 + 100));
    if (whisper_full(engine->whisper, parameters, samples, count) != 0) return -1;
    const whisper_token end = whisper_token_eot(engine->whisper);
    for (int segment = 0; segment < whisper_full_n_segments(engine->whisper); segment++) {
        for (int i = 0; i < whisper_full_n_tokens(engine->whisper, segment); i++) {
            auto token = whisper_full_get_token_data(engine->whisper, segment, i);
            if (token.id >= end) continue;
            report(context, whisper_full_get_token_text(engine->whisper, segment, i), token.t_dtw * 160, token.p, segment);
        }
    }
    return 0;
}

// 1 where the aligner's dictionary knows the word, 0 where it does not or there is no aligner.
int32_t aftercall_speech_knows(void *handle, const char *word) {
    auto *engine = static_cast<Engine *>(handle);
    if (!engine->aligner) return 0;
    char *phones = ps_lookup_word(engine->aligner, word);
    if (!phones) return 0;
    ckd_free(phones);
    return 1;
}

// Finds `words`, lower case and spaced, in the samples; writes a pair of positions for each. Returns how many were
// found, which is as many as there are words, or -1.
int32_t aftercall_speech_align(
    void *handle, const int16_t *samples, int32_t count, const char *words, int64_t *spans, int32_t capacity) {
    auto *engine = static_cast<Engine *>(handle);
    if (!engine->aligner) return -1;
    std::string grammar = "#JSGF V1.0; grammar said; public <said> = " + std::string(words) + ";";
    if (ps_set_jsgf_string(engine->aligner, "said", grammar.c_str()) != 0) return -1;
    if (ps_set_search(engine->aligner, "said") != 0) return -1;
    if (ps_start_utt(engine->aligner) != 0) return -1;
    ps_process_raw(engine->aligner, samples, count, FALSE, TRUE);
    ps_end_utt(engine->aligner);
    int32_t found = 0;
    for (auto *item = ps_seg_iter(engine->aligner); item; item = ps_seg_next(item)) {
        const char *word = ps_seg_word(item);
        if (std::strchr("<[+(", word[0])) continue;
        if (found == capacity) {
            ps_seg_free(item);
            return -1;
        }
        int start, end;
        ps_seg_frames(item, &start, &end);
        spans[2 * found] = int64_t(start) * 160;
        spans[2 * found + 1] = int64_t(end + 1) * 160;
        found++;
    }
    return found;
}

}  // extern "C"

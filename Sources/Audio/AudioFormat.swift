internal import CSndFile

/// The container and coding of a recording, as far as they matter to those who handle it.
package struct AudioFormat: Hashable, Sendable {
    package enum Container: String, Sendable { case wav, rf64, flac, ogg, mpeg, matroska, other }
    package enum Coding: String, Sendable { case pcm, float, aLaw, muLaw, gsm, vorbis, opus, mpeg, other }

    package var container: Container
    package var coding: Coding

    package init(container: Container, coding: Coding) {
        self.container = container
        self.coding = coding
    }

    /// Reads libsndfile's format word.
    init(sndfile word: Int32) {
        container =
            switch Int(word) & SF_FORMAT_TYPEMASK {
            case SF_FORMAT_WAV, SF_FORMAT_WAVEX: .wav
            case SF_FORMAT_RF64: .rf64
            case SF_FORMAT_FLAC: .flac
            case SF_FORMAT_OGG: .ogg
            case SF_FORMAT_MPEG: .mpeg
            default: .other
            }
        coding =
            switch Int(word) & SF_FORMAT_SUBMASK {
            case SF_FORMAT_PCM_S8, SF_FORMAT_PCM_U8, SF_FORMAT_PCM_16, SF_FORMAT_PCM_24, SF_FORMAT_PCM_32: .pcm
            case SF_FORMAT_FLOAT, SF_FORMAT_DOUBLE: .float
            case SF_FORMAT_ALAW: .aLaw
            case SF_FORMAT_ULAW: .muLaw
            case SF_FORMAT_GSM610: .gsm
            case SF_FORMAT_VORBIS: .vorbis
            case SF_FORMAT_OPUS: .opus
            case SF_FORMAT_MPEG_LAYER_I, SF_FORMAT_MPEG_LAYER_II, SF_FORMAT_MPEG_LAYER_III: .mpeg
            default: .other
            }
    }
}

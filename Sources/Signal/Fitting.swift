extension CallListener {
    /// What speech is scored from in one channel, for `Benchmarks/activity/fit.py`.
    package struct Features: Sendable {
        /// Lists of one number a frame of 10 ms, one after the other.
        package var values: [Float]
        /// Frames of a tone that no voice holds, which are not scored.
        package var tones: [Bool]
    }

    /// Ends the hearing; nil for a channel in which there is nothing to hear.
    package consuming func features() -> [Features?] {
        for channel in analysers.indices { analysers[channel].finish(meter: &meter) }
        return analysers.map { analyser in
            ActivityDetector(analyser.track).map { detector in
                let frames = 0..<analyser.track.count
                return Features(
                    values: SpeechFeatures(of: detector.context, in: frames).values,
                    tones: Array(detector.tones.certain)
                )
            }
        }
    }
}

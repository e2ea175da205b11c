internal import Calls

/// Loudness second by second, and where a voice is raised against its own measure.
///
/// Loudness is only ever compared with the same party's: lines and handsets differ more than moods do.
struct Loudness {
    /// Mean level of each second, in whole dBov, -99 at least.
    private(set) var seconds: [Int] = []
    private(set) var raised: [TimeSpan] = []

    private static let raise: Float = 8

    init(_ track: FrameTrack, speech: FrameMask) {
        let per = FrameTrack.framesPerSecond
        var voices: [(second: Int, level: Float)] = []
        for (second, start) in stride(from: 0, to: track.count, by: per).enumerated() {
            var (whole, voice): (Float, Float) = (0, 0)
            var voiced = 0
            let frames = start..<min(start + per, track.count)
            for i in frames {
                let height = track.power(i)
                whole += height
                if speech[i] {
                    voice += height
                    voiced += 1
                }
            }
            seconds.append(max(-99, Int(decibels(whole / Float(frames.count)).rounded())))
            if voiced * 2 >= per { voices.append((second, decibels(voice / Float(voiced)))) }
        }
        // Half a minute of speech is the least that says how somebody usually speaks.
        guard voices.count >= 30 else { return }
        let median = voices.map(\.level).sorted()[voices.count / 2]
        raised = voices.filter { $0.level >= median + Self.raise }
            .map { TimeSpan(start: Milliseconds($0.second * 1000), end: Milliseconds($0.second * 1000 + 1000)) }
            .merged()
    }
}

/// The DTMF keys pressed in a channel.
///
/// A press is one key heard for 40 ms without a break of more than one frame (ITU-T Q.24: a signal of 40 ms must be
/// accepted, and one under 20 ms must not).
struct KeyPress: Equatable {
    var key: Character
    var frames: Range<Int>

    private static let names = Array("123A456B789C*0#D")
    /// Frames in which a tone of 40 ms fills most of the window.
    static let least = 3

    static func all(in track: FrameTrack) -> [KeyPress] {
        var presses: [KeyPress] = []
        var runs = track.keys[...]
        while let first = runs.popFirst() {
            var frames = first.frames
            // In a break of one frame another key may be heard.
            while let next = runs.prefix(2).firstIndex(where: {
                $0.key == first.key && $0.frames.lowerBound == frames.upperBound + 1
            }) {
                frames = frames.lowerBound..<runs[next].frames.upperBound
                runs = runs[(next + 1)...]
            }
            if frames.count >= least { presses.append(KeyPress(key: names[Int(first.key) - 1], frames: frames)) }
        }
        return presses
    }

    /// Frames in which keys sound, those that only leak over included: what has to be muted does not depend on who pressed.
    static func mask(of track: FrameTrack) -> FrameMask {
        var mask = FrameMask(repeating: false, count: track.count)
        for press in all(in: track) { mask.fill(press.frames, with: true) }
        return mask.smoothed(filling: 3, dropping: 0)
    }

    /// The presses of every channel without those that only leak over from a channel where they are 12 dB louder.
    static func all(in tracks: [FrameTrack]) -> [[KeyPress]] {
        let presses = tracks.map(all(in:))
        func level(_ press: KeyPress, _ channel: Int) -> Float {
            press.frames.reduce(-120) { max($0, tracks[channel].level($1)) }
        }
        return presses.enumerated().map { channel, own in
            own.filter { press in
                !presses.enumerated().contains { other, theirs in
                    other != channel
                        && theirs.contains {
                            $0.key == press.key && abs($0.frames.lowerBound - press.frames.lowerBound) <= 25
                                && level($0, other) > level(press, channel) + 12
                        }
                }
            }
        }
    }
}

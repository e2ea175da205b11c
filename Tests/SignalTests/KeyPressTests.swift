import Testbench
import Testing

@testable import Signal

@Suite struct `Keys heard frame by frame` {
    /// One digit or letter a frame in which that key is heard.
    private func track(_ picture: String) -> FrameTrack {
        var track = FrameTrack()
        for sign in picture {
            let key = Array(" 123A456B789C*0#D").firstIndex(of: sign).map(UInt8.init) ?? 0
            track.append(
                Frame(bands: .zero, level: -20, harmonicity: 0, tonality: 0, peak: 0, otherPeak: 0, key: key)
            )
        }
        return track
    }

    private func presses(_ picture: String) -> [String] {
        KeyPress.all(in: track(picture)).map { "\($0.key) \($0.frames.lowerBound)–\($0.frames.upperBound)" }
    }

    @Test(arguments: [
        (".555.", ["5 1–4"]), ("55", []), ("55.5", ["5 0–4"]), ("55..55", []), ("5.5.5", ["5 0–5"]),
        ("55.", []), ("55755", ["5 0–5"]), ("5577755", ["7 2–5"]), ("555777", ["5 0–3", "7 3–6"]),
        ("*75757", ["7 1–6"]), ("DDD111", ["D 0–3", "1 3–6"]), ("", []),
    ])
    func `are presses of three frames and more, broken for one at most`(_ picture: String, _ expected: [String]) {
        #expect(presses(picture) == expected)
    }

    @Test func `are kept as runs`() {
        #expect(track("55.5777").keys.map(\.frames) == [0..<2, 3..<4, 4..<7])
        #expect(track("55.5777").keys.map(\.key) == [6, 6, 9])
    }

    @Test func `give four levels at a time, infinite beyond the end`() {
        let track = track("......")
        #expect(track.fourLevels(from: 2) == SIMD4(repeating: -20))
        #expect(track.fourLevels(from: 4) == SIMD4(-20, -20, .infinity, .infinity))
        #expect(track.fourLevels(from: 9) == SIMD4(repeating: .infinity))
    }
}

import Masking
import Testing

@Suite struct `A file name` {
    struct Name: Sendable, CustomTestStringConvertible {
        var clear: String
        var masked: String
        var testDescription: String { clear }
    }

    @Test(arguments: [
        Name(clear: "20260115-101530_+8613800138000_1001.wav", masked: "20260115-101530_+xxxxxxxxxxxxx_1001.wav"),
        Name(clear: "in-07700900123-2026-01-15.wav", masked: "in-xxxxxxxxxxx-2026-01-15.wav"),
        Name(clear: "out_415-555-2671_77.mp3", masked: "out_xxx-xxx-xxxx_77.mp3"),
        Name(clear: "jane.doe@example.com.ogg", masked: "xxxx.xxx@xxxxxxx.xxx.xxx"),
        Name(clear: "call-Hedwig_Quillfeather-7.wav", masked: "call-xxxxxx_xxxxxxxxxxxx-7.wav"),
        Name(clear: "客户13800138000录音.wav", masked: "客户xxxxxxxxxxx录音.wav"),
        // Dates, epoch seconds of a PBX and short numbers are nobody's.
        Name(clear: "1700000000.42.wav", masked: "1700000000.42.wav"),
        Name(clear: "20260115101530-q12.wav", masked: "20260115101530-q12.wav"),
        Name(clear: "queue-support-8001.wav", masked: "queue-support-8001.wav"),
    ])
    func `loses numbers, addresses and names, and nothing else`(_ name: Name) {
        #expect(masker.fileName(name.clear, knownNames: ["Hedwig Quillfeather"]) == name.masked)
        #expect(masker.fileName(name.masked, knownNames: ["Hedwig Quillfeather"]) == name.masked)
    }
}

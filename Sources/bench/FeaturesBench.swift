import Audio
import Calls
import Foundation
import Signal

/// Writes what speech is scored from to FOLDER/FILE.CHANNEL for each file: 32-bit floats, list after list, then a byte for each
/// frame that says whether it is a tone.
func writeFeatures(_ folder: URL, files: [String]) throws {
    for path in files {
        let recording = try Recording(path: path)
        let roles = [PartyRole](repeating: .other, count: recording.channelCount)
        var listener = try CallListener(sampleRate: recording.sampleRate, channelRoles: roles)
        recording.forEachBlock { listener.hear($0) }
        for (channel, features) in listener.features().enumerated() {
            guard let features else { continue }
            var data = Data(capacity: 4 * features.values.count + features.tones.count)
            for value in features.values {
                for shift in [0, 8, 16, 24] { data.append(UInt8(truncatingIfNeeded: value.bitPattern >> shift)) }
            }
            data.append(contentsOf: features.tones.map { $0 ? 1 : 0 })
            try data.write(to: folder.appending(path: "\(URL(filePath: path).lastPathComponent).\(channel)"))
        }
    }
}

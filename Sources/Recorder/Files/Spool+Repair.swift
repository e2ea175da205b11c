internal import Calls
internal import Foundation
internal import Vault

extension Spool {
    /// Delivers what a recorder that was stopped by force left behind.
    ///
    /// A CDR that bears a hash was finished: only a move is missing. Any other is marked `degraded`, and gets the length
    /// that the recording has; a recording whose CDR did not even get written gets one. Says which calls were delivered,
    /// and how many could not be and stay where they are.
    func repair() throws -> (delivered: [CallID], failed: Int) {
        _ = try AtomicFile.sweep(spool)
        var result: (delivered: [CallID], failed: Int) = ([], 0)
        for call in try leftBehind() {
            do {
                try repair(try savedCDR(call) ?? bareCDR(call))
                result.delivered.append(call)
            } catch {
                result.failed += 1
            }
        }
        return result
    }

    /// The calls of which there is a file in the spool.
    private func leftBehind() throws -> [CallID] {
        let names = try FileManager.default.contentsOfDirectory(atPath: spool.path(percentEncoded: false))
        let calls = names.compactMap { name in
            (["cdr.json"] + Self.recordingEndings).map { ".\($0)" }.first(where: name.hasSuffix)
                .flatMap { CallID(name.dropLast($0.count)) }
        }
        return Set(calls).sorted()
    }

    private func savedCDR(_ call: CallID) throws -> RecorderCDR? {
        let name = Self.cdrName(call)
        guard contains(name) else { return nil }
        return try JSONDecoder().decode(RecorderCDR.self, from: Data(contentsOf: spool.appending(component: name)))
    }

    /// All that is known of a call by the name of its recording.
    private func bareCDR(_ call: CallID) -> RecorderCDR {
        let start = call.start ?? UTCTime(milliseconds: 0)
        return RecorderCDR(
            call: call,
            sipCallID: "",
            start: start,
            answered: start,
            end: start,
            completeness: .degraded,
            reason: "the recorder stopped as the call began",
            recording: Self.recordingEndings.map { Self.recordingName(call, $0) }.first(where: contains)
        )
    }

    private func repair(_ cdr: RecorderCDR) throws {
        guard let recording = cdr.recording, contains(recording) else {
            // The recording is in the inbox already, where it is finished; or there never was one.
            guard cdr.sha256 == nil, cdr.recording != nil else { return try rename(Self.cdrName(cdr.call)) }
            var failed = cdr
            (failed.recording, failed.completeness, failed.reason) = (nil, .failed, "the recording is gone")
            return try deliver(failed)
        }
        guard cdr.sha256 == nil else { return try move(cdr) }
        var cdr = cdr
        if let length = try Self.mend(spool.appending(component: recording)) {
            cdr.duration = length
            cdr.end = (cdr.answered ?? cdr.start) + length
            // A pause that lasted when the recorder was killed is written as without end.
            let whole = TimeSpan(start: .zero, end: length)
            cdr.pauses = cdr.pauses.compactMap { $0.intersection(whole) }
            cdr.stays = cdr.stays?.map { stay in
                var stay = stay
                stay.span = stay.span.intersection(whole) ?? TimeSpan(start: length, end: length)
                return stay
            }
        }
        try deliver(cdr)
    }

    private func contains(_ name: String) -> Bool {
        FileManager.default.fileExists(atPath: spool.appending(component: name).path(percentEncoded: false))
    }

    /// Makes a recording of ours say of itself what it holds, and says how long that is; nil for a file that is none.
    ///
    /// Samples are written before a WAV's header tells of them, and a last cluster may have been cut: the recorder may
    /// have been stopped between any two octets.
    private static func mend(_ url: URL) throws -> Milliseconds? {
        let handle = try FileHandle(forUpdating: url)
        defer { try? handle.close() }
        let size = Int(try handle.seekToEnd())
        func read(_ offset: Int, _ count: Int) throws -> [UInt8] {
            try handle.seek(toOffset: UInt64(offset))
            return [UInt8](try handle.read(upToCount: count) ?? Data())
        }
        let (whole, length): (Int, Int)
        if var header = WAVHeader(bytes: try read(0, WAVHeader.length)), header.frameOctets > 0 {
            let held = size - WAVHeader.length
            header.dataLength = min(held - held % header.frameOctets, WAVHeader.dataLimit)
            try handle.seek(toOffset: 0)
            try handle.write(contentsOf: header.bytes)
            (whole, length) = (WAVHeader.length + header.dataLength, header.frames)
        } else if let extent = try Matroska.extent(size: size, read: read) {
            (whole, length) = extent
        } else {
            return nil
        }
        try handle.truncate(atOffset: UInt64(whole))
        try handle.synchronize()
        return Milliseconds(samples: length)
    }
}

internal import Calls
internal import Foundation
internal import Vault

extension Spool {
    /// Delivers what a recorder that was stopped by force left behind.
    ///
    /// A CDR that bears a hash was finished: only a move is missing. Any other is marked `degraded`, and gets the length
    /// that the recording has; a recording whose CDR did not even get written gets one. Says which calls were delivered,
    /// and how many could not be and stay where they are.
    ///
    /// A sealed recording is finished by the key on `shelf`; without that it is delivered as it is, and the night, which
    /// holds a key, reads it to its last second.
    func repair(shelf: KeyShelf? = nil) throws -> (delivered: [CallID], failed: Int) {
        _ = try AtomicFile.sweep(spool)
        var result: (delivered: [CallID], failed: Int) = ([], 0)
        for call in try leftBehind() {
            do {
                try repair(try savedCDR(call) ?? bareCDR(call), shelf: shelf)
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
            recording: Self.recordingEndings.map { Self.recordingName(call, $0) }.first { contains($0) }
        )
    }

    private func repair(_ cdr: RecorderCDR, shelf: KeyShelf?) throws {
        guard let recording = cdr.recording, contains(recording) else {
            // The recording is in the inbox already, where it is finished; or there never was one.
            let isDelivered = cdr.recording.map { contains($0, in: inbox) } ?? true
            guard cdr.sha256 == nil, !isDelivered else { return try rename(Self.cdrName(cdr.call)) }
            var failed = cdr
            (failed.recording, failed.completeness, failed.reason) = (nil, .failed, "the recording is gone")
            return try deliver(failed)
        }
        if recording.hasSuffix(Self.sealedEnding) { return try repair(cdr, sealed: recording, shelf) }
        guard cdr.sha256 == nil else { return try move(cdr) }
        let length = try Self.mend(spool.appending(component: recording))
        try deliver(length.map(cdr.cut) ?? cdr)
    }

    private func repair(_ cdr: RecorderCDR, sealed recording: String, _ shelf: KeyShelf?) throws {
        let url = spool.appending(component: recording)
        var cdr = cdr
        if var file = try shelf.flatMap({ try GrowingFile(unfinished: url, shelf: $0) }) {
            if cdr.sha256 == nil {
                let content = try file.close()
                cdr = cdr.cut(at: Milliseconds(samples: content.position)).holding(content)
                try save(cdr)
            }
            try file.finish()
        } else if cdr.sha256 == nil {
            let position = try GrowingFile.position(at: url)
            if let position { cdr = cdr.cut(at: Milliseconds(samples: position)) }
            try save(cdr)
        }
        try move(cdr)
    }

    private func contains(_ name: String, in folder: URL? = nil) -> Bool {
        let place = (folder ?? spool).appending(component: name)
        return FileManager.default.fileExists(atPath: place.path(percentEncoded: false))
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

extension RecorderCDR {
    /// The CDR of a call whose recording ends after `length`, because the recorder was killed then.
    fileprivate func cut(at length: Milliseconds) -> RecorderCDR {
        var cdr = self
        cdr.duration = length
        cdr.end = (answered ?? start) + length
        // A pause that lasted when the recorder was killed is written as without end.
        let whole = TimeSpan(start: .zero, end: length)
        cdr.pauses = pauses.compactMap { $0.intersection(whole) }
        cdr.stays = stays?.map { stay in
            var stay = stay
            stay.span = stay.span.intersection(whole) ?? TimeSpan(start: length, end: length)
            return stay
        }
        return cdr
    }
}

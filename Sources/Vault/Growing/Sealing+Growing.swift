package import Foundation

extension Sealing {
    /// Decrypts the sealed file at `url`, which may be one that a killed process never finished, and hands its content to
    /// `sink` as it proves authentic.
    ///
    /// - Returns: whether the file is whole; else it ends with the last piece that was appended to it.
    package static func decrypt(
        growingAt url: URL,
        with identity: borrowing Identity,
        into sink: (Span<UInt8>) throws -> Void
    ) throws -> Bool {
        let file = try File(reading: url, name: "sealed file")
        let header = try header(of: url)
        let fileKey = try header.fileKey(for: identity)
        var reader = try GrowingReader(file, name: "sealed file", fileKey: fileKey)
        return try reader.read(into: sink) == .finished
    }

    private static func header(of url: URL) throws(VaultError) -> SealHeader {
        var file = try File(reading: url, name: "sealed file")
        var rest: [UInt8] = []
        return try SealHeader.read(from: &file, rest: &rest)
    }
}

extension GrowingFile {
    /// How far the content of the file at `url` goes that a killed process left, by what stands in the clear; nil for a
    /// file that is finished or never got that far, and for one that does not begin as these do, such as an armored one.
    package static func position(at url: URL) throws(VaultError) -> Int? {
        var file = try File(reading: url)
        var rest: [UInt8] = []
        guard let header = try? SealHeader.read(from: &file, rest: &rest) else { return nil }
        let start = header.bytes.count + Payload.nonceLength
        let profile = header.profile
        let last = (try file.size - start) / profile.sealedChunkLength - 1
        // Records of many small pieces may reach into the place behind theirs.
        for chunk in stride(from: last, through: max(0, last - 2), by: -1) {
            if let position = try position(of: chunk, in: &file, start: start, profile) { return position }
        }
        return nil
    }

    private static func position(
        of chunk: Int,
        in file: inout File,
        start: Int,
        _ profile: SealProfile
    ) throws(VaultError) -> Int? {
        let size = try file.size
        var tail = GrowingTail(chunk: chunk, profile)
        var head: [UInt8] = []
        while true {
            head.removeAll(keepingCapacity: true)
            try file.seek(to: start + tail.end)
            guard try file.read(into: &head, upTo: GrowingRecord.length) == GrowingRecord.length,
                let record = GrowingRecord(head.span, chunk: chunk), record.index == tail.records,
                start + tail.end + record.sealedLength(in: profile) <= size
            else { return tail.records > 0 ? tail.position : nil }
            tail.add(record)
        }
    }
}

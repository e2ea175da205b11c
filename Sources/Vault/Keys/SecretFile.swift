internal import Foundation

/// Small files that hold one secret: readable by their owner only, or refused.
enum SecretFile {
    static let maximumLength = 65536

    /// The content; the caller wipes it.
    static func read(_ url: URL) throws(VaultError) -> [UInt8] {
        var file = try File(reading: url)
        let mode = Int(try file.status().st_mode & 0o777)
        guard mode & 0o077 == 0 else { throw .exposed(file: file.name, mode: mode) }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(maximumLength + 1)
        _ = try file.read(into: &bytes, upTo: maximumLength + 1)
        guard bytes.count <= maximumLength else {
            bytes.wipe()
            throw .keyFile(file: file.name, line: 1, expected: "at most 64 KiB")
        }
        return bytes
    }

    /// Writes a new file and wipes `bytes`.
    static func write(wiping bytes: inout [UInt8], to url: URL) throws(VaultError) {
        defer { bytes.wipe() }
        try AtomicFile.write(bytes.span, to: url)
    }
}

internal import Audio

extension MemoryFile {
    /// A file of these bytes, to be read from their start.
    static func holding(_ bytes: [UInt8]) throws(RecogniserError) -> MemoryFile {
        do {
            let file = try MemoryFile()
            try file.append(bytes.span)
            file.rewind()
            return file
        } catch {
            guard case .unreadable(let code) = error else { throw .cannotStart(code: 0) }
            throw .cannotStart(code: code)
        }
    }
}

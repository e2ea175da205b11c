internal import COpenSSL
package import Foundation

/// A SHA-256 value (FIPS 180-4): 32 bytes.
package struct SHA256Digest: Hashable, Sendable, CustomStringConvertible {
    package let bytes: [UInt8]

    init(bytes: [UInt8]) { self.bytes = bytes }

    /// Nil where `hex` is not 64 lower-case hexadecimal digits.
    package init?(hex: String) {
        guard let bytes = Hex.decode(hex.utf8.span), bytes.count == 32 else { return nil }
        self.bytes = bytes
    }

    /// 64 lower-case hexadecimal digits, as `sha256sum` prints them.
    package var hex: String { Hex.encode(bytes) }
    package var description: String { hex }
}

/// SHA-256 over bytes that come in pieces.
@safe package struct SHA256: ~Copyable {
    private let context: OpaquePointer

    package init() throws(VaultError) {
        guard let new = unsafe EVP_MD_CTX_new() else { throw .libcrypto("EVP_MD_CTX_new") }
        guard unsafe EVP_DigestInit_ex(new, EVP_sha256(), nil) == 1 else {
            unsafe EVP_MD_CTX_free(new)
            throw .libcrypto("EVP_DigestInit_ex")
        }
        unsafe context = new
    }

    deinit { unsafe EVP_MD_CTX_free(context) }

    package mutating func update(_ bytes: Span<UInt8>) throws(VaultError) {
        let status = unsafe bytes.withUnsafeBufferPointer {
            unsafe EVP_DigestUpdate(context, $0.baseAddress, $0.count)
        }
        guard status == 1 else { throw .libcrypto("EVP_DigestUpdate") }
    }

    /// The hash of all bytes so far; afterwards the hash starts anew.
    package mutating func finish() throws(VaultError) -> SHA256Digest {
        var bytes = [UInt8](repeating: 0, count: 32)
        let status = unsafe bytes.withUnsafeMutableBufferPointer {
            unsafe EVP_DigestFinal_ex(context, $0.baseAddress, nil)
        }
        guard status == 1, unsafe EVP_DigestInit_ex(context, nil, nil) == 1 else {
            throw .libcrypto("EVP_DigestFinal_ex")
        }
        return SHA256Digest(bytes: bytes)
    }

    /// The hash of `bytes`.
    package static func hash(_ bytes: Span<UInt8>) throws(VaultError) -> SHA256Digest {
        var hash = try SHA256()
        try hash.update(bytes)
        return try hash.finish()
    }

    /// The hash of a file, read in pieces of 64 KiB.
    ///
    /// `name` stands for it in errors, for its own may be a caller's number.
    package static func hash(fileAt url: URL, name: String = "file") throws(VaultError) -> SHA256Digest {
        var file = try File(reading: url, name: name)
        var hash = try SHA256()
        var piece: [UInt8] = []
        while try file.read(into: &piece, upTo: 65536) > 0 {
            try hash.update(piece.span)
            piece.removeAll(keepingCapacity: true)
        }
        return try hash.finish()
    }
}

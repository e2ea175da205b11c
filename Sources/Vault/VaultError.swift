/// Why the vault could not do what it was asked.
///
/// Cases carry positions, expectations and the names of the vault's own files; never what was in them, and never the
/// name of a file that came from outside, which may be a caller's number.
package enum VaultError: Error, Equatable, Sendable {
    /// The kernel refused `call` on `file` with `code` (errno).
    case system(call: String, file: String, code: Int32)
    /// A function of libcrypto failed, for want of memory or of an algorithm.
    case libcrypto(String)
    case alreadyExists(file: String)
    case notFound(file: String)
    /// A path that is absolute, climbs out, names a hidden file or holds a control character.
    case unsafePath
    /// A file that had just been written read back differently.
    case readBackDiffers(file: String)

    /// A header that breaks the format, at a line counted from 1.
    case header(line: Int, HeaderFault)
    /// None of the identities opens the file.
    case noMatchingIdentity
    /// The header was altered after it was written.
    case headerCode
    /// A payload that was cut, extended or altered, at a chunk counted from 0.
    case payload(chunk: Int, PayloadFault)
    /// ASCII armor that breaks the format, at a line counted from 1.
    case armor(line: Int)
    case noRecipients
    /// Recipients of age and of the SM profile for one file.
    case mixedProfiles

    /// A key file that cannot be read as what it should be, at a line counted from 1.
    case keyFile(file: String, line: Int, expected: String)
    /// An identity that could not be had from where it was said to be.
    case identity(source: String, IdentityFault)
    /// A secret that others than its owner may read; `mode` is its permission bits.
    case exposed(file: String, mode: Int)

    /// An audit entry over its limits; `index` is its place among those handed in.
    case auditEntry(index: Int, AuditEntryFault)
    /// The answer of a time-stamping authority proves nothing.
    case timeStamp(TimeStampFault)
    /// The audit log is not what was written: nothing is added to it until someone has looked.
    case auditLog(AuditFault)

    package enum HeaderFault: String, Sendable {
        case version, tooLong, tooManyStanzas, noStanza, stanzaStart, argument, body, code, cut
        /// The 16 bytes behind the header are not all there.
        case nonce
        /// An X25519 stanza whose arguments, share or body are not what the format says.
        case x25519
        /// An SM2 stanza whose key is not what the format says.
        case sm2
        /// A scrypt stanza that is not alone, or whose salt, work factor or body are not what the format says.
        case scrypt
        /// A scrypt work factor over what this machine is willing to spend.
        case workFactor
    }

    package enum IdentityFault: String, Sendable {
        case notSet, commandFailed, needsPassphrase, wrongPassphrase
    }

    package enum TimeStampFault: String, Sendable {
        case refused = "the authority did not grant it"
        case malformed = "the answer is none"
        case unproven = "the answer is not for this, or not by an authority that is trusted"
    }

    package enum PayloadFault: String, Sendable {
        case altered, emptyLastChunk, noLastChunk, trailingBytes
    }
}

internal import Foundation

extension VaultError: CustomStringConvertible {
    /// What is wrong and where, in one clause without a full stop.
    package var description: String {
        switch self {
        case .system(let call, let file, let code):
            "\(file): \(call): \(unsafe String(cString: strerror(code)))"
        case .libcrypto(let function): "libcrypto: \(function) failed"
        case .alreadyExists(let file): "\(file): is already there"
        case .notFound(let file): "\(file): is not there"
        case .unsafePath: "a path that is absolute, climbs, hides or holds control characters"
        case .readBackDiffers(let file): "\(file): reads back differently from what was written"
        case .header(let line, let fault): "header, line \(line): \(fault.rawValue)"
        case .noMatchingIdentity: "none of the identities opens the file"
        case .headerCode: "header: was altered after it was written"
        case .payload(let chunk, let fault): "payload, chunk \(chunk): \(fault.rawValue)"
        case .armor(let line): "age armor, line \(line): is malformed"
        case .noRecipients: "nobody to seal to"
        case .mixedProfiles: "recipients of age and of the SM profile cannot share a file"
        case .keyFile(let file, let line, let expected): "\(file):\(line): expected \(expected)"
        case .identity(let source, let fault): "\(source): \(fault.text)"
        case .exposed(let file, let mode): "\(file): others may read it (permissions \(String(mode, radix: 8)))"
        case .auditEntry(let index, let fault): "audit entry \(index): \(fault.rawValue) is over its limits"
        case .auditLog(let fault): "audit log: \(fault)"
        case .timeStamp(let fault): "time stamp: \(fault.rawValue)"
        }
    }

    /// What to do about it; nil where the description says all there is.
    package var mend: String? {
        switch self {
        case .system(_, _, ENOSPC): "make room on the disk and run again; nothing was lost"
        case .system(_, _, EROFS), .system(_, _, EACCES): "make the folder writable for this user"
        case .system(_, _, ELOOP): "put the file itself there, not a symbolic link"
        case .notFound(let file) where Self.isKeyFile(file):
            "generate the keys, or bring the file from where they are kept"
        case .readBackDiffers: "check the disk; the source was kept"
        case .header, .headerCode, .payload, .armor: "restore the file from a backup; it is not what was sealed"
        case .noMatchingIdentity: "use the identity of a role that the file was sealed to"
        case .noRecipients: "name at least one role that has a recipients file"
        case .identity(_, .notSet): "set it, or name another source with --identity"
        case .identity(_, .commandFailed): "run the command by hand and look at what it says"
        case .identity(_, .needsPassphrase): "set AFTERCALL_PASSPHRASE, or run it at a terminal"
        case .exposed(let file, _): "chmod 600 \(file)"
        case .timeStamp: "check 'audit.tsa' and 'audit.tsa-roots' in aftercall.yaml"
        case .auditLog: "keep the folder as evidence and compare it with the last backup"
        default: nil
        }
    }

    private static func isKeyFile(_ name: String) -> Bool {
        [".identity", ".recipients", ".key", ".pub"].contains { name.hasSuffix($0) }
    }
}

extension AuditFault: CustomStringConvertible {
    package var description: String {
        switch self {
        case .malformed(let line): "line \(line) is not an event"
        case .edited(let line): "the event on line \(line) was edited"
        case .outOfOrder(let line, let expected, let found):
            "line \(line) holds event \(found) where \(expected) belongs: an event was deleted, inserted or moved"
        case .chainBroken(let segment): "segment \(segment) does not begin where the one before it ends"
        case .cutShort(let events, let expected): "\(events) events are left of \(expected) that were signed"
        case .checkpoint(let size): "the checkpoint of \(size) events is not signed by this key, or was edited"
        case .rootDiffers(let events):
            "an event from \(events.lowerBound) to \(events.upperBound - 1) was changed together with its hash"
        }
    }
}

extension VaultError.IdentityFault {
    fileprivate var text: String {
        switch self {
        case .notSet: "is not set"
        case .commandFailed: "the command failed or printed nothing"
        case .needsPassphrase: "is sealed to a passphrase"
        case .wrongPassphrase: "the passphrase does not open it"
        }
    }
}

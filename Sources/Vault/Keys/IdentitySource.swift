package import Foundation

/// Where an identity comes from; nothing secret need lie in the workspace.
///
///     PATH                    an age identity file, or an SM2 key in PEM, readable by its owner only; it may be sealed to
///                             a passphrase
///     env:NAME                the environment variable NAME
///     credential:NAME         the systemd credential NAME: the file $CREDENTIALS_DIRECTORY/NAME
///     command:PROGRAM ARG…    what the program prints: a KMS, an HSM, a password manager; no shell in between
package enum IdentitySource: Hashable, Sendable {
    case file(URL)
    case environment(String)
    case credential(String)
    case command([String])

    /// Asks a person for the passphrase of what is named; nil where there is nobody to ask.
    package typealias Prompt = (_ name: String) -> [UInt8]?

    /// Nil where what stands behind the colon is missing.
    package init?(_ text: String) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, ["env", "credential", "command"].contains(parts[0]) else {
            self = .file(URL(filePath: text))
            return
        }
        let words = parts[1].split(separator: " ").map(String.init)
        guard !words.isEmpty else { return nil }
        switch parts[0] {
        case "env": self = .environment(parts[1])
        case "credential": self = .credential(parts[1])
        default: self = .command(words)
        }
    }

    /// The identity, which opens with a passphrase from `prompt` where it is sealed to one.
    package func identity(asking prompt: Prompt = { _ in nil }) throws -> Identity {
        var text = try read()
        defer { text.wipe() }
        guard Self.isSealed(text) else { return try Identity(text: text.span, file: name) }
        guard var passphrase = prompt(name) else { throw VaultError.identity(source: name, .needsPassphrase) }
        defer { passphrase.wipe() }
        var opened: [UInt8] = []
        opened.reserveCapacity(SecretFile.maximumLength)
        defer { opened.wipe() }
        if text.starts(with: PEMBlock.sealedKey.utf8) {
            guard let key = SM2Key(privateKey: text.span, passphrase: passphrase) else {
                throw VaultError.identity(source: name, .wrongPassphrase)
            }
            opened = try key.privatePEM
            return try Identity(text: opened.span, file: name)
        }
        do {
            let key = Identity(passphrase: passphrase.span)
            if text.starts(with: SealProfile.age.version.utf8) {
                var source = ByteReader(text)
                try Sealing.decrypt(from: &source, with: key) { opened.append($0) }
            } else {
                var source = ArmorReader(ByteReader(text))
                try Sealing.decrypt(from: &source, with: key) { opened.append($0) }
            }
        } catch VaultError.noMatchingIdentity {
            throw VaultError.identity(source: name, .wrongPassphrase)
        }
        return try Identity(text: opened.span, file: name)
    }

    /// What errors call it; never what was in it.
    package var name: String {
        switch self {
        case .file(let url): url.lastPathComponent
        case .environment(let name): "env:\(name)"
        case .credential(let name): "credential:\(name)"
        case .command(let words): "command:\(words[0])"
        }
    }

    private static func isSealed(_ text: [UInt8]) -> Bool {
        [SealProfile.age.version, "-----BEGIN AGE ENCRYPTED FILE-----", PEMBlock.sealedKey]
            .contains { text.starts(with: $0.utf8) }
    }

    private func read() throws -> [UInt8] {
        switch self {
        case .file(let url): return try SecretFile.read(url)
        case .environment(let variable):
            guard let text = ProcessInfo.processInfo.environment[variable], !text.isEmpty else {
                throw VaultError.identity(source: name, .notSet)
            }
            return Array(text.utf8)
        case .credential(let file):
            guard let folder = ProcessInfo.processInfo.environment["CREDENTIALS_DIRECTORY"], !file.contains("/") else {
                throw VaultError.identity(source: name, .notSet)
            }
            return try SecretFile.read(URL(filePath: folder).appending(component: file))
        case .command(let words): return try output(of: words)
        }
    }

    private func output(of words: [String]) throws -> [UInt8] {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = words
        process.standardInput = FileHandle.nullDevice
        let pipe = Pipe()
        process.standardOutput = pipe
        do {
            try process.run()
        } catch {
            throw VaultError.identity(source: name, .commandFailed)
        }
        // A pipe holds as much as an identity may have; a program that prints more is stopped by its full pipe.
        let data = try pipe.fileHandleForReading.read(upToCount: SecretFile.maximumLength)
        try pipe.fileHandleForReading.close()
        process.waitUntilExit()
        guard process.terminationStatus == 0, let data else { throw VaultError.identity(source: name, .commandFailed) }
        return [UInt8](data)
    }
}

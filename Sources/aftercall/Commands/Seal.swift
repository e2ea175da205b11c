import ArgumentParser
import Foundation
import Vault

struct Seal: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "seal",
        abstract: "Seal any file to recipients, as an age file or by the SM profile. Needs no workspace.",
        discussion: """
            Examples:
              aftercall seal --recipient age1… --output call.wav.age call.wav
              aftercall seal --recipients-file keys/compliance.recipients --output - call.wav > call.wav.age
              aftercall seal --recipient age1… --armor --output note.txt.age note.txt
              aftercall seal --profile sm --recipients-file sm2.pub.pem --output call.wav.sm call.wav
            """
    )

    @Option(help: "Whom to seal to, as age1…, 'ssh-ed25519 AAAA…' or sm2:…; may be given again.")
    var recipient: [Recipient] = []
    @Option(help: "A file of recipients, one a line; or an SM2 public key in PEM.") var recipientsFile: [String] = []
    @Option(help: "age, or sm: SM4, SM3 and SM2 in a format of our own (docs/sm.md); the recipients' keys have to fit.")
    var profile: SealProfile?
    @Flag(help: "As text that mail and chat carry.") var armor = false
    @Option(name: .shortAndLong, help: "The new file; - for standard output.") var output: String
    @Argument(help: "The file to seal.") var file: String

    func run() throws {
        var recipients = recipient
        for name in recipientsFile { recipients += try KeyRing.recipients(in: URL(filePath: name)) }
        guard let first = recipients.first else { throw ValidationError("say whom to seal to, with --recipient") }
        if let profile, !recipients.allSatisfy({ $0.profile == profile }) {
            throw ValidationError("the recipients' keys are not of the profile '\(profile.rawValue)'")
        }
        guard !armor || first.profile == .age else { throw ValidationError("the SM profile has no --armor") }
        try Output.write(to: output) { sink in
            let source = SealableFile(URL(filePath: file))
            guard armor else { return try Sealing.encrypt(source, to: recipients, into: sink) }
            var writer = ArmorWriter()
            try Sealing.encrypt(source, to: recipients) { try writer.write($0, into: sink) }
            try writer.finish(into: sink)
        }
    }
}

extension SealProfile: ExpressibleByArgument {}

struct Unseal: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unseal",
        abstract: "Open any age file, or one of the SM profile. Needs no workspace and enters nothing in an audit log.",
        discussion: """
            Examples:
              aftercall unseal --identity key.txt --output call.wav call.wav.age
              aftercall unseal --identity 'command:pass show aftercall/qa' --output call.wav call.wav.age
              cat vault/headers/F vault/F | aftercall unseal --identity key.txt --output call.wav -
            """
    )

    @OptionGroup var key: IdentityOption
    @Flag(help: "The file is sealed to a passphrase.") var passphrase = false
    @Option(name: .shortAndLong, help: "The new file, whole or not there; - for standard output.") var output: String
    @Argument(help: "The file to open; - for standard input.") var file: String

    func run() throws {
        let url = URL(filePath: file)
        let identity = try identity()
        try Output.write(to: output) { sink in
            if file == "-" {
                try Sealing.decryptStandardInput(with: identity, into: sink)
            } else if try GrowingFile.position(at: url) != nil {
                _ = try Sealing.decrypt(growingAt: url, with: identity, into: sink)
                Terminal.remark("the recorder was stopped before it finished that file; this is all of it")
            } else {
                try Sealing.decrypt(fileAt: url, with: identity, into: sink)
            }
        }
    }

    private func identity() throws -> Identity {
        guard passphrase else {
            guard let source = try key.source else { throw ValidationError("name the key with --identity") }
            return try source.identity(asking: IdentityOption.passphrase)
        }
        guard let secret = IdentityOption.passphrase(for: "the file") else {
            throw VaultError.identity(source: "the file", .needsPassphrase)
        }
        return Identity(passphrase: secret.span)
    }
}

/// A file that appears whole or not at all, or standard output.
enum Output {
    static func write(to name: String, _ body: ((Span<UInt8>) throws -> Void) throws -> Void) throws {
        guard name != "-" else {
            guard !Terminal.outputIsTerminal else { throw ValidationError("that is not for a terminal") }
            return try body { try Terminal.write($0) }
        }
        let file = try AtomicFile(at: URL(filePath: name))
        try body { try file.write($0) }
        try file.commit()
    }
}

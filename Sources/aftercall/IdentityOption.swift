import ArgumentParser
import Foundation
import Vault

/// Where the key comes from that opens something.
struct IdentityOption: ParsableArguments {
    @Option(
        help: """
            age identity, or SM2 key in PEM: a file (it may be sealed to a passphrase), env:NAME, credential:NAME (systemd) or \
            'command:PROGRAM ARG…'.
            """
    )
    var identity: String?

    var source: IdentitySource? {
        get throws {
            guard let identity else { return nil }
            guard let source = IdentitySource(identity) else {
                throw ValidationError("say what stands behind the colon of --identity")
            }
            return source
        }
    }

    /// The passphrase from the environment, else from the terminal.
    static func passphrase(for name: String) -> [UInt8]? {
        if let given = ProcessInfo.processInfo.environment["AFTERCALL_PASSPHRASE"] { return Array(given.utf8) }
        return Terminal.askSecret("\(Terminal.translate("Passphrase for \(name)")): ")
    }
}

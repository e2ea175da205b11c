import Foundation
import Testing
import Vault

@Suite struct `Webhook signatures` {
    private func key(_ text: String, mode: Int = 0o600) throws -> WebhookKey {
        let url = FileManager.default.temporaryDirectory.appending(path: "webhook-\(UUID().uuidString).secret")
        try Data(text.utf8).write(to: url)
        defer { try? FileManager.default.removeItem(at: url) }
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: url.path)
        return try WebhookKey(contentsOf: url)
    }

    /// The vector that the reference implementations of Standard Webhooks share.
    @Test(arguments: ["", "\n", "\r\n"])
    func `are those of Standard Webhooks`(_ ending: String) throws {
        let signature = try key("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw" + ending).signature(
            id: "msg_p5jXN8AQM9LWM0D4loKWxJek",
            timestamp: 1_614_265_330,
            body: Array(#"{"test": 2432232314}"#.utf8)
        )
        #expect(signature == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")
    }

    @Test(arguments: ["", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_c2hvcnQ=", "whsec_****"])
    func `need a key that is one`(_ text: String) {
        #expect(throws: VaultError.self) { try key(text) }
    }

    @Test func `need a key that nobody else can read`() {
        #expect(throws: VaultError.self) { try key("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", mode: 0o644) }
    }
}

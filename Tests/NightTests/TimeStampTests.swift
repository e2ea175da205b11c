import Foundation
import Night
import Testing
import Vault

/// `openssl ts -reply` behind a small server, gone when the test lets go of it.
private final class TestAuthority {
    let folder: URL
    private let child: Child
    let port: String

    var root: URL { folder.appending(path: "root.pem") }

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "tsa-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let script = repository.appending(path: "Tests/NightTests/tsa.py").path
        child = try Child(URL(filePath: "/usr/bin/python3"), [script, folder.path], in: folder, environment: [:])
        let file = folder.appending(path: "port")
        while child.process.isRunning, !FileManager.default.fileExists(atPath: file.path) { usleep(20_000) }
        port = try String(contentsOf: file, encoding: .utf8)
    }

    func address(_ path: String = "") -> String { "http://127.0.0.1:\(port)/\(path)" }

    deinit {
        // A child of a worker thread of these tests has SIGTERM blocked.
        kill(child.process.processIdentifier, SIGKILL)
        _ = try? child.wait()
        try? FileManager.default.removeItem(at: folder)
    }
}

private func canServe() -> Bool {
    ["/usr/bin/python3", "/usr/bin/openssl"].allSatisfy { FileManager.default.isExecutableFile(atPath: $0) }
}

@Suite(.enabled(if: canServe(), "skipped: python3 or openssl is not installed"))
struct `A checkpoint's time stamp` {
    private let authority: TestAuthority

    init() throws { authority = try TestAuthority() }

    /// A site after a night that the authority at `address` was asked in, and how that ended.
    private func night(asking address: String) throws -> (TestSite, Program.Result) {
        let site = try TestSite()
        let settings = try String(contentsOf: site.workspace.settings, encoding: .utf8)
        let lines = "audit:\n  tsa: \(address)\n  tsa-roots: \(authority.root.path)\n"
        try Data((settings + lines).utf8).write(to: site.workspace.settings)
        try site.drop(SampleDay.files().filter { ["Master.csv", "survey.csv"].contains($0.name) })
        return (site, try site.command("run"))
    }

    private func shell(_ command: String, in folder: URL) throws -> Program.Result {
        try Child(URL(filePath: "/bin/bash"), ["-c", command], in: folder, environment: [:]).wait()
    }

    private func stamps(_ site: TestSite) -> [String] { site.files().filter { $0.hasSuffix(".tsr") } }

    @Test func `is kept beside it, and stock openssl verifies it there and in the auditor's package`() throws {
        let (site, result) = try night(asking: authority.address())
        #expect(result.status == 0, "\(result.errors)")
        let stamp = try #require(stamps(site).first)
        let checkpoint = stamp.dropLast(".tsr".count)
        let verify = "openssl ts -verify -data \(checkpoint) -in \(stamp) -CAfile \(authority.root.path)"
        #expect(try shell(verify, in: site.workspace.home).text.contains("Verification: OK"))
        let verified = try site.command("audit", "verify")
        #expect(verified.status == 0)
        #expect(verified.text.contains("1 checkpoints have a time stamp, all proven"))

        #expect(try site.command("export", "--output", "package").status == 0)
        let package = site.folder.appending(path: "package")
        try FileManager.default.copyItem(at: authority.root, to: package.appending(path: "tsa-root.pem"))
        let guide = try shell("grep -m1 'openssl ts -verify' VERIFY.md | bash", in: package)
        #expect(guide.text.contains("Verification: OK"), "\(guide.errors)")
        #expect(try shell("sha256sum --strict -c SHA256SUMS", in: package).status == 0)

        var altered = try site.bytes(stamp)
        altered[altered.count - 5] ^= 1
        try Data(altered).write(to: site.workspace.home.appending(path: stamp))
        #expect(try site.command("audit", "verify").status == 4)
    }

    @Test func `that is no answer to this query is refused, and the night goes on`() throws {
        _ = try night(asking: authority.address())
        for path in ["tampered", "replayed"] {
            let (site, result) = try night(asking: authority.address(path))
            #expect(result.status == 3, "\(path)")
            #expect(result.errors.contains("has no time stamp"), "\(path): \(result.errors)")
            #expect(stamps(site) == [], "\(path)")
            #expect(try Snapshot(site).calls.count == 4)
            #expect(try site.auditReport().fault == nil)
        }
    }

    @Test func `may be missing: an authority that is down costs a warning and can be asked later`() throws {
        // Nobody listens on port 9 of this machine.
        let (site, result) = try night(asking: "http://127.0.0.1:9/")
        #expect(result.status == 3)
        #expect(result.errors.contains("did not answer"), "\(result.errors)")
        #expect(try Snapshot(site).calls.count == 4)
        #expect(try site.command("audit", "stamp").status == 69)
        let stamped = try site.command("audit", "stamp", "--tsa", authority.address())
        #expect(stamped.status == 0, "\(stamped.errors)")
        #expect(stamped.text.hasPrefix("the last checkpoint was there at 20"))
        #expect(stamps(site).count == 1)
        #expect(try site.command("audit", "verify").status == 0)
    }

    @Test func `of an authority whose root nobody trusts is refused`() throws {
        let (site, _) = try night(asking: "http://127.0.0.1:9/")
        let other = try TestAuthority()
        let result = try site.command("audit", "stamp", "--tsa", authority.address(), "--roots", other.root.path)
        #expect(result.status == 4)
        #expect(result.errors.contains("not by an authority that is trusted"), "\(result.errors)")
        #expect(stamps(site) == [])
    }
}

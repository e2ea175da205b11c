import Foundation
import Vault

private func cpu(_ work: () throws -> Void) rethrows -> Double {
    let start = cpuSeconds()
    try work()
    return cpuSeconds() - start
}

/// Hashing a file, and reading single seconds of a sealed recording of two hours, each from the closed file on.
func benchSealing(_ path: String) throws {
    let url = URL(filePath: path)
    let size = Double(try url.resourceValues(forKeys: [.fileSizeKey]).fileSize ?? 0)
    let hashing = try (0..<5).map { _ in try cpu { _ = try SHA256.hash(fileAt: url) } }.min() ?? 0
    print("SHA256.hash(fileAt:): \(Int(size / hashing / 1e6)) MB a CPU-s")

    let folder = FileManager.default.temporaryDirectory.appending(path: "bench-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let ring = KeyRing(folder: folder, secrets: folder)
    _ = try ring.generateMissing(at: Date())
    let vault = Vault(root: folder.appending(path: "vault"))
    // 16-bit PCM, two channels, 8 kHz.
    let second = 32_000
    let recipients = try ring.recipients(of: [.compliance, .escrow])
    let call = SealableBytes((0..<7200 * second).lazy.map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 13) })
    _ = try vault.seal(call, as: "call.age", to: recipients)
    let identity = try ring.identity(of: .compliance)
    var times: [Double] = []
    for index in 0..<500 {
        let start = index * 7919 % 7199 * second
        times.append(
            try cpu {
                var file = try vault.file("call.age", with: identity)
                _ = try file.read(start..<start + second)
            }
        )
    }
    times.sort()
    let shown = [times[250], times[495], times[499]].map { "\(Int(($0 * 1e6).rounded())) µs" }
    print("a second of a sealed call of two hours: median \(shown[0]), 99 % \(shown[1]), worst \(shown[2]) of CPU")
}

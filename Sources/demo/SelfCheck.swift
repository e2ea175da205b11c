import Foundation

/// What must be true after the night: every call is in the archive, and nothing is left in the clear.
struct SelfCheck {
    var workspace: URL
    var plan: DemoPlan
    /// Ids that `aftercall calls --format json` printed, by the switch's name of the call.
    var archived: String

    /// Says what is wrong; empty when all is well.
    func failures() throws -> [String] {
        var failures: [String] = []
        for call in plan.calls where !archived.contains(call.switchCallID) {
            failures.append("call \(call.label) is not in the archive")
        }
        let needles =
            plan.calls.flatMap { call in
                call.secrets.flatMap { secret in
                    [("call \(call.label)", Data(secret.utf8)), ("call \(call.label) in UTF-16", utf16(secret))]
                }
            } + [("audio", Data("WAVEfmt ".utf8)), ("an age identity", Data("AGE-SECRET-KEY-".utf8))]
        for file in try files() {
            let bytes = try Data(contentsOf: file, options: .alwaysMapped)
            let path = file.path.dropFirst(workspace.path.count + 1)
            for (what, needle) in needles where bytes.range(of: needle) != nil {
                failures.append("\(path) holds data of \(what) in the clear")
            }
        }
        return failures
    }

    private func files() throws -> [URL] {
        guard
            let all = FileManager.default.enumerator(at: workspace, includingPropertiesForKeys: [.isRegularFileKey])
        else { return [] }
        return try all.compactMap { $0 as? URL }
            .filter { try $0.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true }
    }

    private func utf16(_ text: String) -> Data {
        Data(text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })
    }
}

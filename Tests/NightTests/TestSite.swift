import Archive
import Calls
import Foundation
import Night
import Vault

/// The repository's root.
let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

/// A workspace of its own for one test, gone when the test lets go of it.
final class TestSite: Sendable {
    /// Holds the workspace `data` and its secrets.
    let folder: URL
    let workspace: Workspace

    init(_ profile: SealProfile = .age) throws {
        folder = Self.place
        workspace = Workspace(home: folder.appending(path: "data", directoryHint: .isDirectory))
        _ = try workspace.initialise(
            siteName: "Test site",
            timeZone: "Asia/Shanghai",
            language: .en,
            secrets: nil,
            packs: repository.appending(path: "rules"),
            sealing: profile,
            at: Date(timeIntervalSince1970: 1_740_900_000)
        )
    }

    /// The same site again, keys and all.
    init(copyOf site: TestSite) throws {
        folder = Self.place
        workspace = Workspace(home: folder.appending(path: "data", directoryHint: .isDirectory))
        try FileManager.default.copyItem(at: site.folder, to: folder)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    private static var place: URL {
        FileManager.default.temporaryDirectory.appending(
            path: "night-\(UUID().uuidString)",
            directoryHint: .isDirectory
        )
    }

    func drop(_ files: [DroppedFile]) throws {
        for file in files {
            let url = workspace.inbox.appending(path: file.name)
            try Data(file.bytes).write(to: url)
            // A recording without a CDR starts when it was last written.
            try FileManager.default.setAttributes(
                [.modificationDate: Date(timeIntervalSince1970: 1_740_967_200)],
                ofItemAtPath: url.path
            )
        }
    }

    @discardableResult
    func run(
        jobs: Int = 2,
        callsAtOnce: Int = RunOptions.mostCallsAtOnce,
        watch: @escaping @Sendable (RunEvent) -> Void = { _ in }
    ) async throws -> RunSummary {
        let options = RunOptions(jobs: jobs, program: Program.url, callsAtOnce: callsAtOnce)
        return try await Night.run(Site(workspace), options, watch: watch)
    }

    /// Runs the built command on this workspace.
    func command(_ arguments: String..., environment: [String: String] = ["TERM": "dumb"]) throws -> Program.Result {
        try command(arguments, environment: environment)
    }

    func command(_ arguments: [String], environment: [String: String] = ["TERM": "dumb"]) throws -> Program.Result {
        let environment = environment.merging(["AFTERCALL_HOME": workspace.home.path]) { given, _ in given }
        return try Program.run(arguments, in: folder, environment: environment)
    }

    func outcome(_ id: String) throws -> CallOutcome? {
        try CallID(id).flatMap { try Site(workspace, isReadOnly: true).archive.outcome(of: $0) }
    }

    /// The plaintext of a sealed copy, by the role's own identity.
    func plaintext(_ file: StoredFile) throws -> [UInt8] {
        try plaintext(file, of: Site(workspace, isReadOnly: true))
    }

    func plaintext(_ file: StoredFile, of site: Site) throws -> [UInt8] {
        let role: Role = file.kind == .original ? .compliance : .qa
        let identity = try site.identity(of: role, for: site.vault.profile(of: file.path))
        return try plaintext(file.path, of: site.vault, with: identity)
    }

    func plaintext(_ path: String, of vault: Vault, with identity: borrowing Identity) throws -> [UInt8] {
        var bytes: [UInt8] = []
        try vault.open(path, with: identity) { bytes += $0.bytes }
        return bytes
    }

    /// Paths of all files below the workspace, sorted.
    func files(under folder: URL? = nil) -> [String] {
        let root = folder ?? workspace.home
        let walk = FileManager.default.enumerator(atPath: root.path)
        var files: [String] = []
        while let path = walk?.nextObject() as? String {
            if walk?.fileAttributes?[.type] as? FileAttributeType == .typeRegular { files.append(path) }
        }
        return files.sorted()
    }

    func bytes(_ path: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: workspace.home.appending(path: path)))
    }

    func replace(in file: URL, _ text: String, with other: String) throws {
        let old = String(decoding: try Data(contentsOf: file), as: UTF8.self)
        try Data(old.replacing(text, with: other).utf8).write(to: file)
    }
}

/// A file as it is laid into the inbox.
struct DroppedFile {
    var name: String
    var bytes: [UInt8]

    init(_ name: String, _ bytes: [UInt8]) { (self.name, self.bytes) = (name, bytes) }

    init(_ name: String, text: String) { self.init(name, Array(text.utf8)) }
}

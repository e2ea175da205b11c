import Foundation

/// What ships beside the program: in `share/aftercall` where it is installed, or in the checkout it was built in.
enum ShippedFiles {
    /// The folder of the rule packs.
    static var rules: URL? {
        first("rules") { folder in
            let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
            return names?.contains { $0.hasSuffix(".yaml") } ?? false
        }
    }

    static var sparkEngine: URL? {
        first("spark/run.sh") { FileManager.default.isExecutableFile(atPath: $0.path) }
    }

    private static func first(_ name: String, where isThere: (URL) -> Bool) -> URL? {
        let program = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        let above = sequence(first: program.deletingLastPathComponent()) { folder in
            folder.path == "/" ? nil : folder.deletingLastPathComponent()
        }
        let places = above.flatMap { folder in
            ["share/aftercall", "contrib", "."].map { folder.appending(path: $0).appending(path: name) }
        }
        return places.first(where: isThere)
    }
}

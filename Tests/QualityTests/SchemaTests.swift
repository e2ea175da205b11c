import Foundation
import Quality
import Testing

@Suite struct `Schema of rule packs` {
    /// The validator of Debian's python3-jsonschema, which nobody here wrote, must take every pack that the reader takes.
    @Test func `admits every pack that ships and nothing misspelt`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "schema-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try ruleSchema().write(to: folder.appending(path: "schema.json"), atomically: true, encoding: .utf8)
        let pack = try String(contentsOf: rulesFolder.appending(path: "service-en.yaml"), encoding: .utf8)
        try pack.replacing("severity:", with: "severty:")
            .write(to: folder.appending(path: "bad.yaml"), atomically: true, encoding: .utf8)
        let checked = Process()
        checked.executableURL = URL(filePath: "/usr/bin/python3")
        checked.arguments =
            ["-c", program, folder.appending(path: "schema.json").path, folder.appending(path: "bad.yaml").path]
            + shippedPacks.map { rulesFolder.appending(path: $0).path }
        let output = Pipe()
        checked.standardOutput = output
        try checked.run()
        let printed = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        checked.waitUntilExit()
        guard !printed.hasPrefix("absent") else {
            print("skipped: python3-jsonschema and python3-yaml are not installed")
            return
        }
        #expect(printed == "bad\n" + String(repeating: "good\n", count: shippedPacks.count))
    }

    private let program = """
        import json, sys
        try:
            import jsonschema, yaml
        except ImportError:
            print("absent"); sys.exit()
        # As in the reader, a scalar that is no number or truth value is text: dates, too.
        class Loader(yaml.SafeLoader): pass
        Loader.yaml_implicit_resolvers = {
            first: [(tag, pattern) for tag, pattern in some if "timestamp" not in tag and "bool" not in tag]
            for first, some in yaml.SafeLoader.yaml_implicit_resolvers.items()
        }
        Loader.add_implicit_resolver("tag:yaml.org,2002:bool", __import__("re").compile("^(true|false)$"), list("tf"))
        validator = jsonschema.Draft202012Validator(json.load(open(sys.argv[1])))
        for path in sys.argv[2:]:
            errors = list(validator.iter_errors(yaml.load(open(path), Loader)))
            print("bad" if errors else "good")
        """
}

import Foundation

/// Makes a day of calls for `make demo`, and checks afterwards what became of them.
@main
enum Demo {
    static func main() throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        switch (arguments.first, arguments.dropFirst().map { URL(filePath: $0) }) {
        case ("compose", let paths) where paths.count == 1:
            let epoch = Int(Date().timeIntervalSince1970)
            let composition = Composition(folder: paths[0], plan: DemoPlan(seed: 20_26_11, epoch: epoch))
            try composition.write()
            print("\(composition.plan.calls.count)")
        case ("switch", let paths) where paths.count == 2:
            try SwitchRecords(folder: paths[0], inbox: paths[1], plan: plan(in: paths[0])).write()
        case ("check", let paths) where paths.count == 2:
            try check(folder: paths[0], workspace: paths[1])
        default:
            FileHandle.standardError.write(Data(usage.utf8))
            exit(64)
        }
    }

    private static let usage = """
        usage: demo compose FOLDER             make sounds, captures and SIPp scenarios
               demo switch FOLDER INBOX        lay the switch's CDRs, surveys and transcripts into the inbox
               demo check FOLDER WORKSPACE     read the archive's call ids on standard input and check the workspace

        """

    private static func plan(in folder: URL) throws -> DemoPlan {
        try JSONDecoder().decode(DemoPlan.self, from: Data(contentsOf: folder.appending(path: "plan.json")))
    }

    private static func check(folder: URL, workspace: URL) throws {
        let archived = String(decoding: FileHandle.standardInput.readDataToEndOfFile(), as: UTF8.self)
        let check = SelfCheck(workspace: workspace.standardizedFileURL, plan: try plan(in: folder), archived: archived)
        let failures = try check.failures()
        for failure in failures { FileHandle.standardError.write(Data("self-check: \(failure)\n".utf8)) }
        guard failures.isEmpty else { exit(1) }
        print("self-check: all \(check.plan.calls.count) calls are in the archive, and nothing is left in the clear")
    }
}

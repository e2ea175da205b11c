import ArgumentParser
import Foundation
import Night

/// Where the workspace is: `--home`, else `AFTERCALL_HOME`, else `./aftercall-data`.
struct WorkspaceOptions: ParsableArguments {
    @Option(name: .long, help: "The workspace folder (default: $AFTERCALL_HOME, else ./aftercall-data).")
    var home: String?

    var workspace: Workspace {
        let path = home ?? ProcessInfo.processInfo.environment["AFTERCALL_HOME"] ?? "aftercall-data"
        return Workspace(home: URL(filePath: path, directoryHint: .isDirectory))
    }
}

/// How a table is printed.
enum TableFormat: String, ExpressibleByArgument, CaseIterable {
    case table, csv, json
}

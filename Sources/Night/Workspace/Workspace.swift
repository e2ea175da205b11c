package import Foundation

/// The one folder that holds everything of a site; where each thing lies in it.
package struct Workspace: Hashable, Sendable {
    package let home: URL

    package init(home: URL) { self.home = home.standardizedFileURL }

    package var settings: URL { home.appending(path: "aftercall.yaml") }
    package var retentionPolicy: URL { home.appending(path: "retention.yaml") }
    package var rules: URL { home.appending(path: "rules") }
    /// CDRs, recordings, transcripts and surveys land here, renamed into place.
    package var inbox: URL { home.appending(path: "inbox") }
    /// Where the recorder writes calls that are still running.
    package var spool: URL { home.appending(path: "spool") }
    package var archive: URL { home.appending(path: "archive.sqlite") }
    package var vault: URL { home.appending(path: "vault") }
    package var keys: URL { home.appending(path: "keys") }
    package var audit: URL { home.appending(path: "audit") }
    /// Where workers seal to while a night runs.
    package var work: URL { home.appending(path: ".work") }
    package var quarantine: URL { home.appending(path: "quarantine") }
    package var reports: URL { home.appending(path: "reports") }
    package var exports: URL { home.appending(path: "exports") }
    package var lock: URL { home.appending(path: ".lock") }

    /// The path of a file that the settings name: below the workspace or absolute.
    package func path(of name: String) -> String {
        URL(filePath: name, relativeTo: home).standardizedFileURL.path(percentEncoded: false)
    }

    package var folders: [URL] { [inbox, spool, vault, keys, audit, quarantine, reports, rules] }

    package var exists: Bool { FileManager.default.fileExists(atPath: settings.path) }
}

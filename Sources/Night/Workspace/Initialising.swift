import Archive
package import Foundation
package import Vault

extension Workspace {
    /// Makes a workspace with settings, a retention policy, rule packs and keys; touches nothing that is there.
    ///
    /// - Returns: the files that were made, for people.
    /// - Throws: `NightError.workspaceExists` where there are settings already.
    package func initialise(
        siteName: String,
        timeZone: String,
        language: Settings.Language,
        secrets: String?,
        packs: URL?,
        sealing profile: SealProfile = .age,
        at time: Date
    ) throws -> [String] {
        guard !exists else { throw NightError.workspaceExists(path: home.path) }
        guard TimeZone(identifier: timeZone) != nil else { throw NightError.unknownTimeZone(timeZone) }
        let secrets = secrets ?? "../\(home.lastPathComponent)-secrets"
        for folder in folders {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        }
        var made = try copyPacks(from: packs)
        let secretsFolder = URL(filePath: secrets, directoryHint: .isDirectory, relativeTo: home).standardizedFileURL
        try FileManager.default.createDirectory(
            at: secretsFolder,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        let keys = KeyRing(folder: keys, secrets: secretsFolder, profile: profile)
        made += try keys.generateMissing(at: time).map { "key \($0)" }
        _ = try Archive(path: archive.path)
        let policy = Array(Self.retentionPolicyText.utf8)
        try AtomicFile.write(policy.span, to: retentionPolicy)
        // Last, because a workspace is there when its settings are.
        var text = Self.settingsText(siteName: siteName, timeZone: timeZone, language: language, secrets: secrets)
        if profile == .sm { text += Self.smSettingsText }
        try AtomicFile.write(Array(text.utf8).span, to: settings)
        return made + [retentionPolicy.lastPathComponent, settings.lastPathComponent]
    }

    /// Copies the packs of a folder, which are then in force, and those in its folders, which settings can put in force.
    private func copyPacks(from packs: URL?) throws -> [String] {
        guard let packs = packs?.resolvingSymlinksInPath() else { return [] }
        let names = try FileManager.default.subpathsOfDirectory(atPath: packs.path)
            .filter { $0.hasSuffix(".yaml") }
            .sorted()
        for name in names {
            let copy = rules.appending(path: name)
            guard !FileManager.default.fileExists(atPath: copy.path) else { continue }
            try FileManager.default.createDirectory(
                at: copy.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try FileManager.default.copyItem(at: packs.appending(path: name), to: copy)
        }
        return names.map { "rules/\($0)" }
    }

    private static func settingsText(
        siteName: String,
        timeZone: String,
        language: Settings.Language,
        secrets: String
    ) -> String {
        """
        # Settings of this Aftercall workspace. Unknown keys are errors; 'aftercall doctor' checks everything.
        site:
          name: \(quoted(siteName))
          time-zone: \(timeZone)
          language: \(language.rawValue)        # of the nightly report: en or zh

        # Identities and the keys the night needs. In production, keep the identities on another machine.
        secrets: \(quoted(secrets))

        record:
          sip: ["udp:127.0.0.1:5060", "tcp:127.0.0.1:5060"]
          rtp-ports: 20000-29999
          # agents: ["8*"]         # user parts of agents; without it the second party of a recording is the agent

        cdr:
          extension-digits: 5      # numbers of at most so many digits are extensions of the centre
          # time-zone: \(timeZone)
          # mappings: [mappings/other-system.yaml]

        rules: [rules]             # packs, or folders of packs; some trades have theirs in rules/sectors

        report:
          answer-rate-target: 0.85
          service-level-target: 0.80
          service-level-threshold: 20s
          short-abandon: 5s

        retention:
          apply: manual            # nightly: the run itself destroys what retention.yaml says must go

        """
    }

    private static let smSettingsText = """

        # SM2, SM4 and SM3 (docs/sm.md) instead of age.
        seal:
          profile: sm

        """

    /// A YAML double-quoted scalar.
    private static func quoted(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }

    private static let retentionPolicyText = """
        # How long calls are kept. Every rule that applies counts: the latest 'keep' outranks the earliest 'destroy',
        # and a legal hold outranks both. Periods: 30d, 6mo, 5y, from the end of the call.
        rules:
          - id: site-ceiling
            destroy: 2y
            basis: site policy; set it to the shortest time your purpose needs (PIPL art. 19, GDPR art. 5(1)(e))
          - id: outbound-30-days
            direction: outbound
            keep: 30d
            basis: MIIT notice on call-centre business, 2020-06, by a news report; check before you rely on it
            source: http://www.tmtdoc.com/news/d15521.html
            checked: 2026-11-30

        """
}

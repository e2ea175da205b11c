package import Archive
import CDR
import Calls
package import Foundation
import Masking
package import Quality
import Report
package import Retention
import Signal
import Speech
import StrictYAML
package import Vault

/// A workspace with its settings read and its doors open.
package struct Site: Sendable {
    package let workspace: Workspace
    package let settings: Settings
    package let archive: Archive
    package let vault: Vault
    package let keys: KeyRing
    package let audit: AuditLog

    /// Reads and checks `aftercall.yaml` and opens the archive.
    ///
    /// - Throws: `NightError.noWorkspace`, `YAMLError`, or what the archive and the keys throw.
    package init(_ workspace: Workspace, isReadOnly: Bool = false) throws {
        guard workspace.exists else { throw NightError.noWorkspace(path: workspace.home.path) }
        self.workspace = workspace
        settings = try Settings(of: workspace)
        archive = try Archive(path: workspace.archive.path, isReadOnly: isReadOnly)
        vault = Vault(root: workspace.vault)
        keys = workspace.keyRing(settings)
        audit = AuditLog(folder: workspace.audit)
    }

    static func secrets(_ settings: Settings, _ workspace: Workspace) -> URL {
        URL(filePath: settings.secrets, directoryHint: .isDirectory, relativeTo: workspace.home).standardizedFileURL
    }

    /// The rules by which calls are kept and destroyed; none where there is no `retention.yaml`.
    package func retentionPolicy() throws -> RetentionPolicy {
        guard FileManager.default.fileExists(atPath: workspace.retentionPolicy.path) else {
            return RetentionPolicy(rules: [])
        }
        return try RetentionPolicy(
            yaml: [UInt8](try Data(contentsOf: workspace.retentionPolicy)),
            file: workspace.retentionPolicy.lastPathComponent
        )
    }

    /// The rule packs in force: every YAML file that the settings name, or that lies in a folder they name.
    package func rulePacks() throws -> [RulePack] {
        try settings.rules.flatMap { path in
            try RulePack.all(at: URL(filePath: path, relativeTo: workspace.home))
        }
    }

    /// Endings of the names of recordings without a header.
    var headerlessEndings: Set<String> { Set(settings.listening.headerless.keys) }

    func mappings() throws -> [CDRMapping] {
        try settings.records.mappings.map { path in
            let url = URL(filePath: path, relativeTo: workspace.home)
            return try CDRMapping(
                yaml: [UInt8](try Data(contentsOf: url)),
                file: url.lastPathComponent,
                siteZone: settings.site.timeZone
            )
        }
    }

    /// How personal data is masked: a preset's name or a file below the workspace.
    func maskingPolicy() throws -> MaskingPolicy {
        try MaskingPolicy(named: settings.masking) { path in
            [UInt8](try Data(contentsOf: URL(filePath: path, relativeTo: workspace.home)))
        }
    }

    private static func hash(_ policy: MaskingPolicy) throws -> String {
        var hash = try SHA256()
        try hash.update(Array(policy.canonicalText.utf8).span)
        return try hash.finish().hex
    }

    /// The rules in force, weighed by the site's scorecard.
    func ruleSet() throws -> RuleSet { ruleSet(of: try rulePacks()) }

    /// Those packs as this site would judge by them.
    func ruleSet(of packs: [RulePack]) -> RuleSet {
        RuleSet(packs, zone: settings.site.timeZone, scorecard: settings.scorecard)
    }

    /// The tools of the night, with the site's keys and rules.
    package func tools() throws -> CallTools {
        let pseudonymiser = try keys.pseudonymiser()
        var policy = try maskingPolicy()
        policy.homeCountry = settings.site.countryCode
        policy.serviceNumbers = Set(settings.records.serviceNumbers)
        var tools = CallTools(
            rules: try ruleSet(),
            masker: Masker(policy: policy, policyHash: try Self.hash(policy)) { type, value in
                // Only memory exhaustion makes an HMAC fail; a token that joins with nothing is then the safe answer.
                (try? pseudonymiser.token(for: value, purpose: type)) ?? "P-UNKNOWN"
            },
            recogniser: try recogniser(),
            preset: Preset(named: settings.listening.preset) ?? .default,
            language: settings.speech.language,
            titles: settings.site.language.rawValue
        )
        tools.nightKey = nightKey()
        tools.headerless = settings.listening.headerless
        return tools
    }
}

extension Workspace {
    /// The keys by which the settings say that things are sealed.
    func keyRing(_ settings: Settings) -> KeyRing {
        KeyRing(folder: keys, secrets: Site.secrets(settings, self), profile: settings.sealProfile)
    }
}

extension RulePack {
    /// The pack in a file, or all packs of a folder in order of their names.
    package static func all(at url: URL) throws -> [RulePack] {
        // Listed as it stands, a link to a folder is empty.
        let url = url.resolvingSymlinksInPath()
        var isFolder = ObjCBool(false)
        guard unsafe FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder) else {
            throw NightError.cannotRead(path: url.path)
        }
        let files =
            isFolder.boolValue
            ? try FileManager.default.contentsOfDirectory(at: url, includingPropertiesForKeys: nil)
                .filter { ["yaml", "yml"].contains($0.pathExtension) }
                .sorted { $0.lastPathComponent < $1.lastPathComponent }
            : [url]
        return try files.map { try RulePack([UInt8](try Data(contentsOf: $0)), file: $0.lastPathComponent) }
    }
}

extension Settings {
    /// Reads the workspace's settings alone.
    package init(of workspace: Workspace) throws {
        guard workspace.exists else { throw NightError.noWorkspace(path: workspace.home.path) }
        try self.init(
            yaml: [UInt8](try Data(contentsOf: workspace.settings)),
            file: workspace.settings.lastPathComponent
        )
    }
}

extension Site {
    /// The engine that the settings name; nil for none.
    func recogniser() throws -> (any Recogniser)? {
        let speech = settings.speech
        switch speech.engine {
        case .none: return nil
        case .command: return CommandRecogniser(command: speech.command, timeLimit: .milliseconds(speech.timeLimit))
        case .local:
            let model = speech.model.map { URL(filePath: $0, relativeTo: workspace.home).path }
            return LocalRecogniser(folder: URL(filePath: speech.library, relativeTo: workspace.home).path, model: model)
        case .http:
            let settings = HTTPRecogniser.Settings(
                url: speech.url,
                model: speech.model ?? "whisper-1",
                token: try speechToken(),
                timeLimit: speech.timeLimit,
                attempts: speech.attempts
            )
            return HTTPRecogniser(settings)
        }
    }

    /// From the file or the variable that the settings name; the token itself never stands in the settings.
    private func speechToken() throws -> String? {
        if let file = settings.speech.tokenFile {
            let url = URL(filePath: file, relativeTo: workspace.home)
            guard let text = try? String(contentsOf: url, encoding: .utf8) else {
                throw NightError.cannotRead(path: url.path)
            }
            return text.trimmingCharacters(in: .whitespacesAndNewlines)
        }
        return settings.speech.tokenVariable.flatMap { ProcessInfo.processInfo.environment[$0] }
    }
}

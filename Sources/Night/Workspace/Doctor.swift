import Archive
import Calls
import Foundation
import Quality
import Retention
import Speech
import StrictYAML
import Vault

/// One thing that was looked at.
package struct Diagnosis: Hashable, Sendable, Codable {
    package enum State: String, Sendable, Codable { case good, warning, bad }

    package var subject: String
    package var state: State
    package var finding: String
    /// What to do; nil where nothing need be done.
    package var mend: String?
}

/// Looks at everything that could keep tonight's run from going well, and changes nothing.
package struct Doctor: Sendable {
    let workspace: Workspace

    package init(_ workspace: Workspace) { self.workspace = workspace }

    package func examine() -> [Diagnosis] {
        guard workspace.exists else {
            return [bad("workspace", "there is none at \(workspace.home.path)", mend: "run 'aftercall init'")]
        }
        let site: Site
        do {
            site = try Site(workspace, isReadOnly: true)
        } catch let error as YAMLError {
            return [bad("settings", error.description, mend: error.hint ?? "correct that line")]
        } catch {
            return [
                bad("workspace", "it cannot be opened: \(error)", mend: "check its permissions and 'aftercall.yaml'")
            ]
        }
        return [good("settings", "aftercall.yaml is sound"), archive(site), rules(site), policy(site)]
            + keys(site) + [audit(site), speech(site), disk(), clock(site), inbox()]
    }

    private func archive(_ site: Site) -> Diagnosis {
        let problems = (try? site.archive.integrityProblems()) ?? ["it cannot be read"]
        return problems.isEmpty
            ? good("archive", "SQLite finds it sound")
            : bad("archive", problems[0], mend: "restore the last backup of archive.sqlite")
    }

    private func rules(_ site: Site) -> Diagnosis {
        do {
            let packs = try site.rulePacks()
            guard !packs.isEmpty else {
                return warning("rules", "no rule packs: calls get no score", mend: "put packs into rules/")
            }
            let failing = packs.flatMap { $0.runTests() }.filter { !$0.passed }
            if failing.isEmpty, let trouble = trouble(with: site.settings.scorecard, packs) { return trouble }
            return failing.isEmpty
                ? good("rules", "\(packs.count) packs, \(packs.reduce(0) { $0 + $1.rules.count }) rules, tests pass")
                : bad("rules", "\(failing.count) rule tests fail", mend: "run 'aftercall rules test'")
        } catch let error as YAMLError {
            return bad("rules", error.description, mend: error.hint ?? "correct that line")
        } catch {
            return bad("rules", "the packs cannot be read", mend: "check 'rules' in aftercall.yaml")
        }
    }

    /// Sections without a rule, and rules that count for nothing because no section names them.
    private func trouble(with scorecard: Scorecard?, _ packs: [RulePack]) -> Diagnosis? {
        guard let scorecard else { return nil }
        let rules = packs.flatMap { pack in pack.rules.map { (name: "\(pack.id)/\($0.id)", weight: $0.weight) } }
        if let empty = scorecard.sections.first(where: { section in !rules.contains { section.holds($0.name) } }) {
            return warning("rules", "no rule in section '\(empty.name)'", mend: "correct 'scorecard' in aftercall.yaml")
        }
        let left = rules.filter { $0.weight > 0 && scorecard.section(of: $0.name) == nil }
        guard let first = left.first else { return nil }
        let what = "\(left.count) rules in no section take no points, as \(first.name)"
        return warning("rules", what, mend: "add them to 'scorecard' in aftercall.yaml, or leave them so on purpose")
    }

    private func policy(_ site: Site) -> Diagnosis {
        do {
            let policy = try site.retentionPolicy()
            return policy.rules.isEmpty
                ? warning("retention", "no rules: nothing is ever destroyed", mend: "write retention.yaml")
                : good("retention", "\(policy.rules.count) rules")
        } catch let error as YAMLError {
            return bad("retention", error.description, mend: error.hint ?? "correct that line")
        } catch {
            return bad("retention", "retention.yaml cannot be read", mend: "check its permissions")
        }
    }

    private func keys(_ site: Site) -> [Diagnosis] {
        var found: [Diagnosis] = []
        do {
            _ = try site.recipients(of: .original)
            _ = try site.recipients(of: .masked)
            let finding =
                site.keys.profile == .age
                ? "recordings can be sealed to compliance, QA and escrow"
                : "recordings can be sealed to compliance, QA and escrow by SM2, SM4 and SM3, in no certified module"
            found.append(good("keys", finding))
        } catch {
            found.append(bad("keys", "recipients are missing", mend: "run 'aftercall keys generate'"))
        }
        do {
            _ = try site.keys.pseudonymiser()
            _ = try site.keys.signingKey()
            found.append(good("secrets", "the pseudonym key and the signing key can be read"))
        } catch VaultError.exposed(let file, _) {
            found.append(bad("secrets", "others can read \(file)", mend: "chmod 600 \(file)"))
        } catch {
            found.append(bad("secrets", "a key is missing in \(site.keys.secrets.path)", mend: "see 'aftercall keys'"))
        }
        if site.settings.record.seal == .live { found.append(liveSeal(site)) }
        if site.keys.secrets.path.hasPrefix(workspace.home.path + "/") {
            found.append(
                warning(
                    "secrets",
                    "they lie inside the workspace",
                    mend: "move them out and set 'secrets' in aftercall.yaml"
                )
            )
        }
        return found
    }

    /// Recordings that are sealed as they are said have to open again in the night.
    private func liveSeal(_ site: Site) -> Diagnosis {
        let subject = "record.seal"
        guard let recipients = try? workspace.liveRecipients(site.settings) else {
            return bad(subject, "the recorder has no key to seal to", mend: "run 'aftercall keys generate'")
        }
        do {
            let identity = try site.identity(of: .night)
            guard try identity.recipients.contains(where: recipients.contains) else {
                return bad(
                    subject,
                    "the night's identity is not one of night.recipients",
                    mend: "name the right one under 'identities' in aftercall.yaml"
                )
            }
            return good(subject, "what the recorder seals to the night and to escrow, this machine opens")
        } catch {
            return bad(
                subject,
                "recordings are sealed, and this machine cannot open them in the night: \(error)",
                mend: "set 'identities: night' in aftercall.yaml, or bring the identity back"
            )
        }
    }

    private func audit(_ site: Site) -> Diagnosis {
        guard let key = try? site.keys.verificationKey(), let report = try? site.audit.verify(with: key) else {
            return bad("audit log", "it cannot be read", mend: "run 'aftercall audit verify'")
        }
        return report.fault == nil
            ? good("audit log", "\(report.events) events, \(report.checkpoints) signed checkpoints")
            : bad("audit log", "it does not verify", mend: "run 'aftercall audit verify'")
    }

    private func speech(_ site: Site) -> Diagnosis {
        let mend = "run 'make speech', or correct 'speech' in aftercall.yaml"
        do {
            switch try site.recogniser() {
            case nil:
                return warning(
                    "speech",
                    "no recogniser: only calls with a transcript have words",
                    mend: "run 'make speech'"
                )
            case let local as LocalRecogniser:
                if let problem = local.problem() { return bad("speech", "\(problem)", mend: mend) }
            case let program as CommandRecogniser:
                let path = program.command.first ?? ""
                guard !path.contains("/") || FileManager.default.isExecutableFile(atPath: path) else {
                    return bad("speech", "\(path) cannot be run", mend: mend)
                }
            default: return good("speech", "a server is asked; whether it answers is seen in the night")
            }
            return good("speech", "the recogniser is there")
        } catch {
            return bad("speech", "the token of the server cannot be read", mend: mend)
        }
    }

    private func disk() -> Diagnosis {
        let values = try? workspace.home.resourceValues(forKeys: [.volumeAvailableCapacityKey])
        guard let free = values?.volumeAvailableCapacity else {
            return warning("disk", "its free space is not known", mend: "look with 'df -h'")
        }
        let gigabytes = Double(free) / 1e9
        let text = "\(gigabytes.formatted(.number.precision(.fractionLength(1)))) GB free"
        return gigabytes < 2 ? bad("disk", text, mend: "free some space, or move the workspace") : good("disk", text)
    }

    private func clock(_ site: Site) -> Diagnosis {
        let now = Clock.now
        if let last = try? site.archive.lastStart(), last > now {
            return bad("clock", "the latest call lies in the future", mend: "set this machine's clock, or the switch's")
        }
        return good("clock", "\(site.day(of: now)) in \(site.settings.site.timeZone.identifier)")
    }

    private func inbox() -> Diagnosis {
        guard let inbox = try? FileManager.default.contentsOfDirectory(atPath: workspace.inbox.path) else {
            return bad("inbox", "it cannot be read", mend: "check its permissions")
        }
        let waiting = inbox.count { !$0.hasPrefix(".") }
        return good("inbox", waiting == 0 ? "empty" : "\(waiting) files wait for the next run")
    }

    private func good(_ subject: String, _ finding: String) -> Diagnosis {
        Diagnosis(subject: subject, state: .good, finding: finding)
    }

    private func warning(_ subject: String, _ finding: String, mend: String) -> Diagnosis {
        Diagnosis(subject: subject, state: .warning, finding: finding, mend: mend)
    }

    private func bad(_ subject: String, _ finding: String, mend: String) -> Diagnosis {
        Diagnosis(subject: subject, state: .bad, finding: finding, mend: mend)
    }
}

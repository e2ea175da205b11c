import Audio
import Calls
import Foundation
import HTTP
package import StrictYAML
import Vault

extension Settings {
    /// Reads `aftercall.yaml`.
    ///
    /// - Throws: `YAMLError` with the line, what is wrong there, and the nearest right key.
    package init(yaml bytes: [UInt8], file: String) throws(YAMLError) {
        let root = try YAMLValue.document(bytes, file: file)
            .mapping([
                "site", "secrets", "identities", "record", "cdr", "listening", "speech", "rules", "masking", "report",
                "retention", "watching", "dual-recording", "seal", "audit", "scorecard", "tickets",
            ])
        if let site = root["site"] { self.site = try Site(site) }
        if let secrets = root["secrets"] { self.secrets = try secrets.string() }
        if let identities = root["identities"] { self.identities = try identities.identities() }
        if let seal = root["seal"], let profile = try seal.mapping(["profile"])["profile"] {
            sealProfile = try profile.oneOf(SealProfile.self)
        }
        if let record = root["record"] { self.record = try Record(record) }
        if let records = root["cdr"] { self.records = try Records(records) }
        if let listening = root["listening"] { self.listening = try Listening(listening) }
        if let speech = root["speech"] { self.speech = try Speech(speech) }
        if let rules = root["rules"] { self.rules = try rules.strings() }
        if let masking = root["masking"] { self.masking = try masking.string() }
        if let report = root["report"] { self.report = try Report(report) }
        if let watching = root["watching"] { self.watching = try Watching(watching) }
        if let audit = root["audit"] { self.audit = try Audit(audit) }
        if let tickets = root["tickets"] { self.tickets = try Tickets(tickets) }
        if let scorecard = root["scorecard"] { self.scorecard = try Scorecard(scorecard) }
        if let dual = root["dual-recording"] { dualRecording = try DualRecording(dual) }
        if let retention = root["retention"] {
            let mapping = try retention.mapping(["apply", "approvals"])
            if let approvals = mapping["approvals"] { self.approvals = try approvals.int(in: 1...2) }
            if let apply = mapping["apply"] { disposal = try apply.oneOf(Disposal.self) }
        }
    }
}

extension Settings.Audit {
    fileprivate init(_ value: YAMLValue) throws(YAMLError) {
        let mapping = try value.mapping(["tsa", "tsa-roots"])
        if let roots = mapping["tsa-roots"] { self.roots = try roots.string() }
        guard let tsa = mapping["tsa"] else { return }
        let address = try tsa.string()
        guard URL(string: address)?.isOfServer == true else {
            throw tsa.error("not the address of a time-stamping authority", hint: "as in http://tsa.example/rfc3161")
        }
        authority = address
    }
}

extension Settings.Site {
    fileprivate init(_ value: YAMLValue) throws(YAMLError) {
        let mapping = try value.mapping(["name", "time-zone", "language", "country-code"])
        if let name = mapping["name"] { self.name = try name.string() }
        if let zone = mapping["time-zone"] { timeZone = try zone.timeZone() }
        if let language = mapping["language"] { self.language = try language.oneOf(Settings.Language.self) }
        if let code = mapping["country-code"] { countryCode = String(try code.int(in: 1...999)) }
    }
}

extension Settings.Record {
    fileprivate init(_ value: YAMLValue) throws(YAMLError) {
        let mapping = try value.mapping([
            "sip", "rtp-ports", "agents", "agent-side", "maximum-calls", "calls-per-peer", "allow",
            "srtp-keys-in-clear", "tls", "announcement", "tone", "survey", "seal",
        ])
        if let announcement = mapping["announcement"] { self.announcement = try announcement.string() }
        if let tone = mapping["tone"] { self.tone = try tone.milliseconds(in: 2000...600_000) }
        if let survey = mapping["survey"] { self.survey = try Survey(survey) }
        if let seal = mapping["seal"] { self.seal = try seal.oneOf(Seal.self) }
        if let sip = mapping["sip"] { listeners = try sip.strings() }
        if let ports = mapping["rtp-ports"] { rtpPorts = try ports.portRange() }
        if let agents = mapping["agents"] { self.agents = try agents.strings() }
        if let maximum = mapping["maximum-calls"] { maximumCalls = try maximum.int(in: 1...10_000) }
        if let side = mapping["agent-side"] { agentSide = try side.oneOf(AgentSide.self) }
        if let limit = mapping["calls-per-peer"] { callsPerPeer = try limit.int(in: 1...10_000) }
        if let allow = mapping["allow"] { allowed = try allow.strings() }
        if let allowed = mapping["srtp-keys-in-clear"] { allowsKeysInClear = try allowed.bool() }
        if let tls = mapping["tls"] { self.tls = try TLS(tls) }
    }
}

extension Settings.Record.Survey {
    fileprivate init(_ value: YAMLValue) throws(YAMLError) {
        let mapping = try value.mapping(["user", "question", "prompt", "patience"])
        guard let user = mapping["user"], let question = mapping["question"], let prompt = mapping["prompt"] else {
            throw value.error("a survey needs all three", hint: "give 'user', 'question' and 'prompt'")
        }
        self.user = try user.string()
        self.question = try question.oneOf(Question.self)
        self.prompt = try prompt.string()
        if let patience = mapping["patience"] { self.patience = try patience.milliseconds(in: 1000...120_000) }
    }
}

extension Settings.Record.TLS {
    fileprivate init(_ value: YAMLValue) throws(YAMLError) {
        let mapping = try value.mapping(["certificate", "key", "clients"])
        guard let certificate = mapping["certificate"], let key = mapping["key"] else {
            throw value.error("TLS needs a certificate and its key", hint: "give both 'certificate' and 'key'")
        }
        self.certificate = try certificate.string()
        self.key = try key.string()
        if let clients = mapping["clients"] { self.clients = try clients.string() }
    }
}

extension Settings.Records {
    fileprivate init(_ value: YAMLValue) throws(YAMLError) {
        let mapping = try value.mapping(["time-zone", "extension-digits", "service-numbers", "mappings"])
        if let zone = mapping["time-zone"] { timeZone = try zone.timeZone() }
        if let digits = mapping["extension-digits"] { extensionDigits = try digits.int(in: 1...15) }
        if let numbers = mapping["service-numbers"] { serviceNumbers = try numbers.strings() }
        if let mappings = mapping["mappings"] { self.mappings = try mappings.strings() }
    }
}

extension Settings.Listening {
    fileprivate init(_ value: YAMLValue) throws(YAMLError) {
        let mapping = try value.mapping(["preset", "headerless"])
        if let formats = try mapping["headerless"]?.mapping() {
            for ending in formats.keys {
                guard let value = formats[ending] else { continue }
                guard let format = HeaderlessFormat(try value.string()) else {
                    throw value.error("not the format of a file without a header", hint: HeaderlessFormat.syntax)
                }
                headerless[ending.lowercased()] = format
            }
        }
        if let preset = mapping["preset"] {
            self.preset = try preset.string()
            guard HeardFile.presets.contains(self.preset) else {
                throw preset.error("no such preset", hint: "choose one of \(HeardFile.presets.joined(separator: ", "))")
            }
        }
    }
}

extension Settings.Speech {
    fileprivate init(_ value: YAMLValue) throws(YAMLError) {
        let mapping = try value.mapping([
            "engine", "library", "model", "url", "token-file", "token-variable", "attempts", "command", "language",
            "time-limit",
        ])
        if let engine = mapping["engine"] { self.engine = try engine.oneOf(Engine.self) }
        if let library = mapping["library"] { self.library = try library.string() }
        if let model = mapping["model"] { self.model = try model.string() }
        if let url = mapping["url"] { self.url = try url.string() }
        if let file = mapping["token-file"] { tokenFile = try file.string() }
        if let variable = mapping["token-variable"] { tokenVariable = try variable.string() }
        if let attempts = mapping["attempts"] { self.attempts = try attempts.int(in: 1...20) }
        if let command = mapping["command"] { self.command = try command.strings() }
        if let language = mapping["language"] { self.language = try language.string() }
        if let limit = mapping["time-limit"] { timeLimit = try limit.milliseconds(in: 1000...86_400_000) }
        switch engine {
        case .command where command.isEmpty:
            throw value.error("the engine 'command' needs a command", hint: "add 'command: [program, argument, …]'")
        case .local where library.isEmpty:
            throw value.error("the engine 'local' needs its library", hint: "run 'make speech', which prints the lines")
        case .http where !url.hasPrefix("https://") && !url.hasPrefix("http://"):
            throw value.error("the engine 'http' needs a server", hint: "add 'url: https://…/v1/audio/transcriptions'")
        default: break
        }
    }
}

extension Settings.Report {
    fileprivate init(_ value: YAMLValue) throws(YAMLError) {
        let mapping = try value.mapping([
            "answer-rate-target", "service-level-target", "service-level-threshold", "short-abandon", "repeat-days",
            "teams",
        ])
        if let target = mapping["answer-rate-target"] { answerRateTarget = try target.double(in: 0...1) }
        if let target = mapping["service-level-target"] { serviceLevelTarget = try target.double(in: 0...1) }
        if let threshold = mapping["service-level-threshold"] {
            serviceLevelThreshold = try threshold.milliseconds(in: 1000...3_600_000) / 1000
        }
        if let short = mapping["short-abandon"] { shortAbandon = try short.milliseconds(in: 0...3_600_000) / 1000 }
        if let days = mapping["repeat-days"] { repeatDays = try days.int(in: 1...90) }
        guard let teams = try mapping["teams"]?.mapping() else { return }
        for team in teams.keys {
            for agent in try teams[team]?.strings() ?? [] { self.teams[agent] = team }
        }
    }
}

extension Scorecard {
    fileprivate init(_ value: YAMLValue) throws(YAMLError) {
        self.init(sections: [])
        for item in try value.sequence() {
            let mapping = try item.mapping(["section", "weight", "rules"])
            guard let name = mapping["section"], let weight = mapping["weight"], let rules = mapping["rules"] else {
                throw item.error("a section needs all three", hint: "give 'section', 'weight' and 'rules'")
            }
            let section = Section(
                name: try name.string(),
                weight: try weight.double(in: 0...1000),
                rules: try rules.strings()
            )
            guard !section.name.isEmpty, !sections.contains(where: { $0.name == section.name }) else {
                throw name.error("each section has a name of its own")
            }
            sections.append(section)
        }
        guard sections.contains(where: { $0.weight > 0 }) else {
            let example = "- {section: Opening, weight: 20, rules: [service-*/*]}"
            throw value.error("no section has a weight", hint: "as in '\(example)'")
        }
    }
}

extension Settings.Tickets {
    fileprivate init(_ value: YAMLValue) throws(YAMLError) {
        let mapping = try value.mapping(["webhook", "secret-file", "severity", "attempts"])
        guard let webhook = mapping["webhook"], let secret = mapping["secret-file"] else {
            throw value.error("a webhook needs an address and a secret", hint: "give 'webhook' and 'secret-file'")
        }
        self.webhook = try webhook.string()
        guard URL(string: try webhook.string())?.isOfServer == true else {
            throw webhook.error("not the address of a server", hint: "write it as in 'https://crm.example/aftercall'")
        }
        secretFile = try secret.string()
        if let severity = mapping["severity"] { self.severity = try severity.oneOf(Severity.self) }
        if let attempts = mapping["attempts"] { self.attempts = try attempts.int(in: 1...10) }
    }
}

extension Settings.DualRecording {
    fileprivate init(_ value: YAMLValue) throws(YAMLError) {
        let mapping = try value.mapping(["queues", "disclosures"])
        if let queues = mapping["queues"] { self.queues = try queues.strings() }
        if let disclosures = mapping["disclosures"] { self.disclosures = try disclosures.strings() }
    }
}

extension Settings.Watching {
    fileprivate init(_ value: YAMLValue) throws(YAMLError) {
        let mapping = try value.mapping(["metrics", "ping", "lineage"])
        if let metrics = mapping["metrics"] { self.metrics = try metrics.string() }
        if let lineage = mapping["lineage"] { self.lineage = try lineage.string() }
        if let ping = mapping["ping"] {
            self.ping = try ping.string()
            guard URL(string: try ping.string())?.isOfServer == true else {
                throw ping.error("not the address of a server", hint: "write it as in 'https://health.example/ping/ID'")
            }
        }
    }
}

extension YAMLValue {
    func strings() throws(YAMLError) -> [String] {
        var strings: [String] = []
        for value in try sequence() { strings.append(try value.string()) }
        return strings
    }

    /// Where each role's identity comes from.
    fileprivate func identities() throws(YAMLError) -> [Role: IdentitySource] {
        let mapping = try mapping(Role.allCases.map(\.rawValue))
        var identities: [Role: IdentitySource] = [:]
        for role in Role.allCases {
            guard let value = mapping[role.rawValue] else { continue }
            guard let source = IdentitySource(try value.string()) else {
                throw value.error("nothing stands behind the colon", hint: "as in 'credential:qa' or 'command:pass qa'")
            }
            identities[role] = source
        }
        return identities
    }

    func timeZone() throws(YAMLError) -> TimeZone {
        guard let zone = TimeZone(identifier: try string()) else {
            throw error("no such time zone", hint: "write it as in 'Asia/Shanghai', 'Europe/Berlin' or 'UTC'")
        }
        return zone
    }

    fileprivate func portRange() throws(YAMLError) -> ClosedRange<Int> {
        let bounds = try string().split(separator: "-").compactMap { Int($0) }
        guard bounds.count == 2, (1024...65_535).contains(bounds[0]), (bounds[0]...65_535).contains(bounds[1]) else {
            throw error("not a range of ports", hint: "write it as in '20000-29999'")
        }
        return bounds[0]...bounds[1]
    }
}

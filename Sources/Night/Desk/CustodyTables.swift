import Archive
package import Calls
package import Report
package import Retention
package import Vault

extension Table {
    /// Who opened what, and who took what away.
    init(access events: [AuditEvent]) {
        self.init(
            "access",
            columns: [
                .init("event", nil, .integer), .init("time", nil, .time), .init("actor"), .init("act"), .init("object"),
            ],
            rows: events.filter { [.opened, .exported, .keyExported].contains($0.entry.act) }.map { event in
                [
                    Cell(event.sequence), Cell(UTCTime(milliseconds: event.entry.time)), Cell(event.entry.actor),
                    Cell(event.entry.act.rawValue), Cell(event.entry.object),
                ]
            },
            primaryKey: ["event"]
        )
    }

    /// Events as people and programs read them.
    package init(events: [AuditEvent]) {
        self.init(
            "audit",
            columns: [
                .init("event", nil, .integer), .init("time", nil, .time), .init("actor"), .init("act"), .init("object"),
                .init("details"),
            ],
            rows: events.map { event in
                let details = event.entry.details.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
                return [
                    Cell(event.sequence), Cell(UTCTime(milliseconds: event.entry.time)), Cell(event.entry.actor),
                    Cell(event.entry.act.rawValue), Cell(event.entry.object), Cell(details.joined(separator: " ")),
                ]
            },
            primaryKey: ["event"]
        )
    }

    /// Legal holds, released ones too.
    package init(holds: [LegalHold]) {
        self.init(
            "holds",
            columns: [
                .init("hold", nil, .integer), .init("matter"), .init("reason"), .init("set_by"),
                .init("set_at", nil, .time), .init("scope"), .init("released_by"), .init("released_at", nil, .time),
            ],
            rows: holds.map { hold in
                [
                    Cell(hold.id), Cell(hold.matter), Cell(hold.reason), Cell(hold.setBy), Cell(hold.setAt),
                    Cell(hold.scope.text), Cell(hold.releasedBy), Cell(hold.releasedAt),
                ]
            },
            primaryKey: ["hold"]
        )
    }

    /// Certificates of destruction.
    init(disposals: [Disposal]) {
        self.init(
            "disposals",
            columns: [
                .init("call"), .init("at", nil, .time), .init("approved_by"), .init("rules"), .init("plan_sha256"),
                .init("files", nil, .integer), .init("sealed_sha256"), .init("method"),
            ],
            rows: disposals.map { disposal in
                [
                    Cell(disposal.call.description), Cell(disposal.at), Cell(disposal.actor),
                    Cell(disposal.rules.joined(separator: " ")), Cell(disposal.planSHA256),
                    Cell(disposal.objects.count),
                    Cell(disposal.objects.map(\.sealedSHA256).joined(separator: " ")),
                    Cell("header overwritten and unlinked, payload unlinked; opening fails"),
                ]
            },
            primaryKey: ["call"]
        )
    }

    /// What the policy says must exist and does not.
    package init(gaps: [RetentionGap]) {
        self.init(
            "assurance",
            columns: [
                .init("call_id"), .init("missing"), .init("start", nil, .time), .init("rules"),
                .init("keep_until", nil, .time),
            ],
            rows: gaps.map { gap in
                [
                    Cell(gap.call.description), Cell(gap.missing.rawValue), Cell(gap.start),
                    Cell(gap.rules.joined(separator: " ")),
                    gap.keepUntil.milliseconds == .max ? .missing : Cell(gap.keepUntil),
                ]
            },
            primaryKey: ["call_id", "missing"]
        )
    }

    /// The rules by which calls are kept and destroyed, with what they rest on.
    init(policy: RetentionPolicy) {
        self.init(
            "retention",
            columns: [
                .init("rule"), .init("keep"), .init("destroy"), .init("clock"), .init("class"), .init("jurisdiction"),
                .init("basis"), .init("source"), .init("checked"),
            ],
            rows: policy.rules.sorted { $0.id < $1.id }.map { rule in
                [
                    Cell(rule.id), Cell(rule.keep?.description), Cell(rule.destroy?.description),
                    Cell(rule.clock.description), Cell(rule.recordClass), Cell(rule.jurisdiction),
                    Cell(rule.basis.text), Cell(rule.basis.source), Cell(rule.basis.checked ?? "unverified"),
                ]
            },
            primaryKey: ["rule"]
        )
    }
}

extension LegalHold.Scope {
    /// The conditions in words.
    var text: String {
        let conditions = [
            calls.isEmpty ? nil : "calls " + calls.map(\.description).joined(separator: " "),
            customer.map { "customer \($0)" }, queue.map { "queue \($0)" }, agent.map { "agent \($0)" },
            since.map { "since \($0.milliseconds)" }, until.map { "until \($0.milliseconds)" },
        ].compactMap(\.self)
        return conditions.isEmpty ? "all calls" : conditions.joined(separator: ", ")
    }
}

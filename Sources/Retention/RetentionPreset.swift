import Calls

/// Rules that ship with the program: named laws, each with where it can be read and whether somebody compared the two.
///
/// They are a beginning and no legal advice. `keep` is what the law demands at least; none of them destroys anything but
/// where a law sets an end.
package enum RetentionPreset {
    package static let all: [RetentionRule] = china + europe + unitedStates

    package static func named(_ id: String) -> RetentionRule? { all.first { $0.id == id } }

    private static let china = [
        RetentionRule(
            id: "cn-pipl",
            destroy: .years(3),
            recordClass: "personal-information",
            jurisdiction: "CN",
            basis: RetentionBasis(
                "PIPL art. 19: the shortest time the purpose needs; 3 years is a guess to be replaced by your own",
                source: "https://github.com/LawRefBook/Laws (行政法/个人信息保护法)",
                checked: "2026-11-30"
            )
        ),
        RetentionRule(
            id: "cn-miit-outbound",
            direction: .outbound,
            keep: .days(30),
            recordClass: "recording",
            jurisdiction: "CN",
            basis: RetentionBasis(
                "MIIT notice on call-centre business (工信部 2020-06): recording, both numbers, time and consent, 30 days",
                source: "http://www.tmtdoc.com/news/d15521.html (news report)",
                checked: "2026-11-30"
            )
        ),
        RetentionRule(
            id: "cn-double-recording",
            keep: .months(6),
            clock: .event("product-end"),
            recordClass: "sales-recording",
            jurisdiction: "CN",
            basis: RetentionBasis(
                "银监办发〔2017〕110号 (双录): 6 months after the product ends; disputes until they are settled",
                source: "bank.hexun.com/2025-05-31/219341783.html (secondary); the order's article was not read"
            )
        ),
        RetentionRule(
            id: "cn-insurance-1y",
            keep: .years(5),
            clock: .event("policy-end"),
            recordClass: "sales-recording",
            jurisdiction: "CN",
            basis: RetentionBasis(
                "保险法 art. 87; 保监发〔2013〕40号 (人身保险电话销售): policies of up to a year, 5 years from their end",
                source: "m.ibooks.qq.com/read/1040457443/42; jjckb.xinhuanet.com/2013-05/05/content_442856.htm (news)",
                checked: "2026-11-30"
            )
        ),
        RetentionRule(
            id: "cn-insurance-long",
            keep: .years(10),
            clock: .event("policy-end"),
            recordClass: "sales-recording",
            jurisdiction: "CN",
            basis: RetentionBasis(
                "保险法 art. 87; 保监发〔2013〕40号 (人身保险电话销售): longer policies, 10 years from their end",
                source: "m.ibooks.qq.com/read/1040457443/42; jjckb.xinhuanet.com/2013-05/05/content_442856.htm (news)",
                checked: "2026-11-30"
            )
        ),
        RetentionRule(
            id: "cn-network-logs",
            keep: .days(184),
            recordClass: "network-log",
            jurisdiction: "CN",
            basis: RetentionBasis(
                "网络安全法 art. 21(3), since 2026 art. 23(3): network logs, 6 months, at most 184 days",
                source: "https://www.cac.gov.cn/2025-12/29/c_1768735112911946.htm",
                checked: "2026-11-22"
            )
        ),
    ]

    private static let europe = [
        RetentionRule(
            id: "eu-gdpr",
            destroy: .years(2),
            recordClass: "personal-data",
            jurisdiction: "EU",
            basis: RetentionBasis(
                "GDPR art. 5(1)(e): no longer than the purpose needs; 2 years is a guess to be replaced by your own",
                source: "https://guidelines.panelfit.eu/the-gdpr/main-principles/storage-limitation/description/",
                checked: "2026-11-30"
            )
        ),
        RetentionRule(
            id: "eu-mifid-2",
            keep: .years(5),
            recordClass: "client-order-call",
            jurisdiction: "EU",
            basis: RetentionBasis(
                "MiFID II art. 16(7): calls that lead or may lead to client orders, 5 years, 7 where the authority asks",
                source: "https://thetalake.com/regulations/mifid-ii/ (quotes the paragraph)",
                checked: "2026-11-30"
            )
        ),
        RetentionRule(
            id: "uk-fca-sysc-10a",
            keep: .years(5),
            recordClass: "client-order-call",
            jurisdiction: "UK",
            basis: RetentionBasis(
                "FCA SYSC 10A.1.15: 5 years, 7 where the FCA asks",
                source: "https://www.grip.globalrelay.com/rules/fca-sysc-10-a/ (secondary)",
                checked: "2026-11-30"
            )
        ),
    ]

    private static let unitedStates = [
        RetentionRule(
            id: "us-hipaa-documents",
            keep: .years(6),
            recordClass: "hipaa-documentation",
            jurisdiction: "US",
            basis: RetentionBasis(
                "45 CFR 164.316(b)(2)(i): policies, actions and assessments, 6 years; not recordings as such",
                source: "https://law.lawstack.com/cfr/45/164.316/",
                checked: "2026-11-30"
            )
        ),
        RetentionRule(
            id: "us-sec-17a-4",
            keep: .years(3),
            recordClass: "broker-communication",
            jurisdiction: "US",
            basis: RetentionBasis(
                "17 CFR 240.17a-4(b)(4): communications, 3 years, the first two easily accessible",
                source: "https://grip.globalrelay.com/rules/sea-1934-rule-17a-4/sea-1934-rule-17a4a-b (secondary)",
                checked: "2026-11-30"
            )
        ),
        RetentionRule(
            id: "us-tsr",
            keep: .years(5),
            recordClass: "call-detail-record",
            jurisdiction: "US",
            basis: RetentionBasis(
                "16 CFR 310.5 (2024): call detail records, scripts, consent, 5 years",
                source: "89 FR 26760; the eCFR text at https://github.com/MichalOpoka/ecfr",
                checked: "2026-11-30"
            )
        ),
        RetentionRule(
            id: "pci-dss",
            destroy: .years(1),
            recordClass: "cardholder-data",
            jurisdiction: "*",
            basis: RetentionBasis(
                """
                PCI DSS v4.0.1 3.2.1: no longer than needed, with a check each quarter; the year is yours to set. \
                Security codes (3.3.1) are never kept: they are muted before anything is sealed for others
                """,
                source: "PCI SSC FAQ 1210, June 2025; 3.2.1 as third parties reproduce it",
                checked: "2026-11-30"
            )
        ),
    ]
}

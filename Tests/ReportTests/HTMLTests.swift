import Calls
import Foundation
import FoundationXML
import Report
import Testing

/// What a strict XML parser finds in a page.
private final class PageReader: NSObject, XMLParserDelegate {
    /// Values by their place in the JSON report.
    var values: [String: Set<String>] = [:]
    var elements: [String: Int] = [:]
    var ids: [String] = []
    var targets: Set<String> = []
    var text = ""

    static func read(_ bytes: [UInt8]) -> PageReader? {
        let reader = PageReader()
        let parser = XMLParser(data: Data(bytes))
        parser.delegate = reader
        return parser.parse() ? reader : nil
    }

    func parser(
        _ parser: XMLParser,
        didStartElement name: String,
        namespaceURI: String?,
        qualifiedName: String?,
        attributes: [String: String]
    ) {
        elements[name, default: 0] += 1
        if let id = attributes["id"] { ids.append(id) }
        if let target = attributes["href"]?.dropFirst() { targets.insert(String(target)) }
        guard name == "data", let place = attributes["data-json"], let value = attributes["value"] else { return }
        values[place, default: []].insert(value)
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }
}

@Suite struct `HTML page` {
    private func page(
        _ language: Language = .english,
        _ calls: [CallOutcome] = SampleDay.outcomes()
    ) throws -> PageReader {
        try #require(PageReader.read(SampleDay.model(language, outcomes: calls).render(.html)))
    }

    @Test(arguments: Language.allCases)
    func `is well-formed, needs nothing from elsewhere and runs nothing`(_ language: Language) throws {
        let reader = try page(language)
        #expect(reader.elements["script"] == nil && reader.elements["link"] == nil && reader.elements["img"] == nil)
        let text = String(decoding: SampleDay.model(language).render(.html), as: UTF8.self)
        #expect(!text.contains("http://") && !text.contains("https://") && !text.contains("@import"))
    }

    @Test(arguments: Language.allCases)
    func `shows the numbers of the JSON`(_ language: Language) throws {
        let model = SampleDay.comparedModel(language)
        let json = try JSONTree.read(model.render(.json))
        let reader = try #require(PageReader.read(model.render(.html)))
        #expect(reader.values.count >= 300)
        for (place, values) in reader.values {
            #expect(values.compactMap(Double.init) == [json.number(at: place)], "\(place)")
        }
    }

    @Test(arguments: Language.allCases)
    func `prints markup as markup, and no difference as none`(_ language: Language) {
        let text = String(decoding: SampleDay.comparedModel(language).render(.html), as: UTF8.self)
        #expect(!text.contains("Markup("))
        #expect(!text.contains("+0.0 ") && !text.contains("−0.0 "))
    }

    @Test func `has one section for each link and each id once`() throws {
        let reader = try page()
        #expect(reader.targets.subtracting(reader.ids) == [])
        #expect(reader.ids.count == Set(reader.ids).count)
        #expect(reader.targets.filter { $0.hasPrefix("call-") }.count == 10)
    }

    @Test func `gives every picture a name and a table`() throws {
        let reader = try page()
        let text = String(decoding: SampleDay.model().render(.html), as: UTF8.self)
        #expect(
            text.components(separatedBy: "role=\"img\" aria-label=\"").count - 1 == text.components(
                separatedBy: "role=\"img\""
            ).count - 1
        )
        #expect(reader.elements["figure"] == 14)
        // The formulas and the second table of the hours unfold without a picture.
        #expect(reader.elements["figure"].map { $0 + 2 } == reader.elements["details"])
    }

    @Test func `escapes what agents, rules and callers are called and say`() throws {
        let evil = "\"><script>alert('x')</script>&amp;\u{0}\u{B}"
        let measures = Measures(
            preset: "p",
            duration: Milliseconds(9000),
            channels: [ChannelMeasures(role: .agent, speech: [.seconds(0, 20)])],
            deadAir: [.seconds(-3, 4)]
        )
        let finding = Finding(
            rule: evil,
            version: 1,
            title: evil,
            severity: .major,
            weight: 1,
            verdict: .failed,
            evidence: [Evidence(span: .seconds(1, 2), turn: 0)]
        )
        let call = CallOutcome(
            facts: .sample("a", queue: evil, agent: evil),
            recording: evil,
            measures: measures,
            transcript: Transcript(language: evil, origin: evil, turns: [.said(.agent, evil, from: 1, to: 2)]),
            evaluation: Evaluation(findings: [finding]),
            masks: [MaskEntry(place: evil, span: .seconds(1, 2), type: evil, operator: "mute", rule: evil)],
            problems: [Problem(stage: evil, message: evil, mend: evil)]
        )
        let reader = try page(.english, [call])
        #expect(reader.elements["script"] == nil)
        #expect(reader.text.contains("\"><script>alert('x')</script>&amp;\u{FFFD}\u{FFFD}"))
    }

    @Test func `of an empty day is well-formed`() throws {
        let reader = try page(.chinese, [])
        #expect(reader.text.contains("此时段内没有请求人工的来电。"))
        #expect(reader.values["kpis.answer_rate.value"] == nil && reader.values["kpis.offered.value"] == ["0"])
    }
}

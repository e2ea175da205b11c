package import Calls

/// A cell of a table, read as the answer to its column's name.
extension Masker {
    /// The cell with its personal data hidden; `header` is the name of its column.
    package func mask(cell: String, header: String, language: String? = nil) -> (String, [MaskEntry]) {
        var text = cell
        var entries: [MaskEntry] = []
        var numbering = Numbering()
        for _ in 0..<Self.mostPasses {
            let masks = masks(cell: text, header: header, language) { printer.print($0, &numbering) }
            guard !masks.isEmpty else { break }
            let scalars = text.unicodeScalars.map(\.value)
            text = PlacedMask.apply(masks, to: scalars, in: scalars.indices)
            entries += masks.map { $0.entry(place: "column") }
        }
        return (text, entries)
    }

    /// The personal data in a cell.
    package func scan(cell: String, header: String, language: String? = nil) -> [PersonalDatum] {
        masks(cell: cell, header: header, language) { _ in nil }.map {
            PersonalDatum(type: $0.type, range: $0.range, rule: $0.rule, confidence: $0.confidence)
        }
    }

    private func masks(
        cell: String,
        header: String,
        _ language: String?,
        _ print: (PersonalFinding) -> MaskPrinter.Print?
    ) -> [PlacedMask] {
        let words = Prose(String(header.map { $0.isLetter || $0.isNumber ? $0 : " " }))
        let statements = [Statement(prose: words, speaker: 0), Statement(prose: Prose(cell), speaker: 1)]
        var found = findings(in: statements, language)
        // The centre's own people stand in its reports by name.
        if Column.isOfTheCentre(words) { found.removeAll { $0.type == .person } }
        if !found.contains(where: { $0.parts.contains { $0.turn == 1 } }),
            let finding = Column(words)?.finding(statements[1].prose),
            policy.operator(for: finding.type) != .leave
        {
            found.append(finding)
        }
        if let name = Column.nameBeforeNumber(statements[1].prose), policy.operator(for: .person) != .leave {
            found.append(name)
        }
        return PlacedMask.place(found, turns: 2, print: print)[1]
    }
}

/// What the name of a column says of all its cells.
private struct Column {
    var type: EntityType

    private static let names = KeySet("name names surname firstname lastname fullname 姓 名 clid")
    private static let addresses = KeySet("address street addr 址")
    private static let phones = KeySet("phone mobile cell tel telephone fax caller ani msisdn callerid src 电 机")
    /// Names of things and of the centre's own people.
    private static let others = KeySet(
        "file queue agent campaign product company skill team channel context app host user 文 队 坐 座 产 公"
    )

    static func isOfTheCentre(_ header: Prose) -> Bool { header.tokens.contains(where: others.contains) }

    init?(_ header: Prose) {
        let tokens = header.tokens
        guard !Self.isOfTheCentre(header) else { return nil }
        if tokens.contains(where: Self.addresses.contains) {
            type = .address
        } else if tokens.contains(where: Self.phones.contains) {
            type = .phone
        } else if tokens.contains(where: Self.names.contains) {
            type = .person
        } else {
            return nil
        }
    }

    /// What stands before the number of a caller as switches write it: `Patel, Grace <07700900123>`.
    static func nameBeforeNumber(_ cell: Prose) -> PersonalFinding? {
        guard let bracket = cell.tokens.indices.first(where: { cell.isMark($0, "<") }),
            cell.tokens.dropFirst(bracket).contains(where: { $0.kind == .numeral && $0.end - $0.start > 4 })
        else { return nil }
        let words = cell.tokens.prefix(bracket).filter { $0.kind == .word || $0.kind == .han }
        guard let first = words.first, let last = words.last else { return nil }
        return PersonalFinding(
            type: .person,
            rule: "column",
            confidence: 0.8,
            value: cell.text(first.start..<last.end),
            told: [],
            parts: [.init(turn: 1, range: first.start..<last.end, digits: 0..<0)]
        )
    }

    /// The whole cell, where it is something of the kind.
    func finding(_ cell: Prose) -> PersonalFinding? {
        guard let first = cell.tokens.first, let last = cell.tokens.last,
            !cell.kinds.contains(.mask)
        else { return nil }
        var digits: [UInt8] = []
        for token in cell.tokens where token.kind == .numeral { cell.appendDigits(of: token, to: &digits) }
        if type == .phone, digits.count < 6 || cell.kinds.contains(.word) { return nil }
        if type == .person, !cell.kinds.contains(.word) && !cell.kinds.contains(.han) { return nil }
        let range = first.start..<last.end
        return PersonalFinding(
            type: type,
            rule: "column",
            confidence: 0.8,
            value: type == .phone ? String(decoding: digits, as: UTF8.self) : cell.text(range),
            told: type == .phone ? digits : [],
            parts: [.init(turn: 1, range: range, digits: 0..<(type == .phone ? digits.count : 0))]
        )
    }
}

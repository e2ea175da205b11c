/// Finds the personal data of one conversation: turn by turn, with the questions and the pieces of earlier turns in mind.
///
/// The time is linear in the text; what is remembered between turns is bounded.
struct ConversationScanner {
    private let statements: [Statement]
    private let known: KnownParties
    private let isChinese: Bool
    private let lexicon: Lexicon

    private var findings: [PersonalFinding] = []
    private var context = ConversationContext()
    private var pending: NumberInPieces?
    private var loose: NumberInPieces?
    /// Numbers found so far, so that a repetition is known without a cue.
    private var heard: [(digits: [UInt8], type: EntityType)] = []

    private static let mostHeard = 64

    static func findings(
        in statements: [Statement],
        isChinese: Bool,
        known: KnownParties = .none,
        _ lexicon: Lexicon = .shared
    ) -> [PersonalFinding] {
        var scanner = Self(statements: statements, isChinese: isChinese, known: known, lexicon: lexicon)
        for turn in statements.indices { scanner.read(turn) }
        return scanner.findings
    }

    private init(statements: [Statement], isChinese: Bool, known: KnownParties, lexicon: Lexicon) {
        self.statements = statements
        self.known = known
        self.isChinese = isChinese
        self.lexicon = lexicon
    }

    private mutating func read(_ turn: Int) {
        let prose = statements[turn].prose
        guard !prose.tokens.isEmpty else { return }
        let cues = CueHit.all(in: prose, lexicon)
        let hits = textHits(turn, cues)
        for hit in hits {
            let part = PersonalFinding.Part(turn: turn, range: hit.range(in: prose), digits: 0..<0)
            findings.append(
                PersonalFinding(
                    type: hit.type,
                    rule: hit.rule,
                    confidence: hit.confidence,
                    value: hit.value,
                    told: [],
                    parts: [part]
                )
            )
        }
        var covered = Coverage(hits.map { $0.range(in: prose) })
        let runs = DigitReader.runs(in: prose, lexicon).filter { !covered.covers($0.range) }
        guard !runs.isEmpty else { return endTurn(turn, cues) }
        var situation = Situation(turn: turn, cues: cues, prose: prose, lexicon: lexicon)
        for run in runs where run.count > 1 {
            situation.move(to: run)
            take(run, situation)
        }
        endTurn(turn, cues)
    }

    private func textHits(_ turn: Int, _ cues: [CueHit]) -> [TextHit] {
        let prose = statements[turn].prose
        let asked = context.asked(at: turn)
        var hits = prose.kinds.contains(.at) ? TypedMailFinder.find(in: prose) : []
        let asksMail = context.cues(at: turn).contains(.email)
        var typed = Coverage(hits.map { $0.range(in: prose) })
        hits += SpokenMailFinder.find(in: prose, cues: cues, isExpected: asksMail, lexicon).filter {
            !typed.overlaps($0.range(in: prose))
        }
        hits += IBANFinder.find(in: prose, cues)
        hits += known.find(in: prose)
        // Who speaks of something else does not answer.
        let isAnswer = !cues.contains { ConversationContext.isSubject($0.cue) }
        let codes = isAnswer ? asked.filter(CodeFinder.cues.contains) : []
        hits += CodeFinder.find(in: prose, cues: cues, asked: codes, lexicon)
        hits += SecretFinder.find(in: prose, cues: cues, asked: asked, lexicon)
        add(NetworkFinder.find(in: prose, cues: cues, lexicon), to: &hits, prose)
        let asksExpiry = asked.contains(.expiry) || cues.contains { $0.cue == .expiry }
        if !asksExpiry {
            add(DateFinder.find(in: prose, cues: cues, isAsked: asked.contains(.birthDate), lexicon), to: &hits, prose)
        }
        add(AgeFinder.find(in: prose, cues: cues, isAsked: asked.contains(.age), lexicon), to: &hits, prose)
        let asksAddress = asked.contains(.address)
        add(AddressFinder.find(in: prose, cues: cues, isAsked: asksAddress, lexicon), to: &hits, prose)
        add(ChineseAddressFinder.find(in: prose, cues: cues, isAsked: asksAddress, lexicon), to: &hits, prose)
        let asksPostcode = asked.contains(.postcode)
        add(Postcode.find(in: prose, cues: cues, isAsked: asksPostcode, lexicon), to: &hits, prose)
        return hits + names(prose, cues, asked, taken: hits)
    }

    private func names(_ prose: Prose, _ cues: [CueHit], _ asked: [Cue], taken: [TextHit]) -> [TextHit] {
        var hits: [TextHit] = []
        add(
            NameFinder.find(in: prose, cues: cues, isAsked: asked.contains(.spelling), lexicon),
            to: &hits,
            prose,
            taken
        )
        if prose.kinds.contains(.han) {
            add(ChineseNameFinder.find(in: prose, cues: cues, lexicon), to: &hits, prose, taken)
            hits += ChineseNameFinder.findByEvidence(in: prose, taken: taken + hits, lexicon)
        }
        return hits + WrittenNameFinder.find(in: prose, taken: taken + hits, lexicon)
    }

    /// Adds what is not within what is there already.
    private func add(_ more: [TextHit], to hits: inout [TextHit], _ prose: Prose, _ taken: [TextHit] = []) {
        guard !more.isEmpty else { return }
        var covered = Coverage((hits + taken).map { $0.range(in: prose) })
        hits += more.sorted { $0.range(in: prose).lowerBound < $1.range(in: prose).lowerBound }.filter {
            !covered.covers($0.range(in: prose))
        }
    }

    private mutating func endTurn(_ turn: Int, _ cues: [CueHit]) {
        context.note(cues, at: turn)
        let subjects = cues.map(\.cue).filter(ConversationContext.isSubject)
        // A new question by the other party ends the number that was being told.
        if let pending, statements[turn].speaker != pending.speaker, !subjects.isEmpty,
            !subjects.contains(where: { isAbout($0, pending.type) })
        {
            self.pending = nil
        }
    }

    private func isAbout(_ cue: Cue, _ type: EntityType?) -> Bool {
        switch (cue, type) {
        case (.card, .card), (.phone, .phone), (.phone, .chineseMobile), (.chineseID, .chineseID), (.lastDigits, _):
            true
        case (.bankAccount, .bankAccount), (.healthService, .healthService), (.socialSecurity, .socialSecurity): true
        default: false
        }
    }
}

extension ConversationScanner {
    /// Decides on one run and notes what is found.
    private mutating func take(_ run: DigitRun, _ situation: Situation) {
        let turn = situation.turn
        if known.holdsKnownNumber(run.digits), let verdict = knownOrShaped(run) { return note(verdict, run, turn) }
        if goesOn(run, situation) { return }
        let judgement = judge(run, situation)
        if judgement == .noted { return }
        if judgement == .open {
            if repeats(run, turn) { return }
            if let verdict = labelled(run, situation.prose) { return note(verdict, run, turn) }
            if let verdict = NumberClassifier.shape(run, isChinese: isChinese) {
                loose = nil
                return note(verdict, run, turn)
            }
            if let (verdict, part) = shapedPart(of: run, situation.prose) { return note(verdict, part, turn) }
        }
        guard judgement == .open else {
            loose = nil
            return
        }
        if !goesOn(run, situation, partly: true) { collect(run, situation) }
    }

    /// Notes the run where a beginning of it is personal by itself, the longest first: digits behind take nothing back.
    private mutating func sufficed(_ run: DigitRun, _ situation: Situation) -> Judgement? {
        // 952 two hundred dollars: what hundreds add to a number makes no hot-line of it.
        let isHotLine =
            !run.traits.contains(.hundreds) && TelephoneNumber.isCompanyLine(run.digits, isChinese: isChinese)
        guard !run.isCounting, !isHotLine else { return nil }
        let cues = situation.near + context.cues(at: situation.turn)
        for end in run.ends.dropLast().reversed() where end.digits > 2 {
            if end.digits <= 4, cues.contains(.lastDigits) { return nil }
            decide: for cue in cues {
                switch NumberClassifier.verdict(cue, run.beginning(to: end), isChinese: isChinese) {
                case .personal(var verdict):
                    verdict.digits = run.digits
                    note(verdict, run, situation.turn)
                    return .noted
                case .notPersonal: break decide
                case .beginning, .unsuited: break
                }
            }
        }
        return nil
    }

    private enum Judgement {
        case noted, notPersonal
        /// No cue settles it.
        case open
    }

    /// Asks the cues around the run and those of earlier turns, the nearest first.
    private mutating func judge(_ run: DigitRun, _ situation: Situation) -> Judgement {
        let (near, behind) = (situation.near, situation.behind)
        let cues = near + context.cues(at: situation.turn) + behind
        let onlyLast = run.count <= 4 && cues.dropLast(behind.count).contains(.lastDigits)
        func isBehind(_ place: Int) -> Bool { place >= cues.count - behind.count }
        var beginning: (type: EntityType, most: Int)?
        for (place, cue) in cues.enumerated() {
            switch NumberClassifier.verdict(cue, run, isChinese: isChinese) {
            case .personal(let verdict):
                if onlyLast, verdict.type != .socialSecurity { return .notPersonal }
                note(verdict, run, situation.turn)
                keepOpen(verdict, run, situation.turn)
                return .noted
            case .notPersonal:
                // What is said behind a number takes nothing back.
                if isBehind(place) { continue }
                if beginning == nil { return isCertain(run) ? .open : sufficed(run, situation) ?? .notPersonal }
            case .beginning(let type, let most):
                let isClose = place < near.count && situation.isClose
                if beginning == nil, !isBehind(place), isClose || situation.isMostlyDigits { beginning = (type, most) }
            case .unsuited: break
            }
        }
        if let judgement = sufficed(run, situation) { return judgement }
        guard let beginning, !onlyLast, run.canBePiece, run.count > 2 || situation.isMostlyDigits, !isCertain(run)
        else { return .open }
        begin(run, beginning.type, beginning.most, situation.turn)
        return .noted
    }

    private func isCertain(_ run: DigitRun) -> Bool {
        guard let verdict = NumberClassifier.shape(run, isChinese: isChinese) else { return false }
        return verdict.type == .chineseID && verdict.confidence > 0.9
    }

    /// Joins the run to the number that is being told, or notes that the other party reads it back.
    private mutating func goesOn(_ run: DigitRun, _ situation: Situation, partly: Bool = false) -> Bool {
        guard var open = pending, let finding = open.finding, run.canBePiece else { return false }
        let announced = situation.announced
        if announced.contains(where: { $0 == .reference || $0.isAside }) {
            pending = nil
            return false
        }
        let speaker = statements[situation.turn].speaker
        let isSameTurn = open.parts.last?.turn == situation.turn
        let isFree = announced.isEmpty && (isSameTurn ? situation.followsClosely : situation.isMostlyDigits)
        let piece = isFree ? open.piece(of: run, by: speaker, turn: situation.turn, partly: partly) : nil
        if let piece {
            open.append(piece, turn: situation.turn)
            findings[finding].parts = open.parts
            findings[finding].told = open.digits
            findings[finding].value = String(decoding: open.digits, as: UTF8.self)
            pending = open
            if open.digits.count >= 8, let type = open.type { hear(open.digits, type) }
            context.refresh(at: situation.turn)
            return true
        }
        guard run.count > 2, open.digits.contains(run.digits), let type = open.type else { return false }
        note(
            NumberVerdict(type: type, rule: "repeated", confidence: 0.7, digits: run.digits),
            run,
            situation.turn,
            isHeard: false
        )
        return true
    }

    private mutating func begin(_ run: DigitRun, _ type: EntityType, _ most: Int, _ turn: Int) {
        var open = NumberInPieces(type: type, speaker: statements[turn].speaker, most: most)
        open.append(run, turn: turn)
        open.finding = findings.count
        findings.append(
            PersonalFinding(
                type: type,
                rule: "\(NumberClassifier.ruleName(type)).pieces",
                confidence: 0.7,
                value: String(decoding: run.digits, as: UTF8.self),
                told: run.digits,
                parts: open.parts
            )
        )
        pending = open
        loose = nil
        context.refresh(at: turn)
    }

    /// A number that could be longer stays open for what the speaker says next.
    private mutating func keepOpen(_ verdict: NumberVerdict, _ run: DigitRun, _ turn: Int) {
        loose = nil
        guard let most = NumberClassifier.growth(of: verdict), run.canBePiece else {
            pending = nil
            return
        }
        var open = NumberInPieces(type: verdict.type, speaker: statements[turn].speaker, most: most)
        open.append(run, turn: turn)
        open.finding = findings.count - 1
        pending = open
    }

    private static let labels = KeySet("office fax mobile tel cell home work phone")

    /// A telephone number by the word right behind it: `416 60 039 office`.
    private func labelled(_ run: DigitRun, _ prose: Prose) -> NumberVerdict? {
        let behind = prose.isMark(run.tokens.upperBound, "-") ? run.tokens.upperBound + 1 : run.tokens.upperBound
        guard (7...15).contains(run.count), !run.traits.contains(.quantity), Self.labels.contains(prose, behind) else {
            return nil
        }
        let type = NumberClassifier.phoneType(run.digits, run, isChinese: isChinese)
        return NumberVerdict(type: type, rule: "phone.cue", confidence: 0.8, digits: run.digits)
    }

    /// True where the run says again what was found before.
    private mutating func repeats(_ run: DigitRun, _ turn: Int) -> Bool {
        guard run.count >= 4, !run.traits.contains(.quantity) else { return false }
        let known = heard.last { $0.digits == run.digits || (run.count >= 6 && $0.digits.contains(run.digits)) }
        guard let type = known?.type else { return false }
        note(
            NumberVerdict(type: type, rule: "repeated", confidence: 0.7, digits: run.digits),
            run,
            turn,
            isHeard: false
        )
        return true
    }

    /// A number with a telling shape within a run that is more than it.
    private func shapedPart(of run: DigitRun, _ prose: Prose) -> (NumberVerdict, DigitRun)? {
        guard run.count > 10 else { return nil }
        for end in run.ends.dropLast().reversed() where end.digits >= 10 {
            guard var verdict = NumberClassifier.shape(run.beginning(to: end), isChinese: isChinese) else { continue }
            verdict.digits = run.digits
            return (verdict, run)
        }
        guard (2...12).contains(run.groups.count) else { return nil }
        for length in stride(from: run.groups.count - 1, through: 1, by: -1) {
            for start in 0...(run.groups.count - length) {
                let part = run.part(start..<start + length, in: prose)
                guard part.count >= 10, let verdict = NumberClassifier.shape(part, isChinese: isChinese) else {
                    continue
                }
                return (verdict, part)
            }
        }
        return nil
    }

    /// Keeps pieces that no cue announced, until together they show what they are.
    private mutating func collect(_ run: DigitRun, _ situation: Situation) {
        guard situation.isMostlyDigits, run.canBePiece else { return }
        let speaker = statements[situation.turn].speaker
        let piece = loose?.piece(of: run, by: speaker, turn: situation.turn, partly: true)
        if piece == nil { loose = NumberInPieces(speaker: speaker, most: 19) }
        loose?.append(piece ?? run, turn: situation.turn)
        guard let pieces = loose, pieces.parts.count > 1 else { return }
        for first in 0..<pieces.parts.count - 1 {
            let (whole, parts) = pieces.joined(from: first)
            guard let verdict = knownOrShaped(whole) else { continue }
            findings.append(
                PersonalFinding(
                    type: verdict.type,
                    rule: "\(verdict.rule).pieces",
                    confidence: verdict.confidence * 0.9,
                    value: String(decoding: verdict.digits, as: UTF8.self),
                    told: whole.digits,
                    parts: parts
                )
            )
            hear(whole.digits, verdict.type)
            loose = nil
            return
        }
    }

    /// What pieces are when put together.
    private func knownOrShaped(_ run: DigitRun) -> NumberVerdict? {
        if known.holdsKnownNumber(run.digits) {
            let type = NumberClassifier.phoneType(run.digits, run, isChinese: isChinese)
            return NumberVerdict(type: type, rule: "phone.known", confidence: 0.99, digits: run.digits)
        }
        return run.count >= 10 ? NumberClassifier.shape(run, isChinese: isChinese) : nil
    }

    private mutating func note(_ verdict: NumberVerdict, _ run: DigitRun, _ turn: Int, isHeard: Bool = true) {
        let range = NumberSurroundings.range(of: run, verdict.type, in: statements[turn].prose, lexicon)
        findings.append(
            PersonalFinding(
                type: verdict.type,
                rule: verdict.rule,
                confidence: verdict.confidence,
                value: String(decoding: verdict.digits, as: UTF8.self),
                told: run.digits,
                parts: [.init(turn: turn, range: range, digits: 0..<run.count)]
            )
        )
        if isHeard { hear(run.digits, verdict.type) }
    }

    private mutating func hear(_ digits: [UInt8], _ type: EntityType) {
        if heard.count == Self.mostHeard { heard.removeFirst() }
        heard.append((digits, type))
    }
}

/// Finds Chinese names after a cue: a family name and one or two more characters.
enum ChineseNameFinder {
    private static let doubles: Set<[UInt64]> = Set(
        Surnames.double.split(separator: " ").map { $0.unicodeScalars.map { UInt64($0.value) } }
    )

    static func find(in prose: Prose, cues: [CueHit], _ lexicon: Lexicon = .shared) -> [TextHit] {
        var hits: [TextHit] = []
        for cue in cues where cue.cue == .name || cue.cue == .perhapsName {
            guard prose.tokens[cue.tokens.lowerBound].kind == .han else { continue }
            let isSure = cue.cue == .name
            guard let tokens = name(prose, after: cue.tokens.upperBound, isSure: isSure, lexicon) else { continue }
            hits.append(
                TextHit(
                    type: .person,
                    tokens: tokens,
                    value: tokens.map { prose.text(prose.tokens[$0].range) }.joined(),
                    rule: isSure ? "name.cue" : "name.likely",
                    confidence: isSure ? 0.85 : 0.6
                )
            )
        }
        return hits
    }

    // MARK: Without a cue

    private static let doubleStarts = KeySet(String(Surnames.double.split(separator: " ").compactMap(\.first)))

    /// Characters with which the word behind a name begins.
    private static let starters = KeySet("完申办手电身银住今现目已预绑登注邮联护证公开户车卡账号存取交投订查")
    private static let openers = KeySet("系和与及给为请对向由将让至找叫跟同替帮的是到了加个下")
    private static let introducers = KeySet("成告人主妈爸姐哥弟妹婆爷奶儿女友约名叫给")
    private static let tellers = KeySet("我的手电身")
    private static let titles = KeySet("先女小同老经医师大主律")
    private static let titleEnds = KeySet("生士姐师理总任夫傅长")
    /// Characters with which begins what is told of a person next: 杨静 手机号, 周霞 邮箱, 叶敏 卡号.
    private static let details = KeySet("手电身证银卡护邮微户地住车号名联座")
    private static let followers = KeySet("打说发查号拿吗吧呢啊了收都也转给的名住申身银手电是在将和与账已因说您预签联护户邮同卡证及办来要想了任作地籍微有从")

    /// Characters that begin what is counted, and no part of a name: 李娜块钱.
    private static let counted = KeySet("块元个万百千分楼岁年月日")

    /// Names that their characters and what stands around them give away.
    static func findByEvidence(in prose: Prose, taken: [TextHit], _ lexicon: Lexicon = .shared) -> [TextHit] {
        let mayHold = prose.has(.hanSurname) || prose.tokens.contains(where: doubleStarts.contains)
        guard mayHold, prose.has(.hanGiven) else { return [] }
        let hasDetail = hasWrittenDetail(prose)
        var covered = Coverage(taken.map { $0.range(in: prose) })
        var hits: [TextHit] = []
        var index = 0
        while index < prose.tokens.count {
            guard familyLength(prose, index, lexicon) > 0, let tokens = evident(prose, index, hasDetail, lexicon),
                !covered.overlaps(prose.tokens[index].start..<prose.tokens[tokens.upperBound - 1].end)
            else {
                index += 1
                continue
            }
            let value = tokens.map { prose.text(prose.tokens[$0].range) }.joined()
            hits.append(TextHit(type: .person, tokens: tokens, value: value, rule: "name.evidence", confidence: 0.65))
            index = tokens.upperBound
        }
        return hits
    }

    /// The longest name at `index` for which there is evidence enough.
    private static func evident(
        _ prose: Prose,
        _ index: Int,
        _ hasDetail: Bool,
        _ lexicon: Lexicon
    ) -> Range<Int>? {
        let family = familyLength(prose, index, lexicon)
        guard family > 0 else { return nil }
        // 高大伟: the word that a name begins with gives way to a number or a detail behind three characters.
        let isDoubtful = family == 1 && isWord(prose, index)
        // 孙老师: a family name with a title shows little.
        guard !(titles.contains(prose, index + family) && titleEnds.contains(prose, index + family + 1)) else {
            return nil
        }
        var before = left(prose, index)
        if before == 0, hasDetail { before = 0.25 }
        guard before > 0 else { return nil }
        for given in isDoubtful ? [2] : [2, 1] {
            let end = index + family + given
            guard end <= prose.tokens.count, (index + 1..<end).allSatisfy({ isHanGlued(prose, $0) }) else { continue }
            let fitting = (index + family..<end).count { lexicon.has(.hanGiven, prose.tokens[$0]) }
            guard fitting == given || (fitting > 0 && given == 2 && family == 2) else { continue }
            // 王明天: 明天 is a word of its own.
            if given == 2, isWord(prose, index + family), isWord(prose, index + family + 1) { continue }
            if isDoubtful, before < 1 || right(prose, end, lexicon) < 1 { continue }
            if before < 0.5, right(prose, end, lexicon) < 1 { continue }
            // 林志远元: two characters of given names behind a family name need no end.
            let isOpen = openers.contains(prose, end - 1) || followers.contains(prose, end - 1)
            if given == 2, before >= 0.75, fitting == 2, !isOpen, right(prose, end, lexicon) == 0 { return index..<end }
            let evidence =
                before + (hasDetail ? 0.75 : 0) + right(prose, end, lexicon) + (given == 2 ? 1 : 0.5)
                + (family == 2 ? 0.5 : 0)
            if evidence >= (given == 2 ? 2.5 : 2) { return index..<end }
        }
        return nil
    }

    /// True where a number of a person's kind or a mail address is written in the text: whoever types those names people.
    private static func hasWrittenDetail(_ prose: Prose) -> Bool {
        prose.kinds.contains(.at)
            || prose.tokens.contains { $0.kind == .numeral && $0.end - $0.start >= 4 && $0.end - $0.start <= 19 }
    }

    private static func isHanGlued(_ prose: Prose, _ index: Int) -> Bool {
        prose.kind(index) == .han && prose.isGlued(index)
    }

    /// What stands before a name; 0 where a name can hardly begin.
    private static func left(_ prose: Prose, _ index: Int) -> Double {
        guard index > 0, prose.kind(index - 1) == .han, prose.isGlued(index) else { return 1 }
        // 13800138000就是彭娟, 号码是…
        if prose.tokens[index - 1].key == 0x662F, (1...3).contains(where: { prose.kind(index - $0) == .numeral }) {
            return 1.25
        }
        // 改成肖婷婷, 转告宋超, 乘机人杜桂兰
        if introducers.contains(prose, index - 1) { return 1 }
        return openers.contains(prose, index - 1) ? 0.75 : 0
    }

    /// What stands behind a name.
    private static func right(_ prose: Prose, _ index: Int, _ lexicon: Lexicon) -> Double {
        guard prose.kind(index) == .han, prose.isGlued(index) else {
            // A bracket, a number: 李洋（139…
            let isTold =
                prose.isMark(index, "(") || prose.kind(index) == .numeral || prose.kind(index) == .mask
                || (prose.kind(index) == .han && details.contains(prose, index))
                || (prose.kind(index) == .word && prose.kinds.contains(.at))
            return isTold ? 1 : 0.75
        }
        if titles.contains(prose, index), prose.kind(index + 1) == .han { return 1.5 }
        if prose.tokens[index].key == 0x7684, prose.kind(index + 1) == .han {
            return followers.contains(prose, index + 1) ? 1.25 : 0.75
        }
        if followers.contains(prose, index) { return 1 }
        return counted.contains(prose, index) ? 0.75 : 0
    }

    private static func name(_ prose: Prose, after cueEnd: Int, isSure: Bool, _ lexicon: Lexicon) -> Range<Int>? {
        var start = cueEnd
        while start < min(cueEnd + 3, prose.tokens.count), isSkipped(prose.tokens[start]) { start += 1 }
        let family = familyLength(prose, start, lexicon)
        guard family == 2 || (family == 1 && !isWord(prose, start)) else { return nil }
        var end = start + family
        while end < prose.tokens.count, end < start + family + 2, isGiven(prose, end, lexicon) {
            // 王伟 手机: what a space parts from a whole name is no part of it.
            if end > start + family, !prose.tokens[end].isGlued { break }
            // 高梓块钱
            if end > start + family, counted.contains(prose, end), !lexicon.has(.hanGiven, prose.tokens[end]) { break }
            // 用户周勇完成: a character that is in no name, with more behind it, begins a word.
            if end > start + family, starters.contains(prose, end), isHanGlued(prose, end + 1) { break }
            end += 1
        }
        // 耳东陈: the family name said again by its parts.
        if end > start + family, isHanGlued(prose, end), prose.tokens[end].key == prose.tokens[start].key { end += 1 }
        if end == start + family {
            // 我姓王: the family name alone, closed by a mark or the end.
            return isSure && isBoundary(prose, end, lexicon) ? start..<end : nil
        }
        let isGivenName = (start + family..<end).allSatisfy { lexicon.has(.hanGiven, prose.tokens[$0]) }
        return isSure || isGivenName || isBoundary(prose, end, lexicon) ? start..<end : nil
    }

    /// Words that begin with a character that is also a family name, in a table of pairs.
    private static let words: Set<UInt64> = {
        var words: Set<UInt64> = []
        for row in (ChineseWords.bySurname + " " + spoken).split(separator: " ") {
            let scalars = row.unicodeScalars.map { UInt64($0.value) }
            for second in scalars.dropFirst() { words.insert(scalars[0] << 32 | second) }
        }
        return words
    }()

    /// Words of the telephone that the dictionary lacks.
    private static let spoken = """
        高级兴价速 方便面法案式 时候间 常常见用 白天色 金额卡 马上 于是 万一元 钱包款 何时 任何务 安全装排心 单位独子号 包括裹 关于闭 \
        程序度 明天白细年 平时台 成功交 向来 来自电 全部额家 有人 车主辆牌 花了费 都是 连接续 应该 查询一看 从事 党员 华为 温馨度 顾客 \
        古城 文件字 路上由 易购 那边个 和你 贵司姓 水电费 江苏西 黄金色 湖北南 广东州西 海南 云南 房东子屋产 毛病 牛奶 米饭 石家 太原 武汉 \
        沙发 田里 汤圆 台湾 唐山 夏天 阳台 原来 游戏 孕妇 张家 郑州 周一二三四五六日末 祝你您 左边 乐意 宁波夏 常州 苏州 徐州 温州 潘家 \
        解决释除 邮局 谈谈 计划 季度 章程 曾经 余额下 于今 施工 上面个 下面个 强烈 支付持 项目 莫名 冷静 权益 管理 包含邮 凌晨 充值
        """

    private static func isWord(_ prose: Prose, _ start: Int) -> Bool {
        start + 1 < prose.tokens.count && words.contains(prose.tokens[start].key << 32 | prose.tokens[start + 1].key)
    }

    private static func isSkipped(_ token: Token) -> Bool {
        switch UInt32(truncatingIfNeeded: token.key) {
        case 0x3A, 0x2C, 0x662F, 0x53EB, 0x5199, 0x4E3A: true
        default: false
        }
    }

    private static func familyLength(_ prose: Prose, _ start: Int, _ lexicon: Lexicon) -> Int {
        guard start < prose.tokens.count, prose.tokens[start].kind == .han else { return 0 }
        if start + 1 < prose.tokens.count, doubles.contains([prose.tokens[start].key, prose.tokens[start + 1].key]) {
            return 2
        }
        return lexicon.has(.hanSurname, prose.tokens[start]) ? 1 : 0
    }

    private static func isGiven(_ prose: Prose, _ index: Int, _ lexicon: Lexicon) -> Bool {
        let token = prose.tokens[index]
        // 姜大为我的电话: 为 ends a name, where 我 or a mark is behind it.
        if token.key == 0x4E3A, token.kind == .han {
            return prose.kind(index + 1) != .han || tellers.contains(prose, index + 1)
        }
        return token.kind == .han && !lexicon.has(.hanCommon, token)
    }

    /// True where a name may end: at the text's end, at a mark, before a word that follows names.
    private static func isBoundary(_ prose: Prose, _ index: Int, _ lexicon: Lexicon) -> Bool {
        guard index < prose.tokens.count else { return true }
        let token = prose.tokens[index]
        return token.kind != .han || !token.isGlued || lexicon.has(.hanCommon, token)
    }
}

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

    private static func name(_ prose: Prose, after cueEnd: Int, isSure: Bool, _ lexicon: Lexicon) -> Range<Int>? {
        var start = cueEnd
        while start < min(cueEnd + 3, prose.tokens.count), isSkipped(prose.tokens[start]) { start += 1 }
        let family = familyLength(prose, start, lexicon)
        guard family > 0, !isWord(prose, start) else { return nil }
        var end = start + family
        while end < prose.tokens.count, end < start + family + 2, isGiven(prose, end, lexicon) {
            // 王伟 手机: what a space parts from a whole name is no part of it.
            if end > start + family, !prose.tokens[end].isGlued { break }
            end += 1
        }
        // 耳东陈: the family name said again by its parts.
        if end > start + family, end < prose.tokens.count, prose.tokens[end].key == prose.tokens[start].key { end += 1 }
        if end == start + family {
            // 我姓王: the family name alone, closed by a mark or the end.
            return isSure && isBoundary(prose, end, lexicon) ? start..<end : nil
        }
        return isSure || isBoundary(prose, end, lexicon) ? start..<end : nil
    }

    /// Words that begin with a character that is also a family name.
    private static let words: Set<[UInt64]> = Set(
        """
        高级 高兴 高价 方便 方面 时候 时间 常常 白天 金额 金卡 马上 于是 万一 钱包 何时 任何 安全 安装 单位 单独 包括 关于 关闭 程序 \
        明天 平时 平台 成功 向来 来自 全部 有人 车主 车辆 花了 花费 都是 连接 连续 应该 查询 查一 从事 苗头 党员 华为 温馨 顾客 古城 文件 \
        路上 路由 易购 那边 和你 贵司 水电 胡同 江苏 江西 黄金 湖北 湖南 广东 海南 云南 房东 房子 房屋 毛病 牛奶 米饭 石家 太原 武汉 沙发 \
        田里 汤圆 台湾 唐山 夏天 阳台 原来 游戏 孕妇 张家 郑州 周一 周二 周三 周四 周五 周六 周日 周末 祝你 祝您 左边 乐意 宁波 宁夏 常州 \
        苏州 徐州 温州 潘家 解决 解释 万元 邮局 谈谈 计划 季度 章程 单子 包裹 曾经 余额 于今 施工
        """.split(whereSeparator: \.isWhitespace).map { $0.unicodeScalars.map { UInt64($0.value) } }
    )

    private static func isWord(_ prose: Prose, _ start: Int) -> Bool {
        start + 1 < prose.tokens.count && words.contains([prose.tokens[start].key, prose.tokens[start + 1].key])
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
        return token.kind == .han && !lexicon.has(.hanCommon, token)
    }

    /// True where a name may end: at the text's end, at a mark, before a word that follows names.
    private static func isBoundary(_ prose: Prose, _ index: Int, _ lexicon: Lexicon) -> Bool {
        guard index < prose.tokens.count else { return true }
        let token = prose.tokens[index]
        return token.kind != .han || lexicon.has(.hanCommon, token)
    }
}

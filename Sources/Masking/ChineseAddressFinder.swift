/// Finds Chinese addresses: province, city, district, road, number, building, room, as far as they are told.
///
/// The parts are read from left to right, each up to the character that names its kind. A road with a number is an
/// address by itself; less is one where a cue stands before it.
struct ChineseAddressFinder {
    private let prose: Prose
    private let lexicon: Lexicon
    private let cueEnds: [Int]
    private let isAsked: Bool

    static func find(in prose: Prose, cues: [CueHit], isAsked: Bool, _ lexicon: Lexicon = .shared) -> [TextHit] {
        guard prose.kinds.contains(.han), prose.has(.region) || prose.has(.road) || prose.has(.houseUnit) else {
            return []
        }
        let ends = cues.filter { $0.cue == .address }.map(\.tokens.upperBound)
        return Self(prose: prose, lexicon: lexicon, cueEnds: ends, isAsked: isAsked).find()
    }

    private func find() -> [TextHit] {
        var hits: [TextHit] = []
        var floor = 0
        var index = 0
        while index < prose.tokens.count {
            // An address shows at the first character that names a kind of region or road.
            let isTown = town(at: index) != nil
            guard isTown || isKind(index) else {
                index += 1
                continue
            }
            let start = isTown ? index : nameStart(before: index, floor: floor)
            guard start < index || isTown, let found = address(from: start) else {
                index += 1
                continue
            }
            let range = isTown ? announcedStart(before: index, floor: floor)..<found.upperBound : found
            hits.append(
                TextHit(
                    type: .address,
                    tokens: range,
                    value: prose.text(prose.tokens[range.lowerBound].start..<prose.tokens[range.upperBound - 1].end),
                    rule: "cn-address",
                    confidence: 0.85
                )
            )
            floor = range.upperBound
            index = range.upperBound
        }
        return hits
    }

    /// 地址西湖南京东路: the cue says where it begins, whatever town its characters spell further on.
    private func announcedStart(before town: Int, floor: Int) -> Int {
        guard let cue = cueEnds.last(where: { $0 <= town }), cue >= floor, town - cue <= 2 else { return town }
        let isOnePiece = (cue..<town).allSatisfy { place in
            isHan(place) && !Self.outside.contains(prose.tokens[place]) && prose.isGlued(place + 1)
        }
        return isOnePiece ? cue : town
    }

    private func isKind(_ index: Int) -> Bool {
        isHan(index) && (lexicon.has(.region, prose.tokens[index]) || isRoad(index))
    }

    private func isRoad(_ index: Int) -> Bool {
        guard isHan(index) else { return false }
        if prose.tokens[index].key == 0x540C { return isHan(index - 1) && prose.tokens[index - 1].key == 0x80E1 }
        return lexicon.has(.road, prose.tokens[index])
    }

    /// Provinces and cities that are told without 省 or 市, too.
    private static let towns: Set<UInt64> = Set(
        """
        北京 上海 天津 重庆 河北 山西 辽宁 吉林 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南 陕西 甘肃 青海 台湾 广西 \
        西藏 宁夏 新疆 香港 澳门 内蒙 黑龙 石家 太原 沈阳 长春 哈尔 南京 杭州 合肥 福州 南昌 济南 郑州 武汉 长沙 广州 海口 成都 贵阳 昆明 西安 \
        兰州 西宁 南宁 拉萨 银川 乌鲁 呼和 大连 青岛 宁波 厦门 深圳 苏州 无锡 常州 南通 徐州 扬州 镇江 盐城 泰州 淮安 连云 宿迁 温州 嘉兴 湖州 \
        绍兴 金华 衢州 舟山 台州 丽水 芜湖 蚌埠 淮南 马鞍 安庆 泉州 漳州 莆田 三明 南平 龙岩 宁德 九江 赣州 上饶 烟台 潍坊 淄博 威海 临沂 济宁 \
        泰安 德州 聊城 菏泽 日照 枣庄 洛阳 开封 南阳 新乡 许昌 商丘 信阳 周口 安阳 宜昌 襄阳 荆州 黄冈 十堰 孝感 株洲 湘潭 衡阳 岳阳 常德 郴州 \
        珠海 汕头 佛山 东莞 中山 惠州 江门 湛江 茂名 肇庆 清远 揭阳 桂林 柳州 北海 三亚 绵阳 德阳 南充 宜宾 泸州 乐山 遵义 大理 丽江 曲靖 咸阳 \
        宝鸡 渭南 榆林 汉中 延安 天水 唐山 保定 秦皇 邯郸 廊坊 沧州 邢台 张家 承德 衡水 大同 长治 临汾 运城 包头 赤峰 鄂尔 鞍山 抚顺 丹东 锦州 \
        营口 齐齐 大庆 牡丹 佳木 昆山 义乌 浦东
        """.split(separator: " ").map { word in
            let scalars = word.unicodeScalars.map { UInt64($0.value) }
            return scalars[0] << 32 | scalars[1]
        }
    )

    /// The end of a province's or city's name at `index`, with what names its kind.
    private func town(at index: Int) -> Int? {
        guard isHan(index), isHan(index + 1),
            Self.towns.contains(prose.tokens[index].key << 32 | prose.tokens[index + 1].key)
        else { return nil }
        // 北京路: a road by that name.
        guard !isRoad(index + 2), !Self.south.contains(prose, index + 2) || !isRoad(index + 3) else { return nil }
        for end in index + 2..<index + 8 {
            guard isHan(end) else { break }
            if lexicon.has(.region, prose.tokens[end]) {
                return end == index + 2 || isKnownLong(index) ? end + 1 : index + 2
            }
        }
        return index + 2
    }

    /// 内蒙古自治区, 黑龙江省, 哈尔滨市: only the beginning is in the table.
    private func isKnownLong(_ index: Int) -> Bool {
        Self.beginnings.contains(prose, index) && Self.beginnings.contains(prose, index + 1)
    }

    private static let beginnings = KeySet("内蒙黑龙石家哈尔乌鲁呼和连云马鞍秦皇张家鄂尔齐齐牡丹佳木广西西藏宁夏新疆")
    private static let south = KeySet("东西南北中大")

    private func isHan(_ index: Int) -> Bool { prose.kind(index) == .han }

    /// Characters that stand before an address and not in one.
    private static let outside = KeySet(
        "我你您他她的在住是到为于址寄送发了就家搬来去从往叫有和跟与说个这那里给写填改成把被让请吗呢吧啊嗯哦呃离地着过不也还都能会要想我们对及或由位于居户籍处达件取配货要"
    )

    /// Where the name begins that ends with the region or road at `index`: at most seven characters before it.
    private func nameStart(before index: Int, floor: Int) -> Int {
        var start = index
        while start > floor, index - start < 8, isHan(start - 1), !Self.outside.contains(prose.tokens[start - 1]),
            start == index || prose.isGlued(start)
                || prose.isBlank(prose.tokens[start - 1].end..<prose.tokens[start].start)
        {
            // A cue's end is a boundary, whatever its characters are.
            if cueEnds.contains(start) { break }
            start -= 1
        }
        return start
    }

    private enum Kind { case region, road, numbered }

    private func address(from start: Int) -> Range<Int>? {
        var end = start
        var regions = 0
        var roads = 0
        var numbers = 0
        while let (kind, next) = part(at: end) {
            switch kind {
            case .region: regions += 1
            case .road: roads += 1
            case .numbered: numbers += 1
            }
            end = next
            // A comma may part the parts, where more of them follows.
            if prose.isMark(end, ",") || prose.isMark(end, " "), part(at: end + 1) != nil { end += 1 }
        }
        guard end > start else { return nil }
        // Told up to the town only: a place, where a cue says so.
        let isCued = isAsked || cueEnds.contains { start >= $0 && start - $0 <= 2 }
        let isWhole =
            (roads > 0 && numbers > 0) || (regions >= 2 && roads + numbers > 0) || regions >= 3
            || (regions > 0 && roads > 0) || numbers > 2
        guard isWhole || (isCued && regions + roads > 0 && end - start > 2) else { return nil }
        return start..<end
    }

    /// The next part: a name with its kind, or a number with its unit.
    private func part(at index: Int) -> (Kind, Int)? {
        if let end = numbered(at: index) { return (.numbered, end) }
        if let end = town(at: index) { return (.region, end) }
        var end = index
        while end < index + 12, end < prose.tokens.count {
            let token = prose.tokens[end]
            guard
                token.kind == .han || (token.kind == .numeral && end > index && prose.length(end) <= 3)
                    || (token.kind == .word && end > index && prose.length(end) <= 2)
            else { return nil }
            if end > index, token.kind == .han {
                if lexicon.has(.region, token), !isLonger(end) { return (.region, end + 1) }
                if isRoad(end) {
                    // 人民路, 中山北路; 大道, 街道 and 花园 end a character later.
                    var last = end
                    while last < end + 2, isRoad(last + 1) { last += 1 }
                    return (.road, last + 1)
                }
            }
            if end > index, Self.outside.contains(token), !Self.inside.contains(token) { return nil }
            end += 1
        }
        return nil
    }

    /// Characters of `outside` that names of roads and estates hold, too.
    private static let inside = KeySet("家里地和对来为都")

    /// 自治区, 工业园区, 开发区: the region goes on.
    private func isLonger(_ index: Int) -> Bool {
        isHan(index + 1) && lexicon.has(.region, prose.tokens[index + 1]) && prose.tokens[index].key == 0x5E02
            && prose.tokens[index + 1].key == 0x533A
    }

    /// 九百一十三号, 9栋, 2492室, B座, 三单元.
    private func numbered(at index: Int) -> Int? {
        var end = index
        while end < index + 8, end < prose.tokens.count, isCount(end) { end += 1 }
        guard end > index, isHan(end), lexicon.has(.houseUnit, prose.tokens[end]) else {
            // A room number at the end of an address may lack its unit: 3号楼502.
            return nil
        }
        end += 1
        // 号楼, 单元, 号院
        if isHan(end), lexicon.has(.houseUnit, prose.tokens[end]) || lexicon.has(.road, prose.tokens[end]) { end += 1 }
        if prose.tokens[end - 1].key == 0x5355, isHan(end), prose.tokens[end].key == 0x5143 { end += 1 }
        // 3号楼502
        if prose.kind(end) == .numeral, (3...4).contains(prose.length(end)), prose.isGlued(end),
            !(isHan(end + 1) && lexicon.has(.unit, prose.tokens[end + 1]))
        {
            let isUnit = isHan(end + 1) && lexicon.has(.houseUnit, prose.tokens[end + 1])
            if !isUnit { end += 1 }
        }
        return end
    }

    private func isCount(_ index: Int) -> Bool {
        let token = prose.tokens[index]
        switch token.kind {
        case .numeral: return prose.length(index) <= 5
        case .word: return prose.length(index) == 1
        case .mark: return token.isMark("-") && prose.kind(index + 1) == .numeral
        case .han:
            switch lexicon.atom(token) {
            case .digit, .scale: return true
            default: return [0x7532, 0x4E59, 0x4E19, 0x4E01, 0x4E1C, 0x897F, 0x5357, 0x5317].contains(token.key)
            }
        default: return false
        }
    }
}

/// How digits are said in English.
enum EnglishNumbers {
    static let atoms: [(String, Atom)] = [
        ("zero nought naught null zeero", .digit(0)), ("oh o ohh", .oh),
        ("one won wan", .digit(1)), ("two tu", .digit(2)), ("three", .digit(3)), ("four", .digit(4)),
        ("five fife", .digit(5)), ("six sicks", .digit(6)), ("seven", .digit(7)), ("eight", .digit(8)),
        ("nine niner nein", .digit(9)),
        ("for fore", .homophone(4)), ("to too", .homophone(2)), ("ate", .homophone(8)), ("tree", .homophone(3)),
        ("ten", .teen(10)), ("eleven", .teen(11)), ("twelve", .teen(12)), ("thirteen", .teen(13)),
        ("fourteen", .teen(14)), ("fifteen", .teen(15)), ("sixteen", .teen(16)), ("seventeen", .teen(17)),
        ("eighteen", .teen(18)), ("nineteen", .teen(19)),
        ("twenty", .tens(20)), ("thirty", .tens(30)), ("forty fourty", .tens(40)), ("fifty", .tens(50)),
        ("sixty", .tens(60)), ("seventy", .tens(70)), ("eighty", .tens(80)), ("ninety", .tens(90)),
        ("hundred", .hundred), ("thousand", .thousand),
        ("double dubble", .times(2)), ("triple treble tripple", .times(3)), ("quadruple", .times(4)),
        ("plus", .plus),
        ("um uh er erm uhm umm hmm mm ah eh", .filler),
        ("and then next space dash hyphen comma slash so okay ok yeah yes that's it's like", .filler),
        ("sorry no wait actually correction oops pardon", .correction),
    ]
}

/// The words by which letters are said (ICAO, and what people say instead).
enum SpellingAlphabet {
    static let words: [(UInt8, String)] = [
        "alpha alfa apple", "bravo boy", "charlie cat", "delta dog", "echo edward", "foxtrot fox frank freddie",
        "golf george", "hotel harry", "india indigo", "juliet juliett", "kilo king", "lima london", "mike mother",
        "november nancy nelly", "oscar orange", "papa peter", "quebec queen", "romeo robert roger", "sierra sugar sam",
        "tango tommy", "uniform uncle umbrella", "victor victory", "whiskey whisky william", "xray",
        "yankee yellow", "zulu zebra",
    ].enumerated().map { (UInt8(ascii: "a") + UInt8($0.offset), $0.element) }
}

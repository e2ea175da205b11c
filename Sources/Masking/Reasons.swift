extension PersonalDatum {
    /// The evidence of `rule` in a sentence.
    package var reason: String {
        let parts = rule.split(separator: ".").map(String.init)
        let known = parts.dropFirst().compactMap { Self.reasons[$0] } + (Self.reasons[rule].map { [$0] } ?? [])
        return known.isEmpty ? "its form gives it away" : known.joined(separator: "; ")
    }

    private static let reasons: [String: String] = [
        "cue": "a word before or behind it, or the question before, announces it",
        "asked": "the turn before asked for it",
        "likely": "a word before it often announces such, and lists of names know it",
        "evidence": "lists of words and names, and what stands around, speak for it",
        "known": "the call's records hold it",
        "spelled": "told letter by letter",
        "pieces": "told in pieces that go on from turn to turn",
        "luhn": "an issuer's range and a right check digit (Luhn)",
        "issuer": "an issuer's range and length, though the check digit is wrong",
        "check": "its check character is right",
        "date": "a province and a birth date stand in it, though the check character is wrong",
        "old": "fifteen digits with a province and a birth date",
        "e164": "an international prefix",
        "nanp": "the North American plan: area and exchange are possible",
        "uk": "the British plan",
        "trunk": "a trunk zero and a telephone number's length",
        "code": "a country's code and a telephone number's length",
        "cn-landline": "an area code and a subscriber's number",
        "shape": "eleven digits that begin with 13 to 19",
        "format": "grouped as such numbers are",
        "typed": "written as an address with @",
        "spoken": "an address said aloud: at, dot",
        "unit": "a number of years before it",
        "repeated": "a number that was found before",
        "address": "a house number, street words, places or dwellings add up to it",
        "place": "a place behind an address or where someone lives",
        "military": "a military post office",
        "number": "a name with a number where someone lives",
        "column": "the name of its column",
        "whole": "day, month and year",
    ]
}

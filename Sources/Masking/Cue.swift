/// What a word or phrase says about the numbers and names around it.
enum Cue: UInt8 {
    case card, securityCode, expiry, pin, oneTimeCode, password
    case chineseID, phone, email, socialSecurity, healthService, bankAccount, sortCode, iban, passport
    case driverLicence, nationalInsurance, aadhaar, taxAccount, creditCode
    /// Only the last digits follow: not enough to be personal data.
    case lastDigits
    /// A number of the business: order, ticket, flight, meter.
    case reference
    /// Short numbers of another kind follow: a house, an amount, a plate.
    case aside
    /// What is told in letters and short numbers, of which none is a number of its own.
    case address, postcode, plate
    case birthDate, age
    /// A name follows.
    case name
    /// A name follows if it looks like one.
    case perhapsName
    /// Letters of a name follow.
    case spelling
    /// A greeting: someone may be about to say who they are.
    case greeting
}

extension Cue {
    /// True where short numbers near it are part of something else.
    var isAside: Bool {
        switch self {
        case .aside, .address, .postcode, .plate, .creditCode: true
        default: false
        }
    }
}

/// A cue phrase where it stands in a text.
struct CueHit {
    var cue: Cue
    /// Token indices, half-open.
    var tokens: Range<Int>
}

extension CueHit {
    /// The cues of a text in order; where phrases overlap the longest that begins first counts.
    static func all(in prose: Prose, _ lexicon: Lexicon = .shared) -> [CueHit] {
        var hits: [CueHit] = []
        let tokens = prose.tokens
        var index = 0
        while index < tokens.count {
            let candidates = lexicon.entry(tokens[index]).phrases
            var length = 1
            for candidate in candidates {
                let keys = lexicon.phrases[candidate].keys
                guard matches(keys, tokens, at: index) else { continue }
                hits.append(CueHit(cue: lexicon.phrases[candidate].cue, tokens: index..<index + keys.count))
                length = keys.count
                break
            }
            index += length
        }
        return hits
    }

    private static func matches(_ keys: [UInt64], _ tokens: [Token], at start: Int) -> Bool {
        guard start + keys.count <= tokens.count else { return false }
        for offset in 1..<max(keys.count, 1) where tokens[start + offset].key != keys[offset] { return false }
        return true
    }
}

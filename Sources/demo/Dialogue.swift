import Calls

/// What happens in a call.
enum Dialogue: String, Codable, CaseIterable {
    /// Greeting, notice, a phone number, a friendly end.
    case contact
    /// A card number read aloud.
    case payment
    /// Hold music in the middle.
    case onHold
    /// No greeting, a long silence, both talk at once.
    case quarrel
    case chineseService, chineseComplaint
    /// Only the caller is heard.
    case voicemail

    var isChinese: Bool { self == .chineseService || self == .chineseComplaint }

    /// Those in which both parties are heard.
    static func conversations(inChinese: Bool) -> [Dialogue] {
        allCases.filter { $0.isChinese == inChinese && $0 != .voicemail }
    }

    /// Plays the call.
    func play(_ call: PlannedCall, on stage: inout Stage, with library: inout PromptLibrary) throws {
        switch self {
        case .contact: try contact(call, &stage, &library)
        case .payment: try payment(call, &stage, &library)
        case .onHold: try onHold(call, &stage, &library)
        case .quarrel: try quarrel(call, &stage, &library)
        case .chineseService: try chineseService(call, &stage, &library)
        case .chineseComplaint: try chineseComplaint(call, &stage, &library)
        case .voicemail: try voicemail(call, &stage, &library)
        }
        if let csat = call.csat, let nps = call.nps { stage.key("\(csat)#\(nps)#") }
    }

    private func greeting(_ stage: inout Stage, _ library: inout PromptLibrary) throws {
        stage.say(
            .agent,
            [
                try library.recorded("hello", says: "hello"), try library.recorded("auth-thankyou", says: "thank you"),
                try library.recorded("for", says: "for"), try library.recorded("calling", says: "calling"),
            ]
        )
        stage.say(.agent, [try library.recorded("conf-now-recording", says: "the conference is now being recorded")])
        stage.say(.customer, [try library.recorded("hello", says: "hello")])
    }

    private func farewell(_ stage: inout Stage, _ library: inout PromptLibrary) throws {
        stage.say(
            .agent,
            [
                try library.recorded("auth-thankyou", says: "thank you"),
                try library.recorded("vm-goodbye", says: "goodbye"),
            ]
        )
        stage.say(.customer, [try library.recorded("goodbye", says: "goodbye")])
    }

    private func digits(_ number: String, _ library: inout PromptLibrary) throws -> [Prompt] {
        let words = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
        return try number.compactMap(\.wholeNumberValue).map { digit in
            try library.recorded("digits/\(digit)", says: words[digit])
        }
    }

    private func phoneNumber(_ call: PlannedCall, _ stage: inout Stage, _ library: inout PromptLibrary) throws {
        stage.say(
            .agent,
            [
                try library.recorded(
                    "privacy-prompt",
                    says: "please enter your phone number starting with the area code"
                )
            ]
        )
        stage.say(
            .customer,
            [try library.recorded("telephone-number", says: "telephone number")] + (try digits(call.phone, &library))
        )
        stage.say(.agent, [try library.recorded("privacy-thankyou", says: "thank you")])
    }

    private func contact(_ call: PlannedCall, _ stage: inout Stage, _ library: inout PromptLibrary) throws {
        try greeting(&stage, &library)
        try phoneNumber(call, &stage, &library)
        stage.say(.agent, [try library.recorded("queue-thankyou", says: "thank you for your patience")])
        try farewell(&stage, &library)
    }

    private func payment(_ call: PlannedCall, _ stage: inout Stage, _ library: inout PromptLibrary) throws {
        try greeting(&stage, &library)
        stage.say(
            .agent,
            [
                try library.recorded("vm-enter-num-to-call", says: "please enter the number you wish to call")
            ]
        )
        let spoken = try digits(call.card, &library)
        stage.say(.customer, [try library.recorded("vm-num-i-have", says: "the number i have is")] + spoken.prefix(8))
        stage.say(.customer, Array(spoken.suffix(8)))
        stage.say(.agent, [try library.recorded("activated", says: "activated")])
        try farewell(&stage, &library)
    }

    private func onHold(_ call: PlannedCall, _ stage: inout Stage, _ library: inout PromptLibrary) throws {
        try greeting(&stage, &library)
        stage.say(.customer, [try library.recorded("something-terribly-wrong", says: "something is terribly wrong")])
        stage.say(.agent, [try library.recorded("one-moment-please", says: "one moment please")])
        stage.hold(try library.holdMusic(seconds: 12))
        stage.say(.agent, [try library.recorded("queue-thankyou", says: "thank you for your patience")])
        try phoneNumber(call, &stage, &library)
        try farewell(&stage, &library)
    }

    private func quarrel(_ call: PlannedCall, _ stage: inout Stage, _ library: inout PromptLibrary) throws {
        stage.say(.agent, [try library.recorded("extension", says: "extension")])
        stage.say(.customer, [try library.recorded("tt-somethingwrong", says: "something is terribly wrong")])
        stage.wait(13)
        stage.say(
            .agent,
            [
                try library.recorded(
                    "check-number-dial-again",
                    says: "please check the number and dial again"
                )
            ]
        )
        stage.say(
            .customer,
            [
                try library.recorded("tt-weasels", says: "weasels have eaten our phone system"),
                try library.recorded("something-terribly-wrong", says: "something is terribly wrong"),
            ],
            before: 1.4
        )
        stage.say(
            .agent,
            [try library.recorded("sorry-youre-having-problems", says: "sorry you're having problems")],
            before: 1.2
        )
        stage.say(.customer, [try library.recorded("goodbye", says: "goodbye")])
    }

    private func voicemail(_ call: PlannedCall, _ stage: inout Stage, _ library: inout PromptLibrary) throws {
        stage.say(.customer, [try library.recorded("hello", says: "hello")])
        stage.say(
            .customer,
            [try library.recorded("vm-num-i-have", says: "the number i have is")] + (try digits(call.phone, &library))
        )
        stage.say(.customer, [try library.recorded("goodbye", says: "goodbye")])
    }
}

/// What was written in a chat or by e-mail, with everything still in the clear.
package struct Conversation: Hashable, Sendable, Codable {
    package struct Message: Hashable, Sendable, Codable {
        package var time: UTCTime
        package var role: PartyRole
        package var text: String

        package init(time: UTCTime, role: PartyRole, text: String) {
            self.time = time
            self.role = role
            self.text = text
        }
    }

    /// BCP 47; nil where the source does not say.
    package var language: String?
    /// By time.
    package var messages: [Message]

    package init(language: String? = nil, messages: [Message]) {
        self.language = language
        self.messages = messages
    }

    /// The first message that a person at the centre wrote.
    package var answered: UTCTime? { messages.first { $0.role == .agent }?.time }
}

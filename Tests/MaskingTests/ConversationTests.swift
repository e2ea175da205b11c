import Calls
import Masking
import Testing

@Suite struct `Personal data in conversations` {
    @Test(arguments: MarkedConversation.all("english"))
    func `is found exactly in spoken English, and nothing else`(_ conversation: MarkedConversation) throws {
        #expect(try scan(conversation) == conversation.lines.map(\.data))
    }

    @Test(arguments: MarkedConversation.all("chinese"))
    func `is found exactly in spoken Chinese, and nothing else`(_ conversation: MarkedConversation) throws {
        #expect(try scan(conversation) == conversation.lines.map(\.data))
    }

    @Test func `has fixtures to be found in`() {
        #expect(MarkedConversation.all("english").count > 50)
        #expect(MarkedConversation.all("chinese").count > 40)
    }
}

import Masking
import Testing

@Suite struct `Lines of a text` {
    @Test func `are masked as a conversation: a number in pieces, a question and its answer`() {
        let lines = [
            "Agent: may I take your card number?", "Customer: nine five one one two two three three",
            "Customer: then four four five five six six seven seven", "Agent: and the code on the back?",
            "Customer: nine five two",
        ]
        let masked = masker.mask(lines: lines)
        #expect(masked[0] == lines[0] && masked[3] == lines[3])
        for index in [1, 2, 4] {
            #expect(masked[index].hasPrefix("Customer: ") && masked[index] != lines[index])
            #expect(!masked[index].contains("five") && !masked[index].contains("nine"))
        }
        #expect(masker.mask(lines: masked) == masked)
    }

    @Test func `are masked no less for standing below another`() {
        let number = "4111 1111 1111 1111"
        let lines = ["my order number is", number, "", "call 13800138000"]
        #expect(masker.scan(lines: lines)[1].map(\.range) == masker.scan(number).map(\.range))
        #expect(masker.scan(lines: lines)[3].map(\.range) == [5..<16])
    }

    @Test(arguments: [
        ("Patel, Grace <07700900123>", "caller", ["Patel", "Grace", "07700"]),
        ("\"王 小明\" <13800138000>", "src", ["小明"]),
    ])
    func `hide a caller's whole name before the number`(_ cell: String, _ header: String, _ hidden: [String]) {
        let masked = masker.mask(cell: cell, header: header).0
        for word in hidden { #expect(!masked.contains(word), "\(masked)") }
        #expect(masker.mask(cell: masked, header: header).0 == masked)
    }

    @Test func `keep a page's path apart from what follows`() {
        let found = masker.scan("see https://example.org/u/4711, IBAN GB82 WEST 1234 5698 7654 32")
        #expect(found.map(\.type.rawValue) == ["URL", "IBAN"])
    }
}

import Testing
import Wire

@Suite struct `SIP URI` {
    struct Good: Sendable, CustomTestStringConvertible {
        let text: String
        let user: String?
        let host: String
        let port: UInt16?
        let aor: String
        let number: String?
        var testDescription: String { text }

        init(_ text: String, _ user: String?, _ host: String, _ port: UInt16? = nil, aor: String, number: String?) {
            (self.text, self.user, self.host, self.port) = (text, user, host, port)
            (self.aor, self.number) = (aor, number)
        }
    }

    @Test(arguments: [
        Good("sip:alice@Example.COM", "alice", "example.com", aor: "sip:alice@example.com", number: "alice"),
        Good(
            "SIPS:+15551234@192.0.2.1:5061;user=phone",
            "+15551234",
            "192.0.2.1",
            5061,
            aor: "sips:+15551234@192.0.2.1",
            number: "+15551234"
        ),
        Good("sip:[2001:db8::1]:5080", nil, "2001:db8::1", 5080, aor: "sip:[2001:db8::1]", number: nil),
        Good(
            "sip:user;par=u%40example.net@example.com",
            "user;par=u@example.net",
            "example.com",
            aor: "sip:user;par=u@example.net@example.com",
            number: "user"
        ),
        Good("sip:a:secret@h?Subject=x", "a", "h", aor: "sip:a@h", number: "a"),
        Good("tel:+8613800138000;phone-context=cn", nil, "", aor: "tel:+8613800138000", number: "+8613800138000"),
    ])
    func `is read`(_ good: Good) throws {
        let uri = try SIPURI(good.text)
        #expect(uri.user == good.user)
        #expect(uri.host == good.host)
        #expect(uri.port == good.port)
        #expect(uri.addressOfRecord == good.aor)
        #expect(uri.number == good.number)
    }

    @Test func `has parameters and headers, names in lower case`() throws {
        let uri = try SIPURI("sip:h;Transport=TCP;lr;+sip.src?a=b")
        #expect(
            uri.parameters.all == [
                .init(name: "transport", value: "TCP"), .init(name: "lr", value: nil),
                .init(name: "+sip.src", value: nil),
            ]
        )
        #expect(uri.headers == "a=b")
    }

    @Test(arguments: [
        "", "sip:", "alice", "sip:@h", "sip:a@", "sip:a@h:99999", "sip:a@h:", "sip:a b@h", "sip:a%4@h", "<sip:a@h>",
        "sip:a@h;=x", "sip:[2001:db8::1", "5ip:a@h",
    ])
    func `is refused`(_ text: String) {
        #expect(throws: WireError.self) { try SIPURI(text) }
    }
}

@Suite struct `SIP address` {
    private func address(_ text: String) throws -> SIPAddress { try SIPAddress(Array(text.utf8)) }

    @Test func `has a name with its escapes undone, a URI and a tag`() throws {
        let address = try address(#""J \"Rosenberg\" \\" <sip:jr@h;x=1>;tag=98asjd8;q="a;b""#)
        #expect(address.displayName == #"J "Rosenberg" \"#)
        #expect(address.uri == (try SIPURI("sip:jr@h;x=1")))
        #expect(address.tag == "98asjd8")
        #expect(address.parameters["q"] == "a;b")
    }

    @Test func `without brackets leaves the parameters to the header`() throws {
        let address = try address("sip:a@h;tag=1")
        #expect(address.uri.parameters.all == [])
        #expect(address.tag == "1")
    }

    @Test(arguments: ["<sip:a@h;+sip.src>", "<sip:a@h>;+sip.src", "<sip:a@h>;+sip.src=\"x\""])
    func `has a feature wherever the peer wrote it`(_ text: String) throws {
        #expect(try address(text).has("+sip.src"))
    }

    @Test(arguments: [
        "", "\"a <sip:a@h>", "<sip:a@h", "< sip:a@h >", "\"a\" sip:a@h", "<sip:a@h> x", "<sip:a@h>;;", "sip:a@h?b=c",
        "sip:a@h,b",
    ])
    func `is refused`(_ text: String) {
        #expect(throws: WireError.self) { try address(text) }
    }
}

@Suite struct `Via` {
    private func via(_ text: String) throws -> SIPVia { try SIPVia(Array(text.utf8)) }

    @Test func `is read through all the blanks that the grammar allows`() throws {
        let via = try via("SIP  / 2.0  / tcp     spindle.Example.com : 5070 ;\t branch  =   z9hG4bK9ikj8 ; rport")
        #expect(via.transport == "TCP")
        #expect(via.host == "spindle.example.com")
        #expect(via.port == 5070)
        #expect(via.branch == "z9hG4bK9ikj8")
        #expect(via.parameters["rport"] == "")
        #expect(via.text == "SIP/2.0/TCP spindle.example.com:5070;branch=z9hG4bK9ikj8;rport")
    }

    @Test(arguments: ["SIP/2.0/UDP h", "SIP/2.0/UDP h;branch=390skdjuw", "SIP/2.0/UDP h;branch=z9hG4bK"])
    func `has no branch where it proves nothing`(_ text: String) throws {
        #expect(try via(text).branch == nil)
    }

    @Test(arguments: ["", "SIP/2.0/UDP", "SIP/1.0/UDP h", "HTTP/2.0/UDP h", "SIP/2.0/UDP h;;,;,,", "SIP/2.0/UDP h x"])
    func `is refused`(_ text: String) {
        #expect(throws: WireError.self) { try via(text) }
    }
}

@Suite struct `CSeq` {
    @Test func `has a number below 2^31 and a method`() throws {
        #expect(try SIPCSeq(Array("0009  \tINVITE".utf8)) == SIPCSeq(number: 9, method: .invite))
        #expect(try SIPCSeq(Array("2147483647 BYE".utf8)).number == 2_147_483_647)
    }

    @Test(arguments: ["", "1", "INVITE", "1INVITE", "2147483648 BYE", "-1 BYE", "1 BYE x"])
    func `is refused`(_ text: String) {
        #expect(throws: WireError.self) { try SIPCSeq(Array(text.utf8)) }
    }
}

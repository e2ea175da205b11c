import CDR
import Calls
import Foundation
import Testing

/// A call in one line with its id and who hung up.
private func told(_ call: Call) -> String {
    "\(call.id) \(summary(call)) hold \(call.handle.hold.map { "\($0.count / 1000)" } ?? "-") by \(call.hungUpBy?.rawValue ?? "-")"
}

private func read(_ text: String, _ settings: CDRSettings = CDRSettings()) throws -> (CDRReading, [String]) {
    let reading = try file(text).read(settings)
    return (reading, assemble(reading.records, settings: settings).calls.map(told))
}

@Suite struct `Amazon Connect's contact records` {
    static func record(_ changes: String = "") -> String {
        """
        {"ContactId":"c-1","InitialContactId":null,"Channel":"VOICE","InitiationMethod":"INBOUND",
         "InitiationTimestamp":"2026-03-02T01:00:00Z","ConnectedToSystemTimestamp":"2026-03-02T01:00:00Z",
         "DisconnectTimestamp":"2026-03-02T01:07:42Z","DisconnectReason":"CUSTOMER_DISCONNECT",
         "LastUpdateTimestamp":"2026-03-02T01:09:00Z","NewField":{"of":[1,2]},
         "Queue":{"Name":"Support","EnqueueTimestamp":"2026-03-02T01:01:00Z","DequeueTimestamp":"2026-03-02T01:02:10Z","Duration":70},
         "Agent":{"Username":"jdoe","ConnectedToAgentTimestamp":"2026-03-02T01:02:10Z","AgentInteractionDuration":300,
         "CustomerHoldDuration":32,"AfterContactWorkDuration":45},
         "CustomerEndpoint":{"Type":"TELEPHONE_NUMBER","Address":"+8613900000001"},
         "SystemEndpoint":{"Address":"+862155550100"},
         "Recording":{"Location":"bucket/connect/2026/03/02/c-1_20260302.wav"}}
        """
    }

    static let transfer = """
        {"ContactId":"c-2","InitialContactId":"c-1","PreviousContactId":"c-1","InitiationMethod":"TRANSFER",
         "InitiationTimestamp":"2026-03-02T01:07:42Z","DisconnectTimestamp":"2026-03-02T01:10:00Z",
         "DisconnectReason":"AGENT_DISCONNECT","LastUpdateTimestamp":"2026-03-02T01:11:00Z",
         "Queue":{"Name":"Second level","EnqueueTimestamp":"2026-03-02T01:07:42Z","Duration":8},
         "Agent":{"Username":"asmith","ConnectedToAgentTimestamp":"2026-03-02T01:07:50Z","AgentInteractionDuration":100,
         "CustomerHoldDuration":0,"AfterContactWorkDuration":5}}
        """

    @Test func `become one call through a transfer`() throws {
        let (reading, calls) = try read(Self.transfer + Self.record())
        #expect(reading.format == .connect)
        #expect(
            calls == [
                "con-c-1 inbound answered queue Second level agent asmith wait 70 talk 400 transfers 1 hold 32 by agent"
            ]
        )
    }

    /// They are delivered at least once, whole or not yet whole.
    @Test func `count by their last update`() throws {
        let early = Self.record().replacing("\"AgentInteractionDuration\":300", with: "\"AgentInteractionDuration\":3")
            .replacing("01:09:00Z", with: "01:08:00Z")
        for text in [early + "\n" + Self.record(), Self.record() + early, "[\(Self.record()),\(early)]"] {
            #expect(
                try read(text).1 == [
                    "con-c-1 inbound answered queue Support agent jdoe wait 70 talk 300 transfers 0 hold 32 by customer"
                ]
            )
        }
    }

    @Test func `tell who was never connected`() throws {
        let text = Self.record().replacing(
            "\"ConnectedToAgentTimestamp\":\"2026-03-02T01:02:10Z\",",
            with: "\"ConnectedToAgentTimestamp\":null,"
        ).replacing("\"AgentInteractionDuration\":300", with: "\"AgentInteractionDuration\":null")
        #expect(
            try read(text).1 == [
                "con-c-1 inbound abandoned queue Support agent - wait 70 talk - transfers 0 hold - by customer"
            ]
        )
    }

    @Test func `are refused one by one`() throws {
        let (reading, calls) = try read("{\"ContactId\":\"c-9\",\"InitiationMethod\":7}\n" + Self.record() + "\nrest\n")
        #expect(calls.count == 1)
        #expect(
            reading.rejections.map(\.reason) == [
                "field 'initiationMethod' is missing or not what it must be",
                "no JSON object, or one larger than 4194304 bytes",
            ]
        )
        #expect(reading.rejections.map(\.line) == [1, 12])
    }
}

@Suite struct `FreeSWITCH's JSON` {
    /// The stamps are an hour ahead of the epochs; 67 of 68 seconds are on hold.
    static func record(
        _ variables: [String: String],
        caller: String = "13900000001",
        to: String = "02155550100",
        flows: Int = 1
    ) -> String {
        let base = [
            "uuid": "7adced1a-4c7c-11ea-b08c-2bfc2a06d67d", "start_uepoch": "1772413200000000",
            "answer_uepoch": "1772413203000000", "bridge_uepoch": "1772413203000000", "end_uepoch": "1772413271000000",
            "start_stamp": "2026-03-02 02:00:00", "hold_accum_seconds": "67", "hold_accum_usec": "67000000",
            "hangup_cause": "NORMAL_CLEARING", "sip_hangup_disposition": "recv_bye", "dialed_user": "1002",
            "record_path": "/var/lib/freeswitch/recordings/a%20b.wav",
        ]
        let all = base.merging(variables) { $1 }.sorted { $0.key < $1.key }.map { "\"\($0)\":\"\($1)\"" }
        let flow = """
            {"caller_profile":{"caller_id_name":"Li Lei","caller_id_number":"\(caller)","destination_number":"\(to)"},
             "times":{"bridged_time":"1772413203000000"}}
            """
        let callflow = Array(repeating: flow, count: flows).joined(separator: ",")
        return """
            {"core-uuid":"x","channel_data":{"direction":"inbound"},"variables":{\(all.joined(separator: ","))},
             "callflow":[\(callflow)]}

            """
    }

    @Test func `takes the time on hold off what the switch calls talk`() throws {
        let (reading, calls) = try read(Self.record([:]))
        #expect(reading.format == .freeSwitchJSON)
        #expect(
            calls == [
                "fs-7adced1a-4c7c-11ea-b08c-2bfc2a06d67d inbound answered queue - agent 1002 wait 3 talk 1 transfers 0 hold 67 by customer"
            ]
        )
        #expect(reading.records.contacts.map(\.recording) == ["a b.wav"])
    }

    /// Older switches write one object for the call flow, others only whole seconds.
    @Test func `reads what older switches write`() throws {
        let text = Self.record([:])
        let object = text.replacing("\"callflow\":[", with: "\"callflow\":").replacing("]}", with: "}")
        #expect(try read(object).1 == read(text).1)
        let seconds = text.replacing("uepoch", with: "epoch").replacing("000000\"", with: "\"")
        #expect(try read(seconds).0.records.contacts.map(\.start) == [UTCTime(seconds: 1_772_413_200)])
        #expect(try read(seconds).0.records.contacts.map(\.wait) == [Milliseconds(3000)])
    }

    @Test func `tells of queues by mod_callcenter's own stamps`() throws {
        let queue = [
            "cc_queue": "support@default", "cc_agent": "1005@default", "cc_queue_joined_epoch": "1772413201",
            "cc_queue_answered_epoch": "1772413221", "cc_queue_terminated_epoch": "1772413261",
            "hold_accum_usec": "0", "hold_accum_seconds": "0",
        ]
        #expect(
            try read(Self.record(queue)).1 == [
                "fs-7adced1a-4c7c-11ea-b08c-2bfc2a06d67d inbound answered queue support agent 1005 wait 20 talk 40 transfers 0 hold 0 by customer"
            ]
        )
        let left = [
            "cc_queue": "support@default", "cc_queue_joined_epoch": "1772413201", "cc_cancel_reason": "BREAK_OUT",
            "cc_queue_canceled_epoch": "1772413231", "cc_cause": "cancel",
        ]
        #expect(
            try read(Self.record(left)).1 == [
                "fs-7adced1a-4c7c-11ea-b08c-2bfc2a06d67d inbound abandoned queue support agent - wait 30 talk - transfers 0 hold - by customer"
            ]
        )
    }

    @Test func `is one call of both legs, and contained where nobody was bridged`() throws {
        let leg = Self.record(
            ["uuid": "b-leg", "originating_leg_uuid": "7adced1a-4c7c-11ea-b08c-2bfc2a06d67d"],
            to: "1002"
        )
        #expect(try read(leg + Self.record([:])).1.count == 1)
        #expect(
            try read(Self.record(["bridge_uepoch": "0"])).1 == [
                "fs-7adced1a-4c7c-11ea-b08c-2bfc2a06d67d inbound contained queue - agent - wait - talk - transfers 0 hold - by customer"
            ]
        )
    }
}

@Suite struct `FreeSWITCH's CSV` {
    @Test func `is read in the zone of the site, quotes as they are`() throws {
        let row = """
            "Li "Lei" Lei","13900000001","1002","public","2026-03-02 09:00:00","2026-03-02 09:00:05","2026-03-02 09:00:35","35","30","NORMAL_CLEARING","7adced1a-4c7c-11ea-b08c-2bfc2a06d67d","8adced1a-4c7c-11ea-b08c-2bfc2a06d67d","","PCMU","PCMU"
            "x","13900000002","1002","public","2026/3/2 9:00","","2026/3/2 9:01","35","0","USER_BUSY","9adced1a-4c7c-11ea-b08c-2bfc2a06d67d","","","PCMU","PCMU"
            "x","13900000003","1002","public","2026-03-02 09:10:00","","2026-03-02 09:10:07","7","0","USER_BUSY","aadced1a-4c7c-11ea-b08c-2bfc2a06d67d","","","PCMU","PCMU"

            """
        let settings = CDRSettings(siteTimeZone: try zone("Asia/Shanghai"))
        let (reading, calls) = try read(row, settings)
        #expect(
            calls == [
                "fs-7adced1a-4c7c-11ea-b08c-2bfc2a06d67d inbound answered queue - agent 1002 wait 5 talk 30 transfers 0 hold - by -",
                "fs-aadced1a-4c7c-11ea-b08c-2bfc2a06d67d inbound busy queue - agent - wait - talk - transfers 0 hold - by -",
            ]
        )
        #expect(reading.rejections.map(\.line) == [2])
        #expect(reading.records.contacts.first?.start == (try utc("2026-03-02T01:00:00Z")))
        #expect(reading.records.contacts.first?.customer?.name == "Li \"Lei\" Lei")
        #expect(throws: CDRError.zoneUnknown) { try file(row).read(CDRSettings()) }
    }
}

@Suite struct `Cisco's CUCM` {
    static let text = """
        "cdrRecordType","globalCallID_callManagerId","globalCallID_callId","dateTimeOrigination","callingPartyNumber","origCause_value","originalCalledPartyNumber","finalCalledPartyNumber","destCause_value","dateTimeConnect","dateTimeDisconnect","pkid","duration","globalCallId_ClusterID","huntPilotDN","totalWaitTimeInQueue"
        INTEGER,INTEGER,INTEGER,INTEGER,VARCHAR(50),INTEGER,VARCHAR(50),VARCHAR(50),INTEGER,INTEGER,INTEGER,UNIQUEIDENTIFIER,INTEGER,VARCHAR(50),VARCHAR(50),INTEGER
        1,2,1001,1772413200,"13900000001",16,"8000","301",0,1772413210,1772413270,"p-1",60,"Site","8000",0
        1,2,1001,1772413270,"13900000001",0,"302","302",16,1772413275,1772413300,"p-2",25,"Site","",0
        1,2,1002,1772413400,"301",0,"13900000002","13900000002",17,0,1772413405,"p-3",0,"Site","",0
        1,2,1003,1772413500,"13900000003",16,"8000","8000",0,0,1772413530,"p-4",0,"Site","8000",25

        """

    @Test func `has a line of names and one of types`() throws {
        let (reading, calls) = try read(Self.text)
        #expect(reading.format == .cucm)
        #expect(reading.rejected == 0)
        #expect(
            calls == [
                "ucm-Site-2-1001 inbound answered queue 8000 agent 302 wait 10 talk 85 transfers 1 hold - by agent",
                "ucm-Site-2-1002 outbound busy queue - agent 301 wait - talk - transfers 0 hold - by -",
                "ucm-Site-2-1003 inbound abandoned queue 8000 agent - wait 25 talk - transfers 0 hold - by customer",
            ]
        )
    }
}

import CDR
import Calls
import Foundation
import Night
import Testing

@Suite struct `Shipped mappings` {
    /// The calls that rows of one shipped mapping's export make, in Shanghai where rows name no zone.
    static func calls(_ preset: String, _ text: String) throws -> [Call] {
        let name = "\(preset).yaml"
        let yaml = try Data(contentsOf: repository.appending(path: "mappings").appending(path: name))
        let zone = try #require(TimeZone(identifier: "Asia/Shanghai"))
        let mapping = try CDRMapping(yaml: Array(yaml), file: name, siteZone: zone)
        let settings = CDRSettings(mappings: [mapping])
        let reading = try CDRFile(name: "x.csv", sha256: "00", bytes: Array(text.utf8)).read(settings)
        #expect(reading.rejections == [])
        #expect(reading.format.name == "CSV by the mapping '\(preset)'")
        return assemble(reading.records, settings: settings).calls
    }

    @Test func `read an export of FusionPBX`() throws {
        let calls = try Self.calls(
            "fusionpbx",
            """
            xml_cdr_uuid,direction,caller_id_name,caller_id_number,destination_number,start_epoch,answer_epoch,end_epoch,hold_accum_seconds,cc_queue,cc_agent,record_name
            u-1,inbound,Li Lei,13900000001,02155550100,1772413200,1772413212,1772413300,8,sales,301,u-1.wav
            u-2,inbound,,13900000002,02155550100,1772413200,,1772413210,0,sales,,

            """
        )
        #expect(calls.map(\.id.description) == ["fs-u-1", "fs-u-2"])
        #expect(calls.map(\.outcome) == [.answered, .abandoned])
        #expect(calls[0].wait == Milliseconds(12_000))
        #expect(calls[0].handle == HandleTime(talk: Milliseconds(80_000), hold: Milliseconds(8000)))
        #expect(calls[0].recording?.fileName == "u-1.wav")
    }

    @Test func `read Huawei's records, a row a device, as one call`() throws {
        let calls = try Self.calls(
            "huawei-cec",
            """
            dev,acc,1,,c-1,13900000001,4008000,2026-03-02 09:00:00,2026-03-02 09:00:20,,,,2026-03-02 09:00:20,3,17,0,0,1,1,0,0
            dev,acc,1,,c-1,13900000001,4008000,2026-03-02 09:00:20,2026-03-02 09:00:50,,,,2026-03-02 09:00:50,1,sales,0,0,2,1,3,17
            dev,acc,1,301,c-1,13900000001,4008000,2026-03-02 09:00:50,,2026-03-02 09:00:50,2026-03-02 09:00:55,2026-03-02 09:00:55,2026-03-02 09:02:55,2,301,0,0,-1,1,1,1
            dev,acc,1,,c-2,13900000002,4008000,2026-03-02 10:00:00,2026-03-02 10:00:30,,,,2026-03-02 10:00:30,1,sales,0,531,-1,1,0,0
            dev,acc,1,,c-3,13900000003,4008000,2026-03-02 11:00:00,,,,2026-03-02 11:00:00,2026-03-02 11:00:40,3,17,0,0,-1,1,0,0

            """
        )
        #expect(calls.map(\.outcome) == [.answered, .abandoned, .contained])
        #expect(calls.map(\.queue) == ["sales", "sales", nil])
        #expect(calls.map(\.wait) == [Milliseconds(30_000), Milliseconds(30_000), nil])
        #expect(calls[0].agent == "301")
        #expect(calls[0].handle.talk == Milliseconds(120_000))
        #expect(calls[0].transfers == 0)
        #expect(calls[0].start == UTCTime(seconds: 1_772_413_200))
        #expect(calls[0].legs.map(\.kind) == [.ivr, .queue, .agent])
        #expect(calls[0].legs.map(\.name) == ["17", "sales", "301"])
    }

    @Test func `read Twilio's calls, of which one leg names another`() throws {
        let calls = try Self.calls(
            "twilio",
            """
            sid,parent_call_sid,from,to,status,start_time,end_time,duration,direction
            CA1,,+8613900000001,+862155550100,completed,"Mon, 02 Mar 2026 01:00:00 +0000","Mon, 02 Mar 2026 01:02:00 +0000",120,inbound
            CA2,CA1,+862155550100,+8613800000009,completed,"Mon, 02 Mar 2026 01:00:20 +0000","Mon, 02 Mar 2026 01:02:00 +0000",100,outbound-dial
            CA3,,+8613900000002,+862155550100,no-answer,02 Mar 2026 09:10:00 +0800,02 Mar 2026 09:10:30 +0800,,inbound

            """
        )
        #expect(calls.map(\.id.description) == ["tw-CA1", "tw-CA3"])
        #expect(calls.map(\.outcome) == [.answered, .noAnswer])
        #expect(calls.map(\.direction) == [.inbound, .inbound])
        #expect(calls.map(\.transfers) == [0, 0])
        #expect(calls.map(\.customer?.number) == ["+8613900000001", "+8613900000002"])
        #expect(calls.map(\.start.milliseconds) == [1_772_413_200_000, 1_772_413_800_000])
    }

    @Test func `read transactions of Kamailio, put together as its comment says`() throws {
        let calls = try Self.calls(
            "kamailio",
            """
            callid,start,answered,ended,sip_code,src_user,dst_user
            a@h,1772413200,1772413200,1772413260,200,13900000001,02155550100
            b@h,1772413300,,,486,13900000002,02155550100

            """
        )
        #expect(calls.map(\.outcome) == [.answered, .busy])
        #expect(calls[0].handle.talk == Milliseconds(60_000))
        #expect(calls.map(\.wait) == [nil, nil])
    }

    @Test func `read a list in Chinese`() throws {
        let calls = try Self.calls(
            "7moor",
            """
            通话ID,呼叫时间,接听时间,挂断时间,排队时长,通话时长,呼叫类型,接听状态,客户号码,服务号码,技能组,坐席工号,录音文件
            1,2026-03-02 09:00:00,2026-03-02 09:00:15,2026-03-02 09:02:15,00:15,02:00,呼入,已接听,13900000001,4008000,信用卡,8001,1.wav
            2,2026-03-02 09:10:00,,2026-03-02 09:10:40,00:40,,呼入,排队放弃,13900000002,4008000,信用卡,,
            3,2026-03-02 09:20:00,,2026-03-02 09:20:40,,,呼入,IVR,13900000003,4008000,,,

            """
        )
        #expect(calls.map(\.outcome) == [.answered, .abandoned, .contained])
        #expect(calls.map(\.wait) == [Milliseconds(15_000), Milliseconds(40_000), nil])
        #expect(calls[0].handle.talk == Milliseconds(120_000))
        #expect(calls[0].queue == "信用卡")
    }
}

import CDR
import Calls
import Foundation
import Night
import Testing

@Suite struct `Shipped mappings` {
    @Test func `read an export of FusionPBX`() throws {
        let yaml = try Data(contentsOf: repository.appending(path: "mappings/fusionpbx.yaml"))
        let mapping = try CDRMapping(yaml: Array(yaml), file: "fusionpbx.yaml", siteZone: .gmt)
        let text = """
            xml_cdr_uuid,direction,caller_id_name,caller_id_number,destination_number,start_epoch,answer_epoch,end_epoch,hold_accum_seconds,cc_queue,cc_agent,record_name
            u-1,inbound,Li Lei,13900000001,02155550100,1772413200,1772413212,1772413300,8,sales,301,u-1.wav
            u-2,inbound,,13900000002,02155550100,1772413200,,1772413210,0,sales,,

            """
        let settings = CDRSettings(mappings: [mapping])
        let file = CDRFile(name: "x.csv", sha256: "00", bytes: Array(text.utf8))
        let calls = assemble(try file.read(settings).records, settings: settings).calls
        #expect(calls.map(\.id.description) == ["fs-u-1", "fs-u-2"])
        #expect(calls.map(\.outcome) == [.answered, .abandoned])
        #expect(calls[0].wait == Milliseconds(12_000))
        #expect(calls[0].handle == HandleTime(talk: Milliseconds(80_000), hold: Milliseconds(8000)))
        #expect(calls[0].recording?.fileName == "u-1.wav")
    }
}

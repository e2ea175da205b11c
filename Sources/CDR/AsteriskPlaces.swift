extension AsteriskRowParser {
    /// The layout's places as plain numbers, because a row asks for a score of them; -1, which reads as empty, where absent.
    struct Places {
        let src, dst, clid, channel, dstchannel, lastapp, lastdata, answer, end, duration, billsec, disposition: Int
        /// `start`, or `calldate` where there is none.
        let start: Int
        let startColumn: AsteriskColumn
        let uniqueid, linkedid, sequence, recordingfile, did, cnum, cnam: Int

        init(_ layout: AsteriskLayout) {
            src = layout[.src] ?? -1
            dst = layout[.dst] ?? -1
            clid = layout[.clid] ?? -1
            channel = layout[.channel] ?? -1
            dstchannel = layout[.dstchannel] ?? -1
            lastapp = layout[.lastapp] ?? -1
            lastdata = layout[.lastdata] ?? -1
            startColumn = layout[.start] == nil ? .calldate : .start
            start = layout[startColumn] ?? -1
            answer = layout[.answer] ?? -1
            end = layout[.end] ?? -1
            duration = layout[.duration] ?? -1
            billsec = layout[.billsec] ?? -1
            disposition = layout[.disposition] ?? -1
            uniqueid = layout[.uniqueid] ?? -1
            linkedid = layout[.linkedid] ?? -1
            sequence = layout[.sequence] ?? -1
            recordingfile = layout[.recordingfile] ?? -1
            did = layout[.did] ?? -1
            cnum = layout[.cnum] ?? -1
            cnam = layout[.cnam] ?? -1
        }
    }
}

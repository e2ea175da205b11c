import Calls

/// Turns a CSV record into an `AsteriskRow`.
struct AsteriskRowParser {
    /// In the switch's own time, read as if it were UTC.
    private struct Times {
        var start: UTCTime
        var answered: UTCTime?
        var end: UTCTime
    }

    private let layout: AsteriskLayout
    private let place: Places

    init(layout: AsteriskLayout) {
        self.layout = layout
        place = Places(layout)
    }

    /// Which call a record belongs to, its start in the switch's own time, and the UTC second of its channel's making; nil
    /// for a record that is going to be rejected at the first look.
    func key(of record: CSVRecord, in bytes: Span<UInt8>) -> (key: RowKey, start: UTCTime, epoch: Int?)? {
        guard record.count == layout.columnCount else { return nil }
        guard let start = CivilTime(stamp: bytes.extracting(record.range(place.start))) else {
            return nil
        }
        let legID = bytes.extracting(record.range(place.uniqueid))
        let callID = bytes.extracting(record.range(place.linkedid))
        guard !legID.isEmpty || !callID.isEmpty else {
            let key = Hash64.of(ids(record, bytes).call)
            return (RowKey(group: key, call: key, leg: key), start.asUTC, nil)
        }
        let leg = Hash64.of(legID.isEmpty ? callID : legID)
        let call = callID.isEmpty ? leg : Hash64.of(callID)
        return (RowKey(group: call, call: call, leg: leg), start.asUTC, AsteriskID.epoch(in: legID))
    }

    func parse(
        _ record: CSVRecord,
        in bytes: Span<UInt8>,
        source: SourceLine,
        zone: inout AsteriskZone
    ) throws(RowFault) -> AsteriskRow {
        guard record.count == layout.columnCount else {
            throw .columns(record.count, expected: layout.columnCount)
        }
        guard let result = AsteriskRow.Result(disposition: bytes.extracting(record.range(place.disposition))) else {
            throw .notOneOf(.disposition, "ANSWERED, NO ANSWER, BUSY, FAILED, CONGESTION")
        }
        let times = try times(record, bytes, isAnswered: result == .answered)
        guard let channel = AsteriskChannel(bytes.extracting(record.range(place.channel))) else {
            throw .empty(.channel)
        }
        let ids = ids(record, bytes)
        let application = application(bytes.extracting(record.range(place.lastapp)))
        let legID = bytes.extracting(record.range(place.uniqueid))
        let shift = zone.shift(times.start, epoch: AsteriskID.epoch(in: legID))
        return AsteriskRow(
            source: source,
            call: ids.call,
            leg: ids.leg,
            sequence: bytes.extracting(record.range(place.sequence)).number ?? 0,
            start: times.start + shift,
            answered: times.answered.map { $0 + shift },
            end: times.end + shift,
            result: result,
            application: application,
            queue: application == .queue ? queue(record, bytes) : nil,
            from: nonEmpty(record.text(place.src, in: bytes)) ?? nonEmpty(record.text(place.cnum, in: bytes)),
            fromName: callerName(record, bytes) ?? nonEmpty(record.text(place.cnam, in: bytes)),
            to: nonEmpty(record.text(place.did, in: bytes)) ?? nonEmpty(record.text(place.dst, in: bytes)),
            channel: channel,
            otherChannel: AsteriskChannel(bytes.extracting(record.range(place.dstchannel))),
            recording: FileName.last(of: record.text(place.recordingfile, in: bytes))
        )
    }

    private func nonEmpty(_ text: String) -> String? { text.isEmpty ? nil : text }

    func ids(_ record: CSVRecord, _ bytes: Span<UInt8>) -> (call: String, leg: String) {
        let leg = record.text(place.uniqueid, in: bytes)
        let (legID, callID) = (record.range(place.uniqueid), record.range(place.linkedid))
        if !leg.isEmpty, bytes.extracting(callID).elementsEqual(bytes.extracting(legID)) { return (leg, leg) }
        let call = record.text(place.linkedid, in: bytes)
        guard leg.isEmpty, call.isEmpty else { return (call.isEmpty ? leg : call, leg.isEmpty ? call : leg) }
        // Sixteen-column files name no call; its channel and start do, hashed because a channel's name may hold a number.
        let named = [record.range(place.channel), record.range(place.start)].joined().map { bytes[$0] }
        let key = "row-" + Hash64.hex(named)
        return (key, key)
    }

    private func application(_ name: Span<UInt8>) -> AsteriskRow.Application {
        switch String(decoding: name) {
        case "Queue", "AppQueue": .queue
        case "Dial", "RetryDial", "FollowMe", "AppDial", "AppDial2": .dial
        case "Park", "ParkedCall", "ParkAndAnnounce", "Bridge", "Pickup", "PickupChan": .bridge
        case "ConfBridge", "MeetMe": .conference
        default: .other
        }
    }

    /// The queue's name, which comes first in `Queue`'s arguments: `sales,tT,,,60`.
    private func queue(_ record: CSVRecord, _ bytes: Span<UInt8>) -> String? {
        let data = bytes.extracting(record.range(place.lastdata))
        let end = data.indices.first { data[$0] == UInt8(ascii: ",") || data[$0] == UInt8(ascii: "|") }
        let name = data.extracting(..<(end ?? data.count))
        return nonEmpty(String(decoding: name.extracting(name.range(trimming: \.isSpace))))
    }

    /// The name in `"Alice" <100>`; nil where there is none or it is the number over again.
    private func callerName(_ record: CSVRecord, _ bytes: Span<UInt8>) -> String? {
        let clid = bytes.extracting(record.range(place.clid))
        guard let open = clid.lastIndex(of: UInt8(ascii: "<")) else { return nil }
        var name = clid.extracting(..<open)
        name = name.extracting(name.range { $0 == UInt8(ascii: " ") || $0 == .quote })
        let rest = clid.extracting((open + 1)...)
        let number = rest.extracting(..<(rest.firstIndex(of: UInt8(ascii: ">")) ?? rest.count))
        if name.isEmpty || name.elementsEqual(number) { return nil }
        // Quotes inside the name are still doubled in the bytes.
        let text = String(decoding: name)
        return text.utf8.contains(.quote) ? text.replacing("\"\"", with: "\"") : text
    }

    // MARK: Times

    private func times(_ record: CSVRecord, _ bytes: Span<UInt8>, isAnswered: Bool) throws(RowFault) -> Times {
        let duration = try seconds(record, bytes, place.duration, .duration)
        let billsec = try seconds(record, bytes, place.billsec, .billsec)
        guard let start = try stamp(record, bytes, place.start, place.startColumn) else {
            throw .empty(place.startColumn)
        }
        guard place.end >= 0 else {
            let end = start + duration
            let answered = isAnswered || billsec > .zero ? end + (.zero - billsec) : nil
            return Times(start: start, answered: answered, end: end)
        }
        guard let end = try stamp(record, bytes, place.end, .end) else { throw .empty(.end) }
        let answered = try stamp(record, bytes, place.answer, .answer)
        let times = Times(start: start, answered: answered, end: end)
        return try agreed(times, duration: duration, billsec: billsec, isAnswered: isAnswered)
    }

    /// The times, where start, answer, end and both durations tell the same story to the second.
    private func agreed(
        _ times: Times,
        duration: Milliseconds,
        billsec: Milliseconds,
        isAnswered: Bool
    ) throws(RowFault) -> Times {
        let second = Milliseconds(1000)
        let excess = (times.end - times.start) - duration
        let clockChange = [3_600_000, -3_600_000].contains { abs(excess.count - $0) <= second.count }
        if clockChange {
            let end = times.start + duration
            return Times(start: times.start, answered: times.answered.map { _ in end + (.zero - billsec) }, end: end)
        }
        if let answered = times.answered {
            guard answered + second >= times.start else { throw .before(.answer, .start) }
            guard times.end + second >= answered else { throw .before(.end, .answer) }
        }
        guard times.end + second >= times.start else { throw .before(.end, .start) }
        guard abs(excess.count) <= second.count else { throw .disagrees(.duration, "'end' less 'start'") }
        guard let answered = times.answered else {
            guard billsec <= second else { throw .disagrees(.billsec, "an empty 'answer'") }
            return Times(start: times.start, answered: isAnswered ? times.end : nil, end: times.end)
        }
        guard abs(((times.end - answered) - billsec).count) <= second.count else {
            throw .disagrees(.billsec, "'end' less 'answer'")
        }
        return times
    }

    private func stamp(
        _ record: CSVRecord,
        _ bytes: Span<UInt8>,
        _ place: Int,
        _ column: AsteriskColumn
    ) throws(RowFault) -> UTCTime? {
        let raw = bytes.extracting(record.range(place))
        // Databases export an unset time as zeros.
        if raw.isEmpty || raw.elementsEqual("0000-00-00 00:00:00".utf8.span) { return nil }
        guard let time = CivilTime(stamp: raw) else { throw .notAStamp(column) }
        return time.asUTC
    }

    private func seconds(
        _ record: CSVRecord,
        _ bytes: Span<UInt8>,
        _ place: Int,
        _ column: AsteriskColumn
    ) throws(RowFault) -> Milliseconds {
        let raw = bytes.extracting(record.range(place))
        guard let seconds = raw.number, seconds < 1 << 31 else { throw .notSeconds(column) }
        return Milliseconds(seconds * 1000)
    }
}

package import Calls

/// What was found in one file.
package struct FileSummary: Sendable {
    package var file: CDRFile
    /// Nil where the file could not be told to be anything.
    package var format: CDRFormat?
    /// Why the whole file is refused.
    package var error: CDRError?
    /// Rows that were read and rows that could not be used.
    package var rows = 0
    package var rejected = 0
    /// The first of those, at most `CDRReading.mostRejections`.
    package var rejections: [CDRRejection] = []
    package var lossy = 0
    package var zoneOffset: Int?
}

/// Where a call can be read again, in the reader that handed it out.
///
/// A call whose records are not told apart from another's has none.
package struct CallPlace: Hashable, Sendable {
    fileprivate enum Value: Hashable {
        /// A call of a switch, by its number.
        case rows(UInt32)
        /// A call of which the recorder alone knows, by its place among those.
        case alone(UInt32)
    }

    fileprivate let value: Value
}

/// Puts the rows of many and large files together to calls, in memory that does not grow with their size.
///
/// Files are read twice. The first reading keeps a hash of each record's call, from which it is known how many records a
/// call has, who is meant by the names that recordings and surveys give, and in which time zone a file is. The second hands
/// out each call as soon as its last record was read. Where records of a call lie so far apart that too many calls
/// would be open at a time, the second reading is done in several parts, each for its share of the calls. A recorder's CDR
/// is read again when its call is handed out.
package struct CallReader {
    /// In the order in which they were given.
    package private(set) var files: [FileSummary]
    package private(set) var unclaimedSurveys: [SurveyRow] = []
    /// When agents came, went and took breaks.
    package var agentEvents: Set<AgentEvent> { context.work.events }

    private var readers: [FileReader] = []
    private var context: AssemblyContext
    private var names = CallNames()
    private var joins: CallJoins
    private var tally = RowTally()

    /// Rows of open calls that may be held, some 500 bytes each.
    private static let mostOpenRows = 120_000

    /// Does the first reading.
    package init(_ given: [CDRFile], settings: CDRSettings, mostOpenRows: Int = Self.mostOpenRows) {
        files = given.map { FileSummary(file: $0) }
        context = AssemblyContext(settings: settings)
        joins = CallJoins(recorded: [], surveys: [], names: CallNames(), settings: settings)
        for index in files.indices { open(index, settings) }
        readers.sort { ($0.rank, $0.index) < ($1.rank, $1.index) }
        var told = Told()
        for index in readers.indices { readFirst(index, &told) }
        readers.removeAll { files[$0.index].error != nil || $0.isRecorder }
        context = AssemblyContext(settings: settings, events: told.queue)
        joins = CallJoins(recorded: told.recorded, surveys: told.surveys, names: names, settings: settings)
        unclaimedSurveys = joins.unclaimedSurveys
        for index in readers.indices { readers[index].resolve(names) }
        tally = RowTally(readers.map(\.groups), mostOpenRows: mostOpenRows)
        for index in readers.indices { readers[index].forgetGroups() }
    }

    private mutating func open(_ index: Int, _ settings: CDRSettings) {
        do throws(CDRError) {
            let file = files[index].file
            let format = try file.format(settings)
            files[index].format = format
            readers.append(FileReader(index: index, format: format, source: try file.source(format, settings)))
        } catch {
            files[index].error = error
        }
    }

    private mutating func readFirst(_ index: Int, _ told: inout Told) {
        do throws(CDRError) {
            try readers[index].readFirst(&names, &told)
            if readers[index].isRecorder { files[readers[index].index].rows = 1 }
        } catch {
            files[readers[index].index].error = error
        }
    }

    /// Does the second reading: hands out every call once, in no order that means anything.
    ///
    /// Afterwards `files` tells of every row that could not be used.
    package mutating func forEachCall(_ body: (Call) throws -> Void) throws {
        try forEachCall { call, _ in try body(call) }
    }

    /// The same, with where each call can be read again.
    package mutating func forEachCall(_ body: (Call, CallPlace?) throws -> Void) throws {
        for part in 0..<tally.parts {
            for index in readers.indices {
                do throws(CDRError) {
                    try readers[index].rewind()
                } catch {
                    files[readers[index].index].error = error
                    continue
                }
                try readSecond(index, { tally, call in tally.isIn(part, call) }, body)
            }
        }
        for index in readers.indices { files[readers[index].index].zoneOffset = readers[index].source.zoneOffset }
        for number in joins.alone.indices { try handOut(alone: number, body) }
    }

    /// Reads some calls once more, in no order that means anything; `files` tells what it told before.
    ///
    /// Calls of which a file cannot be read any more are left out.
    package mutating func forEachCall(
        at places: some Sequence<CallPlace>,
        _ body: (Call, CallPlace) throws -> Void
    ) throws {
        let known = files
        defer { files = known }
        var isWanted = [Bool](repeating: false, count: tally.count)
        for place in places {
            switch place.value {
            case .rows(let number): isWanted[Int(number)] = true
            case .alone(let number): try handOut(alone: Int(number), body)
            }
        }
        guard isWanted.contains(true) else { return }
        tally.forgetOpen()
        for index in readers.indices where files[readers[index].index].error == nil {
            do {
                try readers[index].rewind()
                try readSecond(index, { _, call in !call.isNone && isWanted[Int(call.value)] }) { call, place in
                    if let place { try body(call, place) }
                }
            } catch is CDRError {
                continue
            }
        }
    }

    /// How many records tell of a call.
    package func records(at place: CallPlace) -> Int {
        switch place.value {
        case .rows(let number): tally.records(of: number)
        case .alone: 1
        }
    }

    private mutating func readSecond(
        _ index: Int,
        _ isWanted: (RowTally, RowTally.CallNumber) -> Bool,
        _ body: (Call, CallPlace?) throws -> Void
    ) throws {
        let file = readers[index].index
        var record = 0
        while try readers[index].source.advance() {
            defer { record += 1 }
            let call = tally.call(file: index, record: record)
            guard isWanted(tally, call) else { continue }
            switch readers[index].source.row() {
            case .row(let row, let isLossy):
                files[file].rows += 1
                if isLossy { files[file].lossy += 1 }
                if let rows = tally.take(row, of: call) { try hand(out: rows, of: call, body) }
            case .nothing: files[file].rows += 1
            case .fault(let fault):
                files[file].reject(fault, line: readers[index].source.line)
                if let rows = tally.take(nil, of: call) { try hand(out: rows, of: call, body) }
            }
        }
    }

    private mutating func hand(
        out rows: CallRows,
        of number: RowTally.CallNumber,
        _ body: (Call, CallPlace?) throws -> Void
    ) throws {
        var calls = rows.calls(context)
        let place = calls.count == 1 ? CallPlace(value: .rows(number.value)) : nil
        for index in calls.indices {
            let recording = joins.recording(of: calls[index].id)
            joins.join(&calls[index], recording.flatMap { recorded(in: $0) })
            try body(calls[index], place)
        }
    }

    private mutating func handOut(alone number: Int, _ body: (Call, CallPlace) throws -> Void) throws {
        let alone = joins.alone[number]
        guard let recording = recorded(in: alone.recording) else { return }
        try body(joins.call(alone, recording), CallPlace(value: .alone(UInt32(number))))
    }

    /// Reads a recorder's CDR once more; nil, and a note with the file, where it cannot be read any more.
    private mutating func recorded(in file: Int) -> RecordedCall? {
        do {
            return try RecorderReader.read(files[file].file)
        } catch {
            files[file].error = error
            return nil
        }
    }
}

/// What the first reading keeps of those that ask for names, or tell of no call in particular.
private struct Told {
    var recorded: [RecordingNote] = []
    var surveys: [SurveyRow] = []
    var queue: [QueueEvent] = []
}

extension FileSummary {
    fileprivate mutating func reject(_ fault: RowFault, line: Int) {
        rejected += 1
        guard rejections.count < CDRReading.mostRejections else { return }
        rejections.append(CDRRejection(source: file.source(line: line), reason: fault.reason, mend: fault.mend))
    }
}

/// One file between the two readings.
private struct FileReader {
    /// Of the file in the list that was given.
    let index: Int
    let rank: Int
    private let isQueue: Bool
    let isRecorder: Bool
    var source: any RowSource
    /// Of each record the hash of its call; 0 for one that belongs to none.
    private(set) var groups: [UInt64] = []

    init(index: Int, format: CDRFormat, source: any RowSource) {
        self.index = index
        self.source = source
        isQueue = format == .queueLog
        isRecorder = format == .recorder
        // Who asks for names is read before who has them.
        rank =
            switch format {
            case .recorder, .survey: 0
            case .queueLog: 1
            default: 2
            }
    }

    mutating func readFirst(_ names: inout CallNames, _ told: inout Told) throws(CDRError) {
        while try source.advance() {
            guard rank == 2 else {
                readFirstRow(&names, &told)
                continue
            }
            let key = source.key()
            groups.append(key?.group ?? 0)
            guard let key else { continue }
            names.note(key, isQueue: false) { source.callID() }
        }
        try source.rewind()
    }

    /// A record of a source that asks for names, or that tells of no call in particular.
    private mutating func readFirstRow(_ names: inout CallNames, _ told: inout Told) {
        guard case .row(let row, _) = source.row() else { return groups.append(0) }
        groups.append(row.key?.group ?? 0)
        switch row {
        case .recorded(let recording):
            let note = RecordingNote(recording, at: index)
            told.recorded.append(note)
            if let name = note.switchName { names.want(name) }
        case .survey(let survey):
            told.surveys.append(survey)
            names.want(survey.call)
        case .queue(let event):
            guard let key = row.key else { return told.queue.append(event) }
            names.want(key.call)
            names.note(key, isQueue: true) { row.callID }
        case .asterisk, .contact, .channel: break
        }
    }

    mutating func rewind() throws(CDRError) { try source.rewind() }

    /// The tally has them now, by number.
    mutating func forgetGroups() { groups = [] }

    /// Gives the lines of queues to the calls that their names mean.
    mutating func resolve(_ names: CallNames) {
        guard isQueue else { return }
        for index in groups.indices where groups[index] != 0 {
            groups[index] = names[groups[index]]?.group ?? groups[index]
        }
    }
}

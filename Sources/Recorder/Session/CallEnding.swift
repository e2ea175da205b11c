internal import Wire

/// How a call came to its end, and whether the recording holds all of it.
struct CallEnding: Equatable, Sendable {
    /// Whether the peer hung up.
    var isByPeer: Bool
    /// Why the recording may lack something; empty where it does not.
    var reasons: [String]

    static let recorderStopped = CallEnding(isByPeer: false, reasons: ["the recorder was stopped during the call"])

    init(isByPeer: Bool, reasons: [String]) {
        self.isByPeer = isByPeer
        self.reasons = reasons
    }

    init(_ reason: EndReason) {
        switch reason {
        case .bye(.remote): self.init(isByPeer: true, reasons: [])
        case .bye(.local): self = .recorderStopped
        case .cancelled: self.init(isByPeer: true, reasons: ["cancelled before it was answered"])
        case .noACK: self.init(isByPeer: false, reasons: ["the answer was never acknowledged"])
        case .sessionExpired: self.init(isByPeer: false, reasons: ["the session was not refreshed and expired"])
        case .rejected: self.init(isByPeer: false, reasons: ["rejected after it was answered"])
        }
    }
}

extension LiveRecording {
    /// Why the recording does not hold all that was sent; empty where it does.
    var reasons: [String] {
        let counts = timeline.channels.map(\.counts)
        func any(_ isSo: (ChannelCounts) -> Bool) -> Bool { counts.contains(where: isSo) }
        let reasons: [(Bool, String)] = [
            (any { $0.received < $0.expected }, "packets were lost on the way"),
            (any { $0.late > 0 }, "packets came too late"),
            (any { $0.droppedByKernel > 0 }, "packets were dropped by the kernel"),
            (any { $0.unauthenticated > 0 }, "packets failed authentication"),
            (any { $0.unexpected > 0 }, "packets of a payload type that was not agreed"),
            (any { $0.malformed > 0 }, "packets that are not RTP"),
            (timeline.channels.contains { !$0.isGapListWhole }, "more gaps than are listed"),
            (fault == .recordingTooLong, "the recording is as long as a file can be"),
            (fault != nil && fault != .recordingTooLong, "the recording could not be written"),
        ]
        return reasons.filter(\.0).map(\.1)
    }
}

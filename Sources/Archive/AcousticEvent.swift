import Calls

/// A row of the event table: the few things heard that reports count and people look up.
struct AcousticEvent {
    enum Kind: String { case deadAir, talkOver, interruption }

    var kind: Kind
    var channel: Int?
    var span: TimeSpan

    static func all(in measures: Measures) -> [AcousticEvent] {
        measures.deadAir.map { AcousticEvent(kind: .deadAir, channel: nil, span: $0) }
            + (measures.talkOver ?? []).map { AcousticEvent(kind: .talkOver, channel: nil, span: $0) }
            + (measures.interruptions ?? []).map {
                AcousticEvent(kind: .interruption, channel: $0.channel, span: $0.span)
            }
    }
}

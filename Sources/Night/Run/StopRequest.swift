import Synchronization

/// Whether a night has been asked to end early: calls that are worked on are committed, no others are begun.
package final class StopRequest: Sendable {
    private let wasAsked = Atomic(false)

    package init() {}

    package func ask() { wasAsked.store(true, ordering: .relaxed) }

    var isAsked: Bool { wasAsked.load(ordering: .relaxed) }
}

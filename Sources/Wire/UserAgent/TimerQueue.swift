/// Deadlines by name: set, moved and cancelled at will, taken out in order.
///
/// A binary heap whose stale entries are passed over when they surface. Moving a deadline back costs no new entry, so
/// that a session timer that is refreshed a thousand times still takes one.
struct TimerQueue<Name: Hashable & Sendable>: Sendable {
    private struct Entry: Sendable {
        var deadline: Duration
        var order: UInt64
        var name: Name

        static func < (a: Self, b: Self) -> Bool { (a.deadline, a.order) < (b.deadline, b.order) }
    }

    private var deadlines: [Name: Duration] = [:]
    /// When the entry that stands for a name will surface.
    private var queued: [Name: Duration] = [:]
    private var heap: [Entry] = []
    private var order: UInt64 = 0

    /// When the first entry surfaces: never later than the first deadline.
    var next: Duration? { heap.first?.deadline }

    mutating func set(_ name: Name, at deadline: Duration) {
        deadlines[name] = deadline
        if let queued = queued[name], queued <= deadline { return }
        push(name, deadline)
    }

    mutating func cancel(_ name: Name) { deadlines[name] = nil }

    /// The next name that is due, taken out with its deadline.
    mutating func popDue(at now: Duration) -> (name: Name, deadline: Duration)? {
        while let first = heap.first, first.deadline <= now {
            removeFirst()
            guard queued[first.name] == first.deadline else { continue }
            queued[first.name] = nil
            guard let deadline = deadlines[first.name] else { continue }
            if deadline > first.deadline {
                push(first.name, deadline)
                continue
            }
            deadlines[first.name] = nil
            return (first.name, deadline)
        }
        return nil
    }

    private mutating func push(_ name: Name, _ deadline: Duration) {
        queued[name] = deadline
        order += 1
        heap.append(Entry(deadline: deadline, order: order, name: name))
        var child = heap.count - 1
        while child > 0, heap[child] < heap[(child - 1) / 2] {
            heap.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    private mutating func removeFirst() {
        heap.swapAt(0, heap.count - 1)
        heap.removeLast()
        var parent = 0
        while true {
            var least = parent
            for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count && heap[child] < heap[least] {
                least = child
            }
            if least == parent { return }
            heap.swapAt(parent, least)
            parent = least
        }
    }
}

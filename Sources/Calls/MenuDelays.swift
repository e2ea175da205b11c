extension Measures {
    /// Notes how long the other side took to sound after each key of the customer, while the keys are known.
    ///
    /// A key that interrupts a prompt, or that another follows, says nothing and is left out. Where one channel holds both
    /// sides, or nobody listened for keys, nothing can be said.
    package mutating func noteMenuDelays() {
        guard let caller = channels.first(where: { $0.role == .customer }), channels.count == 2,
            let keys = caller.keys
        else {
            menuDelays = nil
            return
        }
        let prompts = channels.filter { $0.role != .customer }.flatMap { $0.speech + $0.music }.merged()
        menuDelays = keys.enumerated().compactMap { index, key in
            guard !prompts.contains(where: { $0.overlaps(key) || $0.start == key.end }) else { return nil }
            guard let prompt = prompts.first(where: { $0.start > key.end }) else { return nil }
            let isLast = index + 1 == keys.count || keys[index + 1].start >= prompt.start
            return isLast ? prompt.start - key.end : nil
        }
    }
}

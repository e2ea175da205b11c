/// Says whether the recorder can take one more call without harm to those that run.
package struct Admission {
    private var load = 0.0
    private var drops = 0
    private var lastDrop: Duration?
    private var diskFree: Int?

    package init() {}

    /// Takes in how things stand at `now`: the share of its time that the busiest drain thread works, the packets that
    /// the kernel has dropped so far, and the octets that are free on the disk.
    package mutating func note(load: Double, drops: Int, diskFree: Int?, at now: Duration) {
        if drops > self.drops { lastDrop = now }
        (self.load, self.drops, self.diskFree) = (load, drops, diskFree)
    }

    /// Why no call should be taken at `now`; nil where one may be.
    package func objection(_ limits: RecorderConfiguration.Limits, at now: Duration) -> String? {
        if load > limits.load { return "the recorder is at its limit" }
        if let lastDrop, now - lastDrop < limits.rest { return "packets of running calls are dropped" }
        if let diskFree, diskFree < limits.diskFree { return "the disk is nearly full" }
        return nil
    }
}

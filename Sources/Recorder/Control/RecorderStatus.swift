package import Calls

/// What a running recorder says of itself; holds no number and no name.
package struct RecorderStatus: Codable, Equatable, Sendable {
    package struct RunningCall: Codable, Equatable, Sendable {
        package var call: CallID
        package var start: UTCTime
        package var paused: Bool
        /// Datagrams that came for it.
        package var packets: Int
    }

    /// Sorted by start.
    package var calls: [RunningCall]
    package var maximumCalls: Int
    /// Calls answered since the start.
    package var accepted: Int
    /// INVITEs refused since the start.
    package var refused: Int
    /// Of those, the ones that came so fast that no CDR tells of them.
    package var unaccounted: Int
    /// The share of its time that the busiest drain thread works.
    package var load: Double
    /// Calls over, whose files are not in the inbox yet.
    package var delivering: Int
    package var packets: Int
    /// Over the last second.
    package var packetsPerSecond: Double
    /// Packets that the kernel dropped since nobody took them in time.
    package var kernelDrops: Int
    /// Octets left for recordings; nil where the system does not say.
    package var diskFree: Int?
    package var uptimeSeconds: Double
}

extension RecorderStatus {
    /// The Prometheus text format, version 0.0.4.
    package var metrics: String {
        var text = ""
        func add(_ name: String, _ type: String, _ help: String, _ value: String) {
            text += "# HELP aftercall_\(name) \(help)\n# TYPE aftercall_\(name) \(type)\naftercall_\(name) \(value)\n"
        }
        add("calls", "gauge", "Calls that are recorded now.", "\(calls.count)")
        add("calls_paused", "gauge", "Calls whose recording is paused.", "\(calls.count(where: \.paused))")
        add("calls_limit", "gauge", "Calls at once that are accepted.", "\(maximumCalls)")
        add("calls_delivering", "gauge", "Calls over and not in the inbox yet.", "\(delivering)")
        add("calls_accepted_total", "counter", "Calls accepted since the start.", "\(accepted)")
        add("calls_refused_total", "counter", "INVITEs refused since the start.", "\(refused)")
        add("calls_unaccounted_total", "counter", "Refused INVITEs of which no CDR tells.", "\(unaccounted)")
        add("load", "gauge", "Share of its time that the busiest drain thread works.", "\(load)")
        add("packets_total", "counter", "Datagrams received for calls.", "\(packets)")
        add("packets_per_second", "gauge", "Datagrams a second, of late.", "\(packetsPerSecond)")
        add("kernel_drops_total", "counter", "Datagrams the kernel dropped for want of room.", "\(kernelDrops)")
        if let diskFree { add("disk_free_bytes", "gauge", "Bytes left for recordings.", "\(diskFree)") }
        add("uptime_seconds", "gauge", "Seconds since the start.", "\(uptimeSeconds)")
        return text
    }
}

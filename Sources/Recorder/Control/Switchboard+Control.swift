internal import Calls
internal import Foundation
internal import Logging
internal import NIOCore
internal import Wire

extension Switchboard {
    /// Does what is asked through the control socket.
    func answer(_ request: ControlRequest) async -> ControlReply {
        switch request {
        case .status: ControlReply(.done, status: await status())
        case .pause(let call): await setPaused(true, call)
        case .resume(let call): await setPaused(false, call)
        }
    }

    private func setPaused(_ isPaused: Bool, _ id: CallID) async -> ControlReply {
        guard let call = calls.values.first(where: { $0.id == id }) else { return ControlReply(.noSuchCall) }
        switch await call.lane.setPaused(isPaused, id) {
        case .done: return ControlReply(.done)
        case .noSuchCall: return ControlReply(.noSuchCall)
        case .tooManyPauses: return ControlReply(.tooManyPauses)
        }
    }

    /// Has each pause written into the CDR that a crash would leave, as soon as it begins or ends.
    func observePauses() async {
        for lane in lanes {
            await lane.observePauses { call, fence in
                self.eventLoop.execute { self.assumeIsolated { $0.note(fence, of: call) } }
            }
        }
    }

    private func note(_ fence: PauseFence, of id: CallID) {
        guard let dialog = calls.first(where: { $0.value.id == id })?.key, var call = calls[dialog],
            var record = call.record
        else { return }
        record.fence = fence
        call.record = record
        calls[dialog] = call
        save(record.unfinished, of: call)
        logger.info(fence.isPaused ? "recording paused" : "recording resumed", metadata: ["call": "\(id)"])
    }

    /// What the recorder does now.
    func status() async -> RecorderStatus {
        let traffic = await traffic()
        var media: [CallID: RunningMedia] = [:]
        for lane in lanes { media.merge(await lane.calls()) { $1 } }
        let running = calls.values.compactMap { call -> RecorderStatus.RunningCall? in
            guard let media = media[call.id] else { return nil }
            return .init(call: call.id, start: call.start.utc, paused: media.isPaused, packets: media.packets)
        }
        return RecorderStatus(
            calls: running.sorted { ($0.start, $0.call) < ($1.start, $1.call) },
            maximumCalls: server.configuration.maximumDialogs,
            accepted: accepted,
            refused: refusals,
            unaccounted: unaccounted,
            load: traffic.map(\.load).max() ?? 0,
            delivering: delivering,
            packets: traffic.reduce(0) { $0 + $1.arrivals.packets },
            packetsPerSecond: traffic.reduce(0) { $0 + $1.packetsPerSecond },
            kernelDrops: traffic.reduce(0) { $0 + $1.arrivals.kernelDrops },
            diskFree: spool.diskFree,
            uptimeSeconds: clock.now().elapsed / .seconds(1)
        )
    }

    private func traffic() async -> [LaneTraffic] {
        var traffic: [LaneTraffic] = []
        for lane in lanes { traffic.append(await lane.traffic) }
        return traffic
    }

    /// Looks every second at what would harm running calls, until the recorder closes.
    func keepWatch() async {
        while !Task.isCancelled {
            let traffic = await traffic()
            admission.note(
                load: traffic.map(\.load).max() ?? 0,
                drops: traffic.reduce(0) { $0 + $1.arrivals.kernelDrops },
                diskFree: spool.diskFree,
                at: clock.now().elapsed
            )
            try? await Task.sleep(for: .seconds(1))
        }
    }

    /// Why one more call would harm those that run, or is more than its peer may have; nil where it is welcome.
    func obstacle(to invitation: Invitation, at now: RecorderClock.Reading) -> Obstacle? {
        if let reason = admission.objection(reloaded.limits, at: now.elapsed) { return .busy(reason) }
        guard let limit = reloaded.limits.callsPerPeer else { return nil }
        let address = invitation.flow.remoteAddress
        let running = calls.values.count { $0.invitation.flow.remoteAddress == address }
        return running < limit ? nil : .busy("its peer has as many calls as it may")
    }

    /// Takes over what may change while calls run: agents, headers, limits and who may speak to us.
    func apply(_ change: RecorderConfiguration) {
        reloaded.agents = change.agents
        reloaded.agentSide = change.agentSide
        reloaded.headers = change.headers
        reloaded.allowed = change.allowed
        reloaded.limits = change.limits
        server.configuration.maximumDialogs = min(change.maximumCalls, ports.capacity)
        logger.notice("settings read again", metadata: ["maximum calls": "\(server.configuration.maximumDialogs)"])
    }
}

extension Spool {
    /// Octets that this user may still write; nil where the system does not say.
    fileprivate var diskFree: Int? {
        let attributes = try? FileManager.default.attributesOfFileSystem(forPath: spool.path(percentEncoded: false))
        return (attributes?[.systemFreeSize] as? NSNumber)?.intValue
    }
}

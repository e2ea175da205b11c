internal import Calls
internal import Logging
internal import NIOCore
internal import Wire

/// Takes the calls: feeds SIP to the user agent, decides what is recorded, and sees each call through to its CDR.
///
/// It runs on the event loop of its sockets; media and files have threads of their own.
actor Switchboard {
    let configuration: RecorderConfiguration
    /// What was read again since: agents, headers and limits.
    var reloaded: RecorderConfiguration
    let clock: RecorderClock
    let logger: Logger
    let eventLoop: any EventLoop
    let spool: Spool
    let lanes: [MediaLane]
    let files: any EventLoopGroup

    var server: UserAgentServer
    var ports: PortPool
    var transport: SIPTransport
    var handshakes = FaultCount()
    private var strangers = FaultCount()
    /// By the dialog that began them.
    var calls: [DialogID: ActiveCall] = [:]
    /// Further dialogs of a call, each with the one that began it.
    var joined: [DialogID: DialogID] = [:]
    var admission = Admission()
    var surveys: [DialogID: SurveyLeg] = [:]
    let sounds: Sounds
    let player: PromptPlayer
    /// Calls that are over and whose files are not in the inbox yet.
    var delivering = 0
    var accepted = 0
    /// INVITEs that were refused, and those of them of which no CDR tells.
    var refusals = 0
    var unaccounted = 0
    private var watch: Task<Void, Never>?
    private var timer: Scheduled<Void>?
    private var waitingForIdle: [CheckedContinuation<Void, Never>] = []

    nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe eventLoop.executor.asUnownedSerialExecutor() }

    init(
        _ configuration: RecorderConfiguration,
        spool: Spool,
        clock: RecorderClock,
        eventLoop: any EventLoop,
        lanes: [MediaLane],
        files: any EventLoopGroup,
        logger: Logger
    ) throws(RecorderError) {
        self.configuration = configuration
        reloaded = configuration
        self.spool = spool
        self.clock = clock
        self.eventLoop = eventLoop
        self.lanes = lanes
        self.files = files
        self.logger = logger
        ports = try PortPool(configuration.rtpPorts)
        sounds = try Sounds(configuration)
        player = PromptPlayer(on: eventLoop, clock: clock)
        transport = SIPTransport(maximumConnections: configuration.connections.maximum)
        server = UserAgentServer(configuration: .init(maximumDialogs: min(configuration.maximumCalls, ports.capacity)))
    }

    /// Listens as the configuration says; gives the listeners with the ports that the kernel chose.
    func listen(on group: any EventLoopGroup) async throws(RecorderError) -> [SIPListener] {
        guard !configuration.listeners.isEmpty else { throw .noListener }
        let tls = try configuration.tls?.context()
        for listener in configuration.listeners {
            let channel = try await listener.bind(on: group, for: self, limits: configuration.connections, tls: tls)
            let port = channel.localAddress?.port.map(UInt16.init) ?? listener.port
            transport.add(SIPListener(listener.transport, address: listener.address, port: port), channel)
        }
        watch = Task { await self.keepWatch() }
        return transport.listeners
    }

    func opened(_ connection: any Channel) -> Int? {
        guard isWelcome(connection.remoteAddress?.ipAddress) else { return nil }
        return transport.add(connection)
    }
    func closed(connection: Int) { transport.remove(connection: connection) }

    func handshakeFailed(_ reason: String) {
        guard let count = handshakes.note(at: clock.now().elapsed) else { return }
        logger.warning("TLS handshakes failed", metadata: ["count": "\(count)", "last": "\(reason)"])
    }

    /// Takes in one SIP message.
    func receive(_ message: [UInt8], on flow: SIPFlow) {
        guard isWelcome(flow.remoteAddress) else { return }
        let now = clock.now()
        perform(server.receive(message, on: flow, at: now.elapsed), at: now)
    }

    /// Whether a peer is on the list of those that may speak to us; silence tells others nothing.
    private func isWelcome(_ address: String?) -> Bool {
        let isAllowed = reloaded.allows(address)
        if !isAllowed, let count = strangers.note(at: clock.now().elapsed) {
            logger.warning("messages of peers that are not on the list", metadata: ["count": "\(count)"])
        }
        return isAllowed
    }

    /// Does what the user agent wants, and then what it wants because of that.
    func perform(_ actions: [UserAgentAction], at now: RecorderClock.Reading) {
        for action in actions {
            switch action {
            case .send(let message, let flow): transport.send(message, on: flow)
            case .invited(let invitation): perform(invited(invitation, at: now), at: now)
            case .changed(let dialog, let change): perform(changed(dialog, change, at: now), at: now)
            case .established(let dialog, let answer): established(dialog, answer, at: now)
            case .ended(let dialog, let reason): ended(dialog, CallEnding(reason), at: now)
            case .refused(let invitation): account(for: invitation, at: now)
            }
        }
        schedule()
    }

    /// Wakes up when the user agent's next timer is due.
    private func schedule() {
        timer?.cancel()
        timer = server.nextDeadline.map { deadline in
            let delay = max(.zero, deadline - clock.now().elapsed)
            return eventLoop.scheduleTask(in: TimeAmount(delay)) {
                self.assumeIsolated { board in
                    let now = board.clock.now()
                    board.perform(board.server.advance(to: now.elapsed), at: now)
                }
            }
        }
    }
}

extension Switchboard {
    /// Takes no more calls; those that run go on.
    func drain() { server.drain() }

    /// Ends all calls that still run.
    func hangUp() {
        let now = clock.now()
        let running = calls.values.flatMap { $0.legs.filter { !$0.isOver }.map(\.dialog) }
        for dialog in running + surveys.keys {
            let actions = server.hangUp(dialog, at: now.elapsed)
            ended(dialog, .recorderStopped, at: now)
            perform(actions, at: now)
        }
    }

    /// Returns once no call runs and every file is in the inbox.
    func waitUntilIdle() async {
        guard !calls.isEmpty || !surveys.isEmpty || delivering > 0 else { return }
        await withCheckedContinuation { waitingForIdle.append($0) }
    }

    func noteIfIdle() {
        guard calls.isEmpty, surveys.isEmpty, delivering == 0 else { return }
        for waiting in waitingForIdle { waiting.resume() }
        waitingForIdle = []
    }

    func close() async {
        timer?.cancel()
        watch?.cancel()
        // It ends on this loop, which is shut down next.
        await watch?.value
        await transport.close()
    }
}

import Calls
import Testbench
import Testing

@testable import Signal

@Suite struct `Listening to a call` {
    /// Agent 1-5 and 14-20 s, customer 6-10 and 18.5-23 s: dead air 10-14 s, talk-over 18.5-20 s.
    static let dialogue: SyntheticCall = {
        var call = SyntheticCall(seconds: 25)
        call.speak(0, from: 1, to: 5)
        call.speak(1, from: 6, to: 10, pitch: 190)
        call.speak(0, from: 14, to: 20)
        call.speak(1, from: 18.5, to: 23, pitch: 190)
        return call
    }()

    @Test func `finds who speaks when, dead air, talk-over and who interrupted`() throws {
        let measures = try Self.dialogue.heard()
        #expect(measures.duration == Milliseconds(25_000))
        #expect(measures.preset == "default")
        #expect(measures.channels.map(\.role) == [.agent, .customer])
        #expect(agree(measures.channels[0].speech, [.seconds(1, 5), .seconds(14, 20)], within: 100))
        #expect(agree(measures.channels[1].speech, [.seconds(6, 10), .seconds(18.5, 23)], within: 100))
        #expect(agree(measures.deadAir, [.seconds(10, 14)], within: 100))
        #expect(agree(try #require(measures.talkOver), [.seconds(18.5, 20)], within: 100))
        #expect(measures.interruptions?.map(\.channel) == [1])
        #expect(measures.hold == [])
        #expect(measures.faults == [])
    }

    @Test func `leaves a signalled hold and a pause out of dead air`() throws {
        let held = try Self.dialogue.heard(holds: [.seconds(9, 15)])
        #expect(held.deadAir == [])
        #expect(held.hold == [.seconds(9, 15)])
        let paused = try Self.dialogue.heard(pauses: [.seconds(10, 12)])
        #expect(paused.deadAir == [])
        #expect(paused.hold == [])
    }

    @Test(arguments: [-30, -18, -6, 6] as [Float])
    func `moves no span by more than 50 ms when the level changes`(_ gain: Float) throws {
        var quiet = Self.dialogue
        quiet.channels = quiet.channels.map { $0.map { $0 * 0.4 } }
        let reference = try quiet.heard()
        let changed = try quiet.heard(gain: power(gain / 2))
        for channel in 0..<2 {
            #expect(agree(changed.channels[channel].speech, reference.channels[channel].speech, within: 50))
        }
        #expect(agree(changed.deadAir, reference.deadAir, within: 50))
    }

    @Test func `swaps the parties with the channels and changes nothing else`() throws {
        var swapped = Self.dialogue
        swapped.channels.swapAt(0, 1)
        let (a, b) = (try Self.dialogue.heard(), try swapped.heard(roles: [.customer, .agent]))
        #expect(b.channels == [a.channels[1], a.channels[0]])
        #expect(b.deadAir == a.deadAir)
        #expect(b.talkOver == a.talkOver)
        #expect(b.interruptions?.map(\.span) == a.interruptions?.map(\.span))
        #expect(b.interruptions?.map(\.channel) == [0])
    }

    @Test func `hears the same however the sound is cut into blocks`() throws {
        let call = Self.dialogue
        var listener = try CallListener(sampleRate: 8000, channelRoles: [.agent, .customer])
        let whole = (0..<call.channels[0].count).flatMap { i in call.channels.map { $0[i] } }
        listener.hear(whole.span)
        let measures = listener.finish()
        #expect(measures == (try call.heard()))
    }

    @Test func `claims no talk-over where one channel holds both`() throws {
        var call = SyntheticCall(seconds: 8, channels: 1)
        call.speak(0, from: 1, to: 6)
        let measures = try call.heard(roles: [.other])
        #expect(measures.talkOver == nil)
        #expect(measures.interruptions == nil)
        #expect(agree(measures.channels[0].speech, [.seconds(1, 6)], within: 100))
    }

    @Test func `hears no speech in the other party's leak`() throws {
        var call = SyntheticCall(seconds: 40)
        call.speak(0, from: 1, to: 14)
        call.speak(1, from: 16, to: 28, pitch: 190)
        call.speak(0, from: 30, to: 38)
        let clean = call.channels
        // 34 dB down and 40 ms late.
        for i in 320..<call.channels[0].count {
            call.channels[0][i] += 0.02 * clean[1][i - 320]
            call.channels[1][i] += 0.02 * clean[0][i - 320]
        }
        let measures = try call.heard()
        #expect(agree(measures.channels[0].speech, [.seconds(1, 14), .seconds(30, 38)], within: 120))
        #expect(agree(measures.channels[1].speech, [.seconds(16, 28)], within: 120))
        #expect(measures.talkOver == [])
    }

    @Test func `refuses rates and channels that make no call`() {
        #expect(throws: SignalError.unsupportedSampleRate(3999, allowed: 4000...192_000)) {
            _ = try CallListener(sampleRate: 3999, channelRoles: [.agent])
        }
        #expect(throws: SignalError.noChannels) { _ = try CallListener(sampleRate: 8000, channelRoles: []) }
    }

    @Test(arguments: [4000, 11_025, 44_100, 192_000]) func `survives any samples at any rate`(_ rate: Int) throws {
        var random = SplitMix64(seed: UInt64(rate))
        var listener = try CallListener(sampleRate: rate, channelRoles: [.agent, .customer])
        for _ in 0..<40 {
            let block = (0..<2 * Int(random.next() % 3000)).map { _ in
                Float(bitPattern: UInt32(truncatingIfNeeded: random.next()))
            }
            listener.hear(block.span)
        }
        let measures = listener.finish()
        #expect(measures.channels.count == 2)
    }

    @Test func `has nothing to say of nothing`() throws {
        let measures = try CallListener(sampleRate: 8000, channelRoles: [.agent]).finish()
        #expect(measures.duration == .zero)
        #expect(measures.silence == [])
    }
}

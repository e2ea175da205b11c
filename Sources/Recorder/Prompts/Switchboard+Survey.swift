internal import Calls
internal import Foundation
internal import Logging
internal import NIOCore
internal import Vault
internal import Wire

extension Switchboard {
    /// Whether an INVITE is a caller who was passed on to the survey.
    func isForSurvey(_ invitation: Invitation) -> Bool {
        configuration.survey.map { $0.user == invitation.requestURI.user && !invitation.isRecordingSession } ?? false
    }

    /// Takes the call of one who is to be asked.
    func surveyInvited(_ invitation: Invitation, at now: RecorderClock.Reading) -> [UserAgentAction] {
        let address = configuration.mediaAddress ?? invitation.flow.localAddress
        guard let offer = invitation.offer, let plan = MediaPlan(offer.withoutKeys), let line = plan.lines.first,
            let listener = Self.listener(on: line, of: offer), let question = configuration.survey?.question
        else { return refuse(invitation, .nothingToRecord, at: now) }
        guard let id = newID(at: now), let sockets = try? ports.open(on: address) else {
            return refuse(invitation, .busy("no RTP port is left"), at: now)
        }
        surveys[invitation.dialog] = SurveyLeg(
            id: id,
            followed: invitation.headers.first(of: reloaded.headers.switchCallID)
                ?? invitation.switchCallReference ?? invitation.callID,
            sockets: sockets,
            listener: listener,
            control: Self.controlLine(of: line, on: sockets),
            eventPayloadType: line.format.eventPayloadType,
            question: question
        )
        var answerer = SessionAnswerer(sessionID: .random(in: 1...UInt64(Int64.max)), address: address)
        answerer.speaks = true
        let ports = plan.ports(of: sockets, count: offer.media.count)
        let answer = answerer.answer(to: plan.narrowed(offer.withoutKeys), ports: ports)
        logger.info("survey begun", metadata: ["call": "\(id)"])
        return server.accept(invitation.dialog, body: answer.bytes, at: now.elapsed)
    }

    /// Asks, once the caller can hear it.
    func ask(_ dialog: DialogID, at now: RecorderClock.Reading) {
        guard let leg = surveys[dialog], let survey = configuration.survey, let prompt = sounds.survey else { return }
        let deadline = now.elapsed + prompt.length + survey.patience
        let source = configuration.sourceCheck == .strict ? leg.listener.address : nil
        let ear = SurveyEar(leg, source: source, deadline: deadline)
        player.enqueue { player in
            player.ask(leg, prompt, ear) { answer in
                // Not at once: the player is still at its round.
                self.eventLoop.execute { self.assumeIsolated { $0.answered(dialog, answer) } }
            }
        }
    }

    private func answered(_ dialog: DialogID, _ answer: Int?) {
        let now = clock.now()
        finishSurvey(dialog, answer)
        perform(server.hangUp(dialog, at: now.elapsed), at: now)
    }

    /// Brings what a caller said, or that nothing was said, into the inbox.
    func finishSurvey(_ dialog: DialogID, _ answer: Int?) {
        guard let leg = surveys.removeValue(forKey: dialog) else { return }
        player.enqueue { $0.end(leg.id) }
        ports.release(leg.sockets)
        delivering += 1
        files.next().execute { [spool, logger] in
            do {
                let url = spool.inbox.appending(component: "\(leg.id).survey.csv")
                try AtomicFile.write(Array(leg.csv(answer).utf8).span, to: url, replacing: true)
                logger.info("survey delivered", metadata: ["call": "\(leg.id)", "answered": "\(answer != nil)"])
            } catch {
                logger.error("cannot deliver a survey", metadata: ["call": "\(leg.id)", "error": "\(error)"])
            }
            self.eventLoop.execute {
                self.assumeIsolated { board in
                    board.delivering -= 1
                    board.noteIfIdle()
                }
            }
        }
    }
}

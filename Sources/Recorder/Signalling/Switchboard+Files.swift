internal import Calls
internal import Logging
internal import NIOCore

extension Switchboard {
    /// Writes the CDR that the next start would deliver if the recorder stopped now.
    func save(_ cdr: RecorderCDR, of call: ActiveCall) {
        call.files.execute { [spool, logger] in
            do {
                try spool.save(cdr)
            } catch {
                logger.error("cannot save a CDR", metadata: ["call": "\(cdr.call)", "error": "\(error)"])
            }
        }
    }

    /// Brings a call that is over into the inbox.
    func deliver(_ cdr: RecorderCDR, _ writer: RecordingFile?, on files: any EventLoop) {
        files.execute { [spool, logger] in
            do {
                try spool.deliver(cdr, closing: writer?.output)
                logger.info(
                    "call delivered",
                    metadata: ["call": "\(cdr.call)", "state": "\(cdr.completeness.rawValue)"]
                )
            } catch {
                // Both files stay in the spool, where the next start finds them.
                logger.error("cannot deliver a call", metadata: ["call": "\(cdr.call)", "error": "\(error)"])
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

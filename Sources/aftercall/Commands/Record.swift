import ArgumentParser

struct Record: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "record",
        abstract: "Record calls by SIP, SIPREC and plain, in the foreground.",
        discussion: """
            Each call becomes a two-channel WAV and a CDR in the inbox. SIGTERM takes no new calls, waits for the
            running ones, and ends. SIGHUP reads again who is an agent and how many calls are taken.

            Examples:
              aftercall record
              aftercall record --sip udp:10.0.0.5:5060 --sip tcp:10.0.0.5:5060 --rtp-ports 20000-29999
              aftercall record --metrics 127.0.0.1:9464 --pause-code '*71' --resume-code '*72'
              aftercall record status
              aftercall record pause 20261122T193644Z-0badcafe
            """,
        subcommands: [RecordRun.self, RecordPause.self, RecordResume.self, RecordStatus.self],
        defaultSubcommand: RecordRun.self
    )
}

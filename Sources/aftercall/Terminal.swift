import Foundation

/// What standard output and standard error are connected to.
enum Terminal {
    static var outputIsTerminal: Bool { isatty(STDOUT_FILENO) == 1 }
    static var errorIsTerminal: Bool { isatty(STDERR_FILENO) == 1 }

    /// True under cron, systemd and their like: nobody watches, so nothing is said when all is well.
    static var isUnattended: Bool {
        !outputIsTerminal && !errorIsTerminal && ProcessInfo.processInfo.environment["TERM"] == nil
    }

    /// Bold and colour are wanted: a terminal, and NO_COLOR (no-color.org) is not set.
    static var isStyled: Bool {
        outputIsTerminal && ProcessInfo.processInfo.environment["NO_COLOR", default: ""].isEmpty
    }

    /// Columns; 100 where output is not a terminal.
    static var width: Int {
        var size = winsize()
        guard unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 100 }
        return Int(size.ws_col)
    }

    static func print(_ text: String) { write(Data((text + "\n").utf8), to: .standardOutput) }

    static func print(bytes: [UInt8]) { write(Data(bytes), to: .standardOutput) }

    /// Says something to the person rather than to the pipe.
    static func note(_ text: String) { write(Data((text + "\n").utf8), to: .standardError) }

    private static func write(_ data: Data, to handle: FileHandle) {
        do {
            try handle.write(contentsOf: data)
        } catch {
            // The reader is gone; there is nobody left to tell.
            exit(0)
        }
    }
}

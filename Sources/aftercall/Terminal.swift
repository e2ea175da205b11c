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
    static var width: Int { columns ?? 100 }

    /// Columns for help, chosen as ArgumentParser does: what `COLUMNS` says, else the terminal, else 80.
    static var helpWidth: Int {
        let said = ProcessInfo.processInfo.environment["COLUMNS"].flatMap { Int($0) }
        return said.flatMap { $0 > 0 ? $0 : nil } ?? columns ?? 80
    }

    private static var columns: Int? {
        var size = winsize()
        guard unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }

    static func print(_ text: String) { write(Data((text + "\n").utf8), to: .standardOutput) }

    static func print(bytes: [UInt8]) { write(Data(bytes), to: .standardOutput) }

    /// Hands bytes to standard output as they are.
    static func write(_ bytes: Span<UInt8>) throws {
        var rest = bytes
        while rest.count > 0 {
            let put = unsafe rest.withUnsafeBytes { unsafe Foundation.write(STDOUT_FILENO, $0.baseAddress, $0.count) }
            if put < 0, errno == EINTR { continue }
            guard put > 0 else { throw CocoaError(.fileWriteUnknown) }
            rest = rest.extracting(put..<rest.count)
        }
    }

    /// Asks at the terminal without showing what is typed; nil where there is none.
    static func askSecret(_ question: String) -> [UInt8]? {
        guard let terminal = FileHandle(forUpdatingAtPath: "/dev/tty") else { return nil }
        var shown = termios()
        guard unsafe tcgetattr(terminal.fileDescriptor, &shown) == 0 else { return nil }
        var hidden = shown
        hidden.c_lflag &= ~tcflag_t(ECHO)
        unsafe tcsetattr(terminal.fileDescriptor, TCSAFLUSH, &hidden)
        defer { unsafe tcsetattr(terminal.fileDescriptor, TCSAFLUSH, &shown) }
        try? terminal.write(contentsOf: Data(question.utf8))
        var answer: [UInt8] = []
        while answer.count < 1024, let byte = try? terminal.read(upToCount: 1)?.first, byte != UInt8(ascii: "\n") {
            answer.append(byte)
        }
        try? terminal.write(contentsOf: Data("\n".utf8))
        return answer
    }

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

/// Why the recorder cannot do what it is asked; none of its cases holds anything that a caller sent.
package enum RecorderError: Error, Equatable, Sendable {
    /// `--rtp-ports` has no room for one call: two even ports.
    case badPortRange(lower: Int, upper: Int)
    /// No SIP listener is set.
    case noListener
    case cannotListen(String, errno: Int32)
    case cannotOpen(path: String, errno: Int32)
    case cannotWrite(path: String, errno: Int32)
    case cannotRename(path: String, errno: Int32)
    /// Every port of the range is taken.
    case noPortsLeft
    /// No recorder runs in the workspace.
    case notRunning
    /// The recorder does not answer, or makes no sense.
    case noAnswer
    /// A WAV file cannot hold more than 4 GiB.
    case recordingTooLong
}

/// Why the recorder cannot do what it is asked; none of its cases holds anything that a caller sent.
package enum RecorderError: Error, Equatable, Sendable {
    /// `--rtp-ports` has no room for one call: two even ports.
    case badPortRange(lower: Int, upper: Int)
    /// No SIP listener is set.
    case noListener
    case cannotListen(String, errno: Int32)
    /// A `tls` listener needs a certificate and its key.
    case noCertificate
    /// The file holds no certificates in PEM form.
    case notCertificates(path: String)
    /// The file holds no private key in PEM form, or one that a passphrase guards.
    case notPrivateKey(path: String)
    /// The certificate is not one of this key's, or is none that TLS can use.
    case unusableCertificate(path: String, key: String)
    /// The file is no WAV of one channel at 8 kHz, of 16 bit, A-law or µ-law.
    case notPrompt(path: String)
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

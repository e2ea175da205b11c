import Foundation
import Recorder

extension Complaint {
    /// What keeps the recorder from running, and the mend.
    init(_ error: RecorderError) {
        switch error {
        case .badPortRange(let lower, let upper):
            self.init("no call fits into the ports \(lower)-\(upper)", hint: "give two even ports a call", exitCode: 78)
        case .noListener: self.init("nothing is listened for", hint: "set record.sip, or pass --sip", exitCode: 78)
        case .cannotListen(let place, let number):
            self.init(
                "cannot listen on \(place): \(Self.reason(number))",
                hint: "is another recorder running? is the address this machine's?",
                exitCode: 69
            )
        case .noCertificate:
            self.init("a 'tls' listener needs a certificate", hint: "set record.tls.certificate and key", exitCode: 78)
        case .notCertificates(let path):
            self.init("\(path): holds no certificates", hint: "give a PEM file with 'BEGIN CERTIFICATE'", exitCode: 65)
        case .notPrivateKey(let path):
            self.init("\(path): holds no private key", hint: "give a PEM file without a passphrase", exitCode: 65)
        case .unusableCertificate(let path, let key):
            self.init("\(path): is not the certificate of the key \(key)", hint: "give both of one pair", exitCode: 65)
        case .notPrompt(let path):
            self.init(
                "\(path): cannot be played",
                hint: "give a WAV of one channel at 8 kHz: sox in.wav -r 8000 -c 1 -b 16 out.wav",
                exitCode: 65
            )
        case .cannotOpen(let path, let number):
            self.init("\(path): \(Self.reason(number))", hint: "check the path and its permissions", exitCode: 66)
        case .cannotWrite(let path, let number), .cannotRename(let path, let number):
            self.init("\(path): \(Self.reason(number))", hint: "check the disk and its permissions", exitCode: 74)
        case .noPortsLeft: self.init("every RTP port is taken", hint: "widen record.rtp-ports", exitCode: 69)
        case .notRunning:
            self.init("no recorder runs in this workspace", hint: "start one with 'aftercall record'", exitCode: 69)
        case .noAnswer: self.init("the recorder does not answer", hint: "try again", exitCode: 75)
        case .recordingTooLong: self.init("a recording is as long as a file can be", exitCode: 74)
        }
    }

    private static func reason(_ number: Int32) -> String {
        unsafe number == 0 ? "not possible" : String(cString: strerror(number))
    }
}

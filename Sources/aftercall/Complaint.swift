import Archive
import ArgumentParser
import Audio
import Foundation
import Masking
import Night
import Recorder
import StrictYAML
import Vault

/// An error as a person reads it: what is wrong, what to do next, and the exit code of sysexits.h.
struct Complaint {
    var message: String
    var hint: String?
    var exitCode: Int32 = 1

    func print() {
        Terminal.remark("error", message)
        if let hint { Terminal.remark("hint", hint) }
    }

    init(_ message: String, hint: String? = nil, exitCode: Int32 = 1) {
        self.message = message
        self.hint = hint
        self.exitCode = exitCode
    }

    /// A file that could not be used.
    init(_ mishap: Mishap) {
        let place = mishap.place.map { ", \($0)" } ?? ""
        self.init("\(mishap.subject)\(place): \(mishap.problem)", hint: mishap.mend, exitCode: 3)
    }

    /// Nil for errors that are not ours to explain, such as those of the command line's own grammar.
    init?(_ error: any Error) {
        switch error {
        case let error as YAMLError: self.init(error.description, hint: error.hint, exitCode: 78)
        case let error as NightError: self.init(error)
        case let error as VaultError: self.init(error)
        case let error as RecorderError: self.init(error)
        case let error as AudioError: self.init(error.reason, hint: "see 'aftercall listen --help'", exitCode: 65)
        case ArchiveError.newerSchema:
            self.init("the archive was written by a newer Aftercall", hint: "upgrade this program", exitCode: 69)
        case ArchiveError.onHold(let matter):
            self.init("a legal hold forbids that: \(matter)", hint: "see 'aftercall hold list'", exitCode: 77)
        case ArchiveError.noSuchHold:
            self.init("there is no such hold", hint: "see 'aftercall hold list'", exitCode: 66)
        case ArchiveError.holdAlreadyReleased:
            self.init("the hold was released before", hint: "see 'aftercall hold list --all'", exitCode: 65)
        case let error as ArchiveError:
            self.init("the archive is damaged: \(error)", hint: "run 'aftercall doctor'", exitCode: 70)
        case let error as MergeError: self.init(error)
        case let error as MaskingError: self.init(error)
        case is ExitCode, is ValidationError, is CleanExit: return nil
        case let error as CocoaError:
            let file = error.filePath.map { URL(filePath: $0).lastPathComponent } ?? "a file"
            self.init(
                "\(file) cannot be read or written",
                hint: "check the path and its permissions",
                exitCode: 74
            )
        default:
            guard let trouble = StorageTrouble(error) else { return nil }
            self.init(trouble)
        }
    }

    private init(_ trouble: StorageTrouble) {
        let mend = "make room on the disk and run again; nothing was lost"
        switch trouble {
        case .diskFull: self.init("the archive: No space left on device", hint: mend, exitCode: 74)
        case .inputOutput(let code):
            self.init(
                "the archive cannot be read or written (SQLite \(code))",
                hint: "\(mend), or check it",
                exitCode: 74
            )
        case .readOnly, .cannotOpen:
            self.init("the archive cannot be written", hint: "make its folder writable for this user", exitCode: 74)
        case .busy: self.init("the archive is busy", hint: "try again when the other program is done", exitCode: 75)
        case .damaged: self.init("the archive is damaged", hint: "restore it from a backup", exitCode: 70)
        }
    }

    private init(_ error: MaskingError) {
        switch error {
        case .malformed(let line, let byte, let expected):
            self.init(
                "line \(line), byte \(byte): expected \(expected)",
                hint: "see 'aftercall pii --help'",
                exitCode: 65
            )
        case .missingField(let line, let name):
            self.init(
                "line \(line) has no \"\(name)\" that can be used",
                hint: "see 'aftercall pii --help'",
                exitCode: 65
            )
        case .lineTooLong(let line, let limit):
            self.init("line \(line) is longer than \(limit) bytes", hint: "cut it, or split the file", exitCode: 65)
        }
    }

    private init(_ error: NightError) {
        switch error {
        case .noWorkspace(let path):
            self.init(
                "there is no workspace at \(path)",
                hint: "make one with 'aftercall init', or name it with --home",
                exitCode: 66
            )
        case .workspaceExists(let path):
            self.init("\(path) is there already", hint: "choose another folder, or remove it", exitCode: 73)
        case .busy:
            self.init("another run works on this workspace", hint: "try again when it is done", exitCode: 75)
        case .cannotRead(let path):
            self.init("\(path) cannot be read", hint: "check the path and its permissions", exitCode: 66)
        case .cannotWrite(let path): self.init("\(path) cannot be written", hint: "check its permissions", exitCode: 73)
        case .noRulePacks: self.init("there are no rule packs", hint: "put YAML packs into rules/", exitCode: 78)
        case .noRecipients(let role):
            self.init(
                "there is nobody to seal to in the role '\(role)'",
                hint: "run 'aftercall keys generate'",
                exitCode: 78
            )
        case .noSuchCall: self.init("there is no such call", hint: "see 'aftercall calls'", exitCode: 66)
        case .noSuchRule:
            self.init("there is no such rule", hint: "name it as 'aftercall rules list' does: pack/rule", exitCode: 64)
        case .noSuchHold: self.init("there is no such hold", hint: "see 'aftercall hold list'", exitCode: 66)
        case .noSuchNumber: self.init("that is no telephone number", hint: "give its digits", exitCode: 64)
        case .noRecording:
            self.init("the call has no such recording", hint: "see 'aftercall calls show CALL'", exitCode: 66)
        case .behindTheEnd:
            self.init("the recording ends before that", hint: "see 'aftercall calls show CALL'", exitCode: 66)
        case .noKeyFits: self.init("the identity does not open it", hint: "name another with --identity", exitCode: 77)
        case .planChanged(let approved, let now):
            self.init(
                "the plan is no longer the one that was approved (\(approved.prefix(12))… is now \(now.prefix(12))…)",
                hint: "look at 'aftercall retain plan' again and approve the new hash",
                exitCode: 65
            )
        case .approvalMissing(let have, let need):
            self.init(
                "the plan needs the approval of \(need) people and has that of \(have.joined(separator: ", "))",
                hint: "somebody else runs 'aftercall retain approve' with the same hash",
                exitCode: 77
            )
        case .notDestroyed(let call):
            self.init("\(call): a sealed file is still there", hint: "check the vault's permissions", exitCode: 74)
        case .noTimeStamp:
            self.init(
                "the time-stamping authority did not answer",
                hint: "check its address and try again; the log is whole without",
                exitCode: 69
            )
        case .noProof(let event):
            self.init(
                "no checkpoint covers event \(event)",
                hint: "see 'aftercall audit show'; the next run signs what is new",
                exitCode: 66
            )
        case .noSuchCoding:
            self.init("this machine cannot write GB 18030", hint: "install the C library's locales", exitCode: 69)
        case .tooLargeForZip:
            self.init("the package does not fit into a zip file", hint: "write it into a folder", exitCode: 65)
        case .badDate: self.init("not a day", hint: "write it as in 2026-11-21", exitCode: 64)
        case .unknownTimeZone:
            self.init("no such time zone", hint: "as in Asia/Shanghai, Europe/Berlin, UTC", exitCode: 64)
        case .workerFails(let status):
            self.init(
                "a worker ended with status \(status); the calls that were done are kept",
                hint: status == 74 ? "look whether the disk is full" : "run 'aftercall doctor'",
                exitCode: status == 0 ? 70 : status
            )
        case .engineFails(let status):
            self.init(
                "the engine ended with status \(status); nothing was taken over",
                hint: "what it said above tells why; without --engine the night runs on this machine",
                exitCode: status == 75 ? 75 : 69
            )
        case .stopped(let done, let total):
            self.init(
                "stopped as asked, with \(done) of \(total) calls done",
                hint: "the next run goes on from there",
                exitCode: 75
            )
        case .workerCrashes(let call):
            self.init(
                "the work on \(call) crashes even without its recording",
                hint: "report it as a bug; nothing of the call was removed",
                exitCode: 70
            )
        case .system(let code):
            let reason = unsafe String(cString: strerror(code))
            self.init("the system refused: \(reason)", hint: "try again", exitCode: 71)
        }
    }

    private init(_ error: MergeError) {
        let fault =
            switch error {
            case .notAResult(let file, let line): "\(file), line \(line), is no result of 'map'"
            case .incomplete(let wanted, let present): "there are \(present) results for \(wanted) calls"
            case .doubled: "a call stands in it twice"
            case .sealedFileDiffers(let line): "the sealed files of result \(line) are not those it speaks of"
            case .damagedClaim: "it speaks of files that cannot be"
            }
        let hint =
            if case .incomplete = error {
                "run 'map' again over the calls that have no result"
            } else {
                "run 'map' again over all calls"
            }
        self.init("the set is refused as a whole: \(fault)", hint: hint, exitCode: 65)
    }

    private init(_ error: VaultError) {
        self.init(error.description, hint: error.mend, exitCode: error.exitCode)
    }
}

extension VaultError {
    /// The code of sysexits.h; 4 where a proof does not hold.
    fileprivate var exitCode: Int32 {
        switch self {
        case .header, .headerCode, .payload, .armor, .auditLog, .timeStamp: 4
        case .notFound, .identity(_, .notSet): 66
        case .identity(_, .commandFailed): 69
        case .identity: 77
        case .alreadyExists: 73
        case .system, .readBackDiffers: 74
        case .noMatchingIdentity, .exposed: 77
        case .keyFile, .noRecipients, .mixedProfiles, .unsafePath: 78
        case .libcrypto, .auditEntry: 70
        }
    }
}

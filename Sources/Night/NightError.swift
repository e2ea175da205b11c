/// Why a command cannot do its work at all; what is wrong with single files is counted, not thrown.
package enum NightError: Error, Equatable, Sendable {
    /// There is no workspace at this path.
    case noWorkspace(path: String)
    case workspaceExists(path: String)
    /// Another process works on this workspace.
    case busy
    case cannotRead(path: String)
    case cannotWrite(path: String)
    case noRulePacks
    case noRecipients(role: String)
    case noSuchCall
    /// No pack in force has the rule of this name.
    case noSuchRule(String)
    case noSuchHold
    case noRecording
    /// The stretch that was asked for lies behind the recording's end.
    case behindTheEnd
    /// What was given is no telephone number.
    case noSuchNumber
    /// None of the identities given opens the file.
    case noKeyFits
    /// The plan that was approved is not the plan of now.
    case planChanged(approved: String, now: String)
    /// A plan that fewer people approved than the settings ask for.
    case approvalMissing(have: [String], need: Int)
    /// A sealed file of a call that was to be destroyed is still there.
    case notDestroyed(call: String)
    /// The time-stamping authority did not answer.
    case noTimeStamp
    /// There is no such event, or no checkpoint covers it yet.
    case noProof(event: Int)
    /// This machine cannot write GB 18030.
    case noSuchCoding
    /// A package of more than 4 GiB.
    case tooLargeForZip
    case badDate(String)
    case unknownTimeZone(String)
    /// A worker ended by itself with this exit status: what it needs is missing or full.
    case workerFails(status: Int32)
    /// The program that spreads the work over a cluster ended with this exit status.
    case engineFails(status: Int32)
    /// A worker crashes on this call even without its recording.
    case workerCrashes(call: String)
    /// The run was asked to end after so many calls.
    case stopped(done: Int, of: Int)
    /// The system refused something with this `errno`.
    case system(code: Int32)
}

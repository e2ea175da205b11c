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
    /// None of the identities given opens the file.
    case noKeyFits
    /// The plan that was approved is not the plan of now.
    case planChanged(approved: String, now: String)
    case badDate(String)
    case unknownTimeZone(String)
}

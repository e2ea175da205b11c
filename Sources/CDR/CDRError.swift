/// Why a whole file is refused; nothing of its content is in it.
package enum CDRError: Error, Hashable, Sendable {
    case empty
    /// The disk gave an error, or the file became shorter meanwhile.
    case unreadable
    /// No known format.
    case unrecognised
    case tooLarge(limit: Int)
    /// The stamps are local and nothing says of which zone.
    case zoneUnknown
    /// The stamps at `line` are off from UTC by other seconds than those before it.
    case zoneChanges(line: Int, from: Int, to: Int)
    /// The stamps at `line` are `found` seconds ahead of UTC, the configured zone is `configured` ahead.
    case zoneDisagrees(line: Int, found: Int, configured: Int)
    /// A recorder's CDR of a version that this program does not know.
    case recorderVersion(Int)
    /// A recorder's CDR whose field, named by its path, is missing or not what it must be.
    case recorderField(String)
    /// A recorder's CDR that is not JSON at all.
    case recorderSyntax

    /// What is wrong, in words.
    package var reason: String {
        switch self {
        case .empty: "the file is empty"
        case .unreadable: "the file cannot be read to its end"
        case .unrecognised: "not a call detail record, survey or export that is known here"
        case .tooLarge(let limit): "the file is larger than \(limit) bytes"
        case .zoneUnknown: "the times are local and neither the file nor the settings say of which time zone"
        case .zoneChanges(let line, let from, let to):
            "the times change from \(utc(from)) to \(utc(to)) at line \(line)"
        case .zoneDisagrees(let line, let found, let configured):
            "the times at line \(line) are in \(utc(found)), the settings say \(utc(configured))"
        case .recorderVersion(let version): "version \(version) of the recorder's CDR is not known here"
        case .recorderField(let path): "field '\(path)' is missing or not what it must be"
        case .recorderSyntax: "the file is not JSON"
        }
    }

    /// What to do about it.
    package var mend: String {
        switch self {
        case .empty: "export it again"
        case .unreadable: "check the disk and the file's permissions"
        case .unrecognised: "describe its columns in a mapping, or take it out of the inbox"
        case .tooLarge: "split the file"
        case .zoneUnknown: "set the time zone of the switch in the settings"
        case .zoneChanges: "set the time zone of the switch in the settings, or split the file where its clock changed"
        case .zoneDisagrees: "correct the time zone in the settings, or export the file in that zone"
        case .recorderVersion: "upgrade this program"
        case .recorderField, .recorderSyntax: "copy the file again from the recorder"
        }
    }

    private func utc(_ offset: Int) -> String {
        let minutes = abs(offset) / 60
        let parts = [minutes / 60, minutes % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
        return "UTC" + (offset < 0 ? "-" : "+") + parts.joined(separator: ":")
    }
}

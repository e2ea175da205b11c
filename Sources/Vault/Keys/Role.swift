/// Who may open what.
///
/// A role is a key, not an if-statement: who lacks it cannot open the file.
package enum Role: String, Sendable, Codable, CaseIterable {
    /// Hears originals.
    case compliance
    /// Hears masked copies.
    case qa
    /// Reads what is exported for an audit.
    case auditor
    /// Opens, in the night, what the recorder has sealed as it was said.
    case night
    /// Kept out of the house, for the day when the others are lost.
    case escrow
}

/// A piece of personal data found in a text.
package struct PersonalDatum: Hashable, Sendable {
    package var type: EntityType
    /// Offsets in the text's Unicode scalars, half-open.
    package var range: Range<Int>
    /// What found it: the detector and, after a dot, its evidence, such as `card.cue` or `mail.typed`.
    package var rule: String
    /// 0 to 1.
    package var confidence: Double

    package init(type: EntityType, range: Range<Int>, rule: String, confidence: Double) {
        self.type = type
        self.range = range
        self.rule = rule
        self.confidence = confidence
    }
}

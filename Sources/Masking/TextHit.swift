/// Something personal that one turn's text shows by itself.
struct TextHit {
    var type: EntityType
    /// Token indices, half-open.
    var tokens: Range<Int>
    /// The value in one canonical form.
    var value: String
    var rule: String
    var confidence: Double
    /// Offsets in the text's scalars, where they are not those of the tokens.
    var exactRange: Range<Int>?

    func range(in prose: Prose) -> Range<Int> {
        exactRange ?? prose.tokens[tokens.lowerBound].start..<prose.tokens[tokens.upperBound - 1].end
    }
}

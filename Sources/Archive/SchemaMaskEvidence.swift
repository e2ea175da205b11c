extension Schema {
    /// How sure a mask is, and under which policy it was made.
    static let maskEvidence = """
        ALTER TABLE mask ADD COLUMN confidence REAL;
        ALTER TABLE mask ADD COLUMN policy TEXT;
        """
}

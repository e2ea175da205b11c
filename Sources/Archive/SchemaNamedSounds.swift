extension Schema {
    /// Named tones, loudness second by second and raised voices.
    static let namedSounds = """
        ALTER TABLE channel ADD COLUMN sounds TEXT NOT NULL DEFAULT '[]';
        ALTER TABLE channel ADD COLUMN loudness TEXT NOT NULL DEFAULT '[]';
        ALTER TABLE channel ADD COLUMN raised_voice TEXT NOT NULL DEFAULT '[]';
        """
}

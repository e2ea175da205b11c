extension Schema {
    /// Clocks of retention, approvals of plans, and what a destruction that was cut off has still to do.
    static let custody1 = """
        -- Events from which periods count: the end of a contract or product, of a call or of a customer.
        CREATE TABLE clock_event (
            kind TEXT NOT NULL CHECK (kind IN ('call', 'customer')),
            subject TEXT NOT NULL,
            name TEXT NOT NULL,
            at INTEGER NOT NULL,
            PRIMARY KEY (kind, subject, name, at)
        ) STRICT, WITHOUT ROWID;

        -- Who has approved which plan.
        CREATE TABLE approval (
            plan_sha256 TEXT NOT NULL CHECK (length(plan_sha256) = 64),
            actor TEXT NOT NULL,
            at INTEGER NOT NULL,
            PRIMARY KEY (plan_sha256, actor)
        ) STRICT, WITHOUT ROWID;

        -- Copies and reports that have to go because a call went.
        CREATE TABLE unfinished_disposal (
            kind TEXT NOT NULL CHECK (kind IN ('source', 'report')),
            name TEXT NOT NULL,
            PRIMARY KEY (kind, name)
        ) STRICT, WITHOUT ROWID;
        """
}

extension Schema {
    /// How long a menu took to answer each key.
    ///
    /// Of calls from before, only the columns of `call` know.
    static let menuDelays = "ALTER TABLE measures ADD COLUMN menu_delays TEXT"

    /// What is wrong with each call's recording, to be drawn anew from what is stored of the calls there are.
    static let recordingIssues = """
        ALTER TABLE call ADD COLUMN recording_issues TEXT NOT NULL DEFAULT '';
        INSERT OR IGNORE INTO unfigured SELECT id FROM call;
        """

    /// When agents came, went and paused, and the time they were there for calls.
    ///
    /// `shift` is made of `agent_event`: a shift may begin in one night's log and end in the next one's.
    static let shifts = """
        CREATE TABLE agent_event (
            agent TEXT NOT NULL,
            time INTEGER NOT NULL,
            act TEXT NOT NULL,
            -- Empty where it is about all of the agent's queues.
            queue TEXT NOT NULL,
            PRIMARY KEY (agent, time, act, queue)
        ) STRICT, WITHOUT ROWID;

        -- Shifts with a known end, less breaks, in stretches of at most a day.
        CREATE TABLE shift (
            agent TEXT NOT NULL,
            start INTEGER NOT NULL,
            ended INTEGER NOT NULL CHECK (ended > start AND ended - start <= 86400000),
            PRIMARY KEY (agent, start)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX shift_start ON shift(start);
        """
}

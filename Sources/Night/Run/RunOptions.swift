package import Report

/// What a run is asked to do.
package struct RunOptions: Sendable {
    /// Only calls that started in this window; nil means all that wait.
    package var window: Window?
    /// Calls worked on at once.
    package var jobs: Int
    /// Say what would be done and change nothing.
    package var isDryRun: Bool

    package init(window: Window? = nil, jobs: Int, isDryRun: Bool = false) {
        self.window = window
        self.jobs = max(1, jobs)
        self.isDryRun = isDryRun
    }
}

/// How far a run is.
package struct RunProgress: Sendable {
    package var done: Int
    package var total: Int
}

/// What is wrong in a YAML file, and where.
package struct YAMLError: Error, Equatable, Sendable, CustomStringConvertible {
    package var file: String
    /// Counted from 1.
    package var line: Int
    /// Counted from 1, in Unicode scalars.
    package var column: Int
    package var problem: String
    /// What to write instead; nil where the problem says it all.
    package var hint: String?

    package init(file: String, line: Int, column: Int, problem: String, hint: String? = nil) {
        self.file = file
        self.line = line
        self.column = column
        self.problem = problem
        self.hint = hint
    }

    /// `file:line:column: problem`, as compilers print it and editors follow it.
    package var description: String { "\(file):\(line):\(column): \(problem)" }
}

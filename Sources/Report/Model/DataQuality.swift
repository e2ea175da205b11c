/// What became of the input before it was a call; nil where nobody counted.
package struct DataQuality: Hashable, Sendable, Codable {
    package var filesRead: Int?
    /// Files that could not be read at all and stand in quarantine.
    package var filesQuarantined: Int?
    package var rowsRead: Int?
    package var rowsRejected: Int?
    /// Rows that said again what another row had said.
    package var rowsDuplicate: Int?
    /// Recordings that belong to no call.
    package var orphanRecordings: Int?

    package init(
        filesRead: Int? = nil,
        filesQuarantined: Int? = nil,
        rowsRead: Int? = nil,
        rowsRejected: Int? = nil,
        rowsDuplicate: Int? = nil,
        orphanRecordings: Int? = nil
    ) {
        self.filesRead = filesRead
        self.filesQuarantined = filesQuarantined
        self.rowsRead = rowsRead
        self.rowsRejected = rowsRejected
        self.rowsDuplicate = rowsDuplicate
        self.orphanRecordings = orphanRecordings
    }
}

import Foundation
import Report

extension Terminal {
    /// Prints a table for people, or as CSV or JSON for programs.
    static func print(table: Table, _ format: TableFormat, zone: TimeZone) {
        switch format {
        case .table:
            var titled = table
            for column in titled.columns.indices {
                titled.columns[column].title = translate(titled.columns[column].title)
            }
            print(bytes: titled.boxText(width: width, isStyled: isStyled, timeZone: zone))
        case .csv: print(bytes: CSVText(timeZone: zone).bytes(table))
        case .json: print(bytes: table.jsonText(timeZone: zone))
        }
    }
}

import Calls

/// The folder an auditor takes away: tables as CSV, what they mean, their hashes, and how to check them with stock tools.
///
/// It is a Frictionless Data Package: `datapackage.json` gives every table's columns, types, keys, size and SHA-256.
/// `SHA256SUMS` names every other file in the form of coreutils. Same input, same bytes.
package struct AuditorPackage: Sendable {
    /// The names of the files with which the sums are signed; the signing itself is done by who holds the key.
    package struct Signature: Hashable, Sendable {
        /// A raw Ed25519 signature over the bytes of `SHA256SUMS`.
        package var signatureFile: String
        /// The public key, as PEM.
        package var keyFile: String

        package init(signatureFile: String = "SHA256SUMS.sig", keyFile: String = "signing-key.pem") {
            self.signatureFile = signatureFile
            self.keyFile = keyFile
        }
    }

    /// Another coding of the tables than UTF-8.
    package struct Recoding {
        /// As Python calls it.
        var encoding: String
        var convert: ([UInt8]) throws -> [UInt8]

        package init(_ encoding: String, convert: @escaping ([UInt8]) throws -> [UInt8]) {
            self.encoding = encoding
            self.convert = convert
        }
    }

    package static let sumsFile = "SHA256SUMS"
    /// The most rows that a sheet of Excel, WPS or LibreOffice takes, its header left out.
    package static let rowsOfSheet = 1_048_575

    /// Says what window, zone and language the package speaks for.
    var model: ReportModel
    /// Every name once.
    var tables: [Table]
    /// Files that are no tables, such as the audit log's checkpoints.
    var attachments: [(name: String, bytes: [UInt8])]

    package init(model: ReportModel, tables: [Table], attachments: [(name: String, bytes: [UInt8])] = []) {
        self.model = model
        self.tables = tables
        self.attachments = attachments
    }

    /// The files of the package, by name; without the signature, which is made over the last of them.
    ///
    /// `sha256` gives the hash of bytes as lower-case hex. For a spreadsheet, a table of more than `rowsOfSheet` rows
    /// comes in several files; with `recode` its text is in another coding, and there is no byte order mark.
    ///
    /// - Throws: what `recode` throws.
    package func files(
        forSpreadsheet: Bool = false,
        rowsOfSheet: Int = Self.rowsOfSheet,
        signature: Signature? = nil,
        recode: Recoding? = nil,
        sha256: ([UInt8]) -> String
    ) throws -> [(name: String, bytes: [UInt8])] {
        let csv = CSVText(timeZone: model.timeZone, forSpreadsheet: forSpreadsheet, hasMark: recode == nil)
        let parts = forSpreadsheet ? tables.flatMap { $0.split(rows: rowsOfSheet) } : tables
        let tables = parts.sorted { $0.name < $1.name }
        let resources = try tables.map { table in
            let bytes = try recode?.convert(csv.bytes(table)) ?? csv.bytes(table)
            return DataPackage.Resource(table: table, bytes: bytes, hash: sha256(bytes))
        }
        let package = DataPackage(
            model: model,
            resources: resources,
            forSpreadsheet: forSpreadsheet,
            encoding: recode?.encoding ?? (forSpreadsheet ? "utf-8-sig" : "utf-8")
        )
        let guide = VerifyGuide(
            title: model.pageTitle,
            signature: signature,
            tables: tables,
            logs: attachments.map(\.name).filter { $0.hasSuffix(".signed") },
            stamps: attachments.map(\.name).filter { $0.hasSuffix(".tsr") },
            forSpreadsheet: forSpreadsheet
        )
        var files = resources.map { (name: $0.path, bytes: $0.bytes) } + attachments
        files.append((name: "VERIFY.md", bytes: Array(guide.text.utf8)))
        files.append((name: "datapackage.json", bytes: package.json.bytes))
        files.sort { $0.name < $1.name }
        let sums = files.map { "\(sha256($0.bytes))  \($0.name)\n" }.joined()
        return files + [(name: Self.sumsFile, bytes: Array(sums.utf8))]
    }
}

extension Table {
    /// The table itself, or as many of `rows` rows as it takes, the later ones numbered from 2.
    fileprivate func split(rows limit: Int) -> [Table] {
        guard rows.count > limit else { return [self] }
        return stride(from: 0, to: rows.count, by: limit).enumerated().map { part, start in
            Table(
                part == 0 ? name : "\(name)-\(part + 1)",
                columns: columns,
                rows: Array(rows[start..<min(start + limit, rows.count)]),
                primaryKey: primaryKey
            )
        }
    }
}

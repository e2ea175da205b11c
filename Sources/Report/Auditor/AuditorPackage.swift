import Calls

/// The folder an auditor takes away: tables as CSV, what they mean, their hashes, and how to check them with stock tools.
///
/// It is a Frictionless Data Package: `datapackage.json` gives every table's columns, types, keys, size and SHA-256.
/// `SHA256SUMS` names every other file in the form of coreutils. Same input, same bytes.
package enum AuditorPackage {
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

    package static let sumsFile = "SHA256SUMS"

    /// The files of the package, by name; without the signature, which is made over the last of them.
    ///
    /// `extra` are tables this room knows nothing of, such as access, holds and disposals; their names are unlike those
    /// of the tables here. `sha256` gives the hash of bytes as lower-case hex.
    package static func files(
        of model: ReportModel,
        extra: [Table] = [],
        forSpreadsheet: Bool = false,
        signature: Signature? = nil,
        sha256: ([UInt8]) -> String
    ) -> [(name: String, bytes: [UInt8])] {
        let csv = CSVText(timeZone: model.timeZone, forSpreadsheet: forSpreadsheet)
        let tables = (model.auditorTables + extra).sorted { $0.name < $1.name }
        let resources = tables.map { table in
            let bytes = csv.bytes(table)
            return DataPackage.Resource(table: table, bytes: bytes, hash: sha256(bytes))
        }
        let package = DataPackage(model: model, resources: resources, forSpreadsheet: forSpreadsheet)
        let guide = VerifyGuide(
            title: model.pageTitle,
            signature: signature,
            tables: tables,
            forSpreadsheet: forSpreadsheet
        )
        var files = resources.map { (name: $0.path, bytes: $0.bytes) }
        files.append((name: "VERIFY.md", bytes: Array(guide.text.utf8)))
        files.append((name: "datapackage.json", bytes: package.json.bytes))
        files.sort { $0.name < $1.name }
        let sums = files.map { "\(sha256($0.bytes))  \($0.name)\n" }.joined()
        return files + [(name: sumsFile, bytes: Array(sums.utf8))]
    }
}

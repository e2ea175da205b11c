/// The `;name=value` parameters of a URI, an address or a header, in their order.
package struct SIPParameters: Hashable, Sendable {
    package struct Parameter: Hashable, Sendable {
        /// Lower case.
        package var name: String
        /// Unquoted; nil for a bare name.
        package var value: String?

        package init(name: String, value: String?) {
            self.name = name
            self.value = value
        }
    }

    package var all: [Parameter]

    package init(_ all: [Parameter] = []) { self.all = all }

    /// The value of a parameter; empty for a bare name, nil where it does not stand.
    package subscript(name: String) -> String? {
        all.first { $0.name == name }.map { $0.value ?? "" }
    }

    package mutating func set(_ name: String, _ value: String?) {
        all.removeAll { $0.name == name }
        all.append(Parameter(name: name, value: value))
    }

    /// `;a=1;b`, values that are no tokens in quotes.
    package var text: String {
        all.map { parameter in
            guard let value = parameter.value else { return ";" + parameter.name }
            let isPlain = !value.isEmpty && value.utf8.allSatisfy { $0.isToken || $0.isHostPunctuation }
            return ";\(parameter.name)=" + (isPlain ? value : value.quoted)
        }.joined()
    }

    /// Reads `;name[=value]…` with blanks around each sign, up to the end or to what is no parameter.
    init(_ scanner: inout ByteScanner) throws(WireError) {
        all = []
        scanner.skipBlanks()
        while scanner.skip(.semicolon) {
            guard all.count < Limits.parametersPerHeader else {
                throw .tooLarge(.parameter, limit: Limits.parametersPerHeader)
            }
            scanner.skipBlanks()
            let name = scanner.take(while: \.isParameterName)
            guard !name.isEmpty else { throw scanner.fault }
            scanner.skipBlanks()
            var parameter = Parameter(name: String(decoding: name, as: UTF8.self).asciiLowercased, value: nil)
            if scanner.skip(.equals) {
                scanner.skipBlanks()
                parameter.value = try Self.value(&scanner)
                scanner.skipBlanks()
            }
            all.append(parameter)
        }
    }

    private static func value(_ scanner: inout ByteScanner) throws(WireError) -> String {
        if scanner.next == .quote { return String(decoding: try scanner.quotedString(), as: UTF8.self) }
        // Wider than the grammar's token | host: peers put URIs and base64 here without quotes.
        let isURI = scanner.element == .uri
        let value = scanner.take {
            $0 > .space && $0 != .semicolon && $0 != .comma && $0 != .quote && $0 != 0x7F
                && !(isURI && $0 == .question)
        }
        return String(decoding: value, as: UTF8.self)
    }
}

extension UInt8 {
    /// A token character, or what `param-unreserved` adds to them (RFC 3261 §25.1).
    fileprivate var isParameterName: Bool {
        isToken || isHostPunctuation || self == .slash || self == UInt8(ascii: "&") || self == UInt8(ascii: "$")
            || self == UInt8(ascii: "(") || self == UInt8(ascii: ")")
    }

    /// What a host or an IPv6 reference holds beside token characters.
    fileprivate var isHostPunctuation: Bool {
        self == .colon || self == UInt8(ascii: "[") || self == UInt8(ascii: "]")
    }
}

extension String {
    /// In double quotes, with quotes and backslashes escaped.
    var quoted: String {
        var quoted = "\""
        for scalar in unicodeScalars {
            if scalar == "\"" || scalar == "\\" { quoted.unicodeScalars.append("\\") }
            quoted.unicodeScalars.append(scalar)
        }
        return quoted + "\""
    }
}

import Foundation

/// A value that must not be found, in all the ways it could be written down.
struct Canary {
    let value: String
    private let forms: [(name: String, bytes: Data)]

    init(_ value: String) {
        self.value = value
        let utf8 = Array(value.utf8)
        let percent = utf8.map { byte in
            let isPlain = Character(UnicodeScalar(byte)).isLetter || Character(UnicodeScalar(byte)).isNumber
            return byte < 128 && isPlain ? String(UnicodeScalar(byte)) : String(format: "%%%02X", byte)
        }
        var forms: [(String, Data)] = [
            ("UTF-8", Data(utf8)),
            (
                "UTF-16LE",
                value.utf16.reduce(into: Data()) { $0.append(contentsOf: [UInt8($1 & 0xFF), UInt8($1 >> 8)]) }
            ),
            ("percent encoding", Data(percent.joined().utf8)),
            ("percent encoding", Data(percent.joined().lowercased().utf8)),
        ]
        for alignment in 0..<3 { forms.append(("Base64", Self.base64(utf8, alignment))) }
        self.forms = forms
    }

    /// The characters of Base64 that are the value's alone when `alignment` bytes go before it.
    private static func base64(_ bytes: [UInt8], _ alignment: Int) -> Data {
        let text = Array(Data([UInt8](repeating: 0, count: alignment) + bytes).base64EncodedString().utf8)
        let first = (alignment * 8 + 5) / 6
        let last = (alignment + bytes.count) * 8 / 6
        return Data(text[first..<last])
    }

    /// The first form in which the value stands in `bytes`; nil where it does not.
    func form(in bytes: Data) -> String? { Canaries([self]).found(in: bytes).first?.form }

    /// Whether the form `index` stands at `place`.
    ///
    /// A short number counts where it stands alone: within a longer row of digits, such as a time, it is there by chance.
    fileprivate func stands(_ index: Int, at place: Int, of bytes: [UInt8]) -> Bool {
        let form = forms[index].bytes
        guard bytes[place...].starts(with: form) else { return false }
        let isShort = value.utf8.count < 10 && value.utf8.allSatisfy(Self.isDigit)
        let beside = [place - 1, place + form.count].filter(bytes.indices.contains)
        return !isShort || !beside.contains { Self.isDigit(bytes[$0]) }
    }

    fileprivate func name(_ index: Int) -> String { forms[index].name }

    /// The first four octets of each form.
    fileprivate var starts: [UInt32] { forms.map { $0.bytes.prefix(4).reduce(0) { $0 << 8 | UInt32($1) } } }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}

/// Many canaries, looked for all at once: by the first four octets of their forms.
struct Canaries {
    private let all: [Canary]
    private var forms: [UInt32: [(canary: Int, form: Int)]] = [:]
    /// Whether a form begins with these two octets.
    private var isBeginning = [Bool](repeating: false, count: 1 << 16)

    init(_ canaries: [Canary]) {
        all = canaries
        for (canary, starts) in canaries.map(\.starts).enumerated() {
            for (form, start) in starts.enumerated() {
                forms[start, default: []].append((canary, form))
                isBeginning[Int(start >> 16)] = true
            }
        }
    }

    /// Each canary that stands in `bytes`, in the order in which they are found.
    func found(in data: Data) -> [(value: String, form: String)] {
        let bytes = [UInt8](data)
        var found: [Int: String] = [:]
        var order: [Int] = []
        var last: UInt32 = 0
        for (index, byte) in bytes.enumerated() {
            last = last << 8 | UInt32(byte)
            guard index >= 3, isBeginning[Int(last >> 16)], let candidates = forms[last] else { continue }
            for (canary, form) in candidates
            where found[canary] == nil && all[canary].stands(form, at: index - 3, of: bytes) {
                found[canary] = all[canary].name(form)
                order.append(canary)
            }
        }
        return order.compactMap { canary in found[canary].map { (all[canary].value, $0) } }
    }

    /// What is found in which place, for people.
    func leaks(in places: [(String, Data)]) -> [String] {
        places.flatMap { place, bytes in found(in: bytes).map { "\($0.value) as \($0.form) in \(place)" } }
    }
}

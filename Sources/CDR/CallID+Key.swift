package import Calls

extension CallID {
    /// What Asterisk's calls begin with.
    package static let asteriskPrefix = "ast-"

    /// The id of the call that a switch calls `key`.
    ///
    /// A key that is safe and short stands as it is behind the prefix. Of any other, unsafe characters become `_`, the end is cut,
    /// and a hash of prefix and key follows, so that two keys keep two ids.
    package init(prefix: String, key: String) {
        if let id = CallID(prefix + key) {
            self = id
            return
        }
        let cleaned = (prefix + key).unicodeScalars.lazy.map { scalar in
            CallID(String(scalar)) != nil || scalar == "." ? Character(scalar) : "_"
        }
        let body = String(cleaned.prefix(46)).trimming { $0 == "." }
        let hash = Hash64.hex(Array(prefix.utf8) + [0] + Array(key.utf8))
        // The body holds safe characters only and begins with no dot, so the bare hash is never needed.
        self = CallID("\(body)-\(hash)") ?? CallID(prefix: "", key: hash)
    }
}

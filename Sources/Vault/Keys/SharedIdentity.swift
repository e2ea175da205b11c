internal import Synchronization

/// An identity that several tasks open files with: fetched from its source when first asked for, and wiped when it goes.
package final class SharedIdentity: Sendable {
    private let source: IdentitySource
    private let text = Mutex<[UInt8]>([])

    package init(_ source: IdentitySource) { self.source = source }

    deinit { text.withLock { $0.wipe() } }

    package func identity() throws -> Identity {
        let known = try text.withLock { text in
            if text.isEmpty { text = try source.identity().text }
            return text
        }
        return try Identity(text: known.span, file: source.name)
    }
}

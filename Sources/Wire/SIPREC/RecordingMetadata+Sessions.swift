extension RecordingMetadata {
    /// What later metadata of the same recording session mean for the recording (RFC 7866 §10).
    package enum SessionTurn: Equatable, Sendable {
        /// The same call goes on, maybe with other parties.
        case same
        /// Another call has begun: the recorded sessions are others, of another group.
        case next
        /// The call is over; the recording session waits for another.
        case over
    }

    /// What `next`, the state after this one, means.
    package func turn(to next: RecordingMetadata) -> SessionTurn {
        let before = sessions.filter { $0.stop == nil }
        let after = next.sessions.filter { $0.stop == nil }
        if after.isEmpty { return next.sessions.isEmpty || before.isEmpty && !sessions.isEmpty ? .same : .over }
        guard !sessions.isEmpty, Set(sessions.map(\.id)).isDisjoint(with: after.map(\.id)) else { return .same }
        let groups = Set(sessions.compactMap(\.group))
        return groups.isDisjoint(with: after.compactMap(\.group)) ? .next : .same
    }

    /// What another recording of one of these sessions would have in common with this one: their ids, and `sipSessionID`
    /// (RFC 7989), which is the same at every hop.
    package var sessionKeys: Set<String> {
        let running = sessions.filter { $0.stop == nil }
        let references = running.compactMap(\.callReference).compactMap { reference in
            reference.split(separator: ";").first.map(String.init)
        }
        let global = references.filter { $0.utf8.count == 32 && $0.utf8.allSatisfy { $0.hexValue != nil } }
        return Set(running.map { "session \($0.id)" } + global.map { "call \($0.lowercased())" })
    }
}

/// The menus that calls went through, in their order.
package enum MenuJourney {
    /// Between two menus.
    package static let separator = " › "
    /// Stands for a menu whose name the source does not give.
    package static let unnamed = "?"

    /// Nil where the call was in no menu.
    package static func path(of call: CallFacts) -> String? {
        let menus = call.legs.filter { $0.kind == .ivr }.map { $0.name ?? unnamed }
        return menus.isEmpty ? nil : menus.joined(separator: separator)
    }
}

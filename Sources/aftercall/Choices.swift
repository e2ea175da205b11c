import ArgumentParser

/// Choices by name. ArgumentParser asks for them at each look at an option, and by itself finds them by reflection.
extension ExpressibleByArgument where Self: CaseIterable & RawRepresentable<String> {
    static var allValueStrings: [String] { allCases.map(\.rawValue) }
    static var allValueDescriptions: [String: String] { [:] }
}

internal import Foundation

/// How many cores this process may use.
enum ProcessorCount {
    static let value = ProcessInfo.processInfo.activeProcessorCount
}

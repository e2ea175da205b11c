import Foundation
import Night
import Testbench
import Testing
import Vault

/// Who is killed.
private enum Victim: Int, CaseIterable {
    case run, worker, child

    /// A process of this kind below the run `root`; the run itself where there is none.
    func find(below root: Int32, using random: inout SplitMix64) -> Int32 {
        let parents = Self.parents()
        let workers = parents.filter { $0.value == root }.map(\.key).sorted()
        let children = parents.filter { workers.contains($0.value) }.map(\.key).sorted()
        let found = self == .run ? [root] : self == .worker ? workers : children
        return found.randomElement(using: &random) ?? root
    }

    /// Each process' parent.
    private static func parents() -> [Int32: Int32] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        let pairs = names.compactMap { name -> (Int32, Int32)? in
            guard let process = Int32(name),
                let stat = try? String(contentsOfFile: "/proc/\(name)/stat", encoding: .utf8),
                let parent = stat.split(separator: ")").last?.split(separator: " ").dropFirst().first.flatMap({
                    Int32($0)
                })
            else { return nil }
            return (process, parent)
        }
        return Dictionary(pairs) { first, _ in first }
    }
}

@Suite(.serialized) struct `A night whose processes are killed` {
    @Test(arguments: 0..<LongNight.kills)
    func `ends, after another run, as one that nobody disturbed`(_ round: Int) throws {
        let quiet = try LongNight.shared.get()
        let site = try quiet.site()
        var random = SplitMix64(seed: 4200 + UInt64(round))
        let victim = Victim.allCases[round % Victim.allCases.count]
        let environment = ["TERM": "dumb", "AFTERCALL_HOME": site.workspace.home.path]
        let night = try Child(Program.url, ["run"], in: site.folder, environment: environment)
        let instant = quiet.length * Double.random(in: 0..<1, using: &random)
        usleep(UInt32(instant / .microseconds(1)))
        if night.process.isRunning {
            kill(victim.find(below: night.process.processIdentifier, using: &random), SIGKILL)
        }
        let killed = try night.wait()
        #expect([SIGKILL, 3].contains(killed.status), "\(killed.errors)")

        let finished = try site.command("run")
        #expect([0, 3].contains(finished.status), "\(finished.errors)")
        try quiet.expectSame(site, "\(victim) after \(instant)")
    }
}

import Calls

/// What is committed at once.
enum CallBatch: Sendable {
    /// A call with files or words, which are worked on in a process of their own.
    case call(CallJob)
    /// Calls of which there are only rows: to commit each alone would cost more than all the work on it.
    case rows([CallJob])

    private static let rowsTogether = 256

    /// The jobs in their order, but for rows, which wait until there are enough of them.
    static func all(of jobs: [CallJob]) -> [CallBatch] {
        var batches: [CallBatch] = []
        var rows: [CallJob] = []
        for job in jobs {
            guard job.hasOnlyRows else {
                batches.append(.call(job))
                continue
            }
            rows.append(job)
            if rows.count == rowsTogether {
                batches.append(.rows(rows))
                rows = []
            }
        }
        return rows.isEmpty ? batches : batches + [.rows(rows)]
    }
}

extension CallJob {
    var hasOnlyRows: Bool { recording == nil && transcript == nil && video == nil && call.written == nil }
}

package import Foundation
package import Vault

/// Who says when a checkpoint of the audit log was there (RFC 3161).
package struct TimeStampAuthority: Hashable, Sendable {
    package var url: URL
    /// PEM file of the roots that are trusted; nil trusts those of the system.
    package var roots: URL?

    package init(url: URL, roots: URL? = nil) { (self.url, self.roots) = (url, roots) }
}

/// What the time stamps beside the checkpoints prove.
package struct TimeStampReport: Hashable, Sendable {
    /// How many are proven.
    package var proven = 0
    /// Checkpoints whose stamp proves nothing: segment and number of events.
    package var unproven: [String] = []
}

extension Site {
    /// The authority that the settings name; nil for none.
    package var timeStampAuthority: TimeStampAuthority? {
        guard let url = settings.audit.authority.flatMap({ URL(string: $0) }) else { return nil }
        return TimeStampAuthority(url: url, roots: settings.audit.roots.map { URL(filePath: workspace.path(of: $0)) })
    }

    /// Has the last checkpoint stamped, unless it is; nil where there is none.
    ///
    /// The authority gets a hash of the checkpoint and nothing else.
    ///
    /// - Throws: `NightError.noTimeStamp` where it does not answer; `VaultError.timeStamp` where the answer proves nothing.
    package func stampAudit(by authority: TimeStampAuthority) async throws -> TimeStamp? {
        guard let segment = try audit.segments().last, let size = try segment.checkpointSizes().last,
            let note = try segment.checkpoint(size: size)?.note
        else { return nil }
        let bytes = Array(note.utf8)
        if let kept = try segment.timeStamp(size: size),
            let stamp = try? TimeStamp(kept: kept, for: bytes, roots: authority.roots)
        {
            return stamp
        }
        let query = try TimeStampQuery(for: bytes.span)
        let body = Data(try query.der)
        let answer = await Courier.post(body, as: "application/timestamp-query", to: authority.url)
        guard let answer, answer.isSuccess else { throw NightError.noTimeStamp }
        let stamp = try TimeStamp(answer: answer.body, to: query, roots: authority.roots)
        try segment.keep(stamp, size: size)
        return stamp
    }

    /// Checks each stamp that was kept.
    package func checkTimeStamps(roots: URL? = nil) throws -> TimeStampReport {
        var report = TimeStampReport()
        for segment in try audit.segments() {
            for size in try segment.checkpointSizes() {
                guard let kept = try segment.timeStamp(size: size) else { continue }
                let note = try segment.checkpoint(size: size)?.note ?? ""
                let roots = roots ?? timeStampAuthority?.roots
                if (try? TimeStamp(kept: kept, for: Array(note.utf8), roots: roots)) != nil {
                    report.proven += 1
                } else {
                    report.unproven.append("\(segment.name), \(size) events")
                }
            }
        }
        return report
    }

    /// What the night says where the authority failed it: the log is whole without a stamp.
    func stampAuditOrSay() async throws -> [Mishap] {
        guard let authority = timeStampAuthority else { return [] }
        do {
            _ = try await stampAudit(by: authority)
            return []
        } catch NightError.noTimeStamp {
            return [stampMishap("the time-stamping authority did not answer")]
        } catch VaultError.timeStamp(let fault) {
            return [stampMishap(fault.rawValue)]
        }
    }

    private func stampMishap(_ problem: String) -> Mishap {
        Mishap(
            subject: "audit log",
            problem: "the checkpoint has no time stamp: \(problem)",
            mend: "run 'aftercall audit stamp' when that is mended; the next stamp covers these events, too"
        )
    }
}

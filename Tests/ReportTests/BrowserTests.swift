import Foundation
import Report
import Testing

/// The page as Chromium lays it out; skipped where there is none (`make test-browser` installs it).
@Suite(.enabled(if: Browser.isHere), .serialized) struct `Page in a browser` {
    struct Case: Sendable, CustomTestStringConvertible {
        var language: Language
        var width: Int
        var testDescription: String { "\(language.rawValue), \(width) wide" }
    }

    static let cases = Language.allCases.flatMap { language in
        [390, 1280].map { Case(language: language, width: $0) }
    }

    @Test(arguments: cases)
    func `shows every number as the JSON report has it, with nothing cut off or overlapping`(_ one: Case) throws {
        let model = SampleDay.comparedModel(one.language)
        let json = try JSONTree.read(model.render(.json))
        let seen = try Browser.look(at: model.render(.html), width: one.width)
        #expect(seen.figures.count > 300)
        for figure in seen.figures {
            let value = try #require(json.number(at: figure.place), "\(figure.place) is not in the JSON")
            #expect(Double(figure.value) == value, "\(figure.place)")
            #expect(agrees(figure.text, value), "\(figure.place) reads '\(figure.text)' for \(value)")
        }
        #expect(seen.loose == [], "numbers that name no place in the JSON")
        #expect(seen.clipped == [])
        #expect(seen.overlapping == [])
    }

    /// Whether printed text is `value`, rounded to the digits it shows.
    private func agrees(_ printed: String, _ value: Double) -> Bool {
        var text = printed.replacing("\u{2009}", with: "").replacing("\u{A0}", with: " ").replacing("−", with: "-")
        let clock = text.split(separator: ":")
        if clock.count > 1 {
            let seconds = clock.reduce(0.0) { $0 * 60 + (Double($1) ?? .nan) }
            return abs(seconds - value) <= 0.5
        }
        var scale = 1.0
        if text.hasSuffix(" %") {
            text.removeLast(2)
            scale = 100
        } else if text.hasSuffix(" s") {
            text.removeLast(2)
        }
        guard let shown = Double(text) else { return false }
        let decimals = text.split(separator: ".").dropFirst().first?.count ?? 0
        return abs(shown - value * scale) <= 0.5 / pow(10, Double(decimals)) + 1e-9
    }
}

/// Chromium without a window.
enum Browser {
    static let path = "/usr/bin/chromium"
    static var isHere: Bool { Tool.isHere(path) }

    struct Figure: Decodable {
        var place: String
        var value: String
        var text: String
    }

    struct Look: Decodable {
        var figures: [Figure]
        /// Numbers in tables and tiles that name no place in the JSON.
        var loose: [String]
        var clipped: [String]
        var overlapping: [String]
    }

    /// Opens a page in a frame `width` pixels wide and says what is in it.
    static func look(at page: [UInt8], width: Int) throws -> Look {
        let html = String(decoding: page, as: UTF8.self)
            .replacing(#/<meta http-equiv="Content-Security-Policy"[^>]*>/#, with: "")
            .replacing("</body>", with: "<script>\(script)</script></body>")
        let frame = """
            <!DOCTYPE html><meta charset="utf-8"><body><pre id="seen">nothing</pre>
            <iframe src="page.html" style="border:0;width:\(width)px;height:900px"></iframe><script>
            onmessage = e => { document.getElementById('seen').textContent = e.data; };</script>
            """
        let files = [("page.html", Array(html.utf8)), ("frame.html", Array(frame.utf8))]
        let dom = try Tool.inFolder(holding: files.map { (name: $0.0, bytes: $0.1) }) { folder in
            try Tool.run(
                path,
                [
                    "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
                    "--user-data-dir=\(folder.path)/profile", "--window-size=1400,1000", "--virtual-time-budget=4000",
                    "--dump-dom", folder.appending(path: "frame.html").absoluteString,
                ],
                in: folder
            )
        }
        let text = String(decoding: dom.output, as: UTF8.self)
        let found = try #require(text.firstMatch(of: #/<pre id="seen">(.*?)<\/pre>/#.dotMatchesNewlines())?.1)
        let plain = found.replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&amp;", with: "&")
        return try JSONDecoder().decode(Look.self, from: Data(plain.utf8))
    }

    private static let script = #"""
        addEventListener('load', () => {
          const seen = {figures: [], loose: [], clipped: [], overlapping: []};
          for (const d of document.querySelectorAll('details')) d.open = true;
          for (const d of document.querySelectorAll('data[data-json]'))
            seen.figures.push({place: d.dataset.json, value: d.value, text: d.textContent});
          for (const e of document.querySelectorAll('section:not(.call) td.num, .tile .value')) {
            const rest = e.cloneNode(true);
            rest.querySelectorAll('data, small, .na, .verdict').forEach(n => n.remove());
            if (/\d/.test(rest.textContent)) seen.loose.push(e.textContent.trim());
          }
          const name = e => (e.closest('section') || e).id + ' ' + e.tagName + ' ' + e.textContent.trim().slice(0, 40);
          if (document.documentElement.scrollWidth > innerWidth) seen.clipped.push('the page is too wide');
          for (const e of document.querySelectorAll('body *')) {
            if (e.closest('svg') || e.closest('.scroll') && !e.matches('.scroll') || e.closest('nav, .quiet, .skip')) continue;
            const r = e.getBoundingClientRect();
            if (!r.width || !e.textContent.trim()) continue;
            if (r.right > innerWidth + 1 || r.left < -1) seen.clipped.push(name(e));
            const style = getComputedStyle(e);
            if (!e.matches('.scroll, .words') && e.children.length == 0 && e.scrollWidth > e.clientWidth + 1
                && style.display != 'inline') seen.clipped.push(name(e));
          }
          for (const svg of document.querySelectorAll('svg.area, svg.axis')) {
            const boxes = [...svg.querySelectorAll('text')].map(t => [t, t.getBoundingClientRect()]).filter(b => b[1].width);
            for (const [t, r] of boxes) if (r.right > innerWidth || r.left < 0) seen.clipped.push(name(t));
            for (let i = 0; i < boxes.length; i++) for (let j = 0; j < i; j++) {
              const [a, b] = [boxes[i][1], boxes[j][1]];
              if (Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1
                  && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 3)
                seen.overlapping.push(name(boxes[i][0]) + ' on ' + boxes[j][0].textContent);
            }
          }
          parent.postMessage(JSON.stringify(seen), '*');
        });
        """#
}

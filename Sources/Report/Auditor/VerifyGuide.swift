/// `VERIFY.md`: how to check the package with tools that are not ours, in English and Chinese.
struct VerifyGuide {
    var title: String
    var signature: AuditorPackage.Signature?
    var tables: [Table]
    /// The signed texts of the audit log's checkpoints, such as `audit/2026-11.signed`.
    var logs: [String] = []
    /// What a time-stamping authority said of those, such as `audit/2026-11.checkpoint.tsr`.
    var stamps: [String] = []
    var forSpreadsheet: Bool

    var text: String { english + "\n---\n\n" + chinese }

    private var english: String {
        var text = """
            # How to check this package

            Everything here can be checked with stock tools; none of them is ours.

            ## 1. Nothing was changed

            In this folder, on any machine with GNU coreutils:

                sha256sum --strict -c SHA256SUMS

            Every line must end in `OK`.

            """
        if let command = signatureCommand {
            text += """

                ## 2. Who vouches for it

                With OpenSSL 3:

                \(command)

                It must print `Signature Verified Successfully`. Compare the key with a copy that reached you by another route.

                """
        }
        if !logs.isEmpty, let signature {
            text += """

                ## The audit log is whole

                Each month of the log ends in a signed checkpoint: its name, its number of events, the root of their
                Merkle tree (RFC 6962).

                \(logCommands(signature))

                Each must print `Signature Verified Successfully`. Then, with nothing but Python 3:

                \(logScript)

                It must print one line a month that ends in `whole`. A `.leaves` file has the hash of every event of
                the month, a `.jsonl` file the events of this package's period.

                """
        }
        if !stamps.isEmpty {
            text += """

                ## When the log was signed

                A time-stamping authority (RFC 3161) saw the checkpoint. Get the authority's root certificate from the
                authority, not from us, as `tsa-root.pem`:

                \(stampCommands)

                Each must print `Verification: OK`. `openssl ts -reply -in FILE -text` shows the time; where the
                authority's certificate has run out since, add `-attime` with that time in seconds since 1970.

                """
        }
        text += """

            ## \(signature == nil ? 2 : 3). The tables are what they say

            `datapackage.json` gives each table's columns, types, keys, size and hash (Frictionless Data Package):

                pip install frictionless
                frictionless validate datapackage.json

            ## What is in it


            """
        text += contents(rowWord: "rows")
        text +=
            "\nTimes carry their offset from UTC; durations are seconds; shares run from 0 to 1; an empty cell means "
        text += "that the source does not say. Customers are keyed pseudonyms: no number or name is in the clear.\n"
        if forSpreadsheet {
            text +=
                "\nThis is the variant for spreadsheets: where a line of a text cell would run as a formula or lose "
            text += "digits, it has an apostrophe in front. Take one away from each line that has one and you have the "
            text += "original.\n"
        }
        return text
    }

    private var chinese: String {
        var text = """
            # 如何核验本数据包

            全部内容均可用通用工具核验，无需使用我们的软件。

            ## 1. 未被改动

            在本文件夹中，使用任何装有 GNU coreutils 的机器：

                sha256sum --strict -c SHA256SUMS

            每一行都应以 `OK` 结尾。

            """
        if let command = signatureCommand {
            text += """

                ## 2. 由谁担保

                使用 OpenSSL 3：

                \(command)

                应显示 `Signature Verified Successfully`。请与经其他途径获得的公钥比对。

                """
        }
        if !logs.isEmpty, let signature {
            text += """

                ## 审计日志完整

                日志每月以一个签名的检查点结束：名称、事件数、默克尔树（RFC 6962）的根。

                \(logCommands(signature))

                每条都应显示 `Signature Verified Successfully`。然后只用 Python 3：

                \(logScript)

                每月应输出一行，以 `whole` 结尾。`.leaves` 文件含当月每个事件的哈希，`.jsonl` 文件含本数据包时段内的事件。

                """
        }
        if !stamps.isEmpty {
            text += """

                ## 日志何时签名

                时间戳机构（RFC 3161）见证了检查点。请从该机构（而非我们）取得其根证书，存为 `tsa-root.pem`：

                \(stampCommands)

                每条都应显示 `Verification: OK`。`openssl ts -reply -in 文件 -text` 可显示时间；若该机构的证书此后已过期，请加上 `-attime`
                及该时间（自 1970 年起的秒数）。

                """
        }
        text += """

            ## \(signature == nil ? 2 : 3). 表格与其说明一致

            `datapackage.json` 给出每个表的列、类型、主键、大小与哈希（Frictionless Data Package）：

                pip install frictionless
                frictionless validate datapackage.json

            ## 内容


            """
        text += contents(rowWord: "行")
        text += "\n时间带有与 UTC 的偏移；时长以秒计；占比为 0 至 1；空单元格表示数据源未提供。客户以带密钥的假名表示，不含明文号码与姓名。\n"
        if forSpreadsheet {
            text += "\n本数据包为电子表格版：文本单元格中会被当作公式执行或丢失数字的行，前面加有一个撇号。去掉每行开头的一个撇号即为原文。\n"
        }
        return text
    }

    private var signatureCommand: String? {
        signature.map {
            "    openssl pkeyutl -verify -pubin -inkey \($0.keyFile) -rawin -in \(AuditorPackage.sumsFile) "
                + "-sigfile \($0.signatureFile)"
        }
    }

    private func logCommands(_ signature: AuditorPackage.Signature) -> String {
        logs.map { name in
            "    openssl pkeyutl -verify -pubin -inkey \(signature.keyFile) -rawin -in \(name) "
                + "-sigfile \(name.dropLast("signed".count))signature"
        }
        .joined(separator: "\n")
    }

    private var stampCommands: String {
        stamps.map { "    openssl ts -verify -data \($0.dropLast(".tsr".count)) -in \($0) -CAfile tsa-root.pem" }
            .joined(separator: "\n")
    }

    /// Recomputes every root from the leaves, and every leaf from its event.
    private var logScript: String {
        """
        ```sh
        python3 - <<'END'
        from base64 import b64encode; from glob import glob; from hashlib import sha256; from json import loads
        H = lambda b: sha256(b).digest()
        def root(l):
            if len(l) < 2: return l[0] if l else H(b"")
            k = 1 << (len(l) - 1).bit_length() - 1
            return H(b"\\1" + root(l[:k]) + root(l[k:]))
        for name in sorted(glob("audit/*.leaves")):
            month = name[:-7]
            leaves = [bytes.fromhex(x) for x in open(name).read().split()]
            origin, size, want = open(month + ".signed").read().splitlines()
            ok = len(leaves) == int(size) and b64encode(root(leaves)).decode() == want
            for line in open(month + ".jsonl", "rb").read().splitlines():
                e = loads(line)
                event = line[len(b'{"event":'):line.rindex(b',"leaf":"')]
                leaf = H(b"\\0" + bytes.fromhex(e["salt"]) + event)
                ok = ok and leaf.hex() == e["leaf"] and leaf in leaves
            print(origin, size, "whole" if ok else "ALTERED")
        END
        ```
        """
    }

    private func contents(rowWord: String) -> String {
        tables.map { "- `\($0.name).csv`: \($0.rows.count) \(rowWord)\n" }.joined()
    }
}

extension Phrasebook {
    /// What options and arguments are for.
    static let chineseHelpOptions = """
        OVERVIEW
        概述
        USAGE
        用法
        ARGUMENTS
        参数
        OPTIONS
        选项
        SUBCOMMANDS
        子命令
        See '{1}' for detailed help.
        详细帮助请看 '{1}'。
        (default)
        （默认）
        (values: {1})
        （可选值：{1}）
        (default: {1})
        （默认：{1}）
        (values: {1}; default: {2})
        （可选值：{1}；默认：{2}）
        Show the version.
        显示版本。
        Show help information.
        显示帮助。
        The workspace folder (default: $AFTERCALL_HOME, else ./aftercall-data).
        工作区文件夹（默认：$AFTERCALL_HOME，否则 ./aftercall-data）。
        What the centre is called in reports.
        呼叫中心在报表中的名称。
        The centre's time zone, such as Asia/Shanghai.
        呼叫中心的时区，如 Asia/Shanghai。
        Language of the nightly report: en or zh.
        夜间报表的语言。
        Folder for the secret keys (default: beside the workspace).
        私钥的文件夹（默认：工作区旁边）。
        Folder of the rule packs to start with (default: those that ship).
        初始规则包的文件夹（默认：随程序提供的规则包）。
        How everything is sealed: age, or sm: SM2, SM4 and SM3 in a format of our own (docs/sm.md).
        加密方式：age，或 sm，即采用自有格式的国密 SM2、SM4 和 SM3（docs/sm.md）。
        Listen on transport:address:port; may be given again (default: the settings).
        监听 传输协议:地址:端口；可多次给出（默认：以设置为准）。
        UDP ports for media, as in 20000-29999 (default: the settings).
        媒体的 UDP 端口，如 20000-29999（默认：以设置为准）。
        Seconds to wait for running calls when stopped.
        停止时等待进行中通话的秒数。
        Serve Prometheus metrics at address:port, as in 127.0.0.1:9464 (default: nowhere).
        在 地址:端口 提供 Prometheus 指标，如 127.0.0.1:9464（默认：不提供）。
        Keys by which an agent pauses the recording, as in '*71' (default: none).
        坐席暂停录音的按键，如 '*71'（默认：无）。
        Keys by which an agent resumes it, as in '*72'.
        坐席恢复录音的按键，如 '*72'。
        The call, as 'aftercall record status' names it.
        通话，写法同 'aftercall record status' 所列。
        Only calls of this business day, such as 2026-11-21.
        仅限此营业日的通话，如 2026-11-21。
        Only calls of this business day.
        仅限此营业日的通话。
        Only calls from this business day on.
        仅限此营业日及以后的通话。
        Only calls before this business day.
        仅限此营业日之前的通话。
        Calls worked on at once (default: the number of cores).
        同时处理的通话数（默认：CPU 核数）。
        What all workers together may use, in MB (default: no limit).
        全部工作进程合计可用的内存，单位 MB（默认：不限）。
        Give up on a call after this many seconds.
        一通电话超过此秒数即放弃。
        Have a cluster do the work: 'spark', or the path of an engine.
        交给集群处理：'spark'，或引擎程序的路径。
        Where the cluster is, as in spark://host:7077.
        集群的地址，如 spark://host:7077。
        Give up on the cluster after this many seconds.
        集群超过此秒数即放弃。
        A folder for the facts as Parquet, which the cluster writes.
        由集群写入 Parquet 事实数据的文件夹。
        Print the calls that wait, a line for 'map' each, and change nothing.
        列出等待处理的通话，每通一行供 'map' 使用；不作任何改动。
        The lines that 'map' was given: a set that does not answer each of them is refused.
        交给 'map' 的行：结果未逐行对应的整批拒绝。
        Say what would be done, and change nothing.
        只说明将做什么，不作任何改动。
        Say what happens as JSON lines on standard error.
        在标准错误上以 JSON 行报告进展。
        Say what was done, even where nobody watches.
        即使无人值守，也说明做了什么。
        How many, the newest first.
        列出的数量，最新的在前。
        Only calls of this agent.
        仅限此坐席的通话。
        Only calls of this queue.
        仅限此队列的通话。
        Only calls of this customer, by pseudonym.
        仅限此客户的通话，以假名指定。
        Only calls that ended so: {1}.
        仅限此结果的通话。
        The n calls with the lowest scores.
        得分最低的 n 通电话。
        The call's id.
        通话编号。
        Words or phrases.
        词或短语。
        The most calls.
        通话数上限。
        Only this status: {1}.
        仅限此状态。
        How many calls.
        通话数。
        Of the random sample.
        随机抽样的种子。
        Who listens.
        收听人。
        What was found.
        复核的发现。
        Why the score is not right; it is masked.
        得分为何不对；内容会脱敏。
        How it ended.
        申诉的结果。
        Only this agent.
        仅限此坐席。
        Rules for each agent.
        每个坐席列出的规则数。
        A CSV of people's scores.
        人工评分的 CSV。
        Only rules of at least this severity: {1}.
        仅限至少为此严重程度的规则。
        Post them, signed, to the webhook in aftercall.yaml.
        签名后提交到 aftercall.yaml 中的 webhook。
        Business day, such as 2026-11-21 (default: the last with calls).
        营业日，如 2026-11-21（默认：最近有通话的一天）。
        From this business day on.
        此营业日及以后。
        Before this business day.
        此营业日之前。
        Rows by: {1}.
        分行依据。
        en or zh (default: the site's).
        语言（默认：站点的语言）。
        Show a figure's formula, counts, SQL and example calls.
        显示某项指标的公式、计数、SQL 和示例通话。
        Write to this file.
        写入此文件。
        Make CSV safe for spreadsheets.
        使 CSV 可安全用于电子表格。
        Packs, or folders of packs (default: the workspace's).
        规则包，或规则包的文件夹（默认：工作区的规则包）。
        Also say which small changes of the rules no test would notice.
        同时指出规则的哪些小改动没有测试会察觉。
        The rule, as pack/rule.
        规则，写作 规则包/规则。
        A pack, or a folder of packs, to take the rule from (default: the workspace's).
        规则所在的规则包或规则包文件夹（默认：工作区的规则包）。
        The packs, or folders of packs, that would be in force.
        拟启用的规则包，或规则包的文件夹。
        WAV, FLAC, Ogg, MP3 and what else libsndfile reads; transcripts (.json, .vtt, .srt, .ctm).
        WAV、FLAC、Ogg、MP3 及 libsndfile 可读的其他格式；转写文本（.json、.vtt、.srt、.ctm）。
        Whose definitions count: {1}.
        采用谁的定义：{1}。
        How files without a header are coded: {1}, then rate and channels, as in '{2}'.
        无文件头文件的编码：{1}，后接采样率和声道数，如 '{2}'。
        The files, which may tell of the same calls.
        话单文件，可涉及相同的通话。
        List the calls; without numbers and names.
        列出通话；不含号码和姓名。
        Read this file (default: standard input).
        读取此文件（默认：标准输入）。
        Write this file (default: standard output).
        写入此文件（默认：标准输出）。
        Write to this file (default: standard output).
        写入此文件（默认：标准输出）。
        The language of the text where no line names its own: en or zh (default: told from the text).
        各行未注明语言时的文本语言：en 或 zh（默认：由文本判断）。
        How to mask: {1}, or a YAML file.
        脱敏策略：{1}，或 YAML 文件。
        Whose differences in the policy file count.
        采用策略文件中针对哪类读者的规定。
        Read CSV (default where the input's name ends in .csv).
        按 CSV 读取（输入名以 .csv 结尾时为默认）。
        age identity, or SM2 key in PEM: a file (it may be sealed to a passphrase), env:NAME, credential:NAME (systemd) or 'command:PROGRAM ARG…'.
        age 私钥或 PEM 格式的 SM2 私钥：文件（可用口令加密）、env:名称、credential:名称（systemd）或 'command:程序 参数…'。
        The recording as it was received, instead of the masked copy.
        收到时的原始录音，而非脱敏副本。
        From here on: seconds, m:ss or h:mm:ss.
        起点：秒数、m:ss 或 h:mm:ss。
        Only what is asked for is decrypted.
        只解密所要求的部分。
        Up to here.
        终点。
        Whom to seal to, as age1…, 'ssh-ed25519 AAAA…' or sm2:…; may be given again.
        接收者，写作 age1…、'ssh-ed25519 AAAA…' 或 sm2:…；可多次给出。
        A file of recipients, one a line; or an SM2 public key in PEM.
        接收者文件，每行一个；或 PEM 格式的 SM2 公钥。
        age, or sm: SM4, SM3 and SM2 in a format of our own (docs/sm.md); the recipients' keys have to fit.
        age，或 sm，即采用自有格式的国密 SM4、SM3 和 SM2（docs/sm.md）；接收者的密钥须与之相符。
        As text that mail and chat carry.
        输出为可经邮件和聊天传递的文本。
        The new file; - for standard output.
        新文件；- 表示标准输出。
        The file to seal.
        要加密的文件。
        The file is sealed to a passphrase.
        文件是用口令加密的。
        The new file, whole or not there; - for standard output.
        新文件，要么完整，要么不出现；- 表示标准输出。
        The file to open; - for standard input.
        要打开的文件；- 表示标准输入。
        The new folder, or file that ends in .zip; of facts, the file.
        新文件夹，或以 .zip 结尾的文件；导出事实数据时为文件。
        machine, or spreadsheet: protected from formulas and rounding, with BOM.
        machine，或 spreadsheet：防公式、防舍入，带 BOM。
        utf-8, or for a spreadsheet in mainland China gb18030.
        utf-8；中国大陆的电子表格可用 gb18030。
        Write facts, in this form, instead of the auditor's package.
        以此格式写出事实数据，而非审计证据包。
        Of facts: fact, a row a call; or shift, the time that agents were there for calls.
        事实数据的表：fact，每通电话一行；或 shift，坐席可接电话的时间。
        The case or investigation.
        案件或调查。
        Why.
        理由。
        Why; entered in the log.
        理由；记入日志。
        Why; entered in the audit log.
        理由；记入审计日志。
        A call id; may be given again.
        通话编号；可多次给出。
        All calls of this customer, by pseudonym.
        此客户的全部通话，以假名指定。
        All calls of the customer with this number; only the pseudonym is kept.
        此号码客户的全部通话；只保存假名。
        All calls of this queue.
        此队列的全部通话。
        All calls of this agent.
        此坐席的全部通话。
        All calls, without any condition.
        全部通话，不加任何条件。
        Released ones too.
        包括已解除的。
        The hold's number.
        保全的编号。
        Show what is kept and held, too.
        同时显示保留和保全的通话。
        The hash that 'retain plan' printed.
        'retain plan' 输出的哈希。
        The hash that 'retain plan' printed: what you approve.
        'retain plan' 输出的哈希：即您所批准的计划。
        Of this call.
        针对此通话。
        Of the customer with this number; only the pseudonym is kept.
        针对此号码的客户；只保存假名。
        As rules name it in 'clock': {1}.
        规则在 'clock' 中的名称：{1}。
        The day, as in 2026-10-31; the clock starts at its end.
        日期，如 2026-10-31；期限自该日结束时起算。
        The number, in any way it is written.
        号码，任何写法均可。
        The new folder.
        新文件夹。
        Do it.
        确认执行。
        Only events about this call.
        仅限与此通话有关的事件。
        Only this act: {1}.
        仅限此操作。
        The event's number.
        事件编号。
        The event's number, as 'audit show' prints it.
        事件编号，见 'audit show' 的输出。
        A checkpoint file that was kept elsewhere.
        另行保存的检查点文件。
        The authority's address (default: audit.tsa in the settings).
        时间戳机构的地址（默认：设置中的 audit.tsa）。
        PEM file of the roots that are trusted (default: audit.tsa-roots, else the system's).
        受信任根证书的 PEM 文件（默认：audit.tsa-roots，否则为系统的根证书）。
        Months before this one, as in 2026-01; the last is always kept.
        移除此月之前的月份，如 2026-01；最后一个月始终保留。
        The folder, outside of the workspace.
        工作区之外的文件夹。
        The folder of the backup.
        备份所在的文件夹。
        Open everything and compare.
        打开全部内容并比对。
        The new key, as age1… or sm2:… (default: one that is made here).
        新密钥，写作 age1… 或 sm2:…（默认：在此生成）。
        age or sm: whose keys and headers, after a change of profile (default: the settings').
        age 或 sm：更改加密方式后，指定处理哪一种的密钥和文件头（默认：以设置为准）。
        The key, as age1… or sm2:….
        密钥，写作 age1… 或 sm2:…。
        The new file; stock age opens it, too, or of the SM profile stock openssl.
        新文件；标准的 age 也能打开，国密则可用标准的 openssl。
        Overwrite and remove the identity here.
        覆写并移除此处的私钥。
        Who can open them from now on, as age1… or sm2:…; may be given again.
        今后可打开者，写作 age1… 或 sm2:…；可多次给出。
        Sealed files.
        加密文件。
        Seal the original and the masked copy into this folder.
        把原始录音和脱敏副本加密到此文件夹。
        End when it would use more memory than this many MB.
        所用内存将超过此 MB 数时结束。
        The folder that the workers wrote.
        工作进程写入的文件夹。
        table, csv or json.
        输出格式。
        table or json.
        输出格式。
        table, json or jsonl.
        输出格式。
        text, json or html.
        输出格式。
        jsonl or csv.
        输出格式。
        table, csv, json, html, markdown, md.
        输出格式。
        agent, team, queue, section or rule.
        分组依据。
        daily, weekly, monthly, agents, queues, ivr, quality, compliance, assurance.
        报表名称。
        compliance, qa, auditor, night, escrow.
        角色。
        """
}

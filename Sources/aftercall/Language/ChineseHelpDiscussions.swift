extension Phrasebook {
    /// What help says about a command beyond its options, and beside examples.
    static let chineseHelpDiscussions = """
        Example:
        示例：
        Examples:
        示例：
        A first result without any set-up:
        无需任何准备，先看一个结果：
        A workspace of your own:
        建立自己的工作区：
        (in another terminal; or drop CDRs and recordings into aftercall-data/inbox)
        （在另一终端；或把话单和录音放入 aftercall-data/inbox）
        Exit codes
        退出码
        0 done
        0 完成
        1 failed
        1 失败
        3 done, but something could not be used
        3 完成，但有内容未能使用
        4 a proof does not hold
        4 证明不成立
        64 usage
        64 用法错误
        65 bad data
        65 数据错误
        66 no input
        66 没有输入
        69 something needed is missing
        69 缺少所需之物
        73, 74 cannot write
        73、74 无法写入
        75 busy, try later
        75 正忙，请稍后再试
        78 bad settings.
        78 设置有误。
        Each call becomes a two-channel WAV and a CDR in the inbox.
        每通电话在 inbox 中成为一个双声道 WAV 和一份话单。
        SIGTERM takes no new calls, waits for the running ones, and ends.
        收到 SIGTERM 后不再接受新通话，等进行中的通话结束后退出。
        SIGHUP reads again who is an agent and how many calls are taken.
        收到 SIGHUP 后重新读取坐席名单和通话数上限。
        Once this returns, nothing that is said reaches the disk: the recording goes on in silence.
        命令返回后，所说内容不再写入磁盘：录音以静音继续。
        Works on all that waits in the inbox.
        处理 inbox 中等待的全部内容。
        Under cron it says nothing when all is well.
        在 cron 下，一切正常时没有输出。
        Cut off at any instant, the next run finishes what this one began.
        任何时刻被中断，下次运行都会接着完成。
        A run that found nothing to do is not listed.
        无事可做的运行不列出。
        One that was cut off is finished by the next.
        被中断的运行由下一次完成。
        Each argument is a word or a phrase, and each must be said in the call.
        每个参数是一个词或短语，通话中须全部说到。
        Case, width, punctuation and the choice between traditional and simplified characters make no difference; Chinese is found character by character.
        不区分大小写、全半角、标点和简繁体；中文逐字匹配。
        Half of the places go to the calls most worth an ear, half to a sample in which every agent is heard about equally often.
        一半名额给最值得收听的通话，一半给抽样，使各坐席被收听的次数大致相等。
        The same seed draws the same sample.
        种子相同，抽样相同。
        The sections are those of 'scorecard' in aftercall.yaml; without one each rule pack is a section.
        分项取自 aftercall.yaml 中的 'scorecard'；未设置时每个规则包为一个分项。
        Teams are those of 'report.teams'.
        团队取自 'report.teams'。
        Calls without a score are left out.
        没有得分的通话不计。
        Where two intervals overlap, the difference may be chance.
        两个区间重叠时，差异可能只是偶然。
        The CSV has the columns call, rule (pack/rule) and verdict (pass, fail, n/a).
        CSV 的列为 call、rule（规则包/规则）和 verdict（pass、fail、n/a）。
        A kappa over .8 is agreement as good as between people; under .4 the rule, or the people's understanding of it, needs work.
        κ 高于 0.8，说明一致程度与人和人之间相当；低于 0.4，则规则或人对规则的理解需要改进。
        Nothing is sent anywhere but with --send, which posts them to 'tickets.webhook' of aftercall.yaml.
        只有加 --send 才会发送，即提交到 aftercall.yaml 中的 'tickets.webhook'。
        The same failure always has the same key, so that it can be taken in once only.
        同一项未通过始终用同一个键，可避免重复收录。
        Words are not in it; customers are named by their pseudonyms.
        其中不含文本；客户以假名表示。
        Missing, unreadable, orphaned, short, long, one-way, silent, altered and late recordings, each with who can mend it.
        缺失、无法读取、无对应通话、过短、过长、只有一方、无声、被改动和迟到的录音，并指出各由谁处理。
        The table counts them; CSV and JSON list the calls.
        表格给出数量；CSV 和 JSON 列出通话。
        the last day with calls
        最近有通话的一天
        the week that holds this day
        该日所在的一周
        for a mail
        用于邮件
        JSON and HTML hold the whole report, whatever its name; CSV holds one table: the report's first, or that of --by.
        无论报表名称，JSON 和 HTML 都含整份报表；CSV 只含一个表：报表的第一个表，或 --by 指定的表。
        With --mutations each rule is also changed in every small way that matters, one at a time: a phrase left out, a window moved, a limit shifted.
        加 --mutations 时，还会对每条规则逐一作各种有意义的小改动：去掉一个短语、移动一个窗口、调整一个阈值。
        A change that no test notices is printed; it may go wrong unseen.
        没有测试察觉的改动会列出；那里出错可能无人发现。
        Every condition is shown with its answer and with the places that show it.
        逐一显示每个条件的结果及其依据所在的位置。
        The words are the masked ones, so that a rule about what was masked, such as digits, can come out otherwise than in the night.
        所用为脱敏文本，因此涉及已脱敏内容（如数字）的规则，结果可能与夜间处理不同。
        A rule that always passes, always fails or never applies tells no call from another.
        总是通过、总是不通过或从不适用的规则，区分不出任何通话。
        Phrases that nobody said are listed, too.
        从未有人说到的短语也会列出。
        The packs named take the place of all that are in force.
        所指定的规则包取代全部生效的规则包。
        Exit code 1 where a verdict would change.
        有判定会改变时退出码为 1。
        a line a span, for programs
        每段一行，供程序读取
        silence from 5 s
        5 秒起算静音
        a transcript: by the times of its words alone
        转写文本：只依据词的时间
        Reads CDRs, queue logs and surveys as the night would, puts their rows together to calls and changes nothing.
        像夜间处理那样读取话单、队列日志和满意度调查，把各行合并为通话，不作任何改动。
        With a workspace, its time zone and mapping files are used.
        有工作区时采用其时区和映射文件。
        Text, JSON lines {"id", "text"[, "lang", "conv", "turn", "speaker"]} with the turns of one conversation in order, or CSV whose first row names the columns.
        输入为文本、JSON 行 {"id", "text"[, "lang", "conv", "turn", "speaker"]}（同一会话的话轮按顺序排列），或首行为列名的 CSV。
        The lines of a text up to an empty one are read together, as turns of a conversation.
        文本中空行之前的各行视为同一会话的话轮，合在一起读取。
        Offsets count Unicode scalars.
        偏移量以 Unicode 标量计。
        JSON lines give {"id","spans":[{"start","end","type"}]}; text gives a line of JSON for each span.
        JSON 行输出 {"id","spans":[{"start","end","type"}]}；文本则每处输出一行 JSON。
        Reads JSON lines {"type","value"} and adds "valid" to each; null for a type that has no check.
        读取 JSON 行 {"type","value"}，为每行加上 "valid"；没有校验规则的类型为 null。
        Types: {1}.
        类型：{1}。
        The auditor's package is a folder of CSV tables with their hashes, a signature, and how to check them; where the output's name ends in .zip, one file.
        审计证据包是一个文件夹，含 CSV 表及其哈希、签名和核验方法；输出名以 .zip 结尾时为单个文件。
        Facts are one file: the table on which the SQL of every figure runs ('aftercall report --explain').
        事实数据是单个文件：各项指标的 SQL 所查询的表（见 'aftercall report --explain'）。
        where two people have to
        须两人批准时
        the hash that 'plan' printed
        'plan' 输出的哈希
        what the policy says must exist and does not
        策略要求必须有却没有的内容
        The plan is made again first; if its hash is not the one approved, nothing is destroyed.
        先重新生成计划；哈希与批准的不同时，不销毁任何内容。
        Who applies a plan approves it; with 'approvals: 2' in the settings somebody else has to have approved it before.
        执行计划即表示批准；设置中有 'approvals: 2' 时，须另有一人事先批准。
        Ends with 3 where something is missing.
        有缺失时退出码为 3。
        A customer's consent is in no switch's record.
        客户的同意不在任何交换机记录中。
        Use one in retention.yaml as '- preset: cn-miit-outbound', with any key said otherwise.
        在 retention.yaml 中写 '- preset: cn-miit-outbound' 即可采用，各键可另行指定。
        Only keyed pseudonyms are kept: the number is turned into its pseudonym and forgotten.
        只保存加密钥的假名：号码转换为假名后即不再保留。
        Without --yes it only says what would go.
        不加 --yes 时只列出将销毁的内容。
        Ends with 3 where something stays.
        有内容保留时退出码为 3。
        that event 1234 is in the signed log
        证明事件 1234 在已签名的日志中
        that nothing was changed since then
        证明此后没有任何改动
        The authority gets a hash and nothing else.
        该机构只收到一个哈希，别无其他。
        Its answer is checked and kept beside the checkpoint.
        其应答经核验后与检查点一并保存。
        The night does that by itself where 'audit.tsa' is set.
        设置了 'audit.tsa' 时，夜间处理会自动完成。
        Into the same folder again, it copies what is new.
        再次备份到同一文件夹时，只复制新内容。
        Secret keys are not in it: back those up apart.
        其中不含私钥：请另行备份。
        Keep copies of the folder 'vault/headers' no longer than you have to: who is shredded here is shredded there by the next backup, but not in older copies.
        文件夹 'vault/headers' 的副本不要留存过久：此处粉碎的内容，下次备份会在那里一并粉碎，但更早的副本不会。
        With --verify the archive and the audit log are checked and every recording is opened; ends with 4 where something is not as it was.
        加 --verify 时核验归档和审计日志并打开每个录音；有任何不符时退出码为 4。
        makes what is missing, touches nothing that is there
        生成缺少的，不动已有的
        a new key; only the headers of sealed files are written anew
        更换密钥；只重写加密文件的文件头
        somebody may open nothing more
        某人不得再打开任何内容
        The old identity is kept beside the new one, as backups of headers from before still need it.
        旧私钥保存在新私钥旁边，因为以前的文件头备份仍需要它。
        With --recipient the new key was made elsewhere and its identity is not needed here.
        加 --recipient 表示新密钥在别处生成，此处不需要其私钥。
        Needs an identity that opens the files: by default that of compliance.
        需要能打开这些文件的私钥：默认为 compliance 角色的私钥。
        A line is the path of a recording, or {"recording": path, "transcript": path, "call": {…}}.
        每行是一个录音的路径，或 {"recording": 路径, "transcript": 路径, "call": {…}}。
        The same line gives the same outcome anywhere; what cannot be read gives a line with 'error'.
        同一行在任何机器上结果相同；无法读取的输出含 'error' 的一行。
        The folder holds results.jsonl, results-*.jsonl or part-* and the files that the workers sealed.
        文件夹中有 results.jsonl、results-*.jsonl 或 part-*，以及各工作进程加密的文件。
        A damaged or doubled set is refused.
        受损或重复的结果整批拒绝。
        What else there is to a night is done, too; calls of the inbox without a result stay there.
        夜间处理的其余各步一并执行；inbox 中没有结果的通话留在原处。
        """
}

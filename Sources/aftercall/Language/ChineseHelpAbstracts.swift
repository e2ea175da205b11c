extension Phrasebook {
    /// What each command does, as its help begins and as the help of the command above lists it.
    static let chineseHelpAbstracts = """
        Does the after-call work of a call centre on its own machines.
        在呼叫中心自己的机器上完成通话之后的工作。
        Make a workspace: settings, rules, a retention policy, keys.
        新建工作区：设置、规则、保留策略、密钥。
        Record calls by SIP, SIPREC and plain, in the foreground.
        在前台用 SIP 录制通话，包括 SIPREC 和普通呼叫。
        Run the recorder; what 'aftercall record' does without a subcommand.
        运行录音进程；即不带子命令的 'aftercall record'。
        Keep nothing of a running call from now on, as while a card number is told.
        从现在起不保留某通进行中通话的内容，例如客户报卡号时。
        Keep again what is said in a paused call.
        恢复保留已暂停通话的内容。
        Say what the running recorder does: calls, packets a second, drops, disk.
        显示录音进程的状态：通话、每秒数据包、丢包、磁盘。
        The night: ingest, analyse, score, mask, seal, report, retain.
        夜间处理：收录、分析、评分、脱敏、加密、出报表、执行保留策略。
        The nights so far: what each did, and how long its parts took.
        历次夜间处理：各做了什么，每一步用了多久。
        List, show, search, score and review calls.
        列出、查看、检索、评分和复核通话。
        List calls that meet every condition given.
        列出符合全部条件的通话。
        Show one call: facts, timeline, findings, masked words, sealed files.
        查看一通电话：基本情况、时间线、发现的问题、脱敏文本、加密文件。
        Find calls by their masked words.
        按脱敏文本检索通话。
        The calls that people should hear: choose, take, note, dispute, settle.
        需要人工收听的通话：挑选、领取、备注、申诉、裁定。
        List reviews.
        列出复核。
        Put calls into the queue: the worst, those with a signal, and a fair sample of all agents.
        把通话放入复核队列：得分最低的、有信号的，以及对全体坐席公平的抽样。
        Say who listens.
        登记由谁收听。
        End a review, with a note; the note is masked.
        结束复核并写备注；备注会脱敏。
        Say why a score is not right.
        说明得分为何不对。
        End a dispute, with a note; the note is masked.
        结束申诉并写备注；备注会脱敏。
        Mean scores with their 95 % intervals, by agent, team, queue, section of the scorecard or rule.
        平均分及其 95 % 置信区间，按坐席、团队、队列、评分表的分项或规则。
        What each agent lost most points by, with calls to hear together.
        各坐席失分最多之处，以及可供一起收听的通话。
        Hold the rules' verdicts against people's, rule by rule: agreement and Cohen's kappa.
        逐条比对规则与人工的判定：一致率和 Cohen κ。
        Failed rules as CSV or JSON lines, for a ticket system or a CRM.
        未通过的规则，以 CSV 或 JSON 行输出，供工单系统或 CRM 使用。
        Say whether every answered call has a sound recording, and every recording a call.
        核对每通已接通的电话都有完好的录音，每个录音都有对应的通话。
        The figures of a day, a week, a month or a span of days.
        一天、一周、一月或一段日期的指标。
        List, check, test and explain rule packs.
        列出、检查、测试和解释规则包。
        Say which rules are in force.
        列出生效的规则。
        Find mistakes in rule packs.
        检查规则包中的错误。
        Run the tests that the rules carry.
        运行规则自带的测试。
        Show why a rule came to its verdict on a stored call.
        说明某条规则对归档中的一通电话为何如此判定。
        Say what each rule did over stored calls, and what never fires.
        统计每条规则在归档通话上的表现，以及从未触发的内容。
        Say what other packs would change over stored calls, before they are put in force.
        在启用其他规则包之前，看它们会改变哪些归档通话的结果。
        Print the JSON Schema of rule packs, for editors.
        输出规则包的 JSON Schema，供编辑器使用。
        Hear any audio file: who speaks when, silence, dead air, talk-over.
        分析任意音频文件：谁在何时说话，静音、冷场、抢话。
        Needs no workspace.
        无需工作区。
        Say what files of switch records hold, before they go into the inbox.
        在放入 inbox 之前，看交换机的话单文件里有什么。
        Find or mask personal data in text, JSON lines or CSV.
        在文本、JSON 行或 CSV 中查找或脱敏个人信息。
        Say where personal data stands, and of which type.
        指出个人信息的位置和类型。
        Write the text with personal data masked.
        输出个人信息已脱敏的文本。
        Check numbers of a known type by their check digits and structure.
        按校验位和结构检验已知类型的号码。
        Show each span of a text, and why it was taken.
        显示文本中每处个人信息及其判定依据。
        Decrypt a recording to a file or to standard output; the audit log says who did.
        解密录音到文件或标准输出；审计日志会记下操作者。
        Seal any file to recipients, as an age file or by the SM profile.
        把任意文件加密给接收者，用 age 格式或国密。
        Open any age file, or one of the SM profile.
        打开任意 age 文件或国密文件。
        Needs no workspace and enters nothing in an audit log.
        无需工作区，也不写审计日志。
        Write the auditor's package, or the facts of all calls for DuckDB and Spark.
        写出审计证据包，或供 DuckDB 和 Spark 使用的全部通话事实数据。
        Legal holds: keep calls whatever the retention policy says.
        法律保全：无论保留策略如何，都保留所涉通话。
        Set a hold on all calls that meet the conditions.
        对符合条件的全部通话设置保全。
        List the holds in force.
        列出生效的保全。
        Release a hold.
        解除保全。
        Say what the retention policy destroys today, and destroy it.
        列出保留策略今天应销毁的内容，并予以销毁。
        Show what would go, and why; nothing is changed.
        显示将被销毁的内容及理由；不作任何改动。
        Approve today's plan by its hash; destroys nothing.
        以哈希批准今天的计划；不销毁任何内容。
        Destroy what is due and leave a certificate for each call.
        销毁到期内容，并为每通电话留下销毁证明。
        Find what the policy says must exist and does not: recordings, numbers, agents.
        找出策略要求必须有却没有的内容：录音、号码、坐席。
        Say when something happened from which periods count, such as the end of a contract.
        登记作为期限起点的事件，例如合同终止。
        List the laws that ship as rules, and whether each was checked against its source.
        列出随程序提供的法规规则，以及是否已与原文核对。
        Requests of a person: find, hand out or erase the calls of a number.
        个人的请求：查找、提供或删除某号码的通话。
        List the calls of a number.
        列出某号码的通话。
        Write what is known, the masked words and the masked sound of a person's calls into a new folder.
        把某人通话的已知信息、脱敏文本和脱敏录音写入新文件夹。
        Destroy a person's calls; what a hold or a law protects stays, and is named.
        销毁某人的通话；受保全或法律保护的予以保留并列出。
        Check and show the log of every act on a call.
        核验和查看审计日志：对通话的每一次操作。
        Check every event, the tree and every signature.
        核验每个事件、哈希树和每个签名。
        Show events.
        显示事件。
        Print the proof that an event stands in the signed log (C2SP tlog-proof), and the event.
        输出某事件及其在已签名日志中的证明（C2SP tlog-proof）。
        Check that the log still is the one that a kept checkpoint was made of, and print the proof.
        核验日志与先前保存的检查点一致，并输出证明。
        Have a time-stamping authority (RFC 3161) say that the last checkpoint is there now.
        请时间戳机构（RFC 3161）证明最新检查点此刻已存在。
        Write events with their proofs, checkpoints and how to check them into a new folder.
        把事件及其证明、检查点和核验方法写入新文件夹。
        Erase what an event said; its hash stays and the log verifies as before.
        删除某事件的内容；其哈希保留，日志照常可核验。
        Remove whole months of the log that need not be kept any more; the rest verifies.
        移除日志中无需再保留的整月；其余部分照常可核验。
        Back the workspace up into a folder; everything in it is sealed, so that any tool may carry it away.
        把工作区备份到文件夹；其中全部内容均已加密，可用任何工具搬运。
        Restore a backup into a new workspace, and prove that it is whole.
        把备份恢复为新的工作区，并证明其完整。
        The keys recordings are sealed to, by role.
        各角色用于加密录音的密钥。
        Say who can open what.
        列出谁能打开什么。
        Make keys for roles that have none, of the profile that the settings name (seal.profile).
        为尚无密钥的角色生成密钥，种类以设置（seal.profile）为准。
        Give a role a new key; headers are written anew, payloads stay as they are.
        为角色更换密钥；重写文件头，内容保持原样。
        Take a recipient out of all roles and all headers.
        把某接收者从全部角色和全部文件头中移除。
        Write a role's identity into a file sealed to a passphrase, for another machine or a safe.
        把角色的私钥写入用口令加密的文件，供另一台机器使用或存入保险柜。
        Seal any sealed files to others, by their headers alone.
        仅改写文件头，把任意加密文件改为加密给他人。
        Check settings, rules, keys, archive, disk and clock, and say what to mend.
        检查设置、规则、密钥、归档、磁盘和时钟，并说明如何修复。
        The work on single calls, for clusters: JSON lines in, a JSON line out for each.
        供集群使用的单通处理：输入 JSON 行，每行输出一个 JSON 行。
        Take the results of 'map' into the archive: all or none.
        把 'map' 的结果收入归档：全收或全不收。
        """
}

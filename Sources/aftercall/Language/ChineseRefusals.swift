extension Phrasebook {
    /// Why a command cannot do its work, and what to do next.
    static let chineseRefusals = """
        error
        错误
        warning
        警告
        hint
        提示
        the archive was written by a newer Aftercall
        归档由更新版本的 Aftercall 写成
        upgrade this program
        请升级本程序
        a legal hold forbids that: {1}
        法律保全禁止此操作：{1}
        see 'aftercall hold list'
        请看 'aftercall hold list'
        there is no such hold
        没有这项保全
        the hold was released before
        该保全早已解除
        see 'aftercall hold list --all'
        请看 'aftercall hold list --all'
        the archive is damaged: {1}
        归档已损坏：{1}
        the archive is damaged
        归档已损坏
        run 'aftercall doctor'
        请运行 'aftercall doctor'
        {1} cannot be read or written
        {1} 无法读写
        check the path and its permissions
        请检查路径及其权限
        make room on the disk and run again; nothing was lost
        请腾出磁盘空间后重新运行；没有丢失任何内容
        the archive: No space left on device
        归档：磁盘空间不足
        the archive cannot be read or written (SQLite {1})
        归档无法读写（SQLite {1}）
        {1}, or check it
        {1}，或检查磁盘
        the archive cannot be written
        归档无法写入
        make its folder writable for this user
        请让此用户对其文件夹可写
        the archive is busy
        归档正被占用
        try again when the other program is done
        请等另一程序结束后再试
        restore it from a backup
        请从备份恢复
        line {1}, byte {2}: expected {3}
        第 {1} 行第 {2} 字节：应为 {3}
        see 'aftercall pii --help'
        请看 'aftercall pii --help'
        see 'aftercall listen --help'
        请看 'aftercall listen --help'
        line {1} has no "{2}" that can be used
        第 {1} 行没有可用的“{2}”
        line {1} is longer than {2} bytes
        第 {1} 行超过 {2} 字节
        cut it, or split the file
        请截短该行或拆分文件
        there is no workspace at {1}
        {1} 处没有工作区
        make one with 'aftercall init', or name it with --home
        请用 'aftercall init' 新建，或用 --home 指定
        {1} is there already
        {1} 已经存在
        choose another folder, or remove it
        请换一个文件夹，或将其移除
        another run works on this workspace
        另一次运行正在处理此工作区
        try again when it is done
        请等其结束后再试
        {1} cannot be read
        {1} 无法读取
        {1} cannot be written
        {1} 无法写入
        check its permissions
        请检查其权限
        there are no rule packs
        没有规则包
        put YAML packs into rules/
        请把 YAML 规则包放入 rules/
        there is nobody to seal to in the role '{1}'
        角色“{1}”没有可用于加密的接收者
        run 'aftercall keys generate'
        请运行 'aftercall keys generate'
        there is no such call
        没有这通电话
        see 'aftercall calls'
        请看 'aftercall calls'
        there is no such rule
        没有这条规则
        name it as 'aftercall rules list' does: pack/rule
        请按 'aftercall rules list' 的写法指定：规则包/规则
        that is no telephone number
        这不是电话号码
        give its digits
        请给出其数字
        the call has no such recording
        该通话没有这样的录音
        see 'aftercall calls show CALL'
        请看 'aftercall calls show 通话编号'
        the recording ends before that
        录音在此之前已结束
        the identity does not open it
        该私钥打不开它
        name another with --identity
        请用 --identity 指定另一个
        the plan is no longer the one that was approved ({1}… is now {2}…)
        计划已不是批准时的那一份（{1}… 现为 {2}…）
        look at 'aftercall retain plan' again and approve the new hash
        请重新查看 'aftercall retain plan' 并批准新的哈希
        the plan needs the approval of {1} people and has that of {2}
        计划须经 {1} 人批准，现有 {2} 的批准
        somebody else runs 'aftercall retain approve' with the same hash
        请由另一人以同一哈希运行 'aftercall retain approve'
        a sealed file is still there
        仍有加密文件未被销毁
        check the vault's permissions
        请检查保险库的权限
        the time-stamping authority did not answer
        时间戳机构没有应答
        check its address and try again; the log is whole without
        请检查其地址后重试；没有时间戳，日志也是完整的
        no checkpoint covers event {1}
        事件 {1} 尚无检查点覆盖
        see 'aftercall audit show'; the next run signs what is new
        请看 'aftercall audit show'；下次运行会为新事件签名
        this machine cannot write GB 18030
        本机无法写 GB 18030 编码
        install the C library's locales
        请安装 C 库的区域数据（locales）
        the package does not fit into a zip file
        该证据包超出 zip 文件的容量
        write it into a folder
        请写入文件夹
        not a day
        不是日期
        write it as in 2026-11-21
        请写成 2026-11-21 的形式
        no such time zone
        没有这个时区
        as in Asia/Shanghai, Europe/Berlin, UTC
        例如 Asia/Shanghai、Europe/Berlin、UTC
        a worker ended with status {1}; the calls that were done are kept
        工作进程以状态 {1} 结束；已完成的通话均已保留
        look whether the disk is full
        请看磁盘是否已满
        the engine ended with status {1}; nothing was taken over
        引擎以状态 {1} 结束；未采纳任何结果
        what it said above tells why; without --engine the night runs on this machine
        原因见上面的输出；不加 --engine 则在本机运行
        stopped as asked, with {1} of {2} calls done
        已按要求停止，{2} 通电话完成了 {1} 通
        the next run goes on from there
        下次运行将从此处继续
        the work on {1} crashes even without its recording
        处理 {1} 时即使不用录音也会崩溃
        report it as a bug; nothing of the call was removed
        请作为缺陷上报；该通话没有任何内容被移除
        the system refused: {1}
        系统拒绝：{1}
        try again
        请重试
        {1}, line {2}, is no result of 'map'
        {1} 第 {2} 行不是 'map' 的结果
        there are {1} results for {2} calls
        {2} 通电话有 {1} 条结果
        a call stands in it twice
        其中有通话出现两次
        the sealed files of result {1} are not those it speaks of
        结果 {1} 的加密文件与其所述不符
        it speaks of files that cannot be
        它所述的文件不可能存在
        the set is refused as a whole
        整批结果被拒绝
        run 'map' again over the calls that have no result
        请对没有结果的通话重新运行 'map'
        run 'map' again over all calls
        请对全部通话重新运行 'map'
        no call fits into the ports {1}-{2}
        端口 {1}-{2} 容不下一通电话
        give two even ports a call
        每通电话需两个偶数端口
        nothing is listened for
        没有任何监听地址
        set record.sip, or pass --sip
        请设置 record.sip，或给出 --sip
        cannot listen on {1}: {2}
        无法监听 {1}：{2}
        is another recorder running? is the address this machine's?
        是否已有录音进程在运行？该地址是本机的吗？
        a 'tls' listener needs a certificate
        “tls”监听需要证书
        set record.tls.certificate and key
        请设置 record.tls.certificate 和 key
        holds no certificates
        其中没有证书
        give a PEM file with 'BEGIN CERTIFICATE'
        请给出含 'BEGIN CERTIFICATE' 的 PEM 文件
        holds no private key
        其中没有私钥
        give a PEM file without a passphrase
        请给出未设口令的 PEM 文件
        is not the certificate of the key {1}
        不是私钥 {1} 的证书
        give both of one pair
        请给出成对的证书和私钥
        cannot be played
        无法播放
        give a WAV of one channel at 8 kHz: sox in.wav -r 8000 -c 1 -b 16 out.wav
        请给出 8 kHz 单声道 WAV：sox in.wav -r 8000 -c 1 -b 16 out.wav
        check the disk and its permissions
        请检查磁盘及其权限
        every RTP port is taken
        RTP 端口已全部占用
        widen record.rtp-ports
        请放宽 record.rtp-ports
        no recorder runs in this workspace
        此工作区没有录音进程在运行
        start one with 'aftercall record'
        请用 'aftercall record' 启动
        the recorder does not answer
        录音进程没有应答
        a recording is as long as a file can be
        录音已达到文件长度上限
        not possible
        无法做到
        no such call is running
        没有正在进行的这通电话
        see 'aftercall record status'
        请看 'aftercall record status'
        the call was paused too often; it stays paused to its end
        该通话暂停次数过多，将保持暂停直至结束
        the recorder does not know this command
        录音进程不认识此命令
        is it of another version?
        是否版本不同？
        is already there
        已经存在
        is not there
        不存在
        a path that is absolute, climbs, hides or holds control characters
        路径为绝对路径、越级、隐藏或含控制字符
        reads back differently from what was written
        读回的内容与写入的不同
        header, line {1}
        文件头第 {1} 行
        none of the identities opens the file
        没有任何私钥能打开该文件
        header: was altered after it was written
        文件头：写成后被改动
        payload, chunk {1}
        内容第 {1} 块
        age armor, line {1}: is malformed
        age 封装第 {1} 行：格式错误
        nobody to seal to
        没有可用于加密的接收者
        recipients of age and of the SM profile cannot share a file
        age 与国密的接收者不能共用一个文件
        time stamp: {1}
        时间戳：{1}
        the authority did not grant it
        时间戳机构未予签发
        the answer is none
        应答不是时间戳
        the answer is not for this, or not by an authority that is trusted
        应答与此不符，或并非来自受信任的机构
        check 'audit.tsa' and 'audit.tsa-roots' in aftercall.yaml
        请检查 aftercall.yaml 中的 'audit.tsa' 和 'audit.tsa-roots'
        expected {1}
        应为{1}
        {1}: others may read it (permissions {2})
        {1}：他人可读（权限 {2}）
        audit entry {1}: {2} is over its limits
        审计条目 {1}：{2} 超出限制
        line {1} is not an event
        第 {1} 行不是事件
        the event on line {1} was edited
        第 {1} 行的事件被改动
        line {1} holds event {2} where {3} belongs: an event was deleted, inserted or moved
        第 {1} 行应为事件 {3}，实为 {2}：有事件被删除、插入或移动
        segment {1} does not begin where the one before it ends
        分段 {1} 与前一分段不衔接
        {1} events are left of {2} that were signed
        已签名的 {2} 个事件只剩 {1} 个
        the checkpoint of {1} events is not signed by this key, or was edited
        {1} 个事件的检查点不是由此密钥签名，或被改动
        an event from {1} to {2} was changed together with its hash
        事件 {1} 至 {2} 之间有事件连同其哈希被改动
        is not set
        未设置
        the command failed or printed nothing
        命令失败或没有输出
        is sealed to a passphrase
        已用口令加密
        the passphrase does not open it
        口令不正确
        make the folder writable for this user
        请让此用户对该文件夹可写
        put the file itself there, not a symbolic link
        请放入文件本身，而不是符号链接
        generate the keys, or bring the file from where they are kept
        请生成密钥，或从保管处取来该文件
        check the disk; the source was kept
        请检查磁盘；来源已保留
        restore the file from a backup; it is not what was sealed
        请从备份恢复该文件；它已不是当初加密的内容
        use the identity of a role that the file was sealed to
        请使用该文件所加密给的角色的私钥
        name at least one role that has a recipients file
        请至少指定一个有接收者文件的角色
        set it, or name another source with --identity
        请设置它，或用 --identity 指定其他来源
        run the command by hand and look at what it says
        请手工运行该命令并查看输出
        set AFTERCALL_PASSPHRASE, or run it at a terminal
        请设置 AFTERCALL_PASSPHRASE，或在终端中运行
        keep the folder as evidence and compare it with the last backup
        请保留该文件夹作为证据，并与上次备份比对
        audit log
        审计日志
        """
}

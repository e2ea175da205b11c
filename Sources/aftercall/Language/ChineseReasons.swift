extension Phrasebook {
    /// What is wrong with single files and rows, and what the doctor finds.
    static let chineseReasons = """
        {1}, line {2}
        {1}，第 {2} 行
        the file cannot be opened
        文件无法打开
        it is not a file
        它不是文件
        the file is empty
        文件为空
        the file is larger than {1} bytes
        文件超过 {1} 字节
        it is no recording in any known format
        不是任何已知格式的录音
        it holds no sound
        其中没有声音
        {1} Hz is not between {2} and {3} Hz
        {1} Hz 不在 {2} 到 {3} Hz 之间
        {1} channels are more than {2}
        {1} 个声道超过上限 {2}
        it is longer than {1} frames
        长度超过 {1} 帧
        there is no channel {1} among {2}
        共 {2} 个声道，没有声道 {1}
        it is too long for this
        对此操作而言过长
        it cannot be heard
        无法收听
        is it a recording?
        它是录音吗？
        the file cannot be read to its end
        文件无法读到末尾
        not a call detail record, survey or export that is known here
        不是此处认识的话单、满意度调查或导出文件
        the times are local and neither the file nor the settings say of which time zone
        时间为本地时间，但文件和设置都没有说明时区
        the times change from {1} to {2} at line {3}
        时间在第 {3} 行由 {1} 变为 {2}
        the times at line {1} are in {2}, the settings say {3}
        第 {1} 行的时间为 {2}，而设置为 {3}
        version {1} of the recorder's CDR is not known here
        不认识录音系统话单的版本 {1}
        field '{1}' is missing or not what it must be
        字段“{1}”缺失或不合要求
        the file is not JSON
        文件不是 JSON
        export it again
        请重新导出
        check the disk and the file's permissions
        请检查磁盘和文件权限
        describe its columns in a mapping, or take it out of the inbox
        请用映射文件说明其各列，或将其移出 inbox
        split the file
        请拆分文件
        set the time zone of the switch in the settings
        请在设置中写明交换机的时区
        set the time zone of the switch in the settings, or split the file where its clock changed
        请在设置中写明交换机的时区，或在时钟变化处拆分文件
        correct the time zone in the settings, or export the file in that zone
        请更正设置中的时区，或按该时区导出文件
        copy the file again from the recorder
        请从录音系统重新复制该文件
        {1} columns, expected {2}
        有 {1} 列，应为 {2} 列
        check that the line was not cut short and that every line has the same columns
        请检查该行是否被截断，以及各行列数是否一致
        column '{1}' is empty
        列“{1}”为空
        export the file with this column filled
        请导出带有此列内容的文件
        column '{1}' is none of {2}
        列“{1}”不是 {2} 之一
        write it as one of these words
        请写成这些词之一
        column '{1}' is no time of the form {2}
        列“{1}”不是 {2} 形式的时间
        export times in this form, with seconds
        请按此形式导出时间，精确到秒
        column '{1}' is no number of {2}
        列“{1}”不是以 {2} 计的数
        write it as a number of {1}, not negative
        请写成以 {1} 计的非负数
        column '{1}' is no whole number from {2} to {3}
        列“{1}”不是 {2} 到 {3} 的整数
        leave it empty where the customer gave no answer
        客户未作答时请留空
        column '{1}' lies more than 1 s before '{2}'
        列“{1}”比“{2}”早 1 秒以上
        check the switch's clock and the export's time zone
        请检查交换机时钟和导出文件的时区
        no JSON object, or one larger than {1} bytes
        不是 JSON 对象，或超过 {1} 字节
        export one JSON object a line
        请每行导出一个 JSON 对象
        export the records again, unchanged
        请原样重新导出记录
        column '{1}' differs by more than 1 s from {2}
        列“{1}”与 {2} 相差 1 秒以上
        check the switch's clock; the row's times contradict each other
        请检查交换机时钟；该行的时间自相矛盾
        column {1} goes on after its closing quote
        第 {1} 列在右引号之后还有内容
        column {1} holds a quote but is not quoted
        第 {1} 列含引号但未加引号
        column {1} opens a quote that is never closed
        第 {1} 列的引号没有闭合
        column {1} is longer than {2} bytes
        第 {1} 列超过 {2} 字节
        more than {1} columns
        超过 {1} 列
        the record is longer than {1} bytes
        记录超过 {1} 字节
        quote the whole field and write each quote in it twice (RFC 4180)
        请给整个字段加引号，其中每个引号写两遍（RFC 4180）
        check that this is a CSV file and that its lines are not run together
        请检查它是否为 CSV 文件、各行是否连在一起
        its name is not UTF-8, so it stays in the inbox
        其文件名不是 UTF-8，因此留在 inbox 中
        rename it, as from a Chinese Windows by 'convmv -f gbk -t utf8 --notest'
        请改名，例如来自中文 Windows 时用 'convmv -f gbk -t utf8 --notest'
        this user may not read it, so it stays in the inbox
        此用户无权读取，因此留在 inbox 中
        give the user of the night the right to read what is laid there
        请给夜间运行的用户读取该处文件的权限
        it is sealed and cannot be opened, so it stays in the inbox: {1}
        它已加密且无法打开，因此留在 inbox 中：{1}
        see 'aftercall doctor'; where the night's key is lost, 'aftercall unseal' it by escrow's
        请看 'aftercall doctor'；夜间密钥丢失时，请用托管密钥 'aftercall unseal'
        the survey names a call that is not known
        满意度调查所指的通话未知
        export the switch's CDRs of that call, then the survey again
        请先导出该通话的话单，再导出满意度调查
        its recording cannot be used
        其录音无法使用
        lay both into the inbox again
        请将两者重新放入 inbox
        the checkpoint has no time stamp
        检查点没有时间戳
        run 'aftercall audit stamp' when that is mended; the next stamp covers these events, too
        修复后请运行 'aftercall audit stamp'；下一个时间戳也涵盖这些事件
        it changed while it was read, and waits for the next run
        读取时发生变化，等待下次运行
        write files under a hidden name and rename them into the inbox when they are whole
        请以隐藏文件名写入，写完后再改名放入 inbox
        it lies beside no recording
        旁边没有对应的录音
        lay it into the inbox together with its recording, under the same name
        请与其录音以同名一起放入 inbox
        the recording came later than the switch's records
        录音晚于话单到达
        see why the recorder or its transfer was late
        请查明录音或其传输为何延迟
        no CDR speaks of this recording
        没有话单提到此录音
        export the switch's CDRs of that day into the inbox
        请把交换机当天的话单导出到 inbox
        the line is neither a path nor a JSON object with 'recording' and 'call'
        该行既不是路径，也不是含“recording”和“call”的 JSON 对象
        the recording or its transcript cannot be read
        录音或其文本无法读取
        the recording cannot be opened: {1}
        录音无法打开：{1}
        see the worker's input
        请看工作进程的输入
        line {1}
        第 {1} 行
        its sample rate cannot be heard
        其采样率无法处理
        record at 8 to 48 kHz
        请以 8 至 48 kHz 录音
        the recogniser failed: {1}
        语音识别失败：{1}
        run 'aftercall doctor'; the call has no words until then
        请运行 'aftercall doctor'；在此之前该通话没有文本
        a second scan still found personal data in the words, so they are not kept
        复查时文本中仍有个人信息，因此文本未予保留
        report this call's id as a bug; its sealed recording is complete
        请以通话编号上报缺陷；其加密录音是完整的
        copy it there and run again
        请将其复制到该处后重新运行
        copy it again from the recorder, or take it out of the inbox
        请从录音系统重新复制，或将其移出 inbox
        compare it with the recorder's copy
        请与录音系统中的副本比对
        it breaks off after {1} s, before the end it should have
        在 {1} 秒处中断，早于应有的结尾
        copy it again from the recorder; what is there was used
        请从录音系统重新复制；现有部分已使用
        it cannot be opened
        无法打开
        it is not of this call: {1}
        它不属于此通话：{1}
        lay the right transcript beside the recording
        请把正确的文本放在录音旁边
        there is no key for it
        没有能打开它的密钥
        what was sealed was altered since: {1}
        加密后内容被改动：{1}
        the metrics cannot be written
        监控指标无法写入
        check 'watching.metrics' and the folder's permissions
        请检查 'watching.metrics' 和该文件夹的权限
        not UTF-8 text
        不是 UTF-8 文本
        not JSON, or cut off
        不是 JSON，或被截断
        missing
        缺失
        version {1} is not known
        不认识版本 {1}
        a time that cannot be
        不可能的时间
        {1} bytes are more than {2}
        {1} 字节超过上限 {2}
        more than {1} words
        超过 {1} 个词
        no transcript format that is known
        不是已知的文本格式
        copy the file again from where it was made
        请从生成处重新复制该文件
        give one transcript for one call
        请为一通电话提供一份文本
        give WebVTT, Amazon Transcribe JSON, Call Analytics JSON or Aftercall's own JSON
        请提供 WebVTT、Amazon Transcribe JSON、Call Analytics JSON 或 Aftercall 自己的 JSON
        export it in version {1}
        请以版本 {1} 导出
        correct what makes the transcript, and export it again
        请更正生成文本的程序后重新导出
        there is none at {1}
        {1} 处没有
        run 'aftercall init'
        请运行 'aftercall init'
        correct that line
        请更正该行
        it cannot be opened: {1}
        无法打开：{1}
        check its permissions and 'aftercall.yaml'
        请检查其权限和 'aftercall.yaml'
        aftercall.yaml is sound
        aftercall.yaml 无误
        it cannot be read
        无法读取
        SQLite finds it sound
        SQLite 检查无误
        restore the last backup of archive.sqlite
        请恢复 archive.sqlite 的最近备份
        no rule packs: calls get no score
        没有规则包：通话不会评分
        put packs into rules/
        请把规则包放入 rules/
        {1} packs, {2} rules, tests pass
        {1} 个规则包，{2} 条规则，测试通过
        {1} rule tests fail
        {1} 项规则测试失败
        run 'aftercall rules test'
        请运行 'aftercall rules test'
        the packs cannot be read
        规则包无法读取
        check 'rules' in aftercall.yaml
        请检查 aftercall.yaml 中的 'rules'
        no rules: nothing is ever destroyed
        没有规则：永不销毁任何内容
        write retention.yaml
        请编写 retention.yaml
        {1} rules
        {1} 条规则
        no rule in section '{1}'
        部分“{1}”中没有规则
        correct 'scorecard' in aftercall.yaml
        请更正 aftercall.yaml 中的 'scorecard'
        {1} rules in no section take no points, as {2}
        {1} 条规则不属于任何部分，不计分，例如 {2}
        add them to 'scorecard' in aftercall.yaml, or leave them so on purpose
        请将其加入 aftercall.yaml 的 'scorecard'，或有意保持如此
        retention.yaml cannot be read
        retention.yaml 无法读取
        recordings can be sealed to compliance, QA and escrow by SM2, SM4 and SM3, in no certified module
        录音可用 SM2、SM4、SM3 加密给合规、质检和托管，模块未经认证
        recordings can be sealed to compliance, QA and escrow
        录音可加密给合规、质检和托管
        recipients are missing
        缺少接收者
        the pseudonym key and the signing key can be read
        假名密钥和签名密钥可读
        others can read {1}
        他人可读 {1}
        a key is missing in {1}
        {1} 中缺少密钥
        see 'aftercall keys'
        请看 'aftercall keys'
        they lie inside the workspace
        它们位于工作区之内
        move them out and set 'secrets' in aftercall.yaml
        请移出并在 aftercall.yaml 中设置 'secrets'
        the recorder has no key to seal to
        录音系统没有可用于加密的密钥
        the night's identity is not one of night.recipients
        夜间私钥不在 night.recipients 之列
        name the right one under 'identities' in aftercall.yaml
        请在 aftercall.yaml 的 'identities' 下写明正确的私钥
        what the recorder seals to the night and to escrow, this machine opens
        录音系统加密给夜间和托管的内容，本机能够打开
        recordings are sealed, and this machine cannot open them in the night: {1}
        录音已加密，而本机夜间无法打开：{1}
        set 'identities: night' in aftercall.yaml, or bring the identity back
        请在 aftercall.yaml 中设置 'identities: night'，或取回私钥
        run 'aftercall audit verify'
        请运行 'aftercall audit verify'
        {1} events, {2} signed checkpoints
        {1} 个事件，{2} 个已签名的检查点
        it does not verify
        验证不通过
        run 'make speech', or correct 'speech' in aftercall.yaml
        请运行 'make speech'，或更正 aftercall.yaml 中的 'speech'
        no recogniser: only calls with a transcript have words
        没有语音识别：只有附带文本的通话才有文字
        run 'make speech'
        请运行 'make speech'
        {1} cannot be run
        {1} 无法运行
        a server is asked; whether it answers is seen in the night
        使用服务器识别；夜间才知其是否应答
        the recogniser is there
        语音识别可用
        the token of the server cannot be read
        服务器令牌无法读取
        its free space is not known
        剩余空间未知
        look with 'df -h'
        请用 'df -h' 查看
        free some space, or move the workspace
        请腾出空间，或迁移工作区
        the latest call lies in the future
        最近的通话在未来
        set this machine's clock, or the switch's
        请校准本机或交换机的时钟
        {1} GB free
        剩余 {1} GB
        empty
        空
        {1} files wait for the next run
        {1} 个文件等待下次运行
        workspace
        工作区
        settings
        设置
        archive
        归档
        rules
        规则
        retention
        保留
        keys
        密钥
        secrets
        机密
        speech
        语音
        disk
        磁盘
        clock
        时钟
        inbox
        收件夹
        """
}

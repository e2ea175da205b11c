extension Phrasebook {
    /// What commands say when they have done their work.
    static let chineseResults = """
        they were not sent
        没有发送
        the server does not answer
        服务器没有应答
        the server answers {1}
        服务器应答 {1}
        no 'tickets.webhook' in aftercall.yaml
        aftercall.yaml 中没有 'tickets.webhook'
        check 'tickets' in aftercall.yaml; the next night sends them, or 'calls tickets --send'
        请检查 aftercall.yaml 中的 'tickets'；下一次夜间运行会发送，也可用 'calls tickets --send'
        not all tickets were sent
        并非所有工单都已发送
        check 'tickets' in aftercall.yaml
        请检查 aftercall.yaml 中的 'tickets'
        {1} of {2} tickets were sent.
        已发送 {2} 个工单中的 {1} 个。
        {1} calls would be worked on; nothing was changed.
        将处理 {1} 通电话；未做任何改动。
        Nothing new: the archive and the reports are as they were.
        没有新内容：归档和报表保持原样。
        {1} calls entered the archive: {2} heard, {3} with words, {4} masks.
        {1} 通电话进入归档：收听 {2} 通，{3} 通有文本，脱敏 {4} 处。
        {1} files were known already.
        {1} 个文件早已收录。
        not all tickets were sent: {1}
        工单未全部发送：{1}
        Report
        报表
        {1} of {2} rows were refused.
        {2} 行中有 {1} 行被拒绝。
        {1} calls were destroyed under the retention policy.
        按保留策略销毁了 {1} 通电话。
        {1} calls are due for destruction: 'aftercall retain plan'.
        {1} 通电话到期应销毁：'aftercall retain plan'。
        {1} of {2} calls, about {3} s left
        {2} 通中的 {1} 通，约剩 {3} 秒
        No run yet: 'aftercall run'.
        尚未运行过：'aftercall run'。
        A workspace in {1}: {2} files.
        工作区位于 {1}：{2} 个文件。
        no rule packs were found; name a folder with --rules
        未找到规则包；请用 --rules 指定文件夹
        Secret keys are in {1}. Back them up, and move the identities elsewhere in production.
        私钥位于 {1}。请备份；正式使用时请将私钥移往别处。
        Next: 'aftercall record', or drop CDRs and recordings into inbox/ and 'aftercall run'.
        下一步：'aftercall record'，或把话单和录音放入 inbox/ 后运行 'aftercall run'。
        there are no calls in the archive yet; 'aftercall run' brings them in
        归档中还没有通话；'aftercall run' 会将其收录
        listening on {1}
        正在监听 {1}
        hold {1} is set; it covers {2} calls that are here now, and those to come
        保全 {1} 已生效；涵盖现有的 {2} 通电话以及今后的通话
        hold {1} is released
        保全 {1} 已解除
        {1} of {2} calls are due for destruction.
        {2} 通电话中有 {1} 通到期应销毁。
        To destroy them: aftercall retain apply --plan {1}
        如要销毁：aftercall retain apply --plan {1}
        plan {1} is approved by {2}
        计划 {1} 已由 {2} 批准
        {1} calls are destroyed; 'aftercall export' holds their certificates.
        已销毁 {1} 通电话；证明见 'aftercall export'。
        {1} gaps
        {1} 处缺口
        entered: {1} on {2}
        已登记：{2} 的 {1}
        {1} calls
        {1} 通电话
        {1} calls are in {2}
        {1} 通电话已写入 {2}
        {1} calls of others mention the number and are not handed out
        另有 {1} 通他人的电话提到该号码，不予交付
        {1} calls would be looked at; add --yes to destroy them
        将查看 {1} 通电话；加 --yes 才会销毁
        {1} calls are destroyed; each has its certificate in 'aftercall export'
        已销毁 {1} 通电话；每通的证明见 'aftercall export'
        {1} stays: {2}
        {1} 予以保留：{2}
        no mistakes
        没有错误
        {1} passed, {2} failed
        通过 {1} 项，失败 {2} 项
        {1} changes that no test notices
        {1} 处改动没有测试察觉
        {1}: '{2}' gave {3}, expected {4}
        {1}：“{2}”得到 {3}，应为 {4}
        {1} calls, {2} with another score; mean score {3} → {4}
        {1} 通电话，{2} 通得分不同；平均分 {3} → {4}
        {1} calls entered the queue
        {1} 通电话进入复核队列
        {1} calls entered the archive
        {1} 通电话进入归档
        The facts are in {1}.
        事实数据已写入 {1}。
        The auditor's package is in {1}; VERIFY.md says how to check it.
        审计证据包已写入 {1}；核验方法见 VERIFY.md。
        The audit evidence is in {1}; VERIFY.md says how to check it.
        审计证据已写入 {1}；核验方法见 VERIFY.md。
        {1} events, {2} signed checkpoints, all in order
        {1} 个事件，{2} 个已签名的检查点，全部无误
        the fault is in segment {1}
        问题出在分段 {1}
        segments {1}
        分段 {1}
        {1} events were erased; their hashes are whole
        {1} 个事件内容已删除；其哈希完好
        root {1}
        根哈希 {1}
        {1} checkpoints have a time stamp, all proven
        {1} 个检查点有时间戳，全部有效
        the time stamp of the checkpoint of {1} is not proven
        检查点 {1} 的时间戳未能证实
        name the authority's roots as 'audit.tsa-roots' in aftercall.yaml
        请在 aftercall.yaml 的 'audit.tsa-roots' 中写明该机构的根证书
        there is no checkpoint yet
        尚无检查点
        the last checkpoint was there at {1}
        最新检查点在 {1} 已存在
        {1} events came after the last checkpoint; the next run signs them
        上一检查点之后有 {1} 个事件；下次运行会为其签名
        the first {1} events of {2} are as they were; {3} are signed now
        {2} 的前 {1} 个事件保持原样；现已签名 {3} 个
        event {1} is erased
        事件 {1} 的内容已删除
        no segment is that old
        没有这么早的分段
        removed: {1}
        已移除：{1}
        {1} files of state, {2} new recordings and sources, {3} shredded
        {1} 个状态文件，{2} 个新的录音和来源，{3} 个已粉碎
        {1} files of state and {2} recordings and sources are restored
        已恢复 {1} 个状态文件及 {2} 个录音和来源
        {1} recordings open and are what was sealed
        {1} 个录音可以打开，且与加密时一致
        take another backup
        请重新备份
        not what was backed up
        与备份时不符
        the payload is not the one that was sealed
        内容不是当初加密的那份
        opens to something else
        打开后内容不同
        Passphrase for {1}
        {1} 的口令
        Passphrase for the file
        文件的口令
        every role has its keys
        每个角色都有密钥
        made: {1}
        已生成：{1}
        The identity of {1} is in {2}, sealed to the passphrase.
        {1} 的私钥已写入 {2}，并用口令加密。
        header written in place
        已就地改写文件头
        written anew with another header
        已以新的文件头重写
        New key: {1}
        新密钥：{1}
        {1} headers are written anew; payloads are as they were.
        已重写 {1} 个文件头；内容保持原样。
        no key at hand opens it
        手头没有能打开它的密钥
        the recorder was stopped before it finished that file; this is all of it
        录音进程在写完该文件前被停止；这是其全部内容
        ok
        正常
        warn
        注意
        BAD
        异常
        {1}-secrets, beside it
        旁边的 {1}-secrets
        calls    {1} of at most {2}, {3} since the start, {4} refused
        通话  {1} / 上限 {2}，启动以来 {3}，拒绝 {4}
        load     {1} % of the busiest drain thread
        负载  最忙接收线程的 {1} %
        packets  {1} a second, {2} since the start, {3} dropped by the kernel
        数据包  每秒 {1}，启动以来 {2}，内核丢弃 {3}
        disk     {1} GB free
        磁盘  剩余 {1} GB
        disk     free space unknown
        磁盘  剩余空间未知
        paused     {1}  {2} packets
        暂停  {1}  {2} 个数据包
        recording  {1}  {2} packets
        录音中  {1}  {2} 个数据包
        █ speech  ♪ music  ~ tone  h hold  · dead air  × talk-over
        █ 语音  ♪ 音乐  ~ 信号音  h 保持  · 冷场  × 抢话
        {1}, {2} channels
        {1}，{2} 个声道
        customer
        客户
        agent
        坐席
        other
        其他
        talk {1}
        通话 {1}
        level {1}
        电平 {1}
        longest turn {1}
        最长话轮 {1}
        reply after {1}
        应答间隔 {1}
        raised voice {1}
        提高嗓音 {1}
        preset {1}
        预设 {1}
        dead air {1}
        冷场 {1}
        talk-over {1}
        抢话 {1}
        not available
        无法得出
        hold {1}
        保持 {1}
        faults
        录音故障
        none
        无
        """
}

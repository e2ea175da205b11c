extension Phrasebook {
    /// What is wrong with settings, policies and rule packs.
    static let chineseYAML = """
        a webhook needs an address and a secret
        webhook 需要地址和密钥
        give 'webhook' and 'secret-file'
        请给出 'webhook' 和 'secret-file'
        write it as in 'https://crm.example/aftercall'
        请写成 'https://crm.example/aftercall' 的形式
        a section needs all three
        每个部分三项都要有
        give 'section', 'weight' and 'rules'
        请给出 'section'、'weight' 和 'rules'
        each section has a name of its own
        每个部分的名称不得重复
        no section has a weight
        没有任何部分有权重
        as in '{1}'
        如“{1}”
        not YAML
        不是 YAML
        nested more than {1} levels deep
        嵌套超过 {1} 层
        tags are not read
        不支持标签
        a key must be text
        键必须是文本
        aliases are not read
        不支持别名
        larger than {1} bytes
        超过 {1} 字节
        a control character
        含控制字符
        anchors and aliases are not read
        不支持锚点和别名
        write the value out each time; in a text put a space after '&'
        请每次写出完整的值；文本中请在 '&' 后加空格
        indent with spaces, not with tabs
        请用空格缩进，不要用制表符
        the key '{1}' is written twice
        键“{1}”写了两次
        a whole number
        整数
        a number
        数字
        true or false
        true 或 false
        a list
        列表
        a mapping
        映射
        a mapping (key: value)
        映射（键: 值）
        quoted text
        带引号的文本
        something else
        其他内容
        a length of time
        时长
        {1} is outside {2} to {3}
        {1} 不在 {2} 到 {3} 之内
        write true or false, in lower case and without quotes
        请写 true 或 false，小写且不加引号
        expected one of {1}
        应为 {1} 之一
        did you mean '{1}'?
        是否指“{1}”？
        write it like 500ms, 3s, 20min or 2h
        请写成 500ms、3s、20min 或 2h 的形式
        a length of time is whole milliseconds
        时长须为整毫秒
        unknown key '{1}'
        未知的键“{1}”
        known here: {1}
        此处可用：{1}
        expected {1}, found {2}
        应为{1}，实为{2}
        the key '{1}' is missing
        缺少键“{1}”
        a survey needs all three
        满意度调查三项缺一不可
        give 'user', 'question' and 'prompt'
        请给出 'user'、'question' 和 'prompt'
        TLS needs a certificate and its key
        TLS 需要证书及其私钥
        give both 'certificate' and 'key'
        请同时给出 'certificate' 和 'key'
        not the address of a time-stamping authority
        不是时间戳机构的地址
        as in http://tsa.example/rfc3161
        例如 http://tsa.example/rfc3161
        no such preset
        没有这个预设
        choose one of {1}
        请从 {1} 中选择
        the engine 'command' needs a command
        引擎“command”需要命令
        add 'command: [program, argument, …]'
        请加上 'command: [程序, 参数, …]'
        the engine 'local' needs its library
        引擎“local”需要其库文件
        run 'make speech', which prints the lines
        请运行 'make speech'，它会给出应写的内容
        the engine 'http' needs a server
        引擎“http”需要服务器
        add 'url: https://…/v1/audio/transcriptions'
        请加上 'url: https://…/v1/audio/transcriptions'
        not the format of a file without a header
        不是无文件头文件的格式
        not the address of a server
        不是服务器地址
        write it as in 'https://health.example/ping/ID'
        请写成 'https://health.example/ping/ID' 的形式
        nothing stands behind the colon
        冒号后没有内容
        as in 'credential:qa' or 'command:pass qa'
        例如 'credential:qa' 或 'command:pass qa'
        write it as in 'Asia/Shanghai', 'Europe/Berlin' or 'UTC'
        请写成 'Asia/Shanghai'、'Europe/Berlin' 或 'UTC' 的形式
        not a range of ports
        不是端口范围
        write it as in '20000-29999'
        请写成 '20000-29999' 的形式
        two rules are called '{1}'
        有两条规则都叫“{1}”
        give each rule an id of its own
        请为每条规则取不同的 id
        there is no such preset
        没有这个预设
        see 'aftercall retain presets'
        请看 'aftercall retain presets'
        not a clock
        不是计时起点
        call-end, contract-end, product-end or an event's name
        call-end、contract-end、product-end 或事件名
        the rule says neither 'keep' nor 'destroy'
        规则既没有 'keep' 也没有 'destroy'
        as in 'destroy: 180d'
        例如 'destroy: 180d'
        not a period
        不是期限
        write it as in '30d', '6mo' or '5y'
        请写成 '30d'、'6mo' 或 '5y' 的形式
        the day of the check, as in 2026-11-22, or 'unverified'
        核对日期，例如 2026-11-22，或写 'unverified'
        not a time format
        不是时间格式
        iso8601, epoch, epochMilliseconds, or a pattern such as 'yyyy-MM-dd HH:mm:ss'
        iso8601、epoch、epochMilliseconds，或 'yyyy-MM-dd HH:mm:ss' 之类的格式
        the columns 'call' and 'start' are required
        必须有 'call' 和 'start' 两列
        add 'call: …' and 'start: …'
        请加上 'call: …' 和 'start: …'
        '{1}' is no column of 'header'
        'header' 中没有列“{1}”
        name every column of the file, in order
        请按顺序写出文件的每一列
        not one ASCII character
        不是单个 ASCII 字符
        there is no audience '{1}'
        没有受众“{1}”
        this policy has: {1}
        此策略有：{1}
        {1} is always removed
        {1} 总是被移除
        PCI DSS 3.3.1 and JR/T 0171 leave no choice; take the line out
        PCI DSS 3.3.1 和 JR/T 0171 不容选择；请删去该行
        not a way to mask
        不是脱敏方式
        one of: remove, replace, keep 6 4, pseudonym, counter, year, leave
        可用：remove、replace、keep 6 4、pseudonym、counter、year、leave
        conditions nested more than {1} deep
        条件嵌套超过 {1} 层
        join them with 'and'
        请用 'and' 连接
        expected one {1}, found {2}
        应有一个{1}，实有 {2} 个
        '{1}' does not go with '{2}'
        “{1}”不能与“{2}”同用
        '{1}' is somebody's: add 'by'
        “{1}”须说明是谁的：请加 'by'
        no time at all is from a time until the same
        起止时间相同，时段为空
        expected one comparison
        应有一个比较
        write it like {over: 10s}
        请写成 {over: 10s} 的形式
        expected one speaker
        应有一个说话人
        write it like - agent: Good morning.
        请写成 - agent: 早上好。 的形式
        only one line may list alternatives
        只有一行可以列出备选说法
        the rule '{1}' is there twice
        规则“{1}”出现两次
        a rule has either 'require' or 'forbid'
        规则须有 'require' 或 'forbid' 之一
        in force until before it is in force
        失效日早于生效日
        phrases more than {1} deep
        短语嵌套超过 {1} 层
        words of so few letters are like many others
        字母这么少的词与许多词相近
        allow fewer edits
        请减少允许的差异数
        only Chinese is matched by its sound
        只有中文可按读音匹配
        too short for so many differences
        太短，容不下这么多差异
        two phrases are near each other, or two lists of phrases
        'near' 需要两个短语或两组短语
        'near' needs either 'words' or 'within'
        'near' 需要 'words' 或 'within' 之一
        a phrase without a word
        短语中没有词
        character {1}: {2}
        第 {1} 个字符：{2}
        not an expression
        不是正则表达式
        a phrase of more than {1} characters
        短语超过 {1} 个字符
        expected a number of digits
        应为数字的位数
        write it like 4 or 13-19
        请写成 4 或 13-19 的形式
        an empty window
        窗口为空
        more than {1} tests in one rule
        一条规则的测试超过 {1} 项
        expected a date and time
        应为日期和时间
        write it like 2026-11-20 09:30
        请写成 2026-11-20 09:30 的形式
        expected [from, to]
        应为 [起, 止]
        an empty list
        列表为空
        more than {1} {2}
        {2} 超过 {1} 个
        expected a name
        应为名称
        use lower-case letters, digits, '-' and '.', at most 64
        请用小写字母、数字、'-' 和 '.'，最多 64 个字符
        expected a language
        应为语言
        write it like en, zh or zh-CN
        请写成 en、zh 或 zh-CN 的形式
        expected a date
        应为日期
        write it like 2026-11-20
        请写成 2026-11-20 的形式
        expected a time of day
        应为时刻
        write it like 08:00, in quotes
        请写成 08:00 的形式，并加引号
        no call can meet this
        没有通话能满足此条件
        no call can meet this limit
        没有通话能达到此界限
        every call meets this limit
        所有通话都满足此界限
        so few turns cannot hold it so many times
        这么少的话轮容不下这么多次
        a window of no time
        窗口时长为零
        a window of all the time: leave it out
        窗口覆盖全程：请删去
        nothing is both before and after the same
        没有内容既在其前又在其后
        nothing is both before a hold and after it
        没有内容既在保持之前又在其后
        the rule '{1}' has no test that expects '{2}'
        规则“{1}”没有期望“{2}”的测试
        never needed: line {1} finds it already
        多余：第 {1} 行已能找到
        no test of '{1}' notices: {2}
        规则“{1}”的测试都察觉不到：{2}
        """
}

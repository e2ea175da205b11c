extension Phrasebook {
    /// What is wrong with a command line, in ArgumentParser's words and in ours.
    static let chineseUsage = """
        Show subcommand help information.
        显示子命令的帮助。
        Error
        错误
        Help
        说明
        Usage
        用法
        See '{1}' for more information.
        详见 '{1}'。
        Unknown option '{1}'
        未知选项 '{1}'
        Unknown option '{1}'. Did you mean '{2}'?
        未知选项 '{1}'。是否想用 '{2}'？
        Invalid option: {1}
        无效选项：{1}
        Missing value for '{1}'
        '{1}' 缺少值
        or: {1}
        或：{1}
        Missing value for '{1}' in '{2}'
        '{2}' 中的 '{1}' 缺少值
        Missing expected argument '{1}'
        缺少参数 '{1}'
        Missing one of: '{1}'
        须给出其中之一：'{1}'
        Missing required subcommand.
        缺少子命令。
        Unexpected argument '{1}'
        多余的参数 '{1}'
        {1} unexpected arguments: '{2}'
        {1} 个多余的参数：'{2}'
        The option '{1}' does not take any value, but '{2}' was specified.
        选项 '{1}' 不带值，却给出了 '{2}'。
        Value to be set with flag {1} had already been set with flag {2}
        {1} 与先前的 {2} 只能给出一个
        The value '{1}' is invalid for '{2}'
        '{2}' 不接受值 '{1}'
        The value '{1}' is invalid for '{2}'. Please provide one of {3}.
        '{2}' 不接受值 '{1}'。可用：{3}。
        The value '{1}' is invalid for '{2}'. Please provide one of {3} and {4}.
        '{2}' 不接受值 '{1}'。可用：{3} 和 {4}。
        The value '{1}' is invalid for '{2}'. Please provide one of {3} or {4}.
        '{2}' 不接受值 '{1}'。可用：{3} 或 {4}。
        The value '{1}' is invalid for '{2}'. Please provide one of the following:
        '{2}' 不接受值 '{1}'。可用：
        Can't generate completion scripts for '{1}'.
        无法为 '{1}' 生成补全脚本。
        Can't autodetect a supported shell.
        未能识别受支持的 shell。
        Please use --generate-completion-script=<shell> with one of:
        请用 --generate-completion-script=<shell> 指定其中之一：
        --count is from 1 to {1}
        --count 须在 1 到 {1} 之间
        --limit is from 1 to {1}
        --limit 须在 1 到 {1} 之间
        each run empties the workspace's .work; have the results written elsewhere
        每次运行都会清空工作区的 .work；请将结果写到别处
        --engine is 'spark' or the path of a program; '{1}' is neither here
        --engine 为 'spark' 或程序的路径；'{1}' 在此都不是
        say which calls (--call, --customer, --queue, --agent, --since), or --all
        请指明哪些通话（--call、--customer、--queue、--agent、--since），或用 --all
        a recording is not for a terminal; name a file with --output
        录音不能输出到终端；请用 --output 指定文件
        --to lies before --from
        --to 早于 --from
        name the old key with --identity
        请用 --identity 指定旧私钥
        say who can open them, with --recipient
        请用 --recipient 指定可打开者
        --lang is en or zh
        --lang 为 en 或 zh
        --policy is {1} or a YAML file; '{2}' is none of them
        --policy 为 {1} 或 YAML 文件；'{2}' 都不是
        say whom to seal to, with --recipient
        请用 --recipient 指定加密给谁
        the recipients' keys are not of the profile '{1}'
        接收者的密钥不属于 '{1}'
        the SM profile has no --armor
        国密没有 --armor
        name the key with --identity
        请用 --identity 指定私钥
        name a key with --identity
        请用 --identity 指定一个私钥
        that is not for a terminal
        不能输出到终端
        no figure is called '{1}'; there are {2}
        没有名为 '{1}' 的指标；可用：{2}
        '{1}' is not a listener; write it as in udp:127.0.0.1:5060
        '{1}' 不是监听地址；请写成 udp:127.0.0.1:5060 的形式
        '{1}' is no pattern of agents
        '{1}' 不是坐席的匹配模式
        record.allow: '{1}' is no address; write it as in 10.0.0.0/8 or 192.0.2.7
        record.allow：'{1}' 不是地址；请写成 10.0.0.0/8 或 192.0.2.7 的形式
        --pause-code and --resume-code go together: 2 to 16 keys each, neither ending the other
        --pause-code 与 --resume-code 须同时给出：各 2 至 16 个按键，且互不为对方的结尾
        '{1}' is not an address and port; write it as in 127.0.0.1:9464
        '{1}' 不是地址和端口；请写成 127.0.0.1:9464 的形式
        '{1}' is not a range of ports; write it as in 20000-29999
        '{1}' 不是端口范围；请写成 20000-29999 的形式
        '{1}' is not the id of a call
        '{1}' 不是通话编号
        no preset '{1}'; there are {2}
        没有预设 '{1}'；可用：{2}
        say of what: --call or --customer-number
        请指明对象：--call 或 --customer-number
        a name of small letters, digits and -, other than call-end
        名称须由小写字母、数字和 - 组成，且不得为 call-end
        a backup inside of what it backs up is none
        备份不能放在被备份的文件夹之内
        --tsa is no address
        --tsa 不是地址
        name an authority with --tsa, or as 'audit.tsa'
        请用 --tsa 或 'audit.tsa' 指定时间戳机构
        --encoding gb18030 goes with --for spreadsheet
        --encoding gb18030 须与 --for spreadsheet 同用
        a month, as in 2026-01
        须为月份，如 2026-01
        say what stands behind the colon of --identity
        请写明 --identity 冒号之后的内容
        """
}

extension Phrasebook {
    /// Why a recogniser gave no words, or a server no answer.
    static let chineseEngines = """
        the sound cannot be read
        声音无法读取
        the program cannot be started (errno {1})
        程序无法启动（errno {1}）
        it took longer than {1}
        耗时超过 {1}
        it answered with more than {1} bytes
        应答超过 {1} 字节
        the program ended with status {1}
        程序以状态 {1} 结束
        the program was ended by signal {1}
        程序被信号 {1} 终止
        the server answered with status {1}
        服务器应答状态 {1}
        the server cannot be reached: {1}
        无法连接服务器：{1}
        it takes too long
        等待超时
        nobody knows its name
        无法解析主机名
        this machine does not trust its certificate
        本机不信任其证书
        the file that SSL_CERT_FILE names cannot be read
        无法读取 SSL_CERT_FILE 指定的文件
        it broke off
        连接中断
        its output is not understood: {1}
        无法理解其输出：{1}
        the server's address is no http or https URL
        服务器地址不是 http 或 https URL
        no attempt is allowed
        不允许任何尝试
        the speech library has another version
        语音库版本不符
        a model cannot be loaded
        模型无法加载
        the detector failed
        检测器失败
        recognition failed
        识别失败
        the speech library cannot be loaded
        语音库无法加载
        the speech library lacks '{1}'
        语音库缺少“{1}”
        """
}

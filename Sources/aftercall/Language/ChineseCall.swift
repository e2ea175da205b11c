extension Phrasebook {
    /// What `calls show` says of one call; the words of reports.
    static let chineseCall = """
        inbound, {1}
        呼入，{1}
        outbound, {1}
        呼出，{1}
        internal, {1}
        内部，{1}
        answered
        已接通
        flowedOut
        转出队列
        contained
        IVR 内结束
        noAnswer
        无人接听
        busy
        占线
        failed
        未接通
        open
        未见结束
        another recording of {1}, and counted with it
        与 {1} 为同一通话的录音，合并统计
        agent
        坐席
        customer
        客户
        other
        其他
        wait
        等待
        talk
        通话
        hold
        保持
        ACW
        话后处理
        not in the source
        数据源未提供
        events
        事件
        █ speech  ♪ music  ~ tone  h hold  · dead air  × talk-over
        █ 讲话  ♪ 音乐  ~ 信号音  h 保持  · 静默  × 抢话
        heard by the preset {1}
        按定义集 {1} 分析
        score {1} of 100
        得分 {1} / 100
        score none: no rule applied
        无得分：没有适用的规则
        ({1} of {2} points)
        ({1} / {2} 分)
        (at {1})
        ({1})
        other rules
        其他规则
        FAIL
        未通过
        pass
        通过
        n/a
        不适用
        {1} rules
        {1} 条规则
        precondition not met
        前提条件未满足
        outcome out of scope
        通话结果不在范围内
        direction out of scope
        通话方向不在范围内
        duration not known
        时长未知
        wait not known
        等待时长未知
        queue not known
        队列未知
        agent not known
        坐席未知
        not known who hung up
        挂机方未知
        queue out of scope
        队列不在范围内
        language out of scope
        语言不在范围内
        date out of scope
        日期不在范围内
        no hold
        没有保持
        no recording
        没有录音
        no words
        没有文本
        nothing to measure
        没有可测量的内容
        channels out of step
        声道不同步
        one channel
        只有一个声道
        speakers are not told apart
        未区分说话人
        too little speech
        讲话过少
        too much work
        计算量过大
        not for this call
        不适用于此通话
        problem
        问题
        mend
        处理办法
        a sale of this queue has to be recorded in sound and video, and there is no video
        此队列的销售须录音录像，但没有录像
        its video and its sound differ in length
        录像与录音的长度不一致
        a disclosure that this sale needs was not heard
        未听到此销售必需的告知
        lay the video beside the sound, under the same name, and run again
        请将录像以相同名称放在录音旁，然后重新运行
        see when each recorder began and ended; the sale may have to be repeated
        请核查两台录制设备的起止时间；销售可能需要重新进行
        hear the call; call the customer back and say what is missing
        请复听通话，并回访客户补充告知
        it is damaged at {1} s
        在 {1} 秒处损坏
        copy it again from the recorder; what could be read was used
        请从录音设备重新复制；可读部分已使用
        original
        原始录音
        masked
        脱敏录音
        """
}

import Calls

extension Dialogue {
    /// 普通话: identity checked by mobile number, told with 幺 for one.
    func chineseService(_ call: PlannedCall, _ stage: inout Stage, _ library: inout PromptLibrary) throws {
        try opening(&stage, &library)
        stage.say(.customer, [try library.customer("你好，我想查一下我的订单。")])
        stage.say(.agent, [try library.agent("请问您的手机号码是多少？")])
        stage.say(.customer, [try library.customer("我的手机号是" + spelled(call.phone))])
        stage.say(.agent, [try library.agent("好的，已经帮您查到了，请问还有什么可以帮您？")])
        stage.say(.customer, [try library.customer("没有了，谢谢。")])
        stage.say(.agent, [try library.agent("感谢您的来电，再见。")])
    }

    func chineseComplaint(_ call: PlannedCall, _ stage: inout Stage, _ library: inout PromptLibrary) throws {
        try opening(&stage, &library)
        stage.say(.customer, [try library.customer("我要投诉，你们的服务太差了！")])
        stage.wait(4)
        stage.say(.agent, [try library.agent("非常抱歉给您带来不便，请您说一下银行卡号。")])
        stage.say(.customer, [try library.customer("卡号是" + spelled(call.card))])
        stage.say(.agent, [try library.agent("好的，感谢您的来电，再见。")])
    }

    private func opening(_ stage: inout Stage, _ library: inout PromptLibrary) throws {
        stage.say(.agent, [try library.agent("您好，很高兴为您服务。本次通话将会被录音。")])
    }

    private func spelled(_ number: String) -> String {
        let digits = ["零", "幺", "二", "三", "四", "五", "六", "七", "八", "九"]
        return number.compactMap(\.wholeNumberValue).map { digits[$0] }.joined()
    }
}

extension PromptLibrary {
    fileprivate mutating func agent(_ text: String) throws -> Prompt { try spoken(text, voice: "cmn+f2") }

    fileprivate mutating func customer(_ text: String) throws -> Prompt { try spoken(text, voice: "cmn+m3") }
}

/// Family names that are frequent enough to count as evidence.
enum Surnames {
    static let words = """
        smith jones taylor brown williams wilson johnson davies patel robinson wright thompson evans walker white roberts \
        green hall thomas clarke jackson wood harris edwards turner martin cooper hill ward hughes moore clark king harrison \
        lewis baker lee allen morris khan scott watson davis parker james bennett young phillips richardson mitchell bailey \
        carter cook singh shaw bell collins morgan kelly begum miller cox hussain marshall simpson price anderson adams wilkinson \
        ahmed foster ellis murphy chapman mason gray richards webb rogers hunt mills holmes palmer matthews fisher \
        barnes knight harvey lloyd barker stevens jenkins dixon fletcher hunter garcia rodriguez martinez hernandez lopez \
        gonzalez perez sanchez ramirez torres flores rivera gomez diaz cruz reyes morales ortiz gutierrez chavez ramos kim \
        nguyen tran chen wang li zhang liu yang huang zhao wu zhou xu sun ma zhu hu guo lin gao luo liang sharma kumar gupta \
        das shah mehta iyer reddy rao nair obrien o'brien oconnor o'connor sullivan ryan walsh kowalski novak schmidt mueller \
        muller schneider fischer weber meyer rossi ferrari silva santos costa ali hassan ibrahim okafor mensah
        """

    /// The single-character Chinese family names of nearly everyone, then the first characters of the double ones.
    static let han = """
        王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜\
        范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛\
        伍韦申尤毕聂丛焦向柳邢路岳齐沿梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄\
        单包司柏宁柯阮桂闵解强柴华车冉房边辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅宫来苟全褚廉简娄盖符奚木穆党燕郎邸冀谈姬屠连郜晏栾郁商蒙\
        计喻揭窦迟宇敖糜鄢冷卓花仇艾蓝巩稽井练仲虞卞封竺冼衣楚佟栗匡宗台巫鞠桑荆谌银扬沙岑习胥蔺淳查万肖付闫
        """

    /// Double family names.
    static let double =
        "欧阳 司马 上官 诸葛 夏侯 皇甫 尉迟 公孙 赫连 澹台 淳于 单于 太叔 申屠 轩辕 令狐 宇文 长孙 慕容 端木 东方 南宫 独孤 "
        + "司徒 司空 东郭 呼延 钟离 闻人 濮阳 公冶 宗政 鲜于 万俟 仲孙 拓跋 谷梁 百里 西门 梁丘 左丘 第五"
}

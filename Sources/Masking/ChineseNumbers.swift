/// How digits are said in Chinese, including the forms that telephone operators use: 幺 洞 拐 两 勾.
enum ChineseNumbers {
    static let atoms: [(String, Atom)] = [
        ("〇零洞", .digit(0)), ("一幺壹么", .digit(1)), ("二两贰俩", .digit(2)), ("三叁仨", .digit(3)),
        ("四肆", .digit(4)), ("五伍", .digit(5)), ("六陆溜", .digit(6)), ("七拐柒", .digit(7)), ("八捌", .digit(8)),
        ("九勾玖", .digit(9)),
        ("个個", .counter),
        ("十百千万亿拾佰仟萬億", .scale),
        ("叉", .cross),
        ("加", .plus),
        ("嗯呃啊哦额杠横空格然后那这", .filler),
        ("错", .correction),
    ]
}

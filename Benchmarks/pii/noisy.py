#!/usr/bin/env python3
"""noisy.py SEED FOLDER: a labelled set of what a recogniser makes of people reading out numbers, mail and names.

Writes noisy_en.{in,gold}.jsonl and noisy_zh.{in,gold}.jsonl, offsets in Unicode scalars. Words are lower case without
punctuation; digits are misheard (for, to, ate, o), doubled, dropped, mixed with numerals, broken up by fillers and by
doubts; cues are misheard, too. Order numbers, amounts, times and counting are there to be left alone. No name, number
or address belongs to anyone.
"""
import json, pathlib, random, sys

seed, folder = int(sys.argv[1]), pathlib.Path(sys.argv[2])
r = random.Random(seed)
WORDS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
MISHEARD = {0: ["o", "oh", "ohh", "zeero"], 1: ["won", "wan"], 2: ["to", "too", "tu"], 4: ["for", "fore"], 6: ["sicks", "six"], 8: ["ate", "eight"],
            3: ["tree", "three"], 5: ["fife"], 9: ["nein", "niner"]}
FILLERS = ["uh", "um", "er", "hmm", "like", "and then", "you know", "sorry"]
GIVEN = "ravi anjali thandiwe marek ewa soren yusuf linh bongani carys mateusz ines rohit shreya oskar fiona gareth tomasz amina kwame niamh pablo".split()
FAMILY = "deshpande kowalczyk mokoena bergstrom petrova onyango castellano haddad nakamura fitzgerald wojcik sithole varga lindqvist banerjee".split()
HOSTS = ["gmail", "g mail", "yahoo", "hotmail", "hot mail", "outlook", "icloud", "proton mail", "rediffmail", "g m a i l"]


def tens(pair):
    n = int(pair)
    names = {2: "twenty", 3: "thirty", 4: "forty", 5: "fifty", 6: "sixty", 7: "seventy", 8: "eighty", 9: "ninety"}
    if n < 10:
        return "oh " + WORDS[n]
    if n < 20:
        return ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"][n - 10]
    return names[n // 10] + ("" if n % 10 == 0 else " " + WORDS[n % 10])


def said(digits, noise=0.08):
    """Digits as a recogniser writes them; the first and the last are never a misheard word."""
    style = r.choice(["words", "words", "numerals", "mixed", "pairs", "spaced", "grouped"])
    if style == "numerals":
        return digits
    if style == "spaced":
        return " ".join(digits)
    if style == "grouped":
        out, rest = [], digits
        while rest:
            n = r.choice([2, 3, 4, 4])
            out.append(rest[:n])
            rest = rest[n:]
        return " ".join(out)
    out, i = [], 0
    while i < len(digits):
        d = int(digits[i])
        inner = 0 < i < len(digits) - 1
        if style == "pairs" and i + 1 < len(digits) and r.random() < 0.6:
            out.append(tens(digits[i:i + 2]))
            i += 2
        elif i + 1 < len(digits) and digits[i + 1] == digits[i] and r.random() < 0.5:
            out.append(r.choice(["double ", "double ", "dubble "]) + WORDS[d] if noise else "double " + WORDS[d])
            i += 2
        else:
            if style == "mixed" and r.random() < 0.4:
                out.append(digits[i])
            elif inner and d in MISHEARD and r.random() < noise:
                out.append(r.choice(MISHEARD[d]))
            else:
                out.append("oh" if d == 0 and r.random() < 0.4 else WORDS[d])
            i += 1
        if inner and i < len(digits) - 1 and r.random() < 0.06:
            out.append(r.choice(FILLERS))
    return " ".join(out)


def luhn(prefix, n):
    body = prefix + "".join(str(r.randrange(10)) for _ in range(n - 1 - len(prefix)))
    total = sum(sum(divmod(int(c) * (2 - i % 2), 10)) for i, c in enumerate(reversed(body)))
    return body + str(-total % 10)


def digits(n, first="123456789"):
    return r.choice(first) + "".join(str(r.randrange(10)) for _ in range(n - 1))


def card():
    d = luhn(r.choice(["4", "52", "37", "6011", "62", "2230"]), 16)
    if r.random() < 0.3:
        at = r.randrange(2, 14)
        d = d[:at] + d[at + 1:]  # a digit was not heard
    return said(d)


def phone():
    return said(r.choice([digits(10, "6789"), "07" + digits(9), digits(10, "23456789"), "44" + "7" + digits(9)]))


def mail():
    g, f = r.choice(GIVEN), r.choice(FAMILY)
    local = r.choice([f"{g} dot {f}", f"{g} underscore {f}", f"{g}{f}", f"{g} {said(digits(2), 0)}", f"{' '.join(g)} dot {f}", f"{g[0]} dot {f}"])
    at = r.choice(["at", "at", "at", "at the rate", "at the rate of", "@"])
    return f"{local} {at} {r.choice(HOSTS)} {r.choice(['dot com', 'dot com', 'dot co dot uk', 'dot in', 'dot c o m'])}"


def name():
    return f"{r.choice(GIVEN)} {r.choice(FAMILY)}"


EN = [
    (["my card number is {}", "the card is {} thanks", "credit card {}", "you can charge it to my card {}", "my car number is {} expiring soon",
      "card number {} hope you got that", "debit card number is um {}", "it is a visa {}", "the long number is {}"], [("CARD", card)]),
    (["my number is {}", "you can call me on {}", "mobile number {}", "reach me at {} after six", "mera number hai {}", "phone number is {} okay",
      "call me back on {} please", "contact number {}", "my cell is {}", "whatsapp me on {}"], [("PHONE", phone)]),
    (["my email is {}", "email id {}", "you can mail me at {}", "it is {} if you want to write", "send it to {} please", "my mail address {} yeah"], [("EMAIL", mail)]),
    (["my name is {} and my number is {}", "this is {} call me on {}"], [("PERSON", name), ("PHONE", phone)]),
    (["email is {} and phone is {}"], [("EMAIL", mail), ("PHONE", phone)]),
    (["the c v v is {}", "security code is {}", "cvv {}"], [("CVV", lambda: said(digits(3)))]),
    (["the otp is {}", "one time password {}", "verification code is {}"], [("OTP", lambda: said(digits(6)))]),
    (["my social security number is {}", "social is {}"], [("US_SSN", lambda: said(digits(9, "12345678")))]),
    (["account number is {}", "my account number {} at the bank"], [("BANK_ACCOUNT", lambda: said(digits(8)))]),
]
BAIT = ["my order id is {}", "order number {} has not come", "ticket number {}", "tracking number {} please check", "reference number is {}"]
PLAIN = ["i waited for twenty minutes and then for thirty more", "it costs one thousand two hundred and fifty rupees", "i ordered four of them for my wife",
         "one two three can you hear me", "flight six one two leaves at ten forty five", "i need to go to to the shop at eight", "we are too late for two of them",
         "press one for english press two for hindi", "i have been a customer since twenty eleven", "the bill went from fifty to eighty dollars",
         "room four oh two on the third floor", "i called for the fourth time today", "the warranty is for five years", "it was due on the tenth", "version two point four point one"]

ZH_DIGITS = "零一二三四五六七八九"
ZH_SPOKEN = ["零洞〇", "一幺妖", "二两", "三", "四是", "五", "六溜", "七拐", "八", "九勾"]
ZH_NAMES = ["欧阳思远", "谭咏梅", "龚雪琴", "邹凯", "孟繁星", "姜大为", "白雨薇", "崔永康", "孔令辉", "贺晓兰", "武思琪", "顾长风", "尹相杰", "覃小龙"]


def zh_said(d):
    style = r.choice(["spoken", "spoken", "plain", "numerals", "mixed", "spaced", "comma"])
    if style == "numerals":
        return d
    if style == "spaced":
        return " ".join(d)
    out = []
    for i, c in enumerate(d):
        n = int(c)
        if style == "mixed" and r.random() < 0.4:
            out.append(c)
        elif style == "plain":
            out.append(ZH_DIGITS[n])
        else:
            out.append(r.choice(ZH_SPOKEN[n][:2] if n != 4 else "四"))
        if 0 < i < len(d) - 1 and r.random() < 0.05:
            out.append(r.choice(["嗯", "呃", "那个", "然后"]))
        if style == "comma" and i % 4 == 3 and i < len(d) - 1:
            out.append(r.choice("，、 "))
    return "".join(out)


ZH = [
    (["我的卡号是{}", "银行卡{}", "卡号{}工行的", "那个储蓄卡号是{}"], [("CARD", lambda: zh_said(luhn("62", r.choice([16, 19]))))]),
    (["手机号是{}", "打我电话{}", "我手机{}", "联系方式{}"], [("PHONE", lambda: zh_said("1" + r.choice("35789") + digits(9, "0123456789")))]),
    (["我叫{}手机号{}", "我是{}我的电话是{}"], [("PERSON", lambda: r.choice(ZH_NAMES)), ("PHONE", lambda: zh_said("13" + digits(9, "0123456789")))]),
    (["验证码是{}", "短信验证码{}"], [("OTP", lambda: zh_said(digits(6)))]),
    (["邮箱是{}", "发到我邮箱{}"], [("EMAIL", lambda: r.choice(["liming", "wang fang", "zhao88", "chen xiao"]) + r.choice([" at ", "艾特", "小老鼠"]) + r.choice(["qq", "163", "一六三", "gmail"]) + r.choice(["点com", "点 com"]))]),
]
ZH_BAIT = ["订单号是{}", "快递单号{}", "工单编号{}"]
ZH_PLAIN = ["我等了三十分钟", "一共三千二百块钱", "一二三四五听得到吗", "十二点三十五分开始的", "这个月扣了两次四十八块", "按一查询按二转人工", "二零二四年办的", "打了三次一零零八六都占线"]


def make(kinds, bait, plain, say, count, lang, pattern):
    rows = []
    for n in range(count):
        pick, spans = r.random(), []
        if pick < 0.15:
            text = r.choice(plain)
        elif pick < 0.27:
            text = r.choice(bait).format(say(digits(r.choice([8, 10, 12, 16]))))
        else:
            templates, fields = r.choice(kinds)
            text, parts = "", r.choice(templates).split("{}")
            for part, field in zip(parts, fields):
                text += part
                value = field[1]()
                spans.append({"start": len(text), "end": len(text) + len(value), "type": field[0]})
                text += value
            text += parts[-1]
        rows.append({"id": f"{pattern}{n}", "lang": lang, "text": text, "spans": spans})
    return rows


for name_, rows in (("noisy_en", make(EN, BAIT, PLAIN, said, 1500, "en", "ne")), ("noisy_zh", make(ZH, ZH_BAIT, ZH_PLAIN, zh_said, 700, "zh", "nz"))):
    with open(folder / f"{name_}.gold.jsonl", "w") as gold, open(folder / f"{name_}.in.jsonl", "w") as plain_:
        for row in rows:
            gold.write(json.dumps(row, ensure_ascii=False) + "\n")
            plain_.write(json.dumps({k: row[k] for k in ("id", "lang", "text")}, ensure_ascii=False) + "\n")

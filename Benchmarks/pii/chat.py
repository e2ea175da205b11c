#!/usr/bin/env python3
"""chat.py SEED FOLDER: a labelled set of what people type into a chat in Chinese.

Writes chat_zh.{in,gold}.jsonl, offsets in Unicode scalars. No sentence ends as it should: spaces for commas, emoji,
half English, numbers in groups, several pieces of data in a row. Order numbers, amounts, times and hot-lines are there to
be left alone. No name, number or address belongs to anyone.
"""
import json, pathlib, random, sys

seed, folder = int(sys.argv[1]), pathlib.Path(sys.argv[2])
r = random.Random(seed)
FAMILY = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙贺陶顾毛郝龚邵万钱严覃武戚莫孔汤"
GIVEN = "伟 敏 静 磊 娜 洁 浩 婷 鹏 宁 琳 凯 雪 倩 斌 阳 佳怡 思琪 子豪 欣然 雨萱 一鸣 文博 建平 国华 丽华 春梅 海燕 志明 晓东 小燕 永强 淑珍 玉梅 俊峰 宇航 梦洁 诗雨 佳慧 明轩 若曦 嘉豪 美玲 振华 雅婷 秋菊 凤英 德胜 景行 语嫣".split()
DOUBLE = "欧阳 上官 司马 诸葛 司徒 夏侯 皇甫 尉迟".split()
CITIES = [("上海", "浦东新区 徐汇区 杨浦区"), ("广州", "天河区 越秀区 番禺区"), ("成都", "武侯区 锦江区 高新区"), ("杭州", "西湖区 滨江区 余杭区"),
          ("武汉", "洪山区 江汉区 武昌区"), ("西安", "雁塔区 碑林区 未央区"), ("苏州", "姑苏区 吴中区 虎丘区"), ("青岛", "市南区 崂山区 黄岛区")]
ROADS = "人民路 解放东路 文昌街 科技二路 望江路 和平大道 学府路 青年大街 滨海北路 桂花巷 春熙路 工业园一路".split()
HOSTS = "qq.com 163.com 126.com gmail.com outlook.com foxmail.com sina.cn aliyun.com".split()
SYLLABLES = "xiao ming hua lei jing yu hao tian bo wen qi feng ran shu mei".split()
EMOJI = "😂 👍 🙏 😭 ❤️ 🤔 📱 🎉 👌 😅".split()
OPENERS = "在吗 亲 你好 那个 麻烦了 hello 嗯嗯 老板 客服在不 急急急 请问下".split()
ENDINGS = "谢谢 thx 麻烦快点 ok吗 哈哈 辛苦啦 收到回我 拜托了 hhh ~ ！！ 。。。".split()


def digits(n): return "".join(str(r.randint(0, 9)) for _ in range(n))
def name(): return (r.choice(DOUBLE) if r.random() < 0.05 else r.choice(FAMILY)) + r.choice(GIVEN)


def phone():
    n = r.choice("130 133 135 136 138 139 147 150 152 158 166 173 177 181 186 188 189 191 198 199".split()) + digits(8)
    return r.choice([n, n, n, f"{n[:3]} {n[3:7]} {n[7:]}", f"{n[:3]}-{n[3:7]}-{n[7:]}", f"+86 {n}", f"{n[:3]} {n[3:]}"])


def identity():
    body = r.choice("310115 440106 510104 330106 420111 610113 320508 370202".split()) + f"{r.randint(1955, 2006)}{r.randint(1, 12):02d}{r.randint(1, 28):02d}" + digits(3)
    whole = body + "10X98765432"[sum(int(c) * w for c, w in zip(body, [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2])) % 11]
    return r.choice([whole, whole, whole.lower(), f"{whole[:6]} {whole[6:14]} {whole[14:]}"])


def card():
    body = r.choice("621226 622848 621700 623058 622588 621483 625912".split()) + digits(r.choice([9, 12]))
    check = str(-sum(int(c) * 2 // 10 + int(c) * 2 % 10 if i % 2 == 0 else int(c) for i, c in enumerate(reversed(body))) % 10)
    return r.choice([body + check, " ".join((body + check)[i:i + 4] for i in range(0, len(body) + 1, 4))])


def mail(): return r.choice(SYLLABLES) + r.choice(["", ".", "_"]) + r.choice(SYLLABLES) + r.choice(["", digits(2), digits(4)]) + "@" + r.choice(HOSTS)
def plate(): return r.choice("沪粤川浙鄂陕苏鲁京渝") + r.choice("ABCDEFG") + r.choice(["", "·"]) + r.choice("ABCDEFGH0123456789") + digits(4)
def passport(): return r.choice(["E", "G", "EA", "EB"]) + digits(8)


def address():
    city, districts = r.choice(CITIES)
    return r.choice([city, city + "市"]) + r.choice(districts.split()) + r.choice(ROADS) + f"{r.randint(1, 980)}号" + r.choice(["", f"{r.randint(1, 30)}栋", f"{r.randint(1, 30)}栋{r.randint(101, 3204)}室"])


KINDS = {"N": (name, "PERSON"), "P": (phone, "PHONE"), "I": (identity, "ID_NUMBER"), "C": (card, "BANK_CARD"), "E": (mail, "EMAIL"),
         "A": (address, "ADDRESS"), "L": (plate, "LICENSE_PLATE"), "H": (passport, "PASSPORT"),
         "o": (lambda: r.choice(["DD", "", "2025"]) + digits(r.choice([9, 10, 12])), None), "y": (lambda: str(r.randint(9, 9999)) + r.choice(["", ".5", ".80"]), None),
         "t": (lambda: f"{r.randint(0, 23)}:{r.randint(0, 59):02d}", None), "h": (lambda: r.choice(["400-" + digits(3) + "-" + digits(4), "95" + digits(3), "10086"]), None)}
LINES = """\
收货人改成<N> 电话<P> 其他不变
<N> <P> <A>
帮我登记下 <N>，<I>
<P> 打这个就行 我姓名<N>
退款退到<C> 开户名<N>
身份信息：<N> <I> 手机<P>
麻烦联系我老公<N> <P>
发票发<E>谢谢
我邮箱<E> 手机<P> 都可以
车子<L> 停地库了 有事打<P>
<N>的护照是<H> 帮忙值机
护照号码<H>，姓名<N>
地址写错了 应该是<A>
送到<A> <N>收 <P>
上面那个号换了 新的<P>
户主<N> 身份证<I>
卡号给你 <C>
工资卡<C> 是<N>的 别打错
我妈叫<N> 电话是<P> 她在家
微信就是手机号 <P>
找<N>拿钥匙 他电话<P>
名字<N> 证件<I> 卡<C> 手机<P>
call我 <P>
email me <E> 或者打<P>
挪下车 <L> 电话<P>
<N>/<P>/<A>
1.<N> <P>
订单号<o> 啥时候发货
单号<o>一直没动
我付了<y>元 订单<o> 怎么还没到
<t>送过来行不
打<h>没人接
客服热线是<h>对吧
充了<y>块 <t>到账的
工单<o> <t>提交的 没人理
一共<y>件 <y>元 对不对
验证下我是不是会员 会员号<o>""".splitlines()


def row():
    line, text, spans = r.choice(LINES), "", []
    if r.random() < 0.3:
        text = r.choice(OPENERS) + r.choice([" ", "，", "  "])
    if r.random() < 0.15:
        text += r.choice(EMOJI) + r.choice(["", " "])
    rest = line
    while rest:
        before, mark, rest = rest.partition("<")
        text += before
        if mark:
            make, kind = KINDS[rest[0]]
            value = make()
            if kind:
                spans.append({"start": len(text), "end": len(text) + len(value), "type": kind})
            text, rest = text + value, rest[2:]
    if r.random() < 0.3:
        text += r.choice([" ", "，", " "]) + r.choice(ENDINGS)
    if r.random() < 0.15:
        text += r.choice(EMOJI)
    return text, spans


with open(folder / "chat_zh.in.jsonl", "w") as texts, open(folder / "chat_zh.gold.jsonl", "w") as gold:
    for number in range(2000):
        text, spans = row()
        entry = {"id": f"chat{number}", "lang": "zh", "text": text}
        texts.write(json.dumps(entry, ensure_ascii=False) + "\n")
        gold.write(json.dumps({**entry, "spans": spans}, ensure_ascii=False) + "\n")

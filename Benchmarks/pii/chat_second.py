#!/usr/bin/env python3
"""chat_second.py SEED FOLDER: a second labelled set of what people type into a chat in Chinese.

Made after the detectors had been tuned on chat.py, with other sentences, names, places and ways to write numbers, to see
what they do with what they were not made for. Writes chat2_zh.{in,gold}.jsonl. No name or number belongs to anyone.
"""
import json, pathlib, random, sys

seed, folder = int(sys.argv[1]), pathlib.Path(sys.argv[2])
r = random.Random(seed)
d=lambda n:"".join(str(r.randint(0,9)) for _ in range(n))
FAM="王李张刘陈杨黄赵吴周徐孙马朱胡林郭何高梁郑罗宋谢唐韩曹许邓冯彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱覃武戴莫孔向汤"
G1="伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂鑫飞波斌辉玲宁燕健峰红萍帅倩岩旭亮莉晶蕊琪瑶航轩睿"
G2="子轩 梓涵 雨桐 浩然 宇轩 欣怡 诗涵 一诺 建国 秀英 桂兰 玉兰 志强 海涛 晓燕 丽娟 春花 文静 博文 思远 天宇 佳琪 雪梅 国强 小龙 婷婷 丹丹 俊杰 家豪 慧敏".split()
name=lambda:r.choice(FAM)+(r.choice(G2) if r.random()<.65 else r.choice(G1))
def phone():
    n=r.choice("134 137 151 155 157 159 170 178 180 182 185 187 193".split())+d(8); return r.choice([n,n,n[:3]+" "+n[3:7]+" "+n[7:],n[:3]+"-"+n[3:7]+"-"+n[7:],"+86"+n,"0086 "+n])
def idn():
    b=r.choice("110108 320102 430104 350203 500112 230103 370102 530102".split())+f"{r.randint(1950,2007)}{r.randint(1,12):02d}{r.randint(1,28):02d}"+d(3)
    return b+"10X98765432"[sum(int(c)*w for c,w in zip(b,[7,9,10,5,8,4,2,1,6,3,7,9,10,5,8,4,2]))%11]
def card():
    b=r.choice("622202 621661 622575 622262 621799 622908".split())+d(r.choice([9,12])); c=str(-sum(int(x)*2//10+int(x)*2%10 if i%2==0 else int(x) for i,x in enumerate(reversed(b)))%10); w=b+c
    return r.choice([w," ".join(w[i:i+4] for i in range(0,len(w),4))])
mail=lambda:r.choice(["zhang","liu","sunny","kevin","cat","bluesky","lily"])+r.choice(["",".","_","-"])+r.choice(["hao","2020","88","yy","work",""])+d(r.choice([0,2,3]))+"@"+r.choice(["qq.com","163.com","gmail.com","hotmail.com","139.com","yeah.net","corp.cn"])
plate=lambda:r.choice("京津冀晋蒙辽吉黑皖闽赣豫湘桂琼贵云甘青宁新")+r.choice("ABCDEFGHJK")+r.choice("ABCDEFGHJ0123456789")+d(4)
passp=lambda:r.choice(["E","G","EC","EJ"])+d(8)
def addr():
    c,ds=r.choice([("北京市","朝阳区 海淀区 丰台区"),("深圳","南山区 福田区 龙岗区"),("南京市","鼓楼区 玄武区 江宁区"),("长沙","岳麓区 雨花区"),("重庆市","渝中区 江北区"),("厦门","思明区 湖里区"),("昆明市","五华区 盘龙区")])
    return c+r.choice(ds.split())+r.choice("中山路 建设路 长江东街 湖滨南路 光明大道 新华街 北环路 书院路 松山湖大道 芙蓉中路".split())+f"{r.randint(1,999)}号"+r.choice(["","A座%d"%r.randint(101,2909),"%d号楼%d单元%d"%(r.randint(1,20),r.randint(1,5),r.randint(101,1802)),"%d栋%d室"%(r.randint(1,20),r.randint(101,1802))])
K={"N":(name,"PERSON"),"P":(phone,"PHONE"),"I":(idn,"ID_NUMBER"),"C":(card,"BANK_CARD"),"E":(mail,"EMAIL"),"A":(addr,"ADDRESS"),"L":(plate,"LICENSE_PLATE"),"H":(passp,"PASSPORT"),
"o":(lambda:r.choice(["JD","SF","YT",""])+d(r.choice([10,12,13])) if r.random()<.7 else "T"+d(9),None),"y":(lambda:str(r.randint(5,8000)),None),"t":(lambda:f"{r.randint(8,22)}点",None),"h":(lambda:r.choice(["400-820-"+d(4),"95588","12315","10010"]),None)}
L="""你好我想改一下收货人，改成{N}，电话{P}
帮我查下订单{o}到哪了，下单手机{P}
退款退到这张卡吧{C} 户名{N}
我叫{N} 身份证{I} 想销户
发票寄{A} {N}收 {P}
邮箱{E}没收到确认邮件
车牌{L}今天{t}进的停车场，扣了{y}元
护照号{H} 姓名{N}，能帮我值机吗
打{h}一直占线 你们到底几点上班
我花了{y}块买的 用了3天就坏了
联系人{N}({P})，地址：{A}
{N}，{P}，{A}
{P} {N} 麻烦{t}前送到
是我老公{N}下的单，他的号是{P}
我的号码换成{P}了，原来那个{P}不用了
快递送错了 我住{A}
物流单号{o} 显示已签收但我没收到
上次接待我的是你们的{N}，态度很好
{E} 或者微信同手机{P}
等了{y}分钟没人理我
信息如下：姓名：{N} 证件：{I} 手机：{P} 邮箱：{E}
卡号{C}，预留手机{P}，余额不对
我妈{N}不会用手机，用我的{P}注册行吗
请转告{N}，明天{t}我到
改签到明天，乘机人{N}，证件号{I}
发到{E}吧，{N}
{N} {I} {C}
能不能送到{A}？到了打{P}
你们客服电话{h}怎么打不通
满{y}减50的券用不了
预约{N}女士 {t} {P}
刚刚有人冒充客服打我{P}问我要验证码
收件地址改为{A}，收件人还是{N}
车主{N}，车牌号{L}，保单号{o}
人呢？？我手机{P}，赶紧回
公司报销，抬头不变，寄给{N}，{A}""".split("\n")
import re
I, G = (open(folder / f'chat2_zh.{kind}.jsonl', 'w') for kind in ('in', 'gold'))
for k in range(2500):
    t="";sp=[]
    for p in re.split(r"(\{\w\})",r.choice(L)):
        if p[:1]=="{":
            f,ty=K[p[1]];v=f()
            if ty: sp.append(dict(start=len(t),end=len(t)+len(v),type=ty))
            t+=v
        else:
            t+=p if r.random()<.8 else p.replace("，"," ").replace("：",":")
    t+=r.choice(["","","","哈","谢谢啦","🙏","！","。","呀","~"]) if not (sp and sp[-1]["end"]==len(t)) else r.choice([""," 谢谢","！","。"," 🙏"])
    I.write(json.dumps(dict(id=f"c{k}",text=t,lang="zh"),ensure_ascii=False)+"\n");G.write(json.dumps(dict(id=f"c{k}",text=t,spans=sp),ensure_ascii=False)+"\n")

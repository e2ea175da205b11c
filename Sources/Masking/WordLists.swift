/// Word lists by trait; words are parted by spaces, Han characters stand for themselves.
enum WordLists {
    static let traits: [(WordTraits, String)] = [
        (.common, common), (.common, moreCommon), (.givenName, GivenNames.words), (.surname, Surnames.words),
        (.hanSurname, Surnames.han), (.hanCommon, hanCommon), (.unit, units), (.unit, "元块钱岁年月日天分次层楼期度角毛瓦号"),
        (
            .mailHost,
            "gmail googlemail hotmail outlook yahoo icloud aol live msn protonmail proton qq sina sohu foxmail yeah"
        ),
        (.topLevel, "com net org edu gov co uk io cn de fr in me info biz us ca au eu cc xyz app dev ai tv"),
        (.mailMark, "dot underscore dash hyphen minus period point plus 点 杠 横 下 划 线 . _ - +"),
        (.mailAt, "at @ 艾 特 小 老 鼠"),
        (
            .backchannel,
            "okay ok yes yeah yep right got it go ahead mm hm mhm uh huh sure great perfect thanks thank you"
        ),
        (.backchannel, "next please continue carry on alright fine and then go on i'm listening ready"),
        (.backchannel, "嗯好的您继续对是行可以请说然后哦啊明白了收到您你讲接着往下"),
        (.month, "january february march april may june july august september october november december"),
        (.month, "jan feb mar apr jun jul aug sep sept oct nov dec"),
        (.street, streets), (.dwelling, "apt apartment suite ste flat unit floor building bldg room psc box"),
        (.ageWord, "old y yo 岁"), (.province, "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使领"),
        (.region, "省市区县州盟旗镇乡"), (.road, "路街道巷弄村庄苑园厦场城里坊桥府邸墅寓屯营沟坪湾同"),
        (.houseUnit, "号栋幢座楼单元层室房组队户门弄院排"), (.hanGiven, hanGiven),
    ]

    private static let streets = """
        street st road rd avenue ave lane ln drive dr court ct place pl boulevard blvd way close crescent terrace square \
        highway hwy parkway pkwy row gardens grove mews walk rise hill view alley circle cir trail loop plaza expressway \
        strasse straße str gasse weg platz allee rue via calle rua ul ulica avenida plaça piazza viale corso quai chemin \
        gata gatan gate vei veien vej gade tie katu kuja laan straat utca út ulice třída náměstí heights quay wharf
        """

    /// Characters of given names that are frequent, of all generations.
    private static let hanGiven = """
        伟芳花帅娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰梅红萍燕玲珍琴云莲凤洁琳雪晶慧怡婷雅芝洁莉蓉薇蕾菲萱瑶琪瑾颖倩雯欣佳嘉\
        宇轩浩然博文子涵梓睿泽晨熙辰皓铭俊豪昊天翔鹏飞龙虎斌彬宾凯峰锋波海江河山川林森木松柏杨柳建国庆卫东胜利民志远诚信义仁德孝忠\
        良善才智勤学思哲文武斌彪雄威猛健康宁安顺福禄寿喜财富贵荣昌盛兴旺发达成功立业光辉耀明亮朗晓晨曦阳旭日月星辰云霄雨露霜雪冰清\
        水源泉润泽沛洪涵淑贤惠芬芳香菊荷莲桃李杏梨棠樱桐楠梓榕桦楚晴岚岩石磊玉珠宝琼瑛璐璇瑞琛珊珂玮琦瑜瑄金银铜铁钢铮锐钧钰鑫锦\
        绣绮缘纯素素真美丽妍娇媛嫣婧姝婉姗妮妙娣姣娴婵嬿好妹姐弟兄祖宗家传世代永恒久长春夏秋冬少年老小大中正元亨利贞维新伦理论语诗书\
        礼乐音韵歌舞画墨丹青彤红紫绿蓝白雁鸿鹤凤凰鸾燕莺鹃骏骥驰麟麒豹毅坚刚韧恒耐朴实淳厚浩瀚渊博深广阔达观希望梦想愿景展翼翔腾跃\
        进步迈可以之若亦一二三四五六双全心意念恩慈爱怜惜悦欢喜笑乐幸运祥和谐润颜容仪态貌承继绍续延绵启迪开拓创奇异超越凌霄汉唐宋元\
        明清民璟珩煜炜炫烨焕灿烁焱炎炳旺昱昕昀晟晖暖暄曼漫澜湘沅湄沁沐洛淇渝澄澈滢潇潮添奕弈翊翎翰羽习航舰帆舟渡津港澳台京沪冀鲁豫\
        佑祐佩彦珏玥昶晔岑恺恬忻悠慕捷擎昂晏曜朔杭栩桓棋楷榆槿殊毓沄泊泓洲浚涓涟淳湛溪滔漪潼澍瀛煊熠熹牧犀琰瑀瑗璞甜甫畅皎睦砚碧祎祺禹\
        禾秉稷稼笛筠筱简策箫粲纬纶绫缇罡羿翀翘耘聪胤舒舜艺艾芃芊芮苒苓苡茉荃荟莎莘菁菡葵蔚蕙藜蘅虹融行裕言诺谦谨谷贝赫越路轶辛迅迎逸\
        逍遥道邦邵郁采野钊铎铠闻阅陆陶雍霁霆霏霓靖韬韶风飒首驹骁骅鸥鸣黎默鼎齐龄尚尹相令辉繁凯永\
        川蜀滇黔桂粤闽赣皖苏浙绍甬杭建军建华建国志强志明晓明丽华国栋国强爱国爱华淑珍秀珍素芬冠群群丰沣萌芽苗蕊芷若茜茹茵蓓蔓薰苏荣蒙\
        振敬政峥峻嵘征巍弘影忆怀懿巧朋材枫柔柯梁泰泳涌滨灵照献琅瓒益盈穆竹翠节芙芸莹衍训谊赛镇隆隽霖颂馨魁鲲鹰黛娥婕
        """

    private static let units = """
        dollar dollars pound pounds euro euros buck bucks cent cents pence quid yuan rupees percent % minute minutes hour \
        hours second seconds day days week weeks month months year years time times people person miles mile km kilometres \
        meters gb mb gigs gig megabytes gigabytes points items units degrees am pm o'clock feet foot kg lbs inch inches
        """

    private static let common = """
        a about account actually address after again agent ago all already also although always am an and another any \
        anyone anything anyway are aren't around as ask asked at available away back bad bank be because been before \
        behalf being believe best better between big bill billing book both bought broken but buy by call called caller \
        calling came can can't cancel card care case cause change charge charged check come coming company confirm \
        confused contact could couldn't currently customer date day dear delivery department did didn't do does doesn't \
        doing don't done down due during each early either else email emergency even ever every everything exactly \
        expecting family far feeling few fine first for forgot from front full get getting give given glad go going \
        gone good got great had hadn't happy hardly has hasn't have haven't having he he's hello help her here hers hi \
        him his hold home hope hoping how however i i'd i'll i'm i've if in instead interested into is isn't it it's \
        its just keep kind know last late later least left less let let's like listening little living locked long \
        look looking lost lot made make making manager many maybe me mean member might mine missing mobile moment \
        money month more most moved mr mrs ms much must my myself name name's near need needed never new next no nobody \
        none nor not nothing now number of off offer office often oh ok okay old on once one only onto open or order \
        other our ours out over own paid parcel part past pay paying payment people person phone please policy possible \
        previous probably problem product provide put question quite rather ready really reason receive received \
        recently refund regarding renew renting report return right ringing same saw say saying second see seem seen \
        send sending sent service set several she she's should shouldn't since sir sister so some someone something \
        soon sorry speak speaking spell spelled spelt started stay still stop stuck such support sure take taking talk \
        talking tell than thank thanks that that's the their them then there there's these they they're thing think \
        this those though thought through till time to today together told tomorrow too took tried trouble try trying \
        turn two under unhappy until up upset us use used using very wait waiting want wanted was wasn't way we we'd \
        we'll we're we've week well went were what what's when where where's which while who who's why will wish with \
        within without won't wondering work working worried would wouldn't wrong year yeah yes yesterday yet you you'd \
        you'll you're you've your yours calls team madam mam ma'am double triple hey unable able afraid certain \
        correct dot gonna gotta wanna um uh er erm hmm mhm im ive id ill whats thats whos theres bot user desk mobile fax
        """

    private static let moreCommon = """
        unfortunately frustrated disappointed annoyed angry tired sick busy free married single retired unemployed \
        student teacher nurse doctor engineer driver owner holder husband wife son daughter mother father brother \
        friend colleague partner representative assistant supervisor technician operator director everyone nice \
        monday tuesday wednesday thursday friday saturday sunday january february march april june july august \
        september october november december morning afternoon evening night uk usa london england america china \
        english chinese important urgent ridiculous terrible awful amazing perfect wonderful okay alright unacceptable \
        extremely absolutely definitely apparently basically literally currently entirely totally here's what happened \
        incorrect expired invalid blocked reset disabled rejected forgotten secure safe weak compromised accepted written
        password passcode pin code visa mastercard credit debit savings website online internet broadband router
        """

    private static let hanCommon = """
        我你您他她它们的了吗呢吧啊是不在有没和跟与打给请这那哪什怎么想要以说到去做问买卖看听住写收寄发查退报办换拿\
        号码话机卡银行从对于把被让叫为而且但因所就都也还又再很太更最先女士姐电身份证邮箱地址
        """
}

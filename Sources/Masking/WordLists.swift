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
    ]

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
        correct dot gonna gotta wanna um uh er erm hmm mhm im ive id ill whats thats whos theres
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

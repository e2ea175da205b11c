/// The phrases that give numbers and names away; phrases are parted by commas.
enum CueWords {
    static let english: [(Cue, String)] = [
        (
            .card,
            """
            card number,card no,card,credit card,credit card number,debit card number,cc,debit card,bank card,car number,visa,mastercard,amex,american express,\
            long number,sixteen digit,sixteen digits,card details,maestro,discover
            """
        ),
        (
            .securityCode,
            """
            cvv,cvc,cid,c v v,c v c,security code,security number,card verification,verification value,\
            three digits,three digit,last three digits,digits on the back,number on the back,code on the back,\
            back of the card,back of your card,on the back,on the reverse,signature strip,three numbers
            """
        ),
        (
            .expiry,
            "expiry,expiry date,expiration,expiration date,expires,expire,valid thru,valid through,valid until,exp"
        ),
        (.pin, "pin,pin code,pin number,p i n,telephone banking code,security pin"),
        (
            .oneTimeCode,
            """
            otp,o t p,passcode,pass code,one time code,one time password,one time passcode,one time pin,verification code,\
            confirmation code,authentication code,security passcode,access code,texted you a code,text you a code,\
            code i sent,code we sent,code i just sent,code you received,sent you a code,six digit code,four digit code,\
            code in the text,two factor code,the code,code is,
            """
        ),
        (.password, "password,pass phrase,passphrase,passwort,memorable word,security word,secret word"),
        (.chineseID, "chinese id,resident id,identity card,identity card number,id card,id card number,id number"),
        (
            .phone,
            """
            phone,phone number,telephone,telephone number,mobile,mobile number,cell,cell phone,cell number,cellphone,tel,\
            landline,home number,work number,contact number,callback number,call back number,number to reach,registered,registered number,registered mobile,reach me,\
            reach you,call me,call you back,ring me,text me,whatsapp,dial,fax,best number,my number,your number,\
            the number is,answering at,messages to,contact me on,contact me at,get me on,get hold of me,phone is,mobile is,mera number,number hai,mobile number hai
            """
        ),
        (.email, "email,e mail,e-mail,mail address,email address,mail me,email me"),
        (.socialSecurity, "ssn,s s n,social,social security,social security number,tax id,taxpayer id,itin"),
        (.healthService, "nhs,nhs number,n h s"),
        (
            .bankAccount,
            "account number,account no,acct,bank account,account,account details,routing number,routing,aba"
        ),
        (.sortCode, "sort code,sortcode,sorting code"),
        (.iban, "iban,i b a n,international bank account"),
        (.passport, "passport,passport number,passport no"),
        (
            .lastDigits,
            """
            last four,last 4,last four digits,final four,ending in,ending with,ends in,ends with,ending,\
            last digits,last two digits
            """
        ),
        (
            .reference,
            """
            order,order number,order no,order id,tracking,tracking number,ticket,ticket number,case,case number,case id,\
            case reference,reference,reference number,ref,ref number,invoice,invoice number,booking,booking number,\
            booking reference,confirmation number,policy number,claim number,claim,serial,serial number,model,\
            model number,version,firmware,flight,meter,meter reads,reading,room,section,article,extension,parcel,shipment,\
            consignment,item number,product code,part number,transaction id,transaction number,receipt,sku,batch,\
            page,chapter,route,bus,channel,error,error code,isbn,area code,country code,promo code,discount code,reference code,dialling code
            """
        ),
        (
            .aside,
            """
            apt,suite,p o box,balance,amount,total,charged,billed,paid
            """
        ),
        (
            .address,
            """
            address,address is,live at,lives at,living at,lived at,moved to,move to,located at,home address,street address,\
            billing address,delivery address,shipping address,deliver it to,deliver to,ship it to,ship to,send it to,\
            sent to,mail it to,reside at,residing at,meet me at,meet you at,taxi to,stay at,staying at,i live on,lives on,\
            i live in,live in,lives in,living in,where do you live,i'm at number
            """
        ),
        (.postcode, "postcode,post code,postal code,zip,zip code"),
        (
            .plate,
            """
            licence plate,license plate,number plate,plate number,registration,registration number,reg,reg is,reg number,car reg,\
            vehicle registration,plate,plate is
            """
        ),
        (
            .driverLicence,
            """
            driver's license,driver's licence,drivers license,drivers licence,driver license,driving licence,driving license,\
            license number,licence number,driver's license number,driving licence number,driver's licence number,\
            drivers license number
            """
        ),
        (.nationalInsurance, "national insurance,national insurance number,n i number,ni number,nino"),
        (.aadhaar, "aadhaar,aadhar,adhar,aadhaar number,aadhar number,aadhaar card,uidai"),
        (.taxAccount, "pan card,pan number,p a n number,permanent account number"),
        (.age, "age is,age of,aged,my age,your age,how old,just turned,turned,turn"),
        (.birthDate, "date of birth,birth date,birthdate,birthday,d o b,dob,born,born on,born in,day you were born"),
        (
            .name,
            """
            my name is,my name's,name is,name's,my full name is,full name is,first name is,last name is,surname is,\
            family name is,the name is,mr,mrs,ms,mister,missus,\
            account holder is,cardholder is,holder's name is,under the name,under the name of,in the name of,\
            name on the card is,name on the account is,name:,full name:,mera naam
            """
        ),
        (
            .perhapsName,
            "called,my husband,my wife,my son,my daughter,my mother,my father,my brother,my sister,my partner,my boss,my friend,my colleague,speak to,speak with,talk to,speaking to,speaking with,talking to,talking with,this is,i am,i'm,im,it is,it's,that is,that's,here is,dear,dr,doctor,ask for,thanks,hi,hello,hey"
        ),
        (
            .spelling,
            """
            spell,spelled,spelt,spelling,spell it,spell that,how do you spell,that's spelled,your name,\
            your full name,your last name,your first name,your surname,who am i speaking
            """
        ),
        (.greeting, "good morning,good afternoon,good evening"),
    ]

    static let chinese: [(Cue, String)] = [
        (.card, "银行卡,银行卡号,卡号,信用卡,储蓄卡,借记卡,信用卡号,银行账号,收款账号,还款卡号"),
        (.securityCode, "安全码,后三位,背面三位,背面的三位,验证值,三位数,三位安全码,末三位"),
        (.expiry, "有效期,到期日,有效日期,有效期限,过期日"),
        (.pin, "密码,取款密码,支付密码,交易密码,查询密码,电话密码,服务密码"),
        (.oneTimeCode, "验证码,短信验证码,动态码,校验码,动态密码,短信密码,手机验证码,短信码,激活码"),
        (.password, "登录密码,口令,登陆密码"),
        (.chineseID, "身份证,身份证号,身份证号码,证件号,证件号码,身份号码,公民身份号码"),
        (
            .phone,
            """
            手机,手机号,手机号码,电话,电话号码,联系电话,联系方式,座机,固话,预留号码,预留手机,联系号码,打我,致电我,传真,\
            微信,回电,号码是,来电号码,家里电话
            """
        ),
        (.email, "邮箱,邮件,电子邮箱,邮箱地址,电邮"),
        (.bankAccount, "账号,账户,帐号,帐户,户头"),
        (.passport, "护照,护照号,护照号码"),
        (.lastDigits, "开头的,开头,尾号,后四位,末四位,最后四位,尾数"),
        (
            .reference,
            """
            订单,订单号,订单编号,工单,工单号,工单编号,快递单号,运单号,流水号,单号,编号,航班,航班号,车次,工号,版本,版本号,\
            发票,发票号,保单号,合同号,型号,序列号,房间号,拨打,客服电话,热线,服务热线,客服热线,总机,\
            收件码,取件码,会员号,按键,请按,案件号,受理号,投诉编号
            """
        ),
        (.aside, "余额,金额,扣了,交了"),
        (
            .address,
            """
            地址,发票寄,收货地址,住在,住址,寄到,我住,住,家住,居住地,户籍地址,户籍,送到,送达地址,家庭地址,通讯地址,取件地址,配送地址,\
            发货地址,搬到,送货地址,居住在,家在,地址是,人在
            """
        ),
        (.postcode, "邮编,邮政编码"),
        (.plate, "车牌,车牌号,车牌号码,车是,牌照,号牌,开的车"),
        (.creditCode, "信用代码,社会信用代码,统一社会信用代码,税号,纳税人识别号"),
        (.age, "年龄,今年,岁数"),
        (.birthDate, "出生日期,生日,出生年月,出生,生于,出生于,出生年月日"),
        (
            .name,
            """
            我叫,姓名是,姓名,我姓,我姓名是,我姓名,我的姓名是,我的名字是,我的名字叫,名字是,名字叫,名字,户名,户名是,持卡人,持卡人是,收件人,寄件人,联系人,登记人,申请人,投保人,\
            被保险人,法人,机主,机主是,我是机主,开户人,全名,收款人,付款人,客户,用户,旅客,患者,车主,房东,业主,本人
            """
        ),
        (
            .perhapsName,
            "我是,这是,爱人,我爱人,老公,老婆,妻子,丈夫,儿子,女儿,父亲,母亲,爸爸,妈妈,哥哥,姐姐,弟弟,妹妹,朋友,同事,请问是,您是,你是,转账至,转给,核实,核对,先生叫,太太叫,女儿叫,儿子叫,名叫,叫做,他叫,她叫,孩子叫,爱人叫,老公叫,老婆叫"
        ),
        (.greeting, "您贵姓,怎么称呼,贵姓"),
    ]
}

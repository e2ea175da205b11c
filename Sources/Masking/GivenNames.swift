/// Given names that are frequent enough to count as evidence.
enum GivenNames {
    static let words = """
        james john robert michael david william richard joseph thomas charles christopher daniel matthew anthony mark donald \
        steven stephen paul andrew joshua kenneth kevin brian george timothy ronald edward jason jeffrey ryan jacob gary \
        nicholas eric jonathan larry justin scott brandon benjamin samuel gregory frank alexander raymond patrick jack \
        dennis jerry tyler aaron jose adam nathan henry douglas zachary peter kyle noah ethan jeremy walter christian keith \
        roger terry austin sean gerald carl harold dylan arthur lawrence jordan jesse bryan billy bruce gabriel joe logan \
        alan juan albert willie elijah wayne randy vincent mason roy ralph bobby russell bradley philip eugene simon ian \
        graham nigel trevor colin derek stuart neil martin craig gareth darren lee liam oliver harry charlie oscar leo \
        archie theo freddie alfie lucas max isaac finley mohammed muhammad mohamed ahmed ali omar hassan hussein ibrahim \
        yusuf khalid tariq imran bilal abdul kofi kwame chidi emeka tunde luis carlos miguel pedro jorge diego mateo \
        santiago alejandro fernando ricardo javier antonio manuel francisco rafael sergio marco luca giovanni matteo pierre \
        jean louis hans klaus stefan lars erik sven olaf ivan dmitri sergei alexei pavel piotr raj rajesh amit arjun vikram \
        sanjay rahul rohan anil sunil vijay ravi krishna arun deepak manish nikhil aditya karan hiroshi kenji takashi yuki \
        wei ming jun lei feng hao jian tao min jin mei ling xiu lan hui fang ying yan na juan \
        mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty sandra margaret ashley \
        kimberly emily donna michelle carol amanda melissa deborah stephanie rebecca laura sharon cynthia kathleen amy \
        angela shirley anna brenda pamela emma nicole helen samantha katherine christine debra rachel carolyn janet maria \
        catherine heather diane olivia julie joyce victoria ruth virginia lauren kelly christina joan evelyn judith andrea \
        hannah megan cheryl jacqueline martha madison teresa gloria sara janice ann kathryn abigail sophia frances jean \
        alice judy isabella julia grace amber denise danielle marilyn beverly charlotte natalie theresa diana brittany \
        doris kayla alexis lori marie chloe ella amelia lily freya isla poppy evie daisy sienna ruby sophie lucy molly holly \
        ellie zoe siobhan aoife niamh fiona eilidh rhiannon gwen priya aisha fatima zainab khadija maryam amina noor leila \
        yasmin sunita anita kavita pooja neha deepa lakshmi divya shreya ananya isha sofia camila valentina lucia elena \
        carmen rosa ana guadalupe gabriela paula marta ingrid astrid greta heidi petra olga natasha svetlana irina yuko \
        sakura naomi keiko amara ngozi adaeze chiamaka kate katie claire tom tim dan ben sam matt mike dave steve chris nick \
        alex rob bob bill jim joey tony andy phil ed ted fred ken ron don greg jeff jess beth liz sue jen jenny becky vicky \
        gemma hayley kirsty lorraine maureen sheila brenda wendy tracy tina dawn jane rose eve ivy mia ava nora clara stella \
        hugo felix jasper toby louise gavin callum rhys owen dylan evan connor declan
        """
}

"""Danish words that decide where a text is broken."""

TIES = (
    "en et den det de min mit mine din dit dine sin sit sine hans hendes vores jeres deres denne dette "
    "disse hver nogen noget nogle ingen af i på til fra med for om hos ved under over mellem mod uden "
    "gennem efter før ad bag blandt siden ifølge jeg du han hun vi I man er var har havde skal skulle kan "
    "kunne vil ville må måtte får bliver blev ikke meget så alt at mere mest hr. fru dr. imod igennem "
    "bagved langs rundt omkring indtil trods pr per foran udover foruden vedrørende angående dens dets "
    "vor vort vore egen hele begge flere få alle hvert sådan sådant sådanne fik været være blive blevet "
    "burde bør hr frøken kun også jo endnu helt ret temmelig to tre fire fem seks syv otte ni ti imellem "
    "intet allerede næsten næste første sidste nye gamle store lille kunnet skullet villet haft bliv "
    "fået"
)
# Of those, the ones that end a phrase nearly as often.
LOOSE = (
    "den det de hans hendes vores jeres deres denne dette disse nogen noget nogle jeg du han hun vi man "
    "er var har havde skal skulle kan kunne vil ville må måtte får bliver blev ikke meget så om til på ad "
    "af med over under efter før siden for mere mest i imod igennem langs rundt omkring foran udover dens "
    "dets vor vort egen hele begge flere få alle hvert sådan fik været være blive blevet burde bør kun "
    "også jo endnu helt ret to tre fire fem seks syv otte ni ti imellem "
    "ingen intet hver allerede næsten næste første sidste nye gamle store lille kunnet skullet villet "
    "haft bliv fået"
)
CONJUNCTIONS = (
    "og men eller for fordi da at når hvis om mens selvom inden siden hvor som der hvilken hvem hvad "
    "hvornår hvorfor hvordan så end samt ligesom idet medmindre hvorvidt både enten hverken skønt "
    "eftersom hvilket hvilke førend såfremt dog"
)
TITLES = "dr prof hr fr nr st ca f.eks bl.a dvs d.v.s s.k hhv kap"
ABBREVIATIONS = "osv m.m mv f.kr e.kr jan feb aug sep okt nov dec kr"
STARTERS = (
    "den det de en et jeg du han hun vi I man dette denne her der hvad hvem hvor når hvorfor "
    "hvordan og men eller så hvis nu da nej ja måske i på med for min hans hendes er har"
)
# Words that hold on to the one before them: objects.
CLINGS = "sig mig dig ham hende os jer dem"
# Conjunctions that make their clause a part of the one before.
BINDING = "at som der"

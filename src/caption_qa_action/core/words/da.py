"""Danish words that decide where a text is broken."""

TIES = (
    "en et min mit mine din dit dine sin sit sine fra hos ved mellem mod uden gennem bag blandt ifølge I "
    "alt at hr. fru dr. bagved indtil trods pr per foruden vedrørende angående vore sådant sådanne hr "
    "frøken temmelig"
)
# Words that do so as well, and end a phrase nearly as often.
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
TITLES = (
    "dr prof hr fr frk nr st ca f.eks bl.a dvs d.v.s s.k hhv kap evt ekskl inkl jf mht pga vedr"
)
ABBREVIATIONS = "osv m.m mv f.kr e.kr jan feb aug sep okt nov dec kr"
STARTERS = (
    "den det de en et jeg du han hun vi I man dette denne her der hvad hvem hvor når hvorfor "
    "hvordan og men eller så hvis nu da nej ja måske i på med for min hans hendes er har"
)
# Words that hold on to the one before them: objects.
CLINGS = "sig mig dig ham hende os jer dem"
# Conjunctions that make their clause a part of the one before.
BINDING = "at som der"

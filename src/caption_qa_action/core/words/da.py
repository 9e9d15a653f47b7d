"""Danish words that decide where a text is broken."""

TIES = (
    "en et den det de min mit mine din dit dine sin sit sine hans hendes vores jeres deres denne "
    "dette disse hver nogen noget nogle ingen af i på til fra med for om hos ved under over "
    "mellem mod uden gennem efter før ad bag blandt siden ifølge jeg du han hun vi I man er var "
    "har havde skal skulle kan kunne vil ville må måtte får bliver blev ikke meget så alt at mere "
    "mest hr. fru dr."
)
# Of those, the ones that end a phrase nearly as often.
LOOSE = (
    "den det de hans hendes vores jeres deres denne dette disse nogen noget nogle jeg du han hun "
    "vi man er var har havde skal skulle kan kunne vil ville må måtte får bliver blev ikke meget "
    "så om til på ad af med over under efter før siden for mere mest i"
)
CONJUNCTIONS = (
    "og men eller for fordi da at når hvis om mens selvom inden siden hvor som der hvilken hvem "
    "hvad hvornår hvorfor hvordan så end"
)
TITLES = "dr prof hr fr nr st ca f.eks bl.a dvs d.v.s s.k hhv kap"
ABBREVIATIONS = "osv m.m mv f.kr e.kr jan feb aug sep okt nov dec kr"
STARTERS = (
    "den det de en et jeg du han hun vi I man dette denne her der hvad hvem hvor når hvorfor "
    "hvordan og men eller så hvis nu da nej ja måske i på med for min hans hendes er har"
)

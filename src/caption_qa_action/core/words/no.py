"""Norwegian words that decide where a text is broken."""

TIES = (
    "en ei et min mitt mine mi din ditt dine sin sitt sine hver ingen fra hos ved mellom mot uten "
    "gjennom bak blant ifølge altfor å at frå ein eit"
)
# Words that do so as well, and end a phrase nearly as often.
LOOSE = (
    "den det de hans hennes vår vårt våre deres denne dette disse noen noe jeg eg du han hun ho "
    "vi dere man er var har hadde skal skulle kan kunne vil ville må måtte får blir ble ikke "
    "ikkje veldig så om til på av med over under etter før siden for mer mest i"
)
CONJUNCTIONS = (
    "og men eller for fordi da at når hvis om mens selv selvom innen siden hvor som der hvilken "
    "hvem hva hvorfor hvordan så enn"
)
TITLES = "dr prof hr fr frk nr st ca f.eks bl.a dvs d.v.s s.k kap"
ABBREVIATIONS = "osv m.m mv f.kr e.kr jan feb aug sep okt nov des kr"
STARTERS = (
    "den det de en et jeg du han hun vi dere man dette denne her der hva hvem hvor når hvorfor "
    "hvordan og men eller så hvis nå da nei ja kanskje i på med for min hans hennes er har"
)
# Words that hold on to the one before them: objects.
CLINGS = "seg meg deg ham henne oss dem"
# Conjunctions that make their clause a part of the one before.
BINDING = "at som der"

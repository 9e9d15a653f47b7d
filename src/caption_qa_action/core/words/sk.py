"""Slovak words that decide where a text is broken."""

TIES = (
    "v vo na nad nado pod podo za z zo od odo do pre bez bezo o u k ku pri cez medzi pred predo "
    "podľa okrem vedľa počas nie ani príliš viac menej tieto moji mojej tvoja tvoje naše naši "
    "vaša vaše vaši svojho svojej svoju každý každá každé celý celá celé všetci všetky všetko aký "
    "aká aké také"
)
# Words that do so as well, and end a phrase nearly as often.
LOOSE = (
    "ten tá to tí tie tento táto toto tak veľmi sa si je sú bol bola bolo boli bude budú som sme "
    "ste by má mám ja ty on ona ono my vy oni jeho jej ich môj moja moje tvoj náš naša váš svoj "
    "svoja svoje jeden jedna jedno dva dve tri okolo po taký taká"
)
CONJUNCTIONS = (
    "a i ale alebo že aby ako keď ak hoci pretože lebo preto kým kde kam odkiaľ ktorý ktorá ktoré "
    "ktorí ktorého ktorej ktorých kto čo čí prečo však než zatiaľ takže"
)
TITLES = "dr mgr ing prof bc mudr judr p sv ul nám č tzv napr str obr kpt gen"
ABBREVIATIONS = "atď apod r tis mil mld"
STARTERS = (
    "ja ty on ona ono my vy oni to ten tá tí a ale alebo ak keď ako čo kto kde prečo nie áno v na "
    "s po za pre môj moja tvoj náš váš jeho jej tu tam potom teraz"
)

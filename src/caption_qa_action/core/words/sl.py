"""Slovene words that decide where a text is broken."""

TIES = (
    "v na nad pod po za iz od do brez s z o k h pri skozi med pred zaradi namesto kljub poleg "
    "razen ne niti preveč najbolj moji mojega tvoja tvoje naše naši vaša vaše svoje svojega svojo "
    "vsak vsaka vsako vsa kakšen kakšna njegov njena njihov"
)
# Words that do so as well, and end a phrase nearly as often.
LOOSE = (
    "ta to ti te tisti tista tisto tako zelo bolj manj se si je so sem smo ste bi bo bom bodo ni "
    "niso nisem bil bila bilo bili ima imam me ga jo jih mi mu ji jim jaz on vi moj moja moje "
    "tvoj naš naša vaš svoj svoja en ena eno dva dve tri okoli okrog ves vse vsi takšen takšna "
    "proti"
)
CONJUNCTIONS = (
    "in a ampak toda ali da kako ko kadar če čeprav ker zato dokler kjer kam od koder ki kateri "
    "katera katero katerega kdo kaj čigav zakaj vendar kot saj pa niti temveč"
)
TITLES = "dr prof mag ing g ga gdč sv ul št t.i npr str sl gen"
ABBREVIATIONS = "itd ipd leta tis mio mrd"
STARTERS = (
    "jaz ti on ona ono mi vi oni to ta in a ampak ali če ko kako kaj kdo kje zakaj ne da v na s z "
    "po za moj moja tvoj naš njegov tukaj tam potem zdaj"
)

"""Czech words that decide where a text is broken."""

TIES = (
    "v ve na nad nade pod pode za z ze od ode do pro bez beze o u k ke při přes mezi před přede "
    "podle kromě vedle během ne ani příliš více méně tyto moji mého mé tvoje tvá naši vaše vaši "
    "svoje svá svého své svou každý každá každé celý celá celé všichni všechny všechno jaký jaká "
    "jaké takové"
)
# Words that do so as well, and end a phrase nearly as often.
LOOSE = (
    "ten ta to ti ty tento tato toto tenhle tahle tohle tak velmi se si je jsou byl byla bylo "
    "byli bude budou jsem jsi jsme jste bych by má mám já on ona ono my vy oni jeho její jejich "
    "můj moje tvůj náš naše váš svůj jeden jedna jedno dva dvě tři kolem po takový taková"
)
CONJUNCTIONS = (
    "a i ale nebo anebo že aby jak když pokud jestli jestliže ačkoli protože proto dokud kde kam "
    "odkud který která které kteří kterého kterou kterých kdo co čí proč však než jako zatímco "
    "takže"
)
TITLES = "dr mgr ing prof bc mudr judr p pí sv ul nám č tzv např str obr kpt gen"
ABBREVIATIONS = "atd apod r tis mil mld kč hal"
STARTERS = (
    "já ty on ona ono my vy oni to ten ta ti a ale nebo jestli když jak co kdo kde proč ne ano v "
    "na s po za pro můj moje tvůj náš váš jeho její tady tam pak teď"
)

"""Czech words that decide where a text is broken."""

TIES = (
    "v ve na nad nade pod pode po za z ze od ode do pro bez beze o u k ke při přes mezi před "
    "přede kolem podle kromě vedle během ne ani velmi tak příliš více méně ten ta to ti ty tento "
    "tato toto tyto tenhle tahle tohle můj moje má moji mého mé tvůj tvoje tvá náš naše naši váš "
    "vaše vaši svůj svoje svá svého své svou každý každá každé celý celá celé všichni všechny "
    "všechno jaký jaká jaké takový taková takové jeden jedna jedno dva dvě tři se si je jsou byl "
    "byla bylo byli bude budou jsem jsi jsme jste bych by mám já on ona ono my vy oni jeho její "
    "jejich"
)
# Of those, the ones that end a phrase nearly as often.
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

"""Croatian words that decide where a text is broken."""

TIES = (
    "u na nad pod po za iz od do bez s sa o k ka pri kroz između pred poslije oko među prema zbog "
    "protiv radi umjesto tijekom kod niz uz ne ni vrlo tako previše više manje najviše ovaj ova "
    "ovo ovi ove taj ta to ti te onaj ona ono oni one moj moja moje moji mog mojeg moju tvoj "
    "tvoja tvoje naš naša naše naši vaš vaša vaše svoj svoja svoje svog svoju svaki svaka svako "
    "cijeli cijela sve svi kakav kakva kakvo takav takva takvo jedan jedna jedno dva dvije tri se "
    "je su sam si smo ste bi bih će ću ćeš ćemo nije nisu nisam bio bila bilo bili ima imam me ga "
    "ju ih mi mu joj im ja on vi njegov njegova njezin njihov"
)
# Of those, the ones that end a phrase nearly as often.
LOOSE = (
    "ovaj ova ovo ovi ove taj ta to ti te onaj ona ono oni one tako vrlo više manje se je su sam "
    "si smo ste bi bih će ću ćeš ćemo nije nisu nisam bio bila bilo bili ima imam me ga ju ih mi "
    "mu joj im ja on vi moj moja moje tvoj naš naša vaš svoj svoja svoje jedan jedna jedno dva "
    "dvije tri oko poslije protiv takav takva sve svi sa"
)
CONJUNCTIONS = (
    "i a ali ili nego da kako kad kada ako iako jer zato dok gdje kamo odakle koji koja koje "
    "kojeg kojem kojoj kojih kojim tko što čiji zašto međutim kao te pa niti budući"
)
TITLES = "dr prof mr ing g gđa gosp sv ul br tzv npr str sl gen kap"
ABBREVIATIONS = "itd god tis mil mlrd kn sl"
STARTERS = (
    "ja ti on ona ono mi vi oni to ovo ovaj taj i a ali ili ako kad kako što tko gdje zašto ne da "
    "u na s po za moj moja tvoj naš njegov ovdje tamo onda sada jesi jesmo"
)

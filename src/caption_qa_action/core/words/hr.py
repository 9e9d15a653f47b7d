"""Croatian words that decide where a text is broken."""

TIES = (
    "u na nad pod po za iz od do s o k ka pri kroz između pred među prema zbog radi umjesto tijekom kod "
    "niz uz ne ni previše najviše kakav kakva kakvo takvo nada poda preda izmedju izvan duž osim pomoću "
    "usred unatoč usprkos nasuprot poput glede diljem širom mojega mojima moga mome tvojeg tvojom svojeg "
    "svojima svojom našega našima našom njegovoj njezini njezinog njezinom njeni njenog njenom njihovog "
    "njihovom njihovih njihovoj svakoga svakim svu cijelu cijelog kakve kakvu kakvog takvu jednim obje "
    "nekih nijedan nijedna ikakav nikakav nikakva gospođa gospođo čak baš"
)
# Words that do so as well, and end a phrase nearly as often.
LOOSE = (
    "ovaj ova ovo ovi ove taj ta to ti te onaj ona ono oni one tako vrlo više manje se je su sam si smo "
    "ste bi bih će ću ćeš ćemo nije nisu nisam bio bila bilo bili ima imam me ga ju ih mi mu joj im ja on "
    "vi moj moja moje tvoj naš naša vaš svoj svoja svoje jedan jedna jedno dva dvije tri oko poslije "
    "protiv takav takva sve svi sa prije nakon ispod iznad ispred iza unutar blizu preko mimo mojem mojim "
    "mojih mojoj mojom mog mojeg moju moji tvoji tvog tvojem tvojim tvojih tvoju tvojoj tvoja tvoje svoji "
    "svojem svojim svojih svojoj svog svoju našeg našem našim naših našu našoj naše naši vaša vaše vaši "
    "vašeg vašem vašim vaših vašu vašoj njegov njegova njegovo njegovi njegove njegovu njegovog njegovom "
    "njegovim njegovih njezin njezina njezino njezine njezinu njen njena njeno njene njenu njihov njihova "
    "njihovo njihovi njihove njihovu ovog ovoga ovom ovome ovim ovih ovu ovoj tog toga tom tome tim tih "
    "tu toj onog onoga onom onim onih onu onoj svaki svaka svako svakog svakom svaku svakoj svih svim "
    "svima cijelo cijeli cijela takve takvi takvog jednog jednom jednu jednoj četiri pet šest sedam osam "
    "devet deset oba nekoliko mnogo malo koliko toliko neki neka neko neke nekog nekom neku bismo biste "
    "ćete nismo niste nisi neću nećeš neće nećemo nećete bile biti budem budeš bude budemo budu imaš "
    "imamo imate imaju mogu možeš može možemo možete mogao mogla mogli moram moraš mora moramo moraju "
    "trebam trebaš treba trebamo hoću hoćeš hoće želim želiš želi vas nas nam vam samo doktor gospodin "
    "gospodine "
    "putem "
    "budete jesam jesi jest jesmo jeste jesu hoćemo hoćete moglo morate morao morala morali trebate "
    "trebaju trebao trebala trebalo trebali želimo žele htio htjela htjeli imao imala imali već još "
    "gotovo skoro prvi prva prvo drugi druga drugo posljednji zadnji novi nova novo veliki velika bez "
    "obzira zajedno zahvaljujući"
)
CONJUNCTIONS = (
    "i a ali ili nego da kako kad kada ako iako jer zato dok gdje kamo odakle koji koja koje kojeg kojem "
    "kojoj kojih kojim tko što čiji zašto međutim kao te pa niti budući već premda otkad otkako čim pošto "
    "ni ukoliko nit kojega kojemu kojima kojom koju čija čije čijeg makar"
)
TITLES = "dr prof mr ing g gđa gđica gosp mag dipl tj sv ul br tzv npr str sl gen kap"
ABBREVIATIONS = "itd god tis mil mlrd kn sl"
STARTERS = (
    "ja ti on ona ono mi vi oni to ovo ovaj taj i a ali ili ako kad kako što tko gdje zašto ne da "
    "u na s po za moj moja tvoj naš njegov ovdje tamo onda sada jesi jesmo"
)
# Words that belong to the one before them.
CLINGS = "se je su sam si smo ste će ću ćeš ćemo ćete bih bi bismo biste li ga mu joj ih im me nam vam ju"
# Conjunctions that make their clause a part of the one before.
BINDING = "da što koji koja koje kojeg kojem kojoj kojih kojim kojega kojemu kojima kojom koju"

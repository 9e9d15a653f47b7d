"""Serbian words, in both its scripts, that decide where a text is broken."""

TIES = (
    "u na nad pod po za iz od do bez s o k ka pri kroz između pred među prema zbog radi umjesto "
    "tokom kod niz uz ne ni previše najviše moji mog mojeg moju tvoja tvoje naše naši vaša vaše "
    "svog svoju svaki svaka svako ceo cela kakav kakva kakvo takvo njegov njegova njen njihov у на "
    "над под по за из од до без с о к ка при кроз између пред међу према због ради умјесто током "
    "код низ уз не ни превише највише моји мог мојег моју твоја твоје наше наши ваша ваше свог "
    "своју сваки свака свако цео цела какав каква какво такво његов његова њен њихов"
)
# Words that do so as well, and end a phrase nearly as often.
LOOSE = (
    "ovaj ova ovo ovi ove taj ta to ti te onaj ona ono oni one tako vrlo više manje se je su sam "
    "si smo ste bi bih će ću ćeš ćemo nije nisu nisam bio bila bilo bili ima imam me ga ju ih mi "
    "mu joj im ja on vi moj moja moje tvoj naš naša vaš svoj svoja svoje jedan jedna jedno dva "
    "dve tri oko posle protiv takav takva sve svi sa овај ова ово ови ове тај та то ти те онај "
    "она оно они оне тако врло више мање се је су сам си смо сте би бих ће ћу ћеш ћемо није нису "
    "нисам био била било били има имам ме га ју их ми му јој им ја он ви мој моја моје твој наш "
    "наша ваш свој своја своје један једна једно два две три око после против такав таква све сви "
    "са"
)
CONJUNCTIONS = (
    "i a ali ili nego da kako kad kada ako iako jer zato dok gde kuda odakle koji koja koje kojeg "
    "kojem kojoj kojih kojim ko što čiji zašto međutim kao te pa niti pošto и а али или него да "
    "како кад када ако иако јер зато док где куда одакле који која које којег којем којој којих "
    "којим ко што чији зашто међутим као те па нити пошто"
)
TITLES = (
    "dr prof mr ing g gđa gosp sv ul br tzv npr str gen kap др проф мр инг г гђа госп св ул бр "
    "тзв нпр стр ген кап"
)
ABBREVIATIONS = "itd god hilj mil mlrd din итд год хиљ мил млрд дин"
STARTERS = (
    "ja ti on ona ono mi vi oni to ovo ovaj taj i a ali ili ako kad kako šta ko gde zašto ne da u "
    "na s po za moj moja tvoj naš njegov ovde tamo onda sada ја ти он она оно ми ви они то ово "
    "овај тај и а али или ако кад како шта ко где зашто не да у на с по за мој моја твој наш "
    "његов овде тамо онда сада"
)
# Conjunctions that make their clause a part of the one before.
BINDING = "da što koji koja koje kojeg kojem kojoj kojih kojim да што који која које којег којем којој којих којим"

"""German words that decide where a text is broken."""

TIES = (
    "der die das den dem des ein einem kein keinem mein meine meinen meinem meiner dein deine "
    "deinen sein seine seinen seinem seiner ihren ihrem ihrer unser unsere unseren euer eure in im "
    "ins am ans aufs beim bis für gegen ohne seit von vom zum zur zwischen hinter neben wegen "
    "während als herr frau dr."
)
# Words that do so as well, and end a phrase nearly as often.
LOOSE = (
    "ich du er sie es wir man ihr ihre ist sind war waren bin bist hat habe haben hatte wird "
    "werden wurde kann können konnte will wollen muss müssen soll sollen darf nicht sehr so "
    "wie durch an auf aus bei mit nach um vor zu unter über dieser diese dieses diesen diesem "
    "jeder jede jedes jeden eine einen einer eines keine keinen keiner trotz"
)
CONJUNCTIONS = (
    "und aber oder denn sondern weil dass daß ob wenn als während obwohl nachdem bevor damit "
    "sodass indem solange sobald falls wobei doch jedoch deshalb wo wohin woher"
)
TITLES = (
    "dr prof hr fr nr st bzw ca evtl ggf inkl vgl z.b d.h u.a z.t i.d.r abs art bd dipl ing "
    "mag sog s str tel zzgl geb gest mind max min"
)
ABBREVIATIONS = "usw etc u.s.w o.ä v.chr n.chr mio mrd jan feb aug sept okt nov dez"
STARTERS = (
    "der die das ein eine er sie es wir ich du ihr man dies dieser diese dieses da dort hier was "
    "wer wie wo wann warum und aber oder doch dann nun so wenn weil ist sind war hat haben kann "
    "kein keine nein ja vielleicht bitte in im am auf mit nach für mein meine sein seine unser"
)

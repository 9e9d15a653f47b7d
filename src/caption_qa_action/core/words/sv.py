"""Swedish words that decide where a text is broken."""

TIES = (
    "en ett min mitt mina din ditt dina sin sitt sina vår vårt våra ert varje i från med hos vid "
    "mellan mot utan genom åt att dr."
)
# Words that do so as well, and end a phrase nearly as often.
LOOSE = (
    "den det de hans hennes er deras denna detta dessa någon något jag du han hon vi ni man "
    "av på till för om under över efter före är var har hade ska skulle kan kunde vill måste "
    "får blir inte mycket så"
)
CONJUNCTIONS = (
    "och men eller utan för eftersom därför att när om medan fastän innan sedan där som vilken "
    "vars så"
)
TITLES = "dr prof hr fr frk nr st ca t.ex bl.a dvs d.v.s m.fl s.k resp kap"
ABBREVIATIONS = "osv etc m.m f.kr e.kr jan feb aug sept okt nov dec"
STARTERS = (
    "den det de en ett jag du han hon vi ni man detta denna här där vad vem var när varför hur och "
    "men eller så om nu då nej ja kanske i på med för min hans hennes är har"
)
# Words that hold on to the one before them: objects.
CLINGS = "sig mig dig honom henne oss dem"
# Conjunctions that make their clause a part of the one before.
BINDING = "att som vars"

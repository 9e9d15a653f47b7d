"""Romanian words that decide where a text is broken."""

TIES = (
    "un niște al a ale lui de la în din dintre cu fără pe pentru prin spre până între contra "
    "lângă către despre asupra împotriva nu nici prea cel cea cei cele tăi tale săi sale noștri "
    "noastre voastră fiecare orice vreun vreo îl mă te se ne vă își îmi îți să domnul doamna"
)
# Words that do so as well, and end a phrase nearly as often.
LOOSE = (
    "acest această acești aceste acel acea acei acele meu mea mei mele tău ta său sa nostru "
    "noastră vostru tot toată toți toate eu tu el ea noi voi ei ele sunt este e era erau am ai "
    "are avem au aș ar vor va fi fost foarte mai care alt altă peste sub după o îi le"
)
CONJUNCTIONS = (
    "și dar însă sau ori că ca să când dacă deși deoarece fiindcă pentru până unde care cine ce "
    "cui cărui cărei căror cum cât așadar deci iar nici decât"
)
TITLES = "dl d-l dna d-na dr prof ing nr str pag fig art"
ABBREVIATIONS = "etc lei ian feb mart apr iun iul aug sept oct nov dec"
STARTERS = (
    "eu tu el ea noi voi ei ele acest această un o și dar sau dacă când cum ce cine unde nu da de "
    "în pe la cu pentru aici acolo apoi acum"
)
# Conjunctions that make their clause a part of the one before.
BINDING = "că care"

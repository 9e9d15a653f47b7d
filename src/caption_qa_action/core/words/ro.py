"""Romanian words that decide where a text is broken."""

TIES = (
    "un o niște al a ai ale lui de la în din dintre cu fără pe pentru prin spre sub peste după "
    "până între contra lângă către despre asupra împotriva nu nici foarte prea mai cel cea cei "
    "cele acest această acești aceste acel acea acei acele meu mea mei mele tău ta tăi tale său "
    "sa săi sale nostru noastră noștri noastre vostru voastră fiecare orice care vreun vreo tot "
    "toată toți toate alt altă eu tu el ea noi voi ei ele îl îi le mă te se ne vă își îmi îți să "
    "sunt este e era erau am are avem au aș ar vor va fi fost domnul doamna"
)
# Of those, the ones that end a phrase nearly as often.
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

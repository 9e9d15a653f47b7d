"""French words that decide where a text is broken."""

TIES = (
    "durant jusqu'à jusqu'au jusqu'aux jusque parmi malgré selon hors quel quelle quels quelles monsieur madame mademoiselle dont c' cela "
    "le la les l' un une des du de d' au aux ce cet cette ces mon ma mes ton ta tes son sa ses "
    "notre nos votre vos leur leurs chaque quelque quelques à en dans par pour sur sous avec sans "
    "chez vers entre contre depuis pendant avant après dès je tu il elle on nous vous ils elles j' "
    "ne n' me m' te t' se s' y est sont était étaient suis es sommes êtes a ai as avons avez ont "
    "avait sera serait peut peux doit dois va vais pas plus très si trop qu' c' m. mme mlle dr"
)
# Of those, the ones that end a phrase nearly as often.
LOOSE = (
    "quel quelle quels quelles monsieur madame mademoiselle cela "
    "elle elles on nous vous leur leurs y si son plus pas très trop depuis avant après contre "
    "vers sous avec est sont était étaient suis es sommes êtes a ai as avons avez ont avait "
    "sera serait peut peux doit dois va vais mme"
)
CONJUNCTIONS = (
    "et mais ou donc or ni car parce que quand lorsque puisque comme si quoique où qui dont "
    "tandis alors puis afin"
)
TITLES = "m mm mme mmes mlle dr pr st ste me mgr cf p.ex c.-à-d n° vol art fig p pp env"
ABBREVIATIONS = "etc av apr j.-c s.a s.n.c.f o.n.u janv févr juil sept oct nov déc"
STARTERS = (
    "le la les l un une des il elle on nous vous ils elles je j tu ce c cette ces cela ça mais et "
    "ou donc alors puis quand si où qui que quoi comment pourquoi non oui dans en à pour mon ma "
    "mes son sa ses notre votre voilà ici là peut"
)

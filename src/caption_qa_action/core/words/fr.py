"""French words that decide where a text is broken."""

TIES = (
    "durant jusqu'à jusqu'au jusqu'aux jusque parmi malgré selon hors dont c' le la les l' un une des du "
    "de d' au aux ce cet cette ces mon ma mes ton ta tes sa ses notre nos votre vos chaque quelque "
    "quelques à en dans par pour sur sans chez entre pendant dès je tu il ils j' ne n' me m' te t' se s' "
    "qu' m. mlle dr excepté sauf envers auprès d'un d'une qu'il qu'elle qu'on qu'ils qu'un qu'une qu'elles "
    "l'on s'il s'ils j'ai j'étais j'avais via qu'est-ce est-ce"
)
# Words that do so as well, and end a phrase nearly as often.
LOOSE = (
    "quel quelle quels quelles monsieur madame mademoiselle cela elle elles on nous vous leur leurs y si "
    "son plus très trop depuis avant après contre vers sous avec est sont était étaient suis es "
    "sommes êtes a ai as avons avez ont avait sera serait peut peux doit dois va vais mme tout toute tous "
    "toutes autre autres peuvent pouvons pouvez pouvait pourrait pourrais pourrez veux veut voulez "
    "voulons veulent voudrais devez devons doivent devait devrait devrais vont allons allez allait aurai "
    "aura aurait aurais auront étais étions serai serons seront serais soit sois soyez fut fait font "
    "faire deux trois quatre cinq six sept huit neuf dix plusieurs beaucoup peu tant bien mieux encore "
    "déjà même aucun aucune c'est c'était "
    "outre devant derrière moins lors n'est n'a "
    "étiez fus furent seras serez serions seriez seraient soyons soient été étant avais avions aviez "
    "avaient eut auras aurons aurez aurions auriez auraient aie aies ait ayons ayez aient ayant vas "
    "allais allaient pouvais pouviez pouvaient pourrai pourras pourra pourrons pourront pourrions "
    "pourriez pourraient puisse puissent devais devaient devrai devra devrions devriez devraient "
    "voulais voulait vouliez voulaient voudrait celui celle ceux celles tel telle tels telles "
    "certains certaines assez autant petit petite petits petites grand grande bon bonne nouveau "
    "nouveaux vieux vieille beau belle jeune premier première dernier dernière près loin autour grâce"
)
CONJUNCTIONS = (
    "et mais ou donc or ni car parce que quand lorsque puisque comme si quoique où qui dont tandis alors "
    "puis afin soit quoi lequel laquelle lesquels lesquelles auquel duquel puisqu'il lorsqu'il "
    "qu' lorsqu' puisqu' quoiqu'"
)
TITLES = "m mm mme mmes mlle dr pr st ste me mgr cf p.ex c.-à-d n° vol art fig p pp env"
ABBREVIATIONS = "etc av apr j.-c s.a s.n.c.f o.n.u janv févr juil sept oct nov déc"
STARTERS = (
    "le la les l un une des il elle on nous vous ils elles je j tu ce c cette ces cela ça mais et "
    "ou donc alors puis quand si où qui que quoi comment pourquoi non oui dans en à pour mon ma "
    "mes son sa ses notre votre voilà ici là peut"
)
# Words that hold on to the one before them.
CLINGS = "pas guère"
# Conjunctions that make their clause a part of the one before.
BINDING = "que qu' qui dont"

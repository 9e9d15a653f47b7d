"""Hungarian words that decide where a text is broken."""

TIES = "a néhány túl milyen melyik igen kb. és mint hogy ha vagy"
# Words that do so as well, and end a phrase nearly as often.
LOOSE = (
    "az ez ezek azok minden egyik másik sok több kevés nagyon olyan ilyen saját nem ne sem csak "
    "is elég két három én te ő mi ti ők legyen volt vagyok van lesz lett kell lehet fog tud akar "
    "egy"
)
CONJUNCTIONS = (
    "és s de vagy hogy mert ha bár noha mivel ezért amíg ahol ahová ahonnan aki ami amely akik "
    "amik amelyek akit amit amelyet ki mi miért azonban mint mintha hanem tehát amikor mikor "
    "ahogy"
)
TITLES = "dr prof ifj id özv sz u út pl ún vö old"
ABBREVIATIONS = "stb kb ft m jan febr márc ápr máj jún júl aug szept okt nov dec"
STARTERS = (
    "én te ő mi ti ők ez az egy a és de vagy ha amikor hogyan ki hol miért nem igen itt ott aztán "
    "most"
)
# Words that hold on to the one before them.
CLINGS = (
    "alatt fölött felett mellett után előtt között közt szerint miatt nélkül helyett ellen iránt "
    "felé által végett óta múlva gyanánt is van volt lesz"
)
# Conjunctions that make their clause a part of the one before.
BINDING = "hogy"

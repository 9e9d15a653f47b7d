"""Finnish words that decide where a text is broken."""

TIES = (
    "liian enemmän vähemmän kaikkein joka jokainen mikä millainen sellainen tällainen ilman kohti "
    "pitkin vasten noin"
)
# Words that do so as well, and end a phrase nearly as often.
LOOSE = (
    "hyvin niin ei en et emme ette eivät ole tämä tuo se nämä nuo ne minun sinun hänen meidän "
    "teidän heidän oma yksi kaksi kolme minä sinä hän me te he on oli ovat olivat olen olet "
    "olemme olette olin olisi voi voin pitää täytyy ennen yli alle lähellä keskellä"
)
CONJUNCTIONS = (
    "ja mutta tai vai sekä että jotta kun jos vaikka koska siksi kunnes missä minne mistä joka "
    "jota jonka jossa jotka joita joiden kuka mikä miksi kuitenkin kuin eli"
)
TITLES = "tri prof hra rva nti nro n ks ts tms esim mm"
ABBREVIATIONS = "jne yms kpl eur milj mrd"
STARTERS = (
    "minä sinä hän me te he se tämä tuo ne ja mutta tai jos kun miten mitä kuka missä miksi ei "
    "kyllä niin nyt sitten täällä siellä"
)
# Words that hold on to the one before them.
CLINGS = (
    "kanssa mukaan jälkeen aikana vuoksi takia kautta luona edessä takana vieressä alla päällä "
    "puolesta sijaan ohi läpi yli asti saakka päin"
)
# Conjunctions that make their clause a part of the one before.
BINDING = "että"

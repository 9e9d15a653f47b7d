"""Dutch words that decide where a text is broken."""

TIES = (
    "de het een mijn jouw onze uw elke van in bij met tussen zonder tot te ten ter dhr. mevr. dr."
)
# Words that do so as well, and end a phrase nearly as often.
LOOSE = (
    "je zijn haar ons hun deze dit die dat ik jij hij zij ze we wij u geen ieder op aan door "
    "naar uit over onder tegen om voor is was waren ben bent heeft heb hebben had wordt "
    "worden kan kunnen kon wil moet moeten zal zullen zou niet heel zo erg tijdens"
)
CONJUNCTIONS = (
    "en maar of want omdat dat als wanneer toen terwijl hoewel zodat totdat voordat nadat doordat "
    "sinds indien dus waar wie welke"
)
TITLES = "dhr mevr mw dr drs prof ir ing mr nr bijv bv ca d.w.z m.b.t o.a i.p.v blz st"
ABBREVIATIONS = "enz etc e.d a.u.b jan feb aug sept okt nov dec"
STARTERS = (
    "de het een ik jij je hij zij ze wij we u dit dat deze die er daar hier wat wie waar wanneer "
    "waarom hoe en maar of dus als toen nu dan nee ja misschien in op met voor mijn zijn haar is "
    "was heeft"
)
# Conjunctions that make their clause a part of the one before.
BINDING = "dat"

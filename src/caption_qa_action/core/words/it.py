"""Italian words that decide where a text is broken."""

TIES = (
    "il lo la i gli le l' un uno una di del dello della dei degli delle a al allo alla ai agli alle "
    "da dal dalla dai dalle in nel nello nella nei negli nelle con su sul sulla sui sulle per tra "
    "fra quel ogni mi ti si ci vi sig. dott. prof."
)
# Words that do so as well, and end a phrase nearly as often.
LOOSE = (
    "questo questa questi queste quello quella io tu lui lei noi voi loro mio mia miei tuo "
    "tua suo sua suoi nostro nostra vostro sotto sopra senza verso molto più così non ne è "
    "sono era erano sei siamo ha ho hai hanno aveva può posso deve "
    "prima dopo dentro fuori vicino lontano accanto davanti dietro insieme invece oltre grazie "
    "qualche"
)
CONJUNCTIONS = (
    "e ed ma o oppure né però perché che quando se come dove mentre sebbene poiché finché quindi "
    "dunque anzi cui chi"
)
TITLES = "sig sigg sig.ra sig.na dott dott.ssa prof prof.ssa avv ing geom on p.es es pag vol art n"
ABBREVIATIONS = "ecc a.c d.c s.p.a s.r.l genn febbr sett ott nov dic"
STARTERS = (
    "il lo la i gli le un una io tu lui lei noi voi loro questo questa quello quella ma e o se non "
    "no sì quando dove come che chi cosa perché in a per con mio mia suo sua è sono era c allora "
    "ora qui lì poi"
)
# Conjunctions that make their clause a part of the one before.
BINDING = "che"

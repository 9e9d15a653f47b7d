"""How close a Korean word is to the next one, by how it ends."""

from __future__ import annotations

import re
from enum import Enum


class Ending(Enum):
    """What a word ends with; `CLOSE` is an object or one of two nouns, `BARE` a noun or adverb without a particle."""

    CLAUSE = "clause"
    PARTICLE = "particle"
    CLOSE = "close"
    BARE = "bare"
    ADNOMINAL = "adnominal"


# Words that quote what somebody says or thinks, and are followed by how: `올 거라고 / 했다`.
_QUOTED = re.compile(r".[라다냐자]고$")
# Endings that join clauses: `가면`, `먹고`, `있지만`, `때문에`; some stand alone after a verb: `갔을 때`.
_CLAUSE = re.compile(
    r"^(?:때|후에|전에|동안|때문에)$|.(?:[고면서며]|지만|는지|은지|을지|할지|인지|든지|니까|는데|은데|인데|던데|려고|도록|거나|듯이|어도|아도|해도|자마자|으니|때|후에|전에|동안|때문에)$"
)
# Verbs that describe the noun after them, and the possessive. `는` and `은` follow nouns as well, so only
# after stems that nouns hardly end in.
_ADNOMINAL = re.compile(
    r"(?:.[의한된던운른인]|[하있없되않받주키드르먹][는]|[낡좋많높깊넓작같싶짧밝젊늙]은)$"
)
_CLOSE = re.compile(r".[을를와과]$")
_PARTICLE = re.compile(
    r".(?:[은는이가을를에로와과도만께]|에서|에게|한테|까지|부터|보다|처럼|마다|으로|에는|에도|이나|라도|조차)$"
)


def ending(word: str) -> Ending:
    """What a word ends with, as far as its last syllables say."""
    tail = word[-4:]
    if _ADNOMINAL.search(tail):
        return Ending.ADNOMINAL
    if _QUOTED.search(tail):
        return Ending.BARE
    if _CLAUSE.search(tail):
        return Ending.CLAUSE
    if _CLOSE.search(tail):
        return Ending.CLOSE
    return Ending.PARTICLE if _PARTICLE.search(tail) else Ending.BARE

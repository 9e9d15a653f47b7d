"""The words of a language that decide where its text is broken."""

from __future__ import annotations

import importlib
from collections import Counter
from functools import lru_cache

from caption_qa_action.core.named_tuple import NamedTuple

LANGUAGES = (
    "be", "bg", "cs", "da", "de", "el", "en", "es", "fi", "fr", "he", "hr", "hu", "id", "it", "ko", "nl", "no", "pl",
    "pt", "ro", "ru", "sk", "sl", "sr", "sv", "th", "tr", "uk",
)  # fmt: skip
# Tags of the same language, or of one whose small words are nearly the same.
_SAME = {"nb": "no", "nn": "no", "bs": "hr", "sh": "sr", "iw": "he", "in": "id", "ms": "id"}

# Ordinal numbers end in a full stop in these.
_DOTTED_ORDINALS = frozenset(
    ("bs", "cs", "da", "de", "et", "fi", "hr", "hu", "is", "lt", "lv", "nb", "nn", "no", "pl", "sk", "sl", "sr", "tr")
)  # fmt: skip
_FEWEST_HITS = 3


class Words(NamedTuple):
    """Words in lower case, abbreviations without their last full stop.

    `ties` hold on to the word after them, of which the `loose` ones can also end a phrase;
    `conjunctions` begin a clause, which the `binding` ones among them make a part of the one before (`I know
    that …`); `clings` hold on to the word before them; `adjectives` describe the word after them, where no ending says
    so (`core/breaking`). The full stop of `titles`
    never ends a sentence, that of `abbreviations` does when one of the `starters` follows.
    """

    ties: frozenset[str] = frozenset()
    conjunctions: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()
    abbreviations: frozenset[str] = frozenset()
    starters: frozenset[str] = frozenset()
    dotted_ordinals: bool = False
    loose: frozenset[str] = frozenset()
    clings: frozenset[str] = frozenset()
    binding: frozenset[str] = frozenset()
    adjectives: frozenset[str] = frozenset()


@lru_cache(maxsize=32)
def words_of(language: str) -> Words:
    """The words of a language; of a language that has no list, the abbreviations found everywhere."""
    dotted = language in _DOTTED_ORDINALS
    language = _SAME.get(language, language)
    if language not in LANGUAGES:
        return Words(titles=frozenset(("dr", "mr", "mrs", "prof", "st")), dotted_ordinals=dotted)
    module = importlib.import_module(f"{__name__}.{language}")
    loose = frozenset(module.LOOSE.split())
    return Words(
        loose.union(module.TIES.split()),
        frozenset(module.CONJUNCTIONS.split()),
        frozenset(module.TITLES.split()),
        frozenset(module.ABBREVIATIONS.split()),
        frozenset(module.STARTERS.split()),
        dotted,
        loose,
        frozenset(getattr(module, "CLINGS", "").split()),
        frozenset(getattr(module, "BINDING", "").split()),
        frozenset(getattr(module, "ADJECTIVES", "").split()),
    )


# What numbers count: signs and short forms of units, and the words for great numbers and money.
_UNITS = frozenset(
    [
        "%",
        "‰",
        "°",
        "°c",
        "°f",
        "€",
        "$",
        "£",
        "¥",
        "₽",
        "₩",
        "km",
        "cm",
        "mm",
        "dm",
        "m²",
        "km²",
        "m³",
        "kg",
        "mg",
        "ml",
        "cl",
        "dl",
        "km/h",
        "mph",
        "hz",
        "khz",
        "mhz",
        "ghz",
        "kb",
        "mb",
        "gb",
        "tb",
        "kw",
        "kwh",
        "mw",
        "gw",
        "rpm",
        "dpi",
        "px",
        "h",
        "min",
        "sec",
        "ms",
        "mi",
        "ft",
        "oz",
        "lb",
        "lbs",
        "cc",
        "bps",
        "am",
        "pm",
        "a.m",
        "p.m",
        "uhr",
        "heures",
        "horas",
        "ore",
        "uur",
        "kl",
        "euro",
        "euros",
        "percent",
        "prozent",
        "procent",
        "procenta",
        "prosent",
        "prosenttia",
        "pourcent",
        "dollar",
        "dollars",
        "dólares",
        "dólar",
        "dollari",
        "pesos",
        "reais",
        "kronor",
        "kroner",
        "francs",
        "rubles",
        "рублей",
        "процентов",
        "процента",
        "процент",
        "долларов",
        "hundred",
        "thousand",
        "million",
        "millions",
        "billion",
        "billions",
        "trillion",
        "trillions",
        "tausend",
        "millionen",
        "milliarde",
        "milliarden",
        "billionen",
        "mille",
        "milliard",
        "milliards",
        "millón",
        "millones",
        "mil",
        "milhão",
        "milhões",
        "bilhão",
        "bilhões",
        "milione",
        "milioni",
        "miliardi",
        "miljoen",
        "miljard",
        "miljoner",
        "miljarder",
        "millioner",
        "milliarder",
        "milion",
        "miliony",
        "milionů",
        "milionów",
        "miliard",
        "miliardy",
        "miliardów",
        "tysiąc",
        "tysiące",
        "tysięcy",
        "tisíc",
        "tisíce",
        "tisuća",
        "tisuću",
        "milijun",
        "milijuna",
        "milijarda",
        "milijardi",
        "miljoonaa",
        "miljardia",
        "tuhatta",
        "millió",
        "milliárd",
        "ezer",
        "milyon",
        "milyar",
        "bin",
        "juta",
        "ribu",
        "miliar",
        "milioane",
        "mii",
        "тысяч",
        "тысячи",
        "миллион",
        "миллиона",
        "миллионов",
        "миллиард",
        "миллиарда",
        "миллиардов",
        "тисяч",
        "тисячі",
        "мільйон",
        "мільйонів",
        "мільярд",
        "мільярдів",
        "хиляди",
        "милиона",
        "милиарда",
        "χιλιάδες",
        "εκατομμύρια",
        "אלף",
        "מיליון",
        "מיליארד",
        "אחוז",
        "년",
        "월",
        "일",
        "시",
        "분",
        "초",
        "개",
        "명",
        "번",
        "살",
        "마리",
        "원",
        "대",
        "층",
        "배",
        "퍼센트",
        "킬로",
        "미터",
    ]
)


def is_unit(word: str) -> bool:
    """Whether a word names what the number before it counts: `km`, `percent`, `million`."""
    return word.lower().rstrip(".,;:!?…)") in _UNITS


def guess_language(found: list[str]) -> str:
    """The language whose small words occur most among some words, `""` when too few do."""
    counted = Counter(map(str.lower, found))
    hits = {
        language: sum(counted[word] for word in words_of(language).ties & counted.keys())
        for language in LANGUAGES
    }
    best = max(hits, key=lambda language: hits[language])
    return best if hits[best] >= _FEWEST_HITS else ""

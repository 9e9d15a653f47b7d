"""Which language a caption file is in, from what it declares, its name, or its script.

The codes stand here, and langcodes was measured and not taken: to import it takes 32 ms, as long as the
check of a small file, and it agrees with these tables, but for Cantonese and Mandarin, which are written
as Chinese here, and Tagalog, which it calls Filipino.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.patterns import compiled
from caption_qa_action.core.text import quote

# Language subtags of ISO 639-1 that occur as a part of caption file names. A name such as
# `talk.final.srt` must not be read as a language, so two-letter parts are looked up here.
_ISO_639_1 = (
    "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy "
    "da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu "
    "hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb "
    "lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om "
    "or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw "
    "ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu"
)
# ISO 639-2 and -3 codes that caption files use in place of the two letters.
_THREE_LETTERS = {
    "eng": "en", "fre": "fr", "fra": "fr", "ger": "de", "deu": "de", "spa": "es", "ita": "it",
    "por": "pt", "rus": "ru", "jpn": "ja", "chi": "zh", "zho": "zh", "kor": "ko", "ara": "ar",
    "hin": "hi", "tha": "th", "tur": "tr", "pol": "pl", "dut": "nl", "nld": "nl", "swe": "sv",
    "dan": "da", "fin": "fi", "nor": "no", "heb": "he", "vie": "vi", "ukr": "uk", "cze": "cs",
    "ces": "cs", "hun": "hu", "rum": "ro", "ron": "ro", "gre": "el", "ell": "el", "ind": "id",
    "cmn": "zh", "yue": "zh", "afr": "af", "amh": "am", "aze": "az", "bos": "bs", "bul": "bg",
    "cym": "cy", "eus": "eu", "fas": "fa", "gle": "ga", "glg": "gl", "guj": "gu", "hrv": "hr",
    "hye": "hy", "isl": "is", "kat": "ka", "kaz": "kk", "khm": "km", "lav": "lv", "mkd": "mk",
    "msa": "ms", "mya": "my", "nep": "ne", "nno": "nn", "nob": "nb", "slk": "sk", "slo": "sk",
    "slv": "sl", "sqi": "sq", "srp": "sr", "swa": "sw", "urd": "ur", "uzb": "uz", "xho": "xh",
    "zul": "zu",
}  # fmt: skip
# The others of ISO 639-2, with those for bibliographies, count only where a file declares its language: in a
# name, `may`, `per`, `son` and their like are words (https://www.loc.gov/standards/iso639-2/).
_THREE_LETTERS_DECLARED = {
    "aar": "aa", "abk": "ab", "aka": "ak", "alb": "sq", "arg": "an", "arm": "hy", "asm": "as",
    "ava": "av", "ave": "ae", "aym": "ay", "bak": "ba", "bam": "bm", "baq": "eu", "bel": "be",
    "ben": "bn", "bih": "bh", "bis": "bi", "bod": "bo", "bre": "br", "bur": "my", "cat": "ca",
    "cha": "ch", "che": "ce", "chu": "cu", "chv": "cv", "cor": "kw", "cos": "co", "cre": "cr",
    "div": "dv", "dzo": "dz", "epo": "eo", "est": "et", "ewe": "ee", "fao": "fo", "fij": "fj",
    "fry": "fy", "ful": "ff", "geo": "ka", "gla": "gd", "glv": "gv", "grn": "gn", "hat": "ht",
    "hau": "ha", "her": "hz", "hmo": "ho", "ibo": "ig", "ice": "is", "ido": "io", "iii": "ii",
    "iku": "iu", "ile": "ie", "ina": "ia", "ipk": "ik", "jav": "jv", "kal": "kl", "kan": "kn",
    "kas": "ks", "kau": "kr", "kik": "ki", "kin": "rw", "kir": "ky", "kom": "kv", "kon": "kg",
    "kua": "kj", "kur": "ku", "lao": "lo", "lat": "la", "lim": "li", "lin": "ln", "lit": "lt",
    "ltz": "lb", "lub": "lu", "lug": "lg", "mac": "mk", "mah": "mh", "mal": "ml", "mao": "mi",
    "mar": "mr", "may": "ms", "mlg": "mg", "mlt": "mt", "mol": "ro", "mon": "mn", "mri": "mi",
    "nau": "na", "nav": "nv", "nbl": "nr", "nde": "nd", "ndo": "ng", "nya": "ny", "oci": "oc",
    "oji": "oj", "ori": "or", "orm": "om", "oss": "os", "pan": "pa", "per": "fa", "pli": "pi",
    "pus": "ps", "que": "qu", "roh": "rm", "run": "rn", "sag": "sg", "san": "sa", "scc": "sr",
    "scr": "hr", "sin": "si", "sme": "se", "smo": "sm", "sna": "sn", "snd": "sd", "som": "so",
    "sot": "st", "srd": "sc", "ssw": "ss", "sun": "su", "tah": "ty", "tgl": "tl", "tam": "ta", "tat": "tt",
    "tel": "te", "tgk": "tg", "tib": "bo", "tir": "ti", "ton": "to", "tsn": "tn", "tso": "ts",
    "tuk": "tk", "twi": "tw", "uig": "ug", "ven": "ve", "vol": "vo", "wel": "cy", "wln": "wa",
    "wol": "wo", "yid": "yi", "yor": "yo", "zha": "za",
}  # fmt: skip
# Codes of Filipino and Cantonese that have no two letters, and codes that were replaced, with what they
# are called today (IANA language subtag registry).
_NO_TWO_LETTERS = ("fil",)
_REPLACED = {"iw": "he", "in": "id", "ji": "yi"}

# Words of ordinary file names that are language codes too: `what-is.srt` is not Icelandic.
# So are what files and folders of video are called: `sd` is not Sindhi, `ts` a stream, `vo` a voice.
_OF_VIDEO = "av ii io os sd st ts tt vo"
_ALSO_WORDS = f"am an as be co he hi ho id is it my no or so to {_OF_VIDEO}"
# Those of them in which few captions are written: in `my.file.to.srt` dots stand for blanks.
_MOSTLY_WORDS = f"am an as be co ho is my or so to {_OF_VIDEO}"
# What captions are for, and what yt-dlp calls automatic ones.
_VARIANTS = r"(?i:sdh|cc|hi|forced|default|orig|auto)"
_VARIANT = rf"(?:[._\-\[( ]{{1,2}}(?P<variant>{_VARIANTS})[\])]?(?:\.(?i:default))?)?$"
_ALONE = r"\.(?P<variant>(?i:sdh|cc|hi|forced|default))$"
_BEFORE = rf"[._\-](?P<variant>{_VARIANTS})$"
_SEPARATED = (
    r"(?:^|(?P<separator>[._ \-\[(]))(?P<language>[A-Za-z]{2,3})"
    r"(?P<script>[-_](?i:arab|cyrl|deva|hans|hant|latn))?"
    rf"(?P<region>[-_](?!{_VARIANTS}\b)(?:[A-Za-z]{{2}}|[0-9]{{3}}))?"
    # The variants of a language that captions have: German before and after 1996, and Valencian.
    r"(?P<dialect>[-_](?:1901|1996|valencia))?"
    r"[\])]?" + _VARIANT
)
_TAG = r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8}){0,8}"
# A special code of ISO 639-2 each: undetermined, uncoded, several, and no language at all.
_UNDETERMINED = ("und", "mis", "mul", "zxx")
_SAMPLES, _SAMPLE_LENGTH = 8, 2000
# How many texts are worth a pattern, which takes two milliseconds to compile (chosen).
_MANY_TEXTS = 500
_NO_LETTERS = "\0-@\\[-`{-\x7f\u2018-\u201d\u2026\u3000-\u3003\u3008-\u3011\uff01\uff0c\uff1f"
_HAN_LETTERS, _KANA_LETTERS = "\u3005\u3400-\u4dbf\u4e00-\u9fff", "\u3041-\u30fa\u30fc-\u30ff"
# Most texts have letters of one script, or of Kana and Han.
_ONE_SCRIPT = (
    f"([{_NO_LETTERS}]*[{_HAN_LETTERS}][{_HAN_LETTERS}{_NO_LETTERS}]*)"
    f"|([{_NO_LETTERS}]*[\uac00-\ud7a3][\uac00-\ud7a3{_NO_LETTERS}]*)"
    f"|((?:[{_HAN_LETTERS}{_NO_LETTERS}]*[{_KANA_LETTERS}]){{3}}[{_HAN_LETTERS}{_KANA_LETTERS}{_NO_LETTERS}]*)"
    f"|([\0-\u10ff\u1200-\u3004\u3006-\u3040]*)"
)
_OF_ONE_SCRIPT = ("", "zh", "ko", "ja", "")
# The three Kana are more than a tenth of the letters of a text below that.
_SHORT = 30
# The scripts of texts up to this length, and of so many of them, are remembered (chosen: a cue, and those of a film).
_OF_A_CUE, _REMEMBERED = 200, 4096


class ResolvedLanguage(NamedTuple):
    """The language of a file as a BCP 47 tag, `""` where nothing declares it, and by what it is known."""

    tag: str
    by: str


def resolve_language(declared: str, inside: str, path: str, text: str) -> ResolvedLanguage:
    """The language of a file: as the caller declares it, else the file, else its name, else its script.

    What stands in a file counts only when it has the form of a tag and names a language: `English` and
    `und` do not. A folder such as `en` counts as a part of the name, where the path holds it.
    """
    if declared:
        return ResolvedLanguage(declared, "the configuration")
    inside = inside.strip(" \t")
    if inside and re.fullmatch(_TAG, inside) and primary(inside) not in _UNDETERMINED:
        return ResolvedLanguage(inside, "the file")
    but = f"; {quote(inside)} in the file names no language" if inside else ""
    tag, by = of_filename(path), "the file's name"
    if not tag:
        folder = path.replace("\\", "/").rpartition("/")[0].rpartition("/")[2]
        tag, by = of_folder(folder), "the file's folder"
    if not tag:
        tag, by = of_script(text), "the file's script"
    return ResolvedLanguage(tag, (by if tag else "nothing tells it") + but)


def primary(tag: str) -> str:
    """The language subtag of a BCP 47 tag, in lower case: `pt` for `pt-BR`, `""` for none."""
    language = tag.replace("_", "-").partition("-")[0].strip(" \t").lower()
    if len(language) == 2:
        return _REPLACED.get(language, language)
    return _THREE_LETTERS.get(language) or _THREE_LETTERS_DECLARED.get(language, language)


class FileName(NamedTuple):
    """The parts of a caption file's name: `talk`, `pt-BR` and `sdh` in `talk.pt-BR.sdh.srt`.

    `variant` is what the captions are for: `sdh`, `cc`, `hi`, `forced`, `default`, or how they came
    about: `orig`, `auto`; else `""`.
    """

    stem: str
    language: str = ""
    variant: str = ""


def of_filename(path: str) -> str:
    """The language tag in a file name such as `talk.pt-BR.srt` or `talk_en.vtt`, else `""`."""
    return split_filename(path).language


def split_filename(path: str) -> FileName:
    """The parts of a file name, its folder and its suffix aside."""
    name = path.replace("\\", "/").rpartition("/")[2]
    stem = name.rpartition(".")[0]
    match = re.search(_SEPARATED, stem)
    if match and _is_language(match):
        subtags = "".join(match[part] or "" for part in ("script", "region", "dialect"))
        tag = match["language"] + subtags.replace("_", "-")
        rest, variant = stem[: match.start()], match["variant"] or ""
        before = None if variant else re.search(_BEFORE, rest)
        if before:
            rest, variant = rest[: before.start()], before["variant"]
        return FileName(rest, tag, variant.lower())
    match = re.search(_ALONE, stem)
    if match:
        return FileName(stem[: match.start()], "", match["variant"].lower())
    return FileName(stem)


def of_folder(folder: str) -> str:
    """The language tag that a folder is named after, else `""`."""
    stem, language, variant = split_filename(folder + ".")
    # In Icelandic there are captions, and no folder is called so for the word.
    is_word = language in _MOSTLY_WORDS.split() and language != "is"
    return "" if stem or variant or is_word else language


def _is_language(match: re.Match[str]) -> bool:
    """Whether a part of a file name that looks like a tag is one, and no word of the name."""
    language = match["language"].lower()
    if language in _ALSO_WORDS.split():
        return _is_no_word(match, language)
    names = (*_ISO_639_1.split(), *_NO_TWO_LETTERS, "iw")
    return language in names or language in _THREE_LETTERS


def _is_no_word(match: re.Match[str], language: str) -> bool:
    """Whether a code that is a word too stands for its language, by what is around it."""
    region = (match["region"] or "")[1:]
    alone = not match["script"] and not region
    if match["separator"] in ("-", "_", " "):  # `what-is-it` has no region either
        return not alone and (region == "" or region.isupper() or region.isdigit())
    if match["separator"] == "." and alone and language in _MOSTLY_WORDS.split():
        before = match.string[: match.start()].split(".")
        return len(before) < 2 or not before[-1].isalpha()
    return True


class _Scripts(dict[str, int]):
    """Per character, counters in one number: 1 for a letter, and one more for what script it is."""

    def __missing__(self, character: str) -> int:
        # Compared, not matched: compiling such a class takes a millisecond.
        counters = 0
        if (
            "\u3041" <= character <= "\u30ff" and character != "\u30fb"
        ) or "\uff66" <= character <= "\uff9d":
            counters = _KANA + 1
        elif (
            "\uac00" <= character <= "\ud7a3"
            or "\u1100" <= character <= "\u11ff"
            or "\u3131" <= character <= "\u318e"
        ):
            counters = _HANGUL + 1
        elif (
            "\u4e00" <= character <= "\u9fff"
            or "\u3400" <= character <= "\u4dbf"
            or character == "\u3005"
            or "\U00020000" <= character <= "\U0003ffff"
        ):
            counters = _HAN + 1
        elif character.isalpha():
            counters = 1
        self[character] = counters
        return counters


# The sum for as many characters as are read fits into 64 bits, in which Python adds ten times as fast.
_KANA, _HANGUL, _HAN, _COUNTER = 1 << 15, 1 << 30, 1 << 45, (1 << 15) - 1
_SCRIPTS = _Scripts()
_script_of = _SCRIPTS.__getitem__


def may_have_script(alphabet: Iterable[str]) -> bool:
    """Whether `of_script` may tell the language of a text with these characters."""
    return any(_SCRIPTS[character] > 1 for character in alphabet)


def of_script(text: str) -> str:
    """`ja`, `ko` or `zh` when most letters of a text are Kana and Han, Hangul, or Han, else `""`.

    No others are returned: for them the script decides too little, and only these three change
    how text is measured. Of a long text a few samples are read.
    """
    if text.isascii():
        return ""
    # A line and a cue is asked about by each rule that measures it, and in each delivery that is tried.
    return _known_script(text) if len(text) <= _OF_A_CUE else _script_of_text(text)


def _script_of_text(text: str) -> str:
    if len(text) >= _SAMPLES * (_SAMPLE_LENGTH + 1):
        step = len(text) // _SAMPLES
        text = "".join(text[at : at + _SAMPLE_LENGTH] for at in range(0, len(text), step))
    counters = sum(map(_script_of, text))
    if counters <= _COUNTER:
        return ""
    letters = counters & _COUNTER
    kana = counters // _KANA & _COUNTER
    hangul = counters // _HANGUL & _COUNTER
    wide = kana + hangul + (counters // _HAN & _COUNTER)
    if wide * 2 < letters:
        return ""
    if hangul * 2 > wide:
        return "ko"
    return "ja" if kana * 10 > wide else "zh"


_known_script = lru_cache(maxsize=_REMEMBERED)(_script_of_text)


def of_scripts(texts: Sequence[str]) -> list[str]:
    """`of_script` of each of many texts, in half the time."""
    if len(texts) < _MANY_TEXTS:
        return list(map(of_script, texts))
    found: list[str] = []
    fullmatch = compiled(_ONE_SCRIPT).fullmatch
    for text in texts:
        if text.isascii():
            found.append("")
            continue
        match = fullmatch(text) if len(text) <= _SAMPLE_LENGTH else None
        script = _OF_ONE_SCRIPT[match.lastindex or 0] if match else None
        if script is None or (script == "ja" and len(text) >= _SHORT):
            script = of_script(text)
        found.append(script)
    return found

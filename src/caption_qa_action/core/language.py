"""Which language a caption file is in, from what it says, its name, or its script."""

from __future__ import annotations

import re
from typing import NamedTuple

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
    "cmn": "zh", "yue": "zh",
}  # fmt: skip


# Words of ordinary file names that are language codes too: `what-is.srt` is not Icelandic.
_ALSO_WORDS = "am an as be co he hi ho id is it my no or so to"
_VARIANT = r"(?:\.(?P<variant>sdh|cc|hi|forced|default))?$"
_SEPARATED = (
    r"(?:^|(?P<separator>[._ \-\[(]))(?P<language>[A-Za-z]{2,3})"
    r"(?P<script>[-_](?i:arab|cyrl|deva|hans|hant|latn))?(?P<region>[-_](?:[A-Za-z]{2}|[0-9]{3}))?"
    r"[\])]?" + _VARIANT
)
_TAG = r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8}){0,8}"
# A special code of ISO 639-2 each: undetermined, uncoded, several, and no language at all.
_UNDETERMINED = ("und", "mis", "mul", "zxx")
_SAMPLES, _SAMPLE_LENGTH = 8, 2000


class Told(NamedTuple):
    """The language of a file as a BCP 47 tag, `""` where nothing tells it, and what told it."""

    tag: str
    by: str


def told(said: str, inside: str, path: str, text: str) -> Told:
    """The language of a file: as the caller says, else the file, else its name, else its script.

    What stands in a file counts only when it has the form of a tag and names a language: `English` and
    `und` do not.
    """
    if said:
        return Told(said, "the configuration")
    inside = inside.strip(" \t")
    if re.fullmatch(_TAG, inside) and primary(inside) not in _UNDETERMINED:
        return Told(inside, "the file")
    named = of_filename(path)
    if named:
        return Told(named, "the file's name")
    script = of_script(text)
    return Told(script, "the file's script") if script else Told("", "nothing tells it")


def primary(tag: str) -> str:
    """The language subtag of a BCP 47 tag, in lower case: `pt` for `pt-BR`, `""` for none."""
    language = tag.replace("_", "-").partition("-")[0].strip(" \t").lower()
    return _THREE_LETTERS.get(language, language)


class FileName(NamedTuple):
    """The parts of a caption file's name: `talk`, `pt-BR` and `sdh` in `talk.pt-BR.sdh.srt`.

    `variant` is what the captions are for: `sdh`, `cc`, `hi`, `forced`, `default` or `""`.
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
        subtags = (match["script"] or "") + (match["region"] or "")
        tag = match["language"] + subtags.replace("_", "-")
        return FileName(stem[: match.start()], tag, match["variant"] or "")
    match = re.search(_VARIANT, stem)
    if match and match["variant"]:
        return FileName(stem[: match.start()], "", match["variant"])
    return FileName(stem)


def _is_language(match: re.Match[str]) -> bool:
    language = match["language"].lower()
    if language not in _ISO_639_1.split() and language not in _THREE_LETTERS:
        return False
    alone = not match["script"] and not match["region"]
    bound = match["separator"] in ("-", "_", " ")
    return not (bound and alone and language in _ALSO_WORDS.split())


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


_KANA, _HANGUL, _HAN, _COUNTER = 1 << 20, 1 << 40, 1 << 60, (1 << 20) - 1
_SCRIPTS = _Scripts()


def of_script(text: str) -> str:
    """`ja`, `ko` or `zh` when most letters of a text are Kana and Han, Hangul, or Han, else `""`.

    Only these are told: for every other language the script says too little, and only these change
    how text is measured. Of a long text a few samples are read.
    """
    if text.isascii():
        return ""
    step = len(text) // _SAMPLES
    if step > _SAMPLE_LENGTH:
        text = "".join(text[at : at + _SAMPLE_LENGTH] for at in range(0, len(text), step))
    counters = sum(map(_SCRIPTS.__getitem__, text))
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

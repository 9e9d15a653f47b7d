"""A cue that advertises something."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from caption_qa_action.core.diagnostic import Edit, Finding, Fix, Severity
from caption_qa_action.core.document import Cue, Document
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.source import DELETES
from caption_qa_action.core.text import quote
from caption_qa_action.rules._reading import is_read
from caption_qa_action.rules._words import cues_with

SEVERITY = Severity.INFO
SAFELY_MENDED = False
OF_SHOWN_TEXT = True
WORDS = (DELETES,)

# So many characters are more than 20 words with an address.
_LONGEST = 1000
_DOMAINS = ("com", "org", "net", "info", "tv", "io", "me", "ag", "mx")


class _Sign(NamedTuple):
    """What an advertisement has, in lower-case text (to compile a pattern that ignores case takes three times as
    long), and what it is worth. Whatever the pattern matches has one of the words.
    """

    pattern: str
    points: int
    words: tuple[str, ...]


# One sign alone is never enough: people speak of web sites in films.
_SIGNS = (
    _Sign(
        r"\b(?:sub(?:title)?s?|captions?|transcript|translation|translated|sync(?:ed|hroni[sz]ed)?|"
        r"corrected|corrections|encoded|ripped|re-?sync(?:ed)?|uploaded)"
        r"(?: (?:&|and) \w{3,12})? (?:by|from)\b"
        r"|\bsous-?titr\w* (?:par|de)\b|\buntertitel (?:von|by)\b|\bsubtítulos (?:por|de)\b"
        r"|\blegendas? (?:por|de)\b|\bsottotitoli (?:di|a cura di)\b|\bвольный перевод\b"
        r"|\bnapisy (?:by|od)\b|\bondertiteling\b|\bтитры:|\bперевод:",
        2,
        (
            " by", " from", "titr", "untertitel", "subtítulos", "legenda", "sottotitoli", "перевод", "napisy",
            "ondertiteling", "титры",
        ),
    ),
    _Sign(
        r"opensubtitles|addic7ed|podnapisi|subscene|yify|\byts\b|tvsubtitles|subdl|moviesubtitles"
        r"|subscenter|titlovi|napiprojekt|argenteam|subdivx|1000fr|elsubtitle|legendas\.tv",
        3,
        (
            "subtitles", "addic7ed", "podnapisi", "subscen", "yify", "yts", "subdl", "titlovi", "napiprojekt",
            "argenteam", "subdivx", "1000fr", "elsubtitle", "legendas.tv",
        ),
    ),
    _Sign(
        rf"\bwww\.|https?://|\b[a-z0-9-]{{3,30}}\.(?:{'|'.join(_DOMAINS)})\b",
        2,
        ("www.", "http", *(f".{domain}" for domain in _DOMAINS)),
    ),
    _Sign(
        r"(?<![\w.])@[a-z_]\w{3,}|\b(?:facebook|twitter|telegram|discord|instagram)\b",
        1,
        ("@", "facebook", "twitter", "telegram", "discord", "instagram"),
    ),
    _Sign(
        r"\badvertise your\b|\bbecome (?:a )?vip\b|\bremove all ads\b|\bplease rate this subtitle\b"
        r"|\bdownload(?:ed)? (?:from|at|movies)\b|\bwatch (?:any|online|movies)\b|\bsupport us\b"
        r"|\bjoin us (?:on|at)\b|\bfollow us\b|\bpromo ?code\b|\bcasino\b|\bfor free\b",
        2,
        (
            "advertise your", "become ", "remove all ads", "please rate", "download", "watch ", "support us",
            "join us", "follow us", "promo", "casino", "for free",
        ),
    ),
)  # fmt: skip
# Away from the edges of the file, a cue without one of these cannot reach the score.
_WORDS = (
    "www.", "http", "opensubtitles", "addic7ed", "podnapisi", "subscene", "yify", "advertise your",
)  # fmt: skip
_DOMAIN = r"\.(?:com|org|net|info|tv|io|me)\b"
# Advertisements stand at the edges: in the first minutes, and in the last cues.
_START_MS, _FIRST_CUES, _LAST_CUES, _PAUSE_MS = 900_000, 3, 10, 5_000
# What a cue can have for its place: standing at an edge, and alone.
_MOST_OF_PLACE = 2


def check(document: Document, *, limit_score: int = 3) -> Iterator[Finding]:
    """Cue that advertises a web site or names who made the file.

    Signs are added up: words of a credit ("subtitles by") 2, a site for subtitles 3, an address 2, a
    handle 1, an offer ("become VIP") 2, standing among the first or the last cues 1, and a pause
    around the cue 1. Above `limit_score` the cue is reported. A plain credit at the end, as many
    house styles ask for, has a score of 3 or 4 only where silence is around it.

    ## Why
    Files that are passed on in the web carry the advertisements of those who passed them on. Viewers
    read them over the opening or the end of the film, and publishers have not asked for them.

    ## Bad
    ```srt
    1
    00:00:01,000 --> 00:00:06,000
    Subtitles by NightOwl
    www.example.com
    ```

    ## Good
    ```srt
    1
    00:00:01,000 --> 00:00:06,000
    I read it on www.example.com.
    ```

    ## Fix
    Deletes the cue. Unsafe: it removes text.

    ## Options
    - `limit_score` (default 3): the score up to which a cue is not reported. Our choice.

    ## Sources
    - KBlixt/subcleaner, which scores text, time and neighbours,
      https://github.com/KBlixt/subcleaner
    """
    if not is_read(document) or document.source.binary:
        return
    suspects = [(cue, document.plain(cue)) for cue in _suspects(document)]
    signs = _occurring(_SIGNS, "\n".join(shown for _, shown in suspects).lower())
    for cue, shown in suspects:
        lower = shown.lower()
        score = sum(
            sign.points for sign in _occurring(signs, lower) if re.search(sign.pattern, lower)
        )
        if score + _MOST_OF_PLACE <= limit_score or not _is_short(shown):
            continue
        score += _at_edge(document, cue) + _is_alone(document, cue)
        if score > limit_score:
            yield Finding(
                cue.text_span,
                f"cue {cue.number} looks like an advertisement or a credit: {quote(shown)}",
                _deletion(document, cue),
            )


def _occurring(signs: Sequence[_Sign], lower: str) -> list[_Sign]:
    """Those of some signs that may be in a lower-case text."""
    return [sign for sign in signs if any(map(lower.__contains__, sign.words))]


def _suspects(document: Document) -> Iterator[Cue]:
    """The cues at the edges of the file, and those with an address or the name of a site."""
    cues = document.cues
    found = {cue.number: cue for cue in (*cues[:_FIRST_CUES], *cues[-_LAST_CUES:])}
    found.update((cue.number, cue) for cue in cues_with(document, _WORDS, _DOMAIN))
    for number in sorted(found):
        yield found[number]


def _at_edge(document: Document, cue: Cue) -> int:
    cues = len(document.cues)
    early = cue.number <= _FIRST_CUES and cue.start_ms < _START_MS
    return int(early or cue.number > max(_FIRST_CUES, cues - _LAST_CUES))


def _is_alone(document: Document, cue: Cue) -> int:
    """Whether nobody speaks shortly before and after a cue."""
    cues = document.cues
    before = cues[cue.number - 2].end_ms if cue.number > 1 else 0
    after = cues[cue.number].start_ms if cue.number < len(cues) else cue.end_ms + _PAUSE_MS
    return int(cue.start_ms - before >= _PAUSE_MS and after - cue.end_ms >= _PAUSE_MS)


def _is_short(shown: str) -> bool:
    # Whoever talks of a site says more than its name.
    return len(shown) <= _LONGEST and len(shown.split()) <= 20


def _deletion(document: Document, cue: Cue) -> Fix | None:
    if not document.traits.cues_are_separable:
        return None
    return Fix(f"delete cue {cue.number}", (Edit(cue.block_span, ""),), words=DELETES)

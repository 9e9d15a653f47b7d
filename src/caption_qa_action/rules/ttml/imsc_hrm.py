"""More to draw than a player has time for."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Cue, Document
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.xml import Element
from caption_qa_action.rules.ttml._glyphs import SPEEDS, Glyph, Painter
from caption_qa_action.rules.ttml._imsc import judged
from caption_qa_action.rules.ttml._regions import is_hidden, is_opaque, placed_cues, region_of

SEVERITY = Severity.WARNING

# The parameters of the model: sections "Algorithm", "Paint Regions" and "Paint Text".
_PAINTING_DELAY_MS = 1000
_BACKGROUND_SPEED = 12.0
_SLOWEST_DRAWING = 0.6
_GLYPH_CACHE = 1.0
_ROUNDING = 1e-6
# Captions that overlap in greater numbers than that are no captions.
_MOST_ACTIVE = 16


class _Shown(NamedTuple):
    """A cue with its paragraph and the region that it is in.

    Neither its characters nor its backgrounds take more than is stated, in root containers, nor the characters longer to
    draw.
    """

    cue: Cue
    paragraph: Element
    region: str
    most_text: float
    most_seconds: float
    most_backgrounds: float


class _Scene:
    """What is on screen from a time on."""

    __slots__ = ("start_ms", "shown", "_glyphs")

    def __init__(self, start_ms: int, shown: list[_Shown]) -> None:
        self.start_ms = start_ms
        self.shown = shown
        self._glyphs: dict[Glyph, int] | None = None

    def glyphs(self, painter: Painter, before: _Scene | None = None) -> dict[Glyph, int]:
        """How often each glyph occurs; kept once counted, since the scene that follows asks as well.

        Most of what is shown was there in the scene before, so that what came and went is counted.
        """
        if self._glyphs is None:
            known = before.shown if before else []
            counted = self._glyphs = dict(before.glyphs(painter)) if before else {}
            for shown in _without(self.shown, known):
                for glyph, number in painter.glyphs(
                    shown.cue, shown.paragraph, shown.region
                ).items():
                    counted[glyph] = counted.get(glyph, 0) + number
            for shown in _without(known, self.shown):
                for glyph, number in painter.glyphs(
                    shown.cue, shown.paragraph, shown.region
                ).items():
                    counted[glyph] -= number
                    if not counted[glyph]:
                        del counted[glyph]
        return self._glyphs


def _without(shown: list[_Shown], others: list[_Shown]) -> list[_Shown]:
    """What is not among others."""
    known = set(map(id, others))
    return [each for each in shown if id(each) not in known]


def check(document: Document, *, required: bool = False) -> Iterator[Finding]:
    """IMSC captions that are more complex than the hypothetical render model allows.

    The model is an imaginary player. Whenever the picture changes it clears the screen, paints the
    backgrounds of regions and text, and draws every character; those that were on screen just before in
    the same look are copied, which is faster. It has the time since the change before, at most one
    second, and keeps at most as many different characters as fit on the screen once. Reported are
    captions for which the time does not suffice, and those with too many different characters.

    Large type, many words in quick succession, and backgrounds on many nested elements cost most.
    Animation, images and times of regions are not taken into account, and the script of a character is
    told from its name. Checked in documents that claim to be IMSC.

    ## Why
    Simple players, as in television sets, show such captions late or in part. IMSC requires documents
    to stay within the model, and makes players that can keep up with it.

    ## Bad
    ```ttml
    <tt xmlns="http://www.w3.org/ns/ttml" xmlns:tts="http://www.w3.org/ns/ttml#styling"
        xmlns:ttp="http://www.w3.org/ns/ttml#parameter" xml:lang="en"
        ttp:contentProfiles="http://www.w3.org/ns/ttml/profile/imsc1.1/text">
      <body><div>
        <p begin="1s" end="1.1s">Where have you been?</p>
        <p begin="1.1s" end="1.2s">At the market, <span tts:color="red">why?</span></p>
      </div></body>
    </tt>
    ```

    ## Good
    ```ttml
    <tt xmlns="http://www.w3.org/ns/ttml" xmlns:tts="http://www.w3.org/ns/ttml#styling"
        xmlns:ttp="http://www.w3.org/ns/ttml#parameter" xml:lang="en"
        ttp:contentProfiles="http://www.w3.org/ns/ttml/profile/imsc1.1/text">
      <body><div>
        <p begin="1s" end="2.5s">Where have you been?</p>
        <p begin="2.5s" end="4s">At the market, <span tts:color="red">why?</span></p>
      </div></body>
    </tt>
    ```

    ## Fix
    None: leave more time between the changes, set less text at once, in smaller letters and with
    fewer backgrounds.

    ## Options
    - `required` (default false): check documents that claim no profile too, as IMSC 1.1 Text.

    ## Sources
    - IMSC Hypothetical Render Model, sections "Algorithm", "Paint Regions" and "Paint Text",
      https://www.w3.org/TR/imsc-hrm/
    - IMSC 1.2, section 7.10, "Hypothetical Render Model" (SHALL), https://www.w3.org/TR/ttml-imsc1.2/#hypothetical-render-model
    """
    if not judged(document, required):
        return
    painter = Painter(document)
    before: _Scene | None = None
    for scene in _scenes(document, painter):
        since = scene.start_ms - before.start_ms if before else _PAINTING_DELAY_MS
        available_ms = min(since, _PAINTING_DELAY_MS)
        finding = _judge(painter, scene, before, available_ms)
        if finding:
            yield finding
        before = scene


def _scenes(document: Document, painter: Painter) -> Iterator[_Scene]:
    """What is on screen, at each time at which that changes to something."""
    waiting = list(_shown(document, painter))
    waiting.sort(key=lambda shown: shown.cue.start_ms)
    starts = [shown.cue.start_ms for shown in waiting]
    active: list[_Shown] = []
    following = 0
    for time in sorted({*starts, *[shown.cue.end_ms for shown in waiting]}):
        if active:
            active = [shown for shown in active if shown.cue.end_ms > time]
        begun = bisect_right(starts, time, following)
        if begun > following:
            active = [*active, *waiting[following:begun]][:_MOST_ACTIVE]
            following = begun
        if active or painter.always_area:
            yield _Scene(time, active)


def _shown(document: Document, painter: Painter) -> Iterator[_Shown]:
    """The cues that are drawn: text outside all regions is not, where there are any."""
    seen = {name for name, one in painter.regions.items() if not is_hidden(one.styles)}
    of_ascii = SPEEDS["a"].drawing
    for cue, paragraph in placed_cues(document):
        region = region_of(paragraph)
        if region in seen or not painter.regions:
            largest, backgrounds = painter.bounds(cue, paragraph, region)
            most = painter.shown_length(cue) * largest
            slowest = of_ascii if painter.is_ascii(cue) else _SLOWEST_DRAWING
            yield _Shown(cue, paragraph, region, most, most / slowest, backgrounds)


def _judge(
    painter: Painter, scene: _Scene, before: _Scene | None, available_ms: int
) -> Finding | None:
    if not scene.shown:
        return None
    available = available_ms / 1000
    # Nearly every scene stays far below, even if each character of its raw text were the slowest that it may be, and
    # each element in it had a background.
    bound, seconds, area = 0.0, 0.0, 1 + painter.always_area
    for _, _, _, most_text, most_seconds, most_backgrounds in scene.shown:
        bound += most_text
        seconds += most_seconds
        area += most_backgrounds
    if bound <= _GLYPH_CACHE and area / _BACKGROUND_SPEED + seconds <= available:
        return None
    area = _background(painter, scene)
    cached = before.glyphs(painter) if before else {}
    glyphs = scene.glyphs(painter, before)
    needed = area / _BACKGROUND_SPEED
    for glyph, number in glyphs.items():
        speed = glyph.speed
        copies = number if glyph in cached else number - 1
        needed += glyph.area * copies / speed.copying
        if copies < number:
            needed += glyph.area / speed.drawing
    latest = max(scene.shown, key=lambda shown: shown.cue.start_ms).cue
    if needed > available + _ROUNDING:
        message = (
            f"cue {latest.number} takes {needed * 1000:.0f} ms to draw; "
            f"the render model of IMSC has {available_ms} ms for it"
        )
        return Finding(latest.text_span, message)
    cache = sum(glyph.area for glyph in glyphs)
    if cache > _GLYPH_CACHE + _ROUNDING:
        message = (
            f"the different characters on screen with cue {latest.number} take {cache * 100:.0f} % "
            "of the picture; the render model of IMSC has room for 100 %"
        )
        return Finding(latest.text_span, message)
    return None


def _background(painter: Painter, scene: _Scene) -> float:
    """The area to be painted for a scene before its text, in root containers; 1 is for clearing it."""
    backgrounds: dict[str, set[int]] = {}
    for shown in scene.shown:
        found = backgrounds.setdefault(shown.region, set())
        found |= painter.painted(shown.cue, shown.paragraph)
    area = 1 + painter.always_area
    for name, painted in backgrounds.items():
        region = painter.regions.get(name)
        own = 0
        if region is not None and not painter.is_always_shown(region):
            own = is_opaque(region.styles.get("tts:backgroundColor", ""))
        area += painter.area(name) * (len(painted) + own)
    return area

"""Documents of our own, made by chance from a seed: all that decides when text is visible, in any mixture.

Left out is what the oracle, ttconv 1.2.3, reads otherwise than TTML2 has it: a container that begins later
than what is around it and has no end of its own (it ends too early there), `set` in what begins later than
what is around it (the picture does not change there), text in a sequence, ruby in a span and ruby by a
referenced style.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

_HEAD = (
    '<tt xmlns="http://www.w3.org/ns/ttml" xmlns:tts="http://www.w3.org/ns/ttml#styling" '
    'xmlns:ttp="http://www.w3.org/ns/ttml#parameter" xml:lang="en" ttp:frameRate="25" '
    'ttp:tickRate="1000">'
)
_HIDING = (
    'tts:display="none"',
    'tts:visibility="hidden"',
    'tts:visibility="visible"',
    'tts:opacity="0"',
    'tts:opacity="0.5"',
)


class _Maker:
    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.words = 0
        # Many documents hide nothing, as most in the world.
        self.hides = self.random.random() < 0.6
        # Its own chance, so that what else a seed makes stays.
        self.regions = random.Random(f"regions of {seed}")
        self.tears = self.regions.random() < 0.2

    def chance(self, probability: float) -> bool:
        return self.random.random() < probability

    def time(self, least: int = 0, most: int = 12) -> str:
        number = self.random.randint(least, most)
        return self.random.choice(
            (
                f"{number}s",
                f"{number}.5s",
                f"{number * 1000}ms",
                f"{number * 25}f",
                f"{number * 1000}t",
                f"00:00:{number:02d}.250",
                f"00:00:{number:02d}:05",
            )
        )

    def times(self, probability: float, in_sequence: bool) -> str:
        begin = f'begin="{self.time(0, 6)}"' if self.chance(probability) else ""
        ends = []
        if self.chance(probability):
            ends.append(f'end="{self.time(4, 14)}"')
        if self.chance(probability / 3):
            ends.append(f'dur="{self.time(1, 6)}"')
        if not ends and (begin or in_sequence):
            ends.append(f'dur="{self.time(1, 8)}"')
        return " ".join((begin, *ends))

    def container(self) -> bool:
        """Whether an element is a sequence."""
        return self.chance(0.12)

    def looks(self) -> str:
        parts = []
        if self.hides and self.chance(0.1):
            parts.append(self.random.choice(_HIDING))
        if self.chance(0.25):
            names = self.random.sample(["s1", "s2", "s3", "s4"], self.random.randint(1, 2))
            parts.append(f'style="{" ".join(names)}"')
        return " ".join(parts)

    def place(self) -> str:
        """A region, the one of what is around it or another."""
        if not self.tears or self.regions.random() > 0.3:
            return ""
        return f'region="r{self.regions.randint(1, 2)}"'

    def set(self, times: str = "", in_sequence: bool = False) -> str:
        if in_sequence or "begin" in times or not (self.hides and self.chance(0.25)):
            return ""
        active = f'begin="{self.time(0, 4)}"'
        if self.chance(0.7):
            active += f' dur="{self.time(1, 4)}"'
        return f"<set {active} {self.random.choice(_HIDING)}/>"

    def text(self) -> str:
        word = self.word()
        return self.random.choice((word, f" {word} ", " ", "\u3000", "\n  "))

    def word(self) -> str:
        self.words += 1
        return f"word{self.words}"

    def ruby(self) -> str:
        parts = (("base", self.word()), ("text", self.word()))
        inside = "".join(f'<span tts:ruby="{name}">{word}</span>' for name, word in parts)
        return f'<span tts:ruby="container">{inside}</span>'

    def inline(self, depth: int) -> str:
        kind = self.random.random()
        if kind < 0.5 or depth > 2:
            return self.text()
        if kind < 0.6:
            return "<br/>"
        if kind < 0.68 and depth == 0:
            return self.ruby()
        return self.span(depth, in_sequence=False)

    def span(self, depth: int, *, in_sequence: bool) -> str:
        times = self.times(0.5, in_sequence)
        if self.container() and depth < 2:
            return self.sequence("span", times, lambda: self.span(depth + 1, in_sequence=True))
        inside = "".join(self.inline(depth + 1) for _ in range(self.random.randint(1, 3)))
        return f"<span {times} {self.looks()} {self.place()}>{self.set(times, in_sequence)}{inside}</span>"

    def sequence(self, tag: str, times: str, child: Callable[[], str]) -> str:
        inside = "".join(child() for _ in range(self.random.randint(1, 3)))
        place = self.place() if tag != "body" else ""
        return f'<{tag} {times} timeContainer="seq" {self.looks()} {place}>{inside}</{tag}>'

    def paragraph(self, *, in_sequence: bool = False) -> str:
        times = self.times(0.7, in_sequence)
        if self.container():
            return self.sequence("p", times, lambda: self.span(0, in_sequence=True))
        inside = "".join(self.inline(0) for _ in range(self.random.randint(1, 5)))
        return (
            f"<p {times} {self.looks()} {self.place()}>{self.set(times, in_sequence)}{inside}</p>"
        )

    def division(self, depth: int = 0, *, in_sequence: bool = False) -> str:
        times = self.times(0.3, in_sequence)
        if self.container():
            return self.sequence("div", times, lambda: self.block(depth, in_sequence=True))
        inside = "".join(self.block(depth) for _ in range(self.random.randint(1, 3)))
        return f"<div {times} {self.looks()} {self.place()}>{self.set(times, in_sequence)}{inside}</div>"

    def block(self, depth: int, *, in_sequence: bool = False) -> str:
        if depth < 2 and self.chance(0.2):
            return self.division(depth + 1, in_sequence=in_sequence)
        return self.paragraph(in_sequence=in_sequence)

    def style(self, number: int) -> str:
        look = self.random.choice(_HIDING) if self.hides and self.chance(0.3) else ""
        # Styles refer to later ones only: what a circle means, no two programs agree upon.
        later = [f"s{other}" for other in range(number + 1, 5)]
        chained = (
            f'style="{" ".join(self.random.sample(later, 1))}"'
            if later and self.chance(0.4)
            else ""
        )
        return f'<style xml:id="s{number}" {chained} {look} tts:color="red"/>'

    def region(self) -> str:
        nested = (
            f"<style {self.random.choice(_HIDING)}/>" if self.hides and self.chance(0.2) else ""
        )
        times = self.times(0.2, in_sequence=False)
        return f'<region xml:id="r1" {times} {self.looks()}>{self.set(times)}{nested}</region><region xml:id="r2"/>'

    def document(self) -> str:
        styles = "".join(self.style(number) for number in range(1, 5))
        # What nothing ends lasts as long as the recording, which the document does not tell.
        end = f'end="{self.time(20, 40)}"'
        if self.container():
            body = self.sequence(
                "body", f'region="r1" {end}', lambda: self.division(in_sequence=True)
            )
        else:
            inside = "".join(self.division() for _ in range(self.random.randint(1, 2)))
            body = f'<body region="r1" {end}>{inside}</body>'
        return f"{_HEAD}<head><styling>{styles}</styling><layout>{self.region()}</layout></head>{body}</tt>"


def documents(number: int, seed: int = 0) -> Iterator[str]:
    """So many documents; the same for the same seed."""
    for each in range(number):
        yield _Maker(seed * 1_000_003 + each).document()

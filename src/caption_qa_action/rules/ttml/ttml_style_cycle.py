"""Styles or agents that refer to each other in a circle."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.core.text import quote
from caption_qa_action.core.xml import Element
from caption_qa_action.rules.ttml._tree import index, value_span, words_at

SEVERITY = Severity.ERROR

_MOST_SHOWN = 4


def check(document: Document) -> Iterator[Finding]:
    """Style that refers to itself, directly or through other styles, or an agent whose actor does.

    Each circle is reported once, at the reference that closes it.

    ## Why
    TTML forbids it. A player that follows the references never comes to an end, and hangs or crashes;
    others give up on the styles of the document.

    ## Bad
    ```ttml
    <tt xmlns="http://www.w3.org/ns/ttml" xmlns:tts="http://www.w3.org/ns/ttml#styling" xml:lang="en">
      <head><styling>
        <style xml:id="base" style="loud" tts:color="white"/>
        <style xml:id="loud" style="base" tts:fontWeight="bold"/>
      </styling></head>
      <body style="loud"><div>
        <p begin="1s" end="2.5s">Where have you been?</p>
      </div></body>
    </tt>
    ```

    ## Good
    ```ttml
    <tt xmlns="http://www.w3.org/ns/ttml" xmlns:tts="http://www.w3.org/ns/ttml#styling" xml:lang="en">
      <head><styling>
        <style xml:id="base" tts:color="white"/>
        <style xml:id="loud" style="base" tts:fontWeight="bold"/>
      </styling></head>
      <body style="loud"><div>
        <p begin="1s" end="2.5s">Where have you been?</p>
      </div></body>
    </tt>
    ```

    ## Fix
    None: which of the references is wrong, the file does not tell.

    ## Sources
    - TTML2, section 10.4, "Chained Referential Styling",
      https://www.w3.org/TR/ttml2/#semantics-style-association-chained-referential
    - TTML2, section 14.1.5, "ttm:actor", https://www.w3.org/TR/ttml2/#metadata-vocabulary-actor
    """
    tagged = index(document).tagged
    styles = {
        element.get("xml:id"): element
        for element in tagged.get("style", ())
        if "style" in element.values and element.get("xml:id")
    }
    actors = {
        actor.parent.get("xml:id"): actor
        for actor in tagged.get("ttm:actor", ())
        if "agent" in actor.values and actor.parent is not None and actor.parent.get("xml:id")
    }
    yield from _circles(styles, "style")
    yield from _circles(actors, "agent")


def _circles(referring: dict[str, Element], attribute: str) -> Iterator[Finding]:
    """The circles among elements that refer to others by an attribute."""
    done: set[str] = set()
    for name in referring:
        if name not in done:
            yield from _circles_from(name, referring, attribute, done)


def _circles_from(
    name: str, referring: dict[str, Element], attribute: str, done: set[str]
) -> Iterator[Finding]:
    """The circles that are met on the way from an element, without recursion."""
    path = [name]
    waiting = [iter(referring[name].values[attribute].split())]
    on_path = {name: 0}
    while path:
        following = next(waiting[-1], None)
        if following is None:
            waiting.pop()
            done.add(path[-1])
            del on_path[path.pop()]
        elif following in on_path:
            depth = on_path[following]
            shown = path[depth : depth + _MOST_SHOWN]
            yield _finding(referring[path[-1]], attribute, following, shown, len(path) - depth)
        elif following in referring and following not in done:
            path.append(following)
            on_path[following] = len(path) - 1
            waiting.append(iter(referring[following].values[attribute].split()))


def _finding(
    element: Element, attribute: str, closing: str, circle: list[str], length: int
) -> Finding:
    span = value_span(element, attribute)
    words = words_at(element.values[attribute], span)
    place = next((at for word, at in words if word == closing), span)
    if length == 1:
        return Finding(place, f"{attribute} {quote(closing)} refers to itself")
    shown = ", ".join(map(quote, circle)) + (" and others" if length > len(circle) else "")
    return Finding(place, f"the {attribute}s {shown} refer to each other in a circle")

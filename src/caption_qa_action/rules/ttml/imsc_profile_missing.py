"""An IMSC document that does not declare it."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Edit, Finding, Fix, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.core.profiles import designators
from caption_qa_action.core.source import Span
from caption_qa_action.core.xml import Element
from caption_qa_action.rules.ttml._imsc import claimed, claims_ebu_tt_d
from caption_qa_action.rules.ttml._tree import NAMESPACE, index, tag_name_span

SEVERITY = Severity.INFO

_IMSC_PREFIXES = ("itts:", "ittp:", "ittm:", "ebutts:")
_DESIGNATOR = "http://www.w3.org/ns/ttml/profile/imsc1.1/text"
_PARAMETERS = "http://www.w3.org/ns/ttml#parameter"


def check(document: Document, *, required: bool = False) -> Iterator[Finding]:
    """Document with features of IMSC that does not say which profile it conforms to.

    IMSC wants `ttp:contentProfiles` on the root element, with the designator of its profile, such as
    `http://www.w3.org/ns/ttml/profile/imsc1.1/text`; documents of IMSC 1.0.1 use `ttp:profile`, those of
    EBU-TT-D the element `ebuttm:conformsToStandard`. A document that uses nothing of IMSC is left alone,
    unless the option says that every document has to be IMSC.

    ## Why
    A player cannot tell from the file which rules it follows and has to guess; packaging programs copy
    the profile into the stream. And the IMSC rules here apply to documents that claim to be IMSC.

    ## Bad
    ```ttml
    <tt xmlns="http://www.w3.org/ns/ttml" xml:lang="en"
        xmlns:itts="http://www.w3.org/ns/ttml/profile/imsc1#styling">
      <body itts:fillLineGap="true"><div>
        <p begin="1s" end="2.5s">Where have you been?</p>
      </div></body>
    </tt>
    ```

    ## Good
    ```ttml
    <tt xmlns="http://www.w3.org/ns/ttml" xml:lang="en"
        xmlns:itts="http://www.w3.org/ns/ttml/profile/imsc1#styling"
        xmlns:ttp="http://www.w3.org/ns/ttml#parameter"
        ttp:contentProfiles="http://www.w3.org/ns/ttml/profile/imsc1.1/text">
      <body itts:fillLineGap="true"><div>
        <p begin="1s" end="2.5s">Where have you been?</p>
      </div></body>
    </tt>
    ```

    ## Fix
    Writes the designator of IMSC 1.1 Text. Not safe: whether the document conforms to it has to be
    checked, which happens from then on.

    ## Options
    - `required` (default false): report every document that claims no profile of IMSC or EBU-TT-D.

    ## Sources
    - IMSC 1.2, section 7.9, "Profile Signaling" (SHOULD), https://www.w3.org/TR/ttml-imsc1.2/#profile-signaling
    - The designator of IMSC 1.1 Text, https://www.w3.org/TR/ttml-imsc1.1/#text-profile-designator
    """
    root = document.tree
    if root is None or root.tag != "tt" or root.namespace != NAMESPACE:
        return
    if claimed(document) or claims_ebu_tt_d(document):
        return
    if not required and (designators(document) or not _uses_imsc(document)):
        return
    message = "the document does not say to which profile of IMSC it conforms (ttp:contentProfiles)"
    yield Finding(tag_name_span(root), message, _claim(document, root))


def _uses_imsc(document: Document) -> bool:
    tagged, having = index(document).tagged, index(document).having
    return any(name.startswith(_IMSC_PREFIXES) for names in (tagged, having) for name in names)


def _claim(document: Document, root: Element) -> Fix | None:
    if designators(document):
        return None
    prefixes = [found.raw_name[6:] for found in root.attributes if found.value == _PARAMETERS]
    declaration = "" if prefixes else f' xmlns:ttp="{_PARAMETERS}"'
    prefix = prefixes[0] if prefixes else "ttp"
    if not prefixes and any(found.raw_name == "xmlns:ttp" for found in root.attributes):
        return None
    place = root.start + 1 + len(root.raw_name)
    edit = Edit(Span(place, place), f'{declaration} {prefix}:contentProfiles="{_DESIGNATOR}"')
    return Fix("say that the document is IMSC 1.1 Text", (edit,))

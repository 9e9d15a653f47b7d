"""What profile of IMSC or EBU-TT-D a document declares that it conforms to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from caption_qa_action.core.document import Document
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.profiles import content_profiles, designators
from caption_qa_action.core.source import Span

# IMSC 1.2, sections 7.9 and 8.1 (https://www.w3.org/TR/ttml-imsc1.2/#profile-signaling); the
# designator of IMSC 1.0.1 has no minor number, those of 1.1, 1.2 and 1.3 do.
_IMSC = r"http://www\.w3\.org/ns/ttml/profile/imsc1(?:\.([1-3]))?/(text|image)(?![0-9A-Za-z])"
# IMSC 1.2, section 5.4.2; the one without `tt:` is a common misspelling.
_EBU_TT_D = r"urn:ebu:(?:tt:)?distribution:20"

# Profiles of TTML to which a document may conform that is IMSC Text as well: TTML2, section 5.2.2; TTML1 and its
# drafts; EBU-TT; SMPTE-TT; CFF-TT of DECE and the profiles of Netflix. A relative address counts from that of
# TTML's profiles.
_BESIDE_IMSC = (
    r"(?:http://www\.w3\.org/ns/ttml/profile/)?(?:dfxp|ttml[12]|sdp)-?[a-z]*(?:-[a-z]+)*"
    r"|http://www\.w3\.org/200[46]/[0-9]{2}/ttaf1#profile-[a-z-]+|urn:ebu:.*|http://www\.smpte-ra\.org/.*"
    r"|http://(?:www\.)?(?:decellc\.org|uvvu\.com|netflix\.com|skynav\.com)/.*"
)


class Claim(NamedTuple):
    """A profile of IMSC: `kind` is `text` or `image`, `minor` the number after `1.`."""

    kind: str
    minor: int

    @property
    def name(self) -> str:
        """The profile as people call it."""
        version = "1.0.1" if self.minor == 0 else f"1.{self.minor}"
        return f"IMSC {version} {self.kind.capitalize()}"


def claimed(document: Document) -> Claim | None:
    """The IMSC profile that a document claims; of several, the oldest, which permits the least."""
    claims = [
        Claim(kind, int(minor or 0)) for minor, kind in re.findall(_IMSC, designators(document))
    ]
    return min(claims, key=lambda claim: claim.minor) if claims else None


def judged(document: Document, required: bool) -> Claim | None:
    """The IMSC profile by which to judge a document; None when it need not conform to any."""
    if document.tree is None:
        return None
    return claimed(document) or (Claim("text", 1) if required else None)


def foreign_profiles(document: Document) -> Iterator[tuple[str, Span]]:
    """The profiles that a document declares in place of a text profile of IMSC, and where: of images, or of nobody."""
    found = list(content_profiles(document))
    own = [re.fullmatch(_IMSC, name) for name, _ in found]
    if any(match and match[2] == "text" for match in own):
        return
    for (name, span), match in zip(found, own, strict=True):
        if match or not re.fullmatch(_BESIDE_IMSC, name):
            yield name, span


def claims_ebu_tt_d(document: Document) -> bool:
    """Whether a document declares that it is EBU-TT-D."""
    return re.search(_EBU_TT_D, designators(document)) is not None

"""What the text profiles of IMSC leave out of TTML, by version.

Source: IMSC 1.2, section 6, "Supported Features and Extensions"
(https://www.w3.org/TR/ttml-imsc1.2/#supported-features-and-extensions): everything of TTML2 is
prohibited that is not listed there. IMSC 1.0.1 is made from TTML1 and lists what it prohibits
(https://www.w3.org/TR/ttml-imsc1.0.1/#common-features). IMSC 1.3 adds `tts:fontVariant`
(https://www.w3.org/TR/ttml-imsc1.3/).
"""

from __future__ import annotations

# Of these no version has any.
PARAMETERS = (
    "ttp:clockMode",
    "ttp:dropMode",
    "ttp:markerMode",
    "ttp:pixelAspectRatio",
    "ttp:subFrameRate",
)
# TTML2's, which came too late for IMSC 1.0.1 and are in no list since.
ATTRIBUTES = (
    "animate",
    "condition",
    "tta:gain",
    "tta:pan",
    "tta:pitch",
    "tta:speak",
    "tts:backgroundClip",
    "tts:backgroundExtent",
    "tts:backgroundImage",
    "tts:backgroundOrigin",
    "tts:backgroundPosition",
    "tts:backgroundRepeat",
    "tts:border",
    "tts:bpd",
    "tts:fontKerning",
    "tts:fontSelectionStrategy",
    "tts:fontShear",
    "tts:ipd",
    "tts:letterSpacing",
    "tts:lineShear",
    "tts:textOrientation",
    "ttp:contentProfileCombination",
    "ttp:inferProcessorProfileMethod",
    "ttp:inferProcessorProfileSource",
    "ttp:permitFeatureNarrowing",
    "ttp:permitFeatureWidening",
    "ttp:processorProfileCombination",
    "ttp:validation",
    "ttp:validationAction",
)
ELEMENTS = ("animate", "animation", "audio", "chunk", "data", "image")
# From IMSC 1.2 on.
FONT_ELEMENTS = ("font", "resources", "source")
# Whose lengths may be negative: none in 1.0.1, these in later ones.
MAY_BE_NEGATIVE = ("tts:disparity", "tts:textShadow", "tts:shear", "tts:opacity", "tts:zIndex")
RUBY_ALIGN = ("center", "spaceAround")
MOST_SHADOWS = 4
MOST_OUTLINE_PERCENT = 10

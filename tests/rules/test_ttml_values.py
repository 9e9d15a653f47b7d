"""Every attribute of the value tables of TTML, with values that it can have and values that it cannot."""

from __future__ import annotations

import pytest

from caption_qa_action.rules.ttml._content import ELEMENTS, content
from caption_qa_action.rules.ttml._likely import likely
from caption_qa_action.rules.ttml._syntax import (
    OF_ELEMENT,
    OTHERS,
    PARAMETERS,
    STYLES,
    is_right,
)
from tests.rules.samples import Sample, check_alone

# By attribute: right values, then wrong ones.
SAMPLES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "tts:backgroundClip": (("border", "content", "padding"), ("margin",)),
    "tts:backgroundColor": (("#00000080", "transparent", "rgba(0,0,0,255)"), ("#000", "black 5%")),
    "tts:backgroundExtent": (("contain", "50% 40px", "auto 10%"), ("50%", "big big")),
    "tts:backgroundImage": (("none", "picture.png", "#id1"), ("", "two words")),
    "tts:backgroundOrigin": (("padding",), ("center",)),
    "tts:backgroundPosition": (("center", "left 10% bottom 20%"), ("left left", "1% 2% 3%")),
    "tts:backgroundRepeat": (("noRepeat", "repeatX"), ("no-repeat",)),
    "tts:border": (
        ("none", "2px solid white", "red", "thick radii(2px, 3px) dashed"),
        ("2 solid", "solid solid"),
    ),
    "tts:bpd": (("auto", "50%", "fitContent"), ("50", "-5px")),
    "tts:color": (
        ("#FFffFF", "rgb(1,2,3)", "rgb(0, 0, 0)", "White"),
        ("grey-ish", "#fff", "rgb(256,0,0)", "rgb(1,2)", "rgba(1,2,3)", "#ggffff"),
    ),
    "tts:direction": (("rtl", " ltr "), ("right",)),
    "tts:disparity": (("-2%", "4px"), ("2",)),
    "tts:display": (("auto", "none", "inlineBlock"), ("block",)),
    "tts:displayAlign": (("before", "justify"), ("bottom",)),
    "tts:extent": (("auto", "80% 15%", "640px 480px", "80.5% .5%"), ("80%", "80 15", "-1% 5%")),
    "tts:fontFamily": (
        ("Times New Roman, serif", "\"3 Arial\",'x y'", "a\\,b"),
        ("", ",serif", "3Arial", "'open"),
    ),
    "tts:fontKerning": (("normal",), ("auto",)),
    "tts:fontSelectionStrategy": (("character",), ("glyph",)),
    "tts:fontShear": (("16.67%", "-10%"), ("16.67",)),
    "tts:fontSize": (("100%", "1c 2c", "+1.5em"), ("huge", "12pt", "-1%", "1c 2c 3c")),
    "tts:fontStyle": (("oblique",), ("slanted",)),
    "tts:fontVariant": (("normal", "super full", "ruby sub"), ("normal super", "small-caps")),
    "tts:fontWeight": (("bold",), ("700",)),
    "tts:ipd": (("80%",), ("wide",)),
    "tts:letterSpacing": (("normal", "-1px"), ("wide",)),
    "tts:lineHeight": (("normal", "125%"), ("1.25", "-5%")),
    "tts:lineShear": (("10%",), ("10px",)),
    "tts:luminanceGain": (("1.0", "0"), ("-1", "bright")),
    "tts:opacity": (("0", "1.00", ".5", "1e-1"), ("50%", "half")),
    "tts:origin": (("auto", "10% -5%"), ("the big bang", "10%")),
    "tts:overflow": (("visible", "hidden"), ("show",)),
    "tts:padding": (("2%", "1px 2px 3px 4px"), ("1px 2px 3px 4px 5px", "-1px")),
    "tts:position": (
        ("center", "10% 80%", "bottom 10% left 5%", "top center", "center bottom 2%"),
        ("middle", "left right", "10% top 5% 6%"),
    ),
    "tts:ruby": (("container", "delimiter"), ("rt",)),
    "tts:rubyAlign": (("spaceAround", "withBase"), ("space-around",)),
    "tts:rubyPosition": (("outside",), ("over",)),
    "tts:rubyReserve": (("none", "both", "outside 1em"), ("1em",)),
    "tts:shear": (("0%",), ("5deg",)),
    "tts:showBackground": (("whenActive",), ("never",)),
    "tts:textAlign": (("start", "justify"), ("middle",)),
    "tts:textCombine": (("all",), ("some",)),
    "tts:textDecoration": (
        ("none", "underline lineThrough", "noOverline"),
        ("underlined", "none underline", "underline noUnderline", "underline underline"),
    ),
    "tts:textEmphasis": (
        ("none", "filled dot red before", "outside auto", "'x' current"),
        ("dots", "before after"),
    ),
    "tts:textOrientation": (("upright",), ("vertical",)),
    "tts:textOutline": (("none", "black 5%", "2px 1px"), ("black", "5% black", "-5%")),
    "tts:textShadow": (
        ("none", "1px 1px", "1px -1px 2px red, 2% 2% rgb(1,2,3)"),
        ("1px", "red 1px 1px"),
    ),
    "tts:unicodeBidi": (("isolate", "bidiOverride"), ("bidi-override",)),
    "tts:visibility": (("hidden",), ("no",)),
    "tts:wrapOption": (("noWrap",), ("nowrap",)),
    "tts:writingMode": (("tblr", "lr"), ("rtl",)),
    "tts:zIndex": (("auto", "-1"), ("1.5",)),
    "itts:fillLineGap": (("true",), ("1",)),
    "itts:forcedDisplay": (("false",), ("no",)),
    "ebutts:linePadding": (("0.5c",), ("0.5", "2px")),
    "ebutts:multiRowAlign": (("auto",), ("justify",)),
    "ittp:activeArea": (("0% 0% 100% 100%",), ("0% 0% 101% 100%", "10% 10%")),
    "ittp:aspectRatio": (("16 9",), ("16:9", "16 0")),
    "ittp:progressivelyDecodable": (("true",), ("yes",)),
    "ttp:cellResolution": (("32 15",), ("32x15",)),
    "ttp:clockMode": (("utc",), ("UTC",)),
    "ttp:contentProfileCombination": (("replace",), ("merge",)),
    "ttp:contentProfiles": (
        ("http://a/b http://c", "any( http://a/b )"),
        ("", "all(http://a", "none()"),
    ),
    "ttp:processorProfiles": (("all(http://a/b http://c)",), ("any()",)),
    "ttp:profile": (("http://a/b",), ("", "two words")),
    "ttp:displayAspectRatio": (("4 3",), ("1.33",)),
    "ttp:dropMode": (("nonDrop",), ("drop",)),
    "ttp:frameRate": (("25",), ("29.97", "0")),
    "ttp:frameRateMultiplier": (("1000 1001",), ("1000/1001", "1")),
    "ttp:inferProcessorProfileMethod": (("strict",), ("exact",)),
    "ttp:inferProcessorProfileSource": (("first",), ("last",)),
    "ttp:markerMode": (("continuous",), ("on",)),
    "ttp:permitFeatureNarrowing": (("true", "0"), ("no",)),
    "ttp:permitFeatureWidening": (("false", "1"), ("no",)),
    "ttp:pixelAspectRatio": (("1 1",), ("1",)),
    "ttp:processorProfileCombination": (("mostRestrictive",), ("all",)),
    "ttp:subFrameRate": (("2",), ("-2",)),
    "ttp:tickRate": (("10000000",), ("1e7",)),
    "ttp:timeBase": (("media",), ("video",)),
    "ttp:validation": (("prohibited",), ("off",)),
    "ttp:validationAction": (("warn",), ("stop",)),
    "ttp:version": (("2",), ("2.0",)),
    "xml:id": (("c1", "_", "é-1.2"), ("2s", "a b", "a:b", "", "-x")),
    "xml:space": (("preserve",), ("keep",)),
    "timeContainer": (("seq",), ("excl",)),
    "calcMode": (("spline",), ("paced",)),
    "fill": (("freeze",), ("hold",)),
    "repeatCount": (("indefinite", "3"), ("0", "always")),
    "keyTimes": (("0;0.5;1",), ("0;2",)),
    "keySplines": (("0 0 1 1; .5 0 .5 1",), ("0 0 1",)),
    "condition": (
        ("media('(a')", "parameter('x') == 1 && supports(\"y\")", "!(a(b(1)))"),
        ("", "media(", "media('a'", "a)"),
    ),
    "clipBegin": (("00:00:01.5", "10s"), ("1", "00:01")),
    "clipEnd": (("00:00:01:12", "2.5h"), ("1,5s", "later")),
    "encoding": (("base64",), ("hex",)),
    "length": (("12",), ("12px",)),
    "tta:gain": (("0.5",), ("loud",)),
    "tta:pan": (("-1",), ("left",)),
    "tta:pitch": (("+10%", "200Hz"), ("high",)),
    "tta:speak": (("normal",), ("quickly",)),
    "ttm:agent type": (("person", "other"), ("voice",)),
    "ttm:name type": (("full",), ("nickname",)),
    "ttp:profile combine": (("replace",), ("add",)),
    "ttp:profile type": (("content",), ("player",)),
    "ttp:feature value": (("required",), ("mandatory",)),
    "ttp:extension value": (("use",), ("used",)),
    "tt tts:extent": (
        ("auto", "1920px 1080px", "contain"),
        ("80% 80%", "640 480", "640px 80%", "640px"),
    ),
    "font range": (("U+26", "u+0-7F, U+4??"), ("0-7F", "U+")),
    "font style": (("italic",), ("roman",)),
    "font weight": (("bold",), ("700",)),
}
_HEAD = (
    '<tt xmlns="http://www.w3.org/ns/ttml" xmlns:tts="http://www.w3.org/ns/ttml#styling" '
    'xmlns:ttp="http://www.w3.org/ns/ttml#parameter" xmlns:ttm="http://www.w3.org/ns/ttml#metadata" '
    'xmlns:tta="http://www.w3.org/ns/ttml#audio" '
    'xmlns:itts="http://www.w3.org/ns/ttml/profile/imsc1#styling" '
    'xmlns:ittp="http://www.w3.org/ns/ttml/profile/imsc1#parameter" xmlns:ebutts="urn:ebu:tt:style"'
)


def found_in(attribute: str, value: str) -> list[str]:
    """The values that are reported in a document with an attribute."""
    shown = value.replace('"', "&quot;")
    tag, _, name = attribute.rpartition(" ")
    here = f'{name}="{shown}"'
    on_root = here if attribute in PARAMETERS else ""
    head = f"<{tag} {here}/>" if tag else ""
    inside = "" if tag or on_root else here
    text = (
        f'{_HEAD} {on_root} xml:lang="en"><head><metadata>{head}</metadata></head><body><div>'
        f'<p begin="1s" end="2s"><span {inside}>x</span></p></div></body></tt>'
    )
    code = "ttml_bad_parameter" if on_root else "ttml_invalid_value"
    found, source = check_alone(code, Sample("test", "a.ttml", text.encode(), {}))
    return [
        source.text[each.span.start : each.span.end]
        for each in found
        if each.severity.label != "info"
    ]


def test_every_attribute_of_the_tables_has_samples() -> None:
    known = {*STYLES, *PARAMETERS, *OTHERS, *(" ".join(key) for key in OF_ELEMENT)}
    assert set(SAMPLES) == known


@pytest.mark.parametrize("attribute", SAMPLES)
def test_right_values_are_right_and_wrong_ones_are_wrong(attribute: str) -> None:
    right, wrong = SAMPLES[attribute]
    assert {value: found_in(attribute, value) for value in right} == {value: [] for value in right}
    assert {value: found_in(attribute, value) for value in wrong} == {
        value: [value.replace('"', "&quot;")] for value in wrong
    }


def message(attributes: str) -> str:
    text = f'{_HEAD} xml:lang="en"><body><div><p begin="1s" end="2s" {attributes}>x</p></div></body></tt>'
    found, _ = check_alone("ttml_invalid_value", Sample("test", "a.ttml", text.encode(), {}))
    return " ".join(each.message for each in found)


@pytest.mark.parametrize(
    "attributes, meant",
    [
        ('tts:color="grey"', "gray"),
        ('tts:color="grey-ish"', "gray"),
        ('tts:color="yelow"', "yellow"),
        ('tts:textAlign="middle"', "center"),
        ('tts:textAlign="CENTER"', "center"),
        ('tts:displayAlign="bottom"', "after"),
        ('tts:visibility="no"', "hidden"),
        ('tts:wrapOption="nowrap"', "noWrap"),
        ('tts:fontSize="80"', "80%"),
        ('tts:origin="10 80.5"', "10% 80.5%"),
        ('tts:padding="1px 2"', "1px 2%"),
        ('tts:color="#f0A"', "#ff00AA"),
        ('itts:fillLineGap="yes"', "true"),
        ('tts:textDecoration="underlined"', "underline"),
        ('tts:origin="10%,80%"', "10% 80%"),
        ('tts:fontSize="1 c"', "1c"),
        ('tts:textOutline="2px black"', "black 2px"),
        ('tts:backgroundColor="none"', "transparent"),
    ],
)
def test_the_nearest_right_value_is_named(attributes: str, meant: str) -> None:
    assert message(attributes).endswith(f'(did you mean "{meant}"?)')


@pytest.mark.parametrize(
    "attribute, meant",
    [
        ('ittp:aspectRatio="16:9"', "16 9"),
        ('ttp:cellResolution="32x15"', "32 15"),
        ('ttp:cellResolution="32 × 15"', "32 15"),
        ('ttp:frameRateMultiplier="1000/1001"', "1000 1001"),
        ('ttp:timeBase="SMPTE"', "smpte"),
    ],
)
def test_the_nearest_right_parameter_is_named(attribute: str, meant: str) -> None:
    text = f'{_HEAD} {attribute} xml:lang="en"><body/></tt>'
    found, _ = check_alone("ttml_bad_parameter", Sample("test", "a.ttml", text.encode(), {}))
    assert [each.message.endswith(f'(did you mean "{meant}"?)') for each in found] == [True]


def test_of_every_word_a_misspelt_one_is_wrong_and_the_right_one_is_named() -> None:
    """All words of all tables, in capitals and with a letter too many: 500 values that no attribute has."""
    tables = (STYLES, PARAMETERS, OTHERS, OF_ELEMENT)
    misspelt = [
        (syntax, word, wrong)
        for table in tables
        for syntax in table.values()
        for word in syntax.words
        for wrong in (word.upper(), f"{word}s")
    ]
    wrong_ones = [each for each in misspelt if not is_right(each[0], each[2])]
    unnamed = [
        (word, wrong)
        for syntax, word, wrong in wrong_ones
        if likely(syntax, wrong) != f' (did you mean "{word}"?)'
    ]
    assert unnamed == []
    # Colours are right in capitals too, and none but they and addresses is right with a letter too many.
    assert len(wrong_ones) >= 500


def test_values_of_an_animation_are_lists() -> None:
    text = (
        f'{_HEAD} xml:lang="en"><head><animation><animate xml:id="a" tts:color="red;blue" dur="1s"/>'
        '<animate xml:id="b" tts:color="red;blu" dur="1s"/></animation></head><body/></tt>'
    )
    found, _ = check_alone("ttml_invalid_value", Sample("test", "a.ttml", text.encode(), {}))
    assert [each.message[:24] for each in found] == ['tts:color is "red;blu"; ']


def test_attributes_of_other_namespaces_are_free() -> None:
    text = (
        f'{_HEAD} xmlns:x="urn:x" xml:lang="en"><body><div><p begin="1s" end="2s" x:fill="y">a'
        '<x:y fill="no" tts:color="no">b</x:y></p></div></body></tt>'
    )
    assert check_alone("ttml_invalid_value", Sample("test", "a.ttml", text.encode(), {}))[0] == ()


def reported(code: str, text: str) -> list[str]:
    """What a rule reports of a document, and where."""
    found, source = check_alone(code, Sample("test", "a.ttml", text.encode(), {}))
    return [
        f"{source.text[each.span.start : each.span.end]}: {each.message}"
        for each in found
        if each.severity.label != "info"
    ]


# Where attributes stand that have no place there; of each element one that is its own beside it.
MISPLACED = {
    '<head style="s"/>': "style: TTML has no attribute {} on head",
    '<head tts:color="red"/>': "tts:color: TTML has no attribute {} on head",
    '<head><styling><style xml:id="s" region="r" style=""/></styling></head>': (
        "region: TTML has no attribute {} on style"
    ),
    '<head><layout begin="1s"/></head>': "begin: TTML has no attribute {} on layout",
    '<head><layout><region begin="1s" region="r"/></layout></head>': (
        "region: TTML has no attribute {} on region"
    ),
    '<head><animation><set begin="1s" calcMode="linear"/></animation></head>': (
        "calcMode: TTML has no attribute {} on set"
    ),
    '<head><metadata><ttm:name type="full" agent="a">A</ttm:name></metadata></head>': (
        "agent: TTML has no attribute {} on ttm:name"
    ),
    '<body begin="1s" src="a"/>': "src: TTML has no attribute {} on body",
    '<body><div><p condition="a">a<br style="" begin="1s"/></p></div></body>': (
        "begin: TTML has no attribute {} on br"
    ),
}


@pytest.mark.parametrize("inside", MISPLACED)
def test_an_element_has_its_own_attributes(inside: str) -> None:
    name, _, message = MISPLACED[inside].partition(": ")
    text = f'{_HEAD} xml:lang="en">{inside}</tt>'
    assert reported("ttml_unknown_vocabulary", text) == [
        f"{name}: {message.format(repr(name))}".replace("'", '"')
    ]


def test_the_root_has_an_extent_and_no_other_look() -> None:
    text = f'{_HEAD} xml:lang="en" tts:extent="640px 480px" tts:color="red"><body/></tt>'
    assert reported("ttml_unknown_vocabulary", text) == [
        'tts:color: TTML has no attribute "tts:color" on tt'
    ]


def test_a_draft_may_put_attributes_elsewhere_and_has_an_id_of_its_own() -> None:
    text = (
        '<tt xmlns="http://www.w3.org/2006/10/ttaf1" xml:lang="en"><head><styling><style id="1" region="r"/>'
        '</styling><layout><region id="r"/></layout></head><body><div><p style="1" begin="1s" end="2s">a</p></div></body></tt>'
    )
    assert reported("ttml_unknown_vocabulary", text) == []
    assert reported("ttml_ref_undefined", text) == []
    ours = text.replace("http://www.w3.org/2006/10/ttaf1", "http://www.w3.org/ns/ttml")
    assert [each[:5] for each in reported("ttml_unknown_vocabulary", ours)] == ["id: T", "regio"]
    assert reported("ttml_ref_undefined", ours) == [
        'r: region "r" is not defined',
        '1: style "1" is not defined',
    ]


@pytest.mark.parametrize(
    "inside",
    [
        '<head><layout><region xml:id="r" begin="soon"/></layout></head>',
        '<head><animation><set end="soon" tts:color="red"/></animation></head>',
        '<body><div><p begin="1s" end="2s"><set dur="soon" tts:color="red"/>a</p></div></body>',
        '<body><div><p begin="1s" end="2s"><span><animate begin="soon"/>a</span></p></div></body>',
        '<body><div begin="soon"><p begin="1s" end="2s">a</p></div></body>',
    ],
)
def test_times_of_regions_and_animations_are_read(inside: str) -> None:
    text = f'{_HEAD} xml:lang="en">{inside}</tt>'
    assert reported("invalid_timestamp", text) == [
        'soon: "soon" is no time: "soon" stands where digits are wanted'
    ]


# The attributes that TTML2 (chapters 7, 8, 10, 12, 13 and 14), IMSC 1.2 (chapter 7) and EBU Tech 3380 define,
# listed from their tables and schemas and not from ours; where one is not in a table of values, what looks at it.
DEFINED = {
    "tts": "backgroundClip backgroundColor backgroundExtent backgroundImage backgroundOrigin backgroundPosition "
    "backgroundRepeat border bpd color direction disparity display displayAlign extent fontFamily fontKerning "
    "fontSelectionStrategy fontShear fontSize fontStyle fontVariant fontWeight ipd letterSpacing lineHeight "
    "lineShear luminanceGain opacity origin overflow padding position ruby rubyAlign rubyPosition rubyReserve "
    "shear showBackground textAlign textCombine textDecoration textEmphasis textOrientation textOutline "
    "textShadow unicodeBidi visibility wrapOption writingMode zIndex",
    "ttp": "cellResolution clockMode contentProfileCombination contentProfiles displayAspectRatio dropMode "
    "frameRate frameRateMultiplier inferProcessorProfileMethod inferProcessorProfileSource markerMode "
    "permitFeatureNarrowing permitFeatureWidening pixelAspectRatio processorProfileCombination "
    "processorProfiles profile subFrameRate tickRate timeBase validation validationAction version",
    "itts": "fillLineGap forcedDisplay",
    "ittp": "activeArea aspectRatio progressivelyDecodable",
    "ebutts": "linePadding multiRowAlign",
    "tta": "gain pan pitch speak",
    "xml": "id space",
    "": "timeContainer calcMode fill repeatCount keyTimes keySplines condition clipBegin clipEnd encoding length",
}
ELSEWHERE = {
    "begin": "invalid_timestamp",
    "xml:lang": "ttml_lang_missing",
    "ttm:role": "ttml_unknown_role",
    "ttm:agent": "ttml_ref_undefined",
    "region": "ttml_ref_undefined",
    "style": "ttml_ref_undefined",
    "animate": "ttml_ref_undefined",
}


def test_every_attribute_that_the_standards_define_is_in_a_table() -> None:
    defined = {
        f"{prefix}:{name}" if prefix else name
        for prefix, names in DEFINED.items()
        for name in names.split()
    }
    assert {*STYLES, *PARAMETERS, *OTHERS} == defined


@pytest.mark.parametrize("attribute", ELSEWHERE)
def test_what_is_in_no_table_has_a_rule_of_its_own(attribute: str) -> None:
    code = ELSEWHERE[attribute]
    p = f'<p begin="1s" end="2s" {attribute}="n n!">x</p>'.replace(
        'begin="1s" end="2s" begin', "begin"
    )
    text = f'{_HEAD} xml:lang="en"><body><div>{p}</div></body></tt>'
    assert reported(code, text)


def test_the_content_of_elements_names_elements() -> None:
    for tag in ELEMENTS:
        for group in content(tag) or ():
            assert group.names <= ELEMENTS, tag

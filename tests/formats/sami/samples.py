"""SAMI: looks, colours, classes, blanks and damage."""

from __future__ import annotations

_HEAD = "<SAMI><HEAD><TITLE> A title </TITLE><STYLE><!--\n.ENCC { Name: English; lang: en-US; }\n.FRCC { lang:fr; }\n.XX {}\n--></STYLE></HEAD><BODY>\n"
_CLEAR = "<SYNC Start=9000><P Class=ENCC>&nbsp;\n"


def _file(*texts: str, head: str = _HEAD) -> str:
    syncs = "".join(
        f"<SYNC Start={at * 1000}><P Class=ENCC>{text}\n" for at, text in enumerate(texts, 1)
    )
    return f"{head}{syncs}{_CLEAR}</BODY></SAMI>\n"


_COLORS = ("red", "Yellow", "#00FF00", "00ff00", '"#00ff00"', "'blue'", "none", "#0f0")
_STARTS = ("2000", "'2000'", '"2000"', "2000ms", "2000MS", "x", "-5", "2.5", "", "9999999999999")
SAMPLES: dict[str, str | bytes] = {
    "looks.smi": _file("<b>a</b><i>b</i><u>c</u><s>d</s><strike>e</strike><em>f</em><strong>g</strong><B>h</B>"),
    "looks-nested.smi": _file("<i>a<b>b<font color=red>c</b>d</i>e</font>f", "<i>open", "g</i>h"),
    **{f"colour {color}.smi": _file(f"<font color={color}>One</font>two") for color in _COLORS},
    "colour-letters.smi": _file('<FONT COLOR="RED">One</FONT>', "<Font Size=3 Color=Lime>two</font>", "<font size=3>three</font>"),
    "breaks.smi": _file("a<br>b<BR/>c<p>d<div>e</div>f", "  a \n\t b  <br>  c  ", "&nbsp;a&nbsp;<br>&nbsp;"),
    "references.smi": _file("a &amp; b &lt;i&gt; &#65; &x; &nbsp;c"),
    "elements.smi": _file("a<x>b</x><!-- c --><img src=d>", "<words of nobody> e"),
    **{f"start {start}.smi": f"{_HEAD}<SYNC Start=1000><P Class=ENCC>One\n<SYNC Start={start}><P Class=ENCC>Two\n{_CLEAR}" for start in _STARTS},
    "start-none.smi": f"{_HEAD}<SYNC><P Class=ENCC>One\n<SYNC Start=2000><P Class=ENCC>Two\n",
    "classes.smi": f"{_HEAD}<SYNC Start=1000><P Class=ENCC>One<P Class=FRCC>Un<P Class=NONE>Eins<P>all\n<SYNC Start=2000><P Class='encc'>Two<P Class=NONE>Zwei\n<SYNC Start=3000><P Class=ENCC>&nbsp;\n",
    "no-classes.smi": "<SAMI><BODY><SYNC Start=1000>One<SYNC Start=2000><P>Two<SYNC Start=3000>&nbsp;",
    "same-start.smi": f"{_HEAD}<SYNC Start=1000><P Class=ENCC>One\n<SYNC Start=1000><P Class=ENCC>Two\n<SYNC Start=3000><P Class=ENCC>&nbsp;\n",
    "text-outside.smi": _HEAD.replace("<BODY>", "<BODY>words ").replace("<HEAD>", "<HEAD>more ").replace("-->", "--> even more ") + "<SYNC Start=1000>before<P Class=ENCC>One\n</BODY>after</SAMI>end\n",
    "no-sync.smi": "<SAMI>words",
    "no-tags.smi": "words",
    "crlf.smi": _file("a<br>\nb\nc", "d").replace("\n", "\r\n"),
    "cr.smi": _file("a\nb").replace("\n", "\r"),
    "title-of-blanks.smi": _file("a", head=_HEAD.replace(" A title ", " \n ")),
}  # fmt: skip

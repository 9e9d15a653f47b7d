"""YouTube timed text in its three versions, and damage."""

from __future__ import annotations

from tests.captions.sentences import EN, JA

_SRV1 = (
    f'<?xml version="1.0" encoding="utf-8" ?><transcript><text start="1" dur="3">{EN[0]}</text>'
    f'<text start="4.04" dur="2.96">Tom &amp;amp; Jerry aren&amp;#39;t here.</text>'
    f'<text start="7" dur="2">{JA[0]}</text></transcript>'
)
_SRV2 = (
    '<?xml version="1.0" encoding="utf-8" ?><timedtext><window id="1" op="define"/>'
    f'<text t="1000" d="3000">{EN[0]}</text><text t="4000" d="3000">{EN[1]}</text></timedtext>\n'
)
_SRV3 = f"""<?xml version="1.0" encoding="utf-8" ?><timedtext format="3">
<head>
<pen id="1" i="1" b="1" fc="#00FF00"/>
<wp id="1" ap="1" ah="50" av="0"/>
</head>
<body>
<p t="1000" d="3000">{EN[0]}</p>
<p t="4000" d="3000" wp="1">{EN[1]}<br/>{EN[2]}</p>
<p t="7000" d="2000" p="1">Salt &amp; pepper</p>
<p t="9000" d="2000"><s p="1">Gulls</s><s> cry.</s></p>
</body>
</timedtext>
"""
_SPOKEN = f"""<?xml version="1.0" encoding="utf-8" ?><timedtext format="3">
<body>
<w t="0" id="1" wp="1" ws="1"/>
<p t="1000" d="5000" w="1"><s ac="0">{EN[0]}</s></p>
<p t="3990" d="2010" w="1" a="1">
</p>
<p t="4000" d="5000" w="1"><s ac="0">Two</s><s t="300" ac="0"> are missing</s></p>
</body>
</timedtext>
"""

FILES: dict[str, str | bytes] = {
    "first.srv1": _SRV1,
    "second.srv2": _SRV2,
    "third.srv3": _SRV3,
    "third-crlf.srv3": _SRV3.replace("\n", "\r\n"),
    "third-cr.srv3": _SRV3.replace("\n", "\r"),
    "spoken.srv3": _SPOKEN,
    "open-end.srv1": _SRV1.replace(' dur="2.96"', ""),
    "empty-text.srv3": _SRV3.replace(EN[0], ""),
    "damaged-cut.srv3": _SRV3[: len(_SRV3) // 2],
    "damaged-time.srv1": _SRV1.replace('"4.04"', '"soon"'),
    "damaged-missing.srv3": _SRV3.replace('t="4000" ', ""),
    "damaged-xml.srv3": _SRV3.replace("&amp;", "&"),
    "damaged-doctype.srv3": _SRV3.replace(
        "<timedtext", '<!DOCTYPE x [<!ENTITY a "b">]><timedtext', 1
    ),
}

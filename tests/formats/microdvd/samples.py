"""MicroDVD: frame rates, looks, codes and damage."""

from __future__ import annotations

from tests.formats.odd_lines import ODD_LINES

_LOOKS = ("b", "i", "u", "s", "b,i", "u,s", "bius", "x", "")
SAMPLES: dict[str, str | bytes] = {
    **{f"odd line {number}.sub": '{1}{1}25\n{25}{50}One\n' + line + '\n{75}{100}Two\n' for number, line in enumerate(ODD_LINES)},
    **{f"look {look}.sub": f"{{1}}{{1}}25\n{{25}}{{50}}{{y:{look}}}One|two\n{{75}}{{100}}{{Y:{look}}}One|two\n" for look in _LOOKS},
    "looks-of-lines.sub": "{1}{1}25\n{25}{50}{Y:i}One|{y:b}two|three\n{75}{100}/One|/two|three\n",
    "colours.sub": "{1}{1}25\n{25}{50}{c:$0000FF}One|two\n{75}{100}{C:$FF0000}One|{c:$00FF00}two\n{125}{150}{c:red}One\n",
    **{f"code {code}.sub": f"{{1}}{{1}}25\n{{25}}{{50}}One\n{{75}}{{100}}{{{code}:x}}Two\n{{125}}{{150}}{{{code.upper()}:y}}Two\n" for code in "fshpoz"},
    "rate-none.sub": "{25}{50}One\n{75}{100}Two\n",
    "rate-of-film.sub": "{1}{1}23.976\n{25}{50}One\n",
    "rate-with-comma.sub": "{1}{1}29,97\n{25}{50}One\n",
    "rate-in-default.sub": "{DEFAULT}{y:i}\n{1}{1}25\n{25}{50}One\n",
    "rate-of-nothing.sub": "{1}{1}0\n{25}{50}One\n",
    "open-end.sub": "{1}{1}25\n{25}{}One\n{75}{}Two\n{125}{}Three\n",
    "damaged.sub": "{1}{1}25\n{2x}{50}One\n{75}{1?0}Two\n{75}100}Three\nwords\n\n{125}{150}Four\n",
    "blanks.sub": "\n {1}{1}25\n\n{25} {50} One \n\n{75}{100}\n",
    "backwards.sub": "{1}{1}25\n{50}{25}One\n",
    "crlf.sub": "{1}{1}25\r\n{25}{50}One|two\r\n",
}  # fmt: skip

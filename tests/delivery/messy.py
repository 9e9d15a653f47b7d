"""Small captions with one kind of trouble each, by file name."""

from __future__ import annotations

_LONG = (
    "The keeper counts the boats that come in before the storm, and two of them are missing. Nobody sleeps "
    "until they are home; Mr. Smith waits at the harbour, e.g. with a lamp."
)


def _srt(*cues: tuple[int, int, str]) -> str:
    """Cues of times in tenths of a second, and text."""

    def clock(tenths: int) -> str:
        seconds, rest = divmod(tenths, 10)
        return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02},{rest}00"

    return "\n".join(
        f"{number}\n{clock(start)} --> {clock(end)}\n{text}\n"
        for number, (start, end, text) in enumerate(cues, 1)
    )


CAPTIONS = {
    "sound.en.srt": _srt((10, 30, "Hello there."), (40, 60, "Two lines\nof text.")),
    "long.en.srt": _srt((10, 90, _LONG), (100, 120, "Short.")),
    "long-lines.en.srt": _srt((10, 60, "The keeper counts the boats that come in before the storm, and waits."), (70, 100, "a" * 50)),
    "three-lines.en.srt": _srt((10, 60, "One line\nand another\nand a third."), (70, 120, "- Hello.\n- Who is there?\n- Nobody.")),
    "unbalanced.en.srt": _srt((10, 60, "Then\nthe keeper counts the boats again."), (70, 100, "The keeper counts all of the boats\nnow.")),
    "fast.en.srt": _srt((10, 20, "The keeper counts the boats that come in."), (22, 40, "Nobody sleeps."), (100, 103, "Too fast to read this one."), (150, 170, "End.")),
    "brief.en.srt": _srt((10, 12, "Brief."), (13, 15, "Briefer."), (50, 53, "Alone."), (70, 71, "Oh.")),
    "lasting.en.srt": _srt((10, 150, "This stays for far too long."), (160, 400, "And so. Does this. It has sentences.")),
    "overlapping.en.srt": _srt((10, 40, "One."), (30, 60, "Two."), (60, 90, "Three."), (61, 80, "Within."), (95, 95, "Nothing."), (99, 97, "Backwards.")),
    "overlapping-a-little.en.srt": _srt((10, 40, "One of them."), (39, 60, "Two of them."), (60, 90, "Three.")),
    "unordered.en.srt": _srt((70, 90, "Last."), (10, 30, "First."), (40, 60, "Second."), (40, 60, "Second."), (40, 55, "Again.")),
    "touching.en.srt": _srt((10, 30, "One."), (30, 50, "Two."), (51, 70, "Three."), (72, 90, "Four.")),
    "repeated.en.srt": _srt((10, 30, "Same words."), (30, 50, "Same words."), (60, 80, "Same words."), (81, 90, "same words")),
    "speakers.en.srt": _srt((10, 40, "ANN: Hello there.\nBOB: Hello yourself, and how are you?"), (50, 80, "- Hello.\n- Hi."), (90, 120, "[Ann] Who is there? [Bob] Nobody.")),
    "dashes.en.srt": _srt((10, 60, "- The keeper counts the boats that come in.\n- Two of them are missing since the storm began."), (70, 90, "-Hello. -Hi.")),
    "looks.en.srt": _srt((10, 60, "<i>The keeper counts the boats that come in <b>before</b> the storm,</i> and waits."), (70, 90, '{\\an8}<font color="#ff0000">Red</font> <u>line</u>')),
    "blanks.en.srt": _srt((10, 30, "  Blanks   everywhere \n\tand tabs "), (40, 60, " "), (70, 90, "")),
    "signs.en.srt": _srt((10, 30, "♪ Singing ♪"), (40, 60, "[music]"), (70, 90, "Wait ... what?!"), (100, 120, "“Quoted” – words… 1,000 &amp; more")),
    "damaged.en.srt": "1\n00:00:01.000 -> 00:00:03,000\nOne\n2\n0:0:4,0 --> 00:00:06,000\nTwo\n\nmore\n\nlost\n\n00:00:07,000 --> 00:00:xx,000\nThree --> four\n",
    "abbreviations.en.srt": _srt((10, 90, "Dr. Smith and Mrs. Jones live at 3.5 Main St. in Washington D.C. They said so. 10.30 p.m. was late, vs. 9 a.m. then.")),
    "japanese.ja.srt": _srt((10, 60, "灯台守は嵐の前に入ってくる船を数えている。そして二隻が行方不明だ。"), (70, 80, "誰も眠らない、彼らが帰るまでは。港で待っている人がいる。"), (90, 110, "「はい」\nそうです。")),
    "korean.ko.srt": _srt((10, 60, "등대지기는 폭풍 전에 들어오는 배를 세고 있다. 그리고 두 척이 실종되었다."), (70, 90, "짧은 말.")),
    "chinese.zh.srt": _srt((10, 60, "灯塔看守人在暴风雨前数着进港的船只，其中两艘失踪了。没有人睡觉，直到他们回家。")),
    "arabic.ar.srt": _srt((10, 60, "يعد حارس المنارة القوارب التي تدخل قبل العاصفة، واثنان منها مفقودان منذ الأمس."), (70, 90, "نعم؟ لا.")),
    "thai.th.srt": _srt((10, 60, "คนเฝ้าประภาคารนับเรือที่เข้ามาก่อนพายุและสองลำหายไปตั้งแต่เมื่อวานนี้")),
    "german.de.srt": _srt((10, 60, "Der Leuchtturmwärter zählt die Boote, die vor dem Sturm hereinkommen, und z. B. zwei fehlen am 3. Mai noch.")),
    "places.vtt": "WEBVTT - title\nKind: captions\n\nNOTE first\n\nSTYLE\n::cue { color: red }\n\n1\n00:01.000 --> 00:03.000 line:0 align:start\n<v Ann>One <c.red>two</c>\n\n00:04.000 --> 00:06.000 position:20% size:30%\n<ruby>a<rt>b</rt></ruby> <00:05.000>three\n",
    "stream.vtt": "WEBVTT\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:900000\n\n00:01.000 --> 00:03.000\nOne\n",
    "styled.ass": (
        "[Script Info]\nTitle: A title\nScriptType: v4.00+\nPlayResX: 640\nPlayResY: 360\n\n[V4+ Styles]\nFormat: Name, Fontname, Fontsize, PrimaryColour, Bold, Alignment\n"
        "Style: Default,Arial,20,&H0000FFFF,-1,8\n\n[Events]\nFormat: Layer, Start, End, Style, Name, Text\nDialogue: 0,0:00:01.00,0:00:03.00,Default,Ann,{\\i1}One{\\i0}\\Ntwo\n"
        "Dialogue: 1,0:00:02.00,0:00:04.00,Default,,{\\pos(20,30)\\bord3}Sign\nDialogue: 0,0:00:05.00,0:00:07.00,Default,,{\\p1}m 0 0{\\p0}\n"
    ),
    "timed.ttml": (
        '<tt xmlns="http://www.w3.org/ns/ttml" xmlns:tts="http://www.w3.org/ns/ttml#styling" xml:lang="en"><head><layout><region xml:id="r" tts:origin="10% 10%" tts:extent="80% 20%"/></layout></head><body><div>'
        '<p begin="1s" end="3s" region="r" tts:fontStyle="italic">One<br/>two</p><p begin="00:00:04.000" end="00:00:06.000" tts:backgroundColor="red">Three</p></div></body></tt>\n'
    ),
    "annotated.ja.vtt": (
        "WEBVTT\nLanguage: ja\n\n00:01.000 --> 00:06.000\n<ruby>灯台守<rt>とうだいもり</rt></ruby>は嵐の前に入ってくる<ruby>船<rt>ふね</rt></ruby>を数えている。そして<b>二隻</b>が"
        "<ruby>行方不明<rt>ゆくえふめい</rt></ruby>だ、と彼は言ったが誰も聞いていない。\n\n00:07.000 --> 00:12.000\n<v アン>「はい」</v><v ボブ>「いいえ、そうではないと思いますが、どうでしょうか、皆さん」\n"
    ),
    "turns.en.srt": _srt(
        (10, 90, "- The keeper counts the boats that come in. - Two of them are missing since the storm began. - Nobody sleeps."),
        (100, 160, "– Who is there?\n– Nobody at all is there, as far as anybody can see\nfrom here, – he said.\n– Good."),
        (170, 250, "-One\n-Two\n-Three\n-Four and a great many words more that do not fit on any line"),
        (260, 300, ">> ANN: Hello there, and welcome to the harbour.\n>> BOB: Thank you, it is good to be back again."),
        (310, 330, "- Only one dash here\nand no other."),
    ),
    "together.en.srt": _srt(
        (10, 90, "It was 10 000 km away, at 12:30 p.m. on 3 May 1999 (the day of the storm), by No. 5 and J. R. R. Tolkien's house in New York City."),
        (100, 180, "“He said: ‘The keeper counts the boats, and nobody sleeps until they are home.’” [door slams] (sighs) ♪ And they sing along the shore ♪"),
        (190, 260, "Well... I don't know -- perhaps; maybe: www.example.org/a-long-path?that=goes&on=and-on or me@example.org, 3.14159!"),
        (270, 330, "Wait?! ... And go. The — em dash — and the well-known mother-in-law's either/or."),
    ),
    "looks-over-cues.en.srt": _srt(
        (10, 90, "<i>The keeper counts the boats that come in before the storm,</i> <b>and two of them are missing. Nobody sleeps until <u>they are</u> home.</b>"),
        (100, 102, "<i>Quick.</i>"), (103, 105, "<i>Quicker.</i>"), (106, 130, "Slow and steady."),
    ),
    "unchangeable.en.srt": _srt((10, 20, "x" * 120), (21, 22, "Two words"), (22, 23, "and two more"), (23, 24, "with no room"), (24, 25, "at all here")),
    "spanish.es.srt": _srt((10, 60, "¿Cuántos barcos cuenta el farero antes de la tormenta? ¡Faltan dos! El Sr. García espera en el puerto con una lámpara.")),
    "french.fr.srt": _srt((10, 60, "Le gardien du phare compte les bateaux : il en manque deux ! « Personne ne dort », dit-il à M. Dupont jusqu'à ce qu'ils rentrent.")),
    "hebrew.he.srt": _srt((10, 60, "שומר המגדלור סופר את הסירות שנכנסות לפני הסערה, ושתיים מהן נעדרות מאז אתמול בלילה.")),
    "hindi.hi.srt": _srt((10, 60, "प्रकाशस्तंभ का रखवाला तूफ़ान से पहले आने वाली नावों को गिनता है। उनमें से दो कल से लापता हैं।")),
    "words.json": '{"format": "captionpass-json", "version": 1, "title": "T", "cues": [{"index": 1, "startMs": 1000, "endMs": 3000, "lines": ["One", 2, null], "note": "x"}]}',
    "lines.sbv": "0:00:01.000,0:00:03.000\nOne[br]two\n\n0:00:02.500,0:00:05.000\nThree\n",
}  # fmt: skip

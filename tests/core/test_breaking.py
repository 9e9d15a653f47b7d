"""How bad a break is, and that nothing that is reported as bad is taken lightly when lines are broken anew."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from itertools import accumulate, pairwise

import budoux
import pytest

from caption_qa_action.core import cjk
from caption_qa_action.core.breaking import Between, penalty
from caption_qa_action.core.phrases import inner_breaks, joins, phrase_doubts
from caption_qa_action.core.source import Source
from caption_qa_action.core.words import LANGUAGES, guess_language, is_unit, words_of
from caption_qa_action.formats import parse
from caption_qa_action.rules import load

PLAIN = penalty(Between("xyzzy", "xyzzy"), words_of("en"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_has_its_words(language: str) -> None:
    words = words_of(language)
    assert len(words.ties) >= 40
    assert words.conjunctions
    assert words.starters
    module = import_module(f"caption_qa_action.core.words.{language}")
    listed = [*module.TIES.split(), *module.LOOSE.split()]
    assert len(listed) == len(set(listed)) == len(words.ties), "each word stands once"
    assert words.binding < words.conjunctions
    assert not words.adjectives & (words.ties | words.conjunctions | words.clings)
    for group in (words.ties, words.conjunctions, words.titles, words.abbreviations):
        assert all(word == word.lower() or word == "I" for word in group)


@pytest.mark.parametrize(
    ("tag", "language"), [("nb", "no"), ("nn", "no"), ("bs", "hr"), ("iw", "he")]
)
def test_a_language_has_the_words_of_its_twin(tag: str, language: str) -> None:
    assert words_of(tag).ties == words_of(language).ties


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("be", "Я не ведаю, што гэта за дом, але мы былі ў ім учора з дзецьмі."),
        ("bg", "Не знам какво е това, но ние бяхме в къщата на моя приятел."),
        ("cs", "Nevím, co to je, ale byli jsme v tom domě se svými dětmi a bylo to hezké."),
        ("da", "Jeg ved ikke, hvad det er, men vi var i huset med vores børn og hunden."),
        ("de", "Ich weiß nicht, was das ist, aber wir waren mit den Kindern in dem Haus."),
        ("el", "Δεν ξέρω τι είναι αυτό, αλλά ήμασταν στο σπίτι με τα παιδιά μας και τον σκύλο."),
        ("en", "I do not know what this is, but we were in the house with our children."),
        ("es", "No sé qué es esto, pero estábamos en la casa con los niños y el perro."),
        ("fi", "En tiedä mikä se on, mutta me olimme siellä ja he olivat täällä, koska hän on niin hyvin."),
        ("fr", "Je ne sais pas ce que c'est, mais nous étions dans la maison avec les enfants."),
        ("he", "אני לא יודע מה זה אבל אנחנו היינו בבית עם הילדים שלנו כל היום"),
        ("hr", "Ne znam što je to, ali bili smo u kući s djecom i psom jer je bilo lijepo."),
        ("hu", "Nem tudom, mi ez, de a házban voltunk a gyerekekkel és az én kutyám is ott volt."),
        ("id", "Saya tidak tahu apa ini, tetapi kami ada di rumah dengan anak-anak itu."),
        ("it", "Non so che cosa è, ma eravamo nella casa con i bambini e il cane della vicina."),
        ("pl", "Nie wiem, co to jest, ale byliśmy w tym domu z dziećmi i było bardzo miło."),
        ("pt", "Não sei o que é isso, mas nós estávamos na casa com os meninos e o cão da vizinha."),
        ("ro", "Nu știu ce este asta, dar am fost în casa aceea cu copiii și cu câinele lui."),
        ("ru", "Я не знаю, что это, но мы были в этом доме с детьми, и он был очень рад."),
        ("sl", "Ne vem, kaj je to, ampak bili smo v hiši z otroki in s psom, ker je bilo lepo."),
        ("sv", "Jag vet inte vad det är, men vi var i huset med våra barn och hunden."),
        ("tr", "Bunun ne olduğunu bilmiyorum ama biz bu evde o kadar çok kaldık ki her şey bir oldu."),
        ("uk", "Я не знаю, що це, але ми були в цьому будинку з дітьми, і він був дуже радий."),
    ],
)  # fmt: skip
def test_the_small_words_tell_the_language(language: str, text: str) -> None:
    assert guess_language(text.replace(",", "").replace(".", "").split()) == language


@pytest.mark.parametrize(
    "word", ["km", "percent", "million,", "milliards", "процентов", "년", "%", "Million"]
)
def test_what_a_number_counts(word: str) -> None:
    assert is_unit(word)


@pytest.mark.parametrize("word", ["and", "the", "houses", "puis", ""])
def test_not_every_short_word_is_counted(word: str) -> None:
    assert not is_unit(word)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_reported_as_a_bad_break_is_one_for_the_mender(language: str) -> None:
    """Each pair of words of the language's lists: what the rule reports costs more than a plain break."""
    words = words_of(language)
    check = load("bad_line_break").check
    pool = [*sorted((words.ties | words.conjunctions) - {"I"})[:120], "12", "km", "xyzzy"]
    reported = 0
    for last, first in pairwise([*pool, *reversed(pool)]):
        text = f"1\n00:00:01,000 --> 00:00:04,000\nxyzzy {last}\n{first} xyzzy\n"
        document = parse(Source.of(text, "a.srt"))
        document.language = language
        if list(check(document)):
            reported += 1
            cost = penalty(Between(last, first, language=language), words)
            assert cost.line > PLAIN.line, (last, first)
            assert cost.cue > PLAIN.cue, (last, first)
    assert reported


def line_cost(before: str, after: str, language: str, doubt: float = 0) -> float:
    place = Between(before, after, wide=language == "zh", language=language, gap="", doubt=doubt)
    return penalty(place, words_of(language)).line


@pytest.mark.parametrize(
    ("language", "best_first"),
    [
        # market | with, mother | and, this | I, with | mother
        ("th", [("แม่", "และ"), ("ตลาด", "กับ"), ("นี้", "ฉัน"), ("ได้", "แม่"), ("กับ", "แม่"), ("และ", "แม่")]),
        # way | and way, new species | in the sea, life | habits
        ("zh", [("方式", "和工作"), ("物种", "在太平洋"), ("生活", "习惯"), ("在", "太平洋")]),
        ("es", [("sitio...", "y"), ("sitio...", "también"), ("sitio", "y"), ("sitio", "también")]),
        ("es", [("empresa", "Coolidge"), ("presidente", "Coolidge"), ("el", "presidente")]),
        ("en", [("night ♪", "angels"), ("night", "angels")]),
        # when | you, I | you, the house | you, that it was so, | you, the house | in front of
        ("ko", [("때", "네가"), ("내가", "네가"), ("집을", "네가"), ("거라고", "네가"), ("집", "앞에")]),
        # this, | she; the storm | at the time
        ("zh", [("这些，”", "她"), ("安静", "她"), ("暴风雨的", "时候")]),
        ("fr", [("pas", "où"), ("savent", "où"), ("pas", "encore"), ("le", "professeur")]),
    ],
)  # fmt: skip
def test_places_from_best_to_worst(language: str, best_first: list[tuple[str, str]]) -> None:
    costs = [line_cost(before, after, language) for before, after in best_first]
    assert costs == sorted(costs)
    assert costs[0] < costs[-1]


@pytest.mark.parametrize(
    ("language", "joining", "binding"),
    [("en", "and", "that"), ("es", "y", "que"), ("fr", "et", "qu'il"), ("hr", "i", "da")],
)
def test_a_cue_ends_rather_before_a_clause_of_its_own(
    language: str, joining: str, binding: str
) -> None:
    words = words_of(language)
    joined = penalty(Between("xyzzy", joining, language=language), words)
    bound = penalty(Between("xyzzy", binding, language=language), words)
    assert joined.line == bound.line
    assert joined.cue < bound.cue < PLAIN.cue


def test_some_japanese_forms_end_a_clause_though_the_model_is_not_sure() -> None:
    def cue(before: str, doubt: float) -> float:
        place = Between(before, "暖炉", wide=True, language="ja", gap="", doubt=doubt)
        return penalty(place, words_of("ja")).cue

    assert cue("立っていないで", 0.9) == cue("立っていないで", 0) == cue("立って", 0)
    assert cue("立って", 0.9) > cue("立って", 0)


def test_a_cue_goes_on_between_two_names_that_are_joined() -> None:
    words = words_of("en")

    def cue(before: str, beyond: str, *, begins: bool = False) -> float:
        place = Between(before, "and", language="en", beyond=beyond, begins=begins)
        assert penalty(place, words).line == penalty(Between("xyzzy", "and"), words).line
        return penalty(place, words).cue

    joining = penalty(Between("xyzzy", "and", language="en"), words).cue
    assert cue("Higgins", "Morgan") > PLAIN.cue
    assert cue("Higgins", "left") == cue("Higgins", "I'm") == joining
    assert cue("xyzzy", "Morgan") == cue("Yesterday", "Morgan", begins=True) == joining


def test_no_word_is_a_name_where_all_are_capitals() -> None:
    words = words_of("en")
    assert penalty(Between("Maria", "Lopez"), words).line > PLAIN.line
    assert penalty(Between("MARIA", "WAITED"), words) == PLAIN
    conjunction = penalty(Between("xyzzy", "and"), words)
    assert penalty(Between("MARIA", "AND", beyond="PETER"), words) == conjunction


@pytest.mark.parametrize("number", ["12", "3,500", "10.000", "200만", "מ-200"])
def test_a_number_holds_what_it_counts(number: str) -> None:
    words = words_of("en")
    held = penalty(Between("12", "xyzzy"), words)
    assert held.line > PLAIN.line
    assert penalty(Between(number, "xyzzy"), words) == held
    assert penalty(Between(number, "Xyzzy"), words) != held


@pytest.mark.parametrize("word", ["1952", "ב-1952", "x-ray", "-", "만"])
def test_a_year_counts_nothing(word: str) -> None:
    assert penalty(Between(word, "xyzzy"), words_of("en")) == PLAIN


@pytest.mark.parametrize(
    ("language", "adjective", "noun"),
    [
        ("ru", "страховая", "компания"),
        ("ru", "последнего", "поезда"),
        ("uk", "новий", "будинок"),
        ("en", "conscious", "choice"),
        ("en", "transformative", "tools"),
        ("en", "small", "stuff"),
        ("en", "highly", "trained"),
    ],
)
def test_an_adjective_holds_its_noun(language: str, adjective: str, noun: str) -> None:
    assert line_cost(adjective, noun, language) > line_cost(noun, noun, language)
    assert line_cost("мая", noun, language) == line_cost(noun, noun, language)


def test_the_second_word_of_a_negation_ends_its_phrase() -> None:
    assert line_cost("xyzzy", "pas", "fr") > line_cost("pas", "xyzzy", "fr") == PLAIN.line


def test_a_small_word_in_a_name_holds_the_rest_of_it() -> None:
    assert line_cost("De", "Forenede", "da") > line_cost("de", "Forenede", "da")
    assert line_cost("DE", "FORENEDE", "da") == line_cost("de", "Forenede", "da")


def test_a_rank_holds_its_name() -> None:
    assert line_cost("presidente", "Coolidge", "es") > line_cost("empresa", "Coolidge", "es")
    assert line_cost("presidente", "hablaba", "es") == line_cost("empresa", "hablaba", "es")


def test_a_voice_after_a_sentence_is_the_best_place() -> None:
    voice, other = (
        penalty(Between("much.", after, sentence=True), words_of("en"))
        for after in ("[Sara]", "You")
    )
    assert (voice.line, voice.cue) == (other.line - 60, other.cue - 150)
    assert penalty(Between("much.", "(", sentence=True), words_of("en")) == other


def test_a_thai_compound_is_kept_together() -> None:
    assert line_cost("มาก", "มาย", "th", 0.3) > line_cost("มาย", "มาก", "th")
    assert inner_breaks("ผลไม้มากมาย").keys() == {2, 5, 8}
    assert inner_breaks("ผลไม้มากมาย")[5] < inner_breaks("ผลไม้มากมาย")[8]


JAPANESE = "今日は、良い天気ですね。明日の会議について友達と話したい。"
SIMPLIFIED = "今天天气非常好，我们打算一起去公园里散步。"
TRADITIONAL = "我們這個會議沒有結果，但是大家都很高興。"


@pytest.mark.parametrize(
    ("language", "text", "load"),
    [
        ("ja", JAPANESE, budoux.load_default_japanese_parser),
        ("zh", SIMPLIFIED, budoux.load_default_simplified_chinese_parser),
        ("zh", TRADITIONAL, budoux.load_default_traditional_chinese_parser),
    ],
)
def test_phrases_end_where_budoux_ends_them(
    language: str, text: str, load: Callable[[], budoux.Parser]
) -> None:
    for start in range(len(text) - 1):
        rest = text[start:]
        doubts = phrase_doubts(rest, language)
        ends = {at for at, doubt in enumerate(doubts, 1) if doubt < 1}
        assert ends == set(accumulate(map(len, load().parse(rest)[:-1])))
        assert len(doubts) == len(rest) - 1
        assert min(doubts) >= 0


def test_a_sentence_ends_with_a_polite_form_though_no_mark_says_so() -> None:
    for text, at in (("長距離砲です注意してください", 6), ("行きます明日の朝", 4)):
        assert phrase_doubts(text, "ja")[at - 1] == 0
    assert phrase_doubts("長距離砲ですから", "ja")[5] > 0, "a particle follows"


@pytest.mark.parametrize("language", ["ja", "zh"])
def test_a_phrase_ends_with_an_ellipsis(language: str) -> None:
    doubts = phrase_doubts("我不……明天吧", language)
    assert doubts[3] == 0
    assert doubts[2] > 0, "not within it"
    assert cjk.may_break("…", "明")
    assert not cjk.may_break("不", "…")


def test_how_doubtful_a_phrase_end_is() -> None:
    doubts = phrase_doubts(SIMPLIFIED, "zh")
    assert doubts[7] == 0, "after a comma"
    assert [round(doubts[at], 2) for at in (1, 5, 11)] == [0.46, 0.76, 0.8]


@pytest.mark.parametrize(
    ("language", "before", "after", "like"),
    [
        ("fr", "illusion", "d'optique", "de"),
        ("fr", "illusion", "l\u2019optique", "la"),
        ("fr", "fallait", "qu'on", "que"),
        ("it", "casa", "l'altra", "la"),
        ("fr", "homme", "aujourd'hui", "demain"),
    ],
)
def test_an_elided_word_is_worth_what_the_whole_one_is(
    language: str, before: str, after: str, like: str
) -> None:
    words = words_of(language)
    place = Between(before, after, language=language)
    assert penalty(place, words) == penalty(place._replace(after=like), words)


def test_the_more_doubtful_a_phrase_end_the_worse_a_break() -> None:
    words = words_of("zh")
    costs = [
        penalty(Between("天气", "公园", wide=True, language="zh", gap="", doubt=doubt), words)
        for doubt in (0, 0.3, 0.6, 0.9, 1, 2)
    ]
    assert costs == sorted(costs)
    assert len(set(costs[:5])) == 5
    for at in (1, 2, 3, 4):
        assert costs[at].cue > costs[at - 1].cue


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("会議に", "ついて話す"),
        ("彼と", "いう人"),
        ("読んで", "いる"),
        ("する", "ことが"),
        ("なく", "なる"),
    ],
)
def test_what_goes_on_in_japanese_is_not_parted(before: str, after: str) -> None:
    words = words_of("ja")
    bound = penalty(Between(before, after, wide=True, language="ja", gap=""), words)
    free = penalty(Between(before, "友達と", wide=True, language="ja", gap=""), words)
    assert bound.line > free.line
    assert bound.cue > free.cue


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        (("있지만", "다리는"), ("지도에", "다리는")),
        (("가면", "다리는"), ("강을", "다리는")),
        (("할머니는", "다리를"), ("부엌", "벽에")),
        (("우리는", "다리를"), ("오래", "다리를")),
        (("부엌", "벽에"), ("낡은", "컵으로")),
        (("부엌", "벽에"), ("있는", "컵으로")),
        (("부엌", "벽에"), ("나라의", "컵으로")),
        (("부엌", "벽에"), ("중요한", "컵으로")),
    ],
)
def test_a_korean_word_is_as_close_to_the_next_as_its_ending_says(
    better: tuple[str, str], worse: tuple[str, str]
) -> None:
    words = words_of("ko")
    first, second = (penalty(Between(*pair, language="ko"), words) for pair in (better, worse))
    assert first.line < second.line
    assert first.cue < second.cue


@pytest.mark.parametrize(
    ("before", "after"),
    [("המים", "וספרה"), ("המים", "כשהלכנו"), ("המים", "בסירה"), ("המים", "לבית")],
)
def test_a_hebrew_word_with_a_small_word_in_front_begins_a_line(before: str, after: str) -> None:
    words = words_of("he")
    assert (
        penalty(Between(before, after, language="he"), words).line
        < penalty(Between(before, "הגדולים", language="he"), words).line
    )


@pytest.mark.parametrize(
    ("before", "after", "may"),
    [
        ("”", "但", True), ("说", "“", True), ("“", "为", False), ("来", "”", False), ("用", "P", True),
        ("a", "的", True), ("3", "月", False), ("月", "3", False), ("한", "國", False), ("a", "b", False),
        ("”", "a", False), ("。", "但", True), ("但", "。", False), ("「", "但", False),
    ],
)  # fmt: skip
def test_where_wide_text_meets_other_text(before: str, after: str, may: bool) -> None:
    assert cjk.may_break(before, after) is may


@pytest.mark.parametrize(
    "text",
    [
        "ภาษาไทยเป็นภาษาที่มีระดับเสียงของคำแน่นอน",
        "ភាសាខ្មែរជាភាសាផ្លូវការរបស់ព្រះរាជាណាចក្រកម្ពុជា",
        "ພາສາລາວເປັນພາສາທີ່ໃຊ້ໃນປະເທດລາວ",
        "မြန်မာဘာသာစကားသည်မြန်မာနိုင်ငံ၏ရုံးသုံးဘာသာဖြစ်သည်",
    ],
)
def test_nothing_that_is_drawn_as_one_is_cut(text: str) -> None:
    places = list(inner_breaks(text))
    assert places
    for at in places:
        assert not joins(text[at])
        assert (
            text[at - 1]
            not in "\u17d2\u1039\u0e40\u0e41\u0e42\u0e43\u0e44\u0ec0\u0ec1\u0ec2\u0ec3\u0ec4"
        )


def test_words_with_blanks_are_not_cut() -> None:
    for word in ("straßenbahn", "дом", "بيت", "한국어를"):
        assert not list(inner_breaks(word))


@pytest.mark.parametrize(
    ("characters", "script"),
    [
        ("\u3041あん\u309f", "hiragana"),
        ("\u30a0アー\u30ff", "katakana"),
        ("漢字a", "han"),
        ("\u3040、!1", "sign"),
    ],
)
def test_the_script_of_a_character_to_its_last(characters: str, script: str) -> None:
    assert {cjk._script(character) for character in characters} == {script}


@pytest.mark.parametrize(
    ("before", "cost"),
    [
        ("です", 1), ("ですね", 1), ("食べて", 3), ("食べないで", 2), ("けれど", 2), ("から", 2), ("なら", 2), ("飲んでも", 2), ("木でも", 10), ("おかげで", 2), ("鳥のように", 6), ("聞いてくれ", 2), ("いるし", 2), ("わたし", 26), ("行くよ", 2), ("大地よ", 14), ("でも", 26), ("私は", 10), ("私も", 10), ("私が", 14), ("家へ", 14), ("私の", 24), ("小さな", 26),
    ],
)  # fmt: skip
def test_what_ends_before_a_break_in_japanese_decides_how_bad_it_is(before: str, cost: int) -> None:
    assert cjk.penalty(before, "灯台", "ja") == cost


@pytest.mark.parametrize(
    "text",
    ["聞いてくれ|俺は行く", "信じます|だから行く", "なかったし|俺は行く", "するよ|彼は行く", "行くのだ|誰も", "わかるわ|それは"],
)  # fmt: skip
def test_a_japanese_sentence_ends_before_the_word_that_begins_the_next(text: str) -> None:
    before, after = text.split("|")
    assert phrase_doubts(before + after, "ja")[len(before) - 1] == 0
    assert cjk.penalty(before, after, "ja") <= 2


@pytest.mark.parametrize(
    "text", ["帰っても|いい", "行けば|よかった", "急がなければ|ならない", "飲んでも|構わない"]
)
def test_what_allows_or_demands_stays_with_its_verb(text: str) -> None:
    before, after = text.split("|")
    assert cjk.leans(before, after, "ja")
    assert not cjk.leans("彼も", "いい人だ", "ja")


@pytest.mark.parametrize(
    ("language", "before", "after"),
    [("en", "design", "Blocks4All"), ("da", "søsteren", "Laura"), ("pt", "agente", "“Lopes”"), ("ru", "видел", "Москву")],
)  # fmt: skip
def test_a_line_begins_rather_with_another_word_than_with_a_name(
    language: str, before: str, after: str
) -> None:
    words = words_of(language)
    name = penalty(Between(before, after, language=language), words)
    assert name.line > PLAIN.line
    for place in (
        Between(before, after.lower(), language=language),
        Between(before, after.upper(), language=language),
        Between(before, after, begins=True, language=language),
    ):
        assert penalty(place, words).line == PLAIN.line
    assert penalty(Between("Haus", "Garten", language="de"), words_of("de")) == PLAIN
    assert penalty(Between("think", "I’d", language="en"), words_of("en")).line < name.line

"""The letters and the most frequent words of languages: evidence of how a text is meant to be read."""

from __future__ import annotations

import re
from collections.abc import Sequence

_CYRILLIC = "абвгдежзийклмнопрстуфхцчшщьюя"

# By language, its letters beyond `a` to `z`, and words that are in every text.
# Letters: the main and auxiliary exemplar characters of CLDR (https://cldr.unicode.org), without those
# that only foreign names have. Words of one letter are left out: any wrong reading has some. The small
# letter of `İ` is two characters.
ALPHABETS = {
    "ar": ("ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيًٌٍَُِّْ", "من في على لا هذا أن ما هل أنا إلى عن كان مع هذه"),
    "az": ("çəğıöşüâi\u0307", "və bir bu ki ilə üçün də nə var yox mən sən biz daha çox"),
    "be": ("абвгдеёжзійклмнопрстуўфхцчшыьэюя", "не на што як гэта але мы вы ён яна яны да за ад так"),
    "bg": (_CYRILLIC + "ъ", "не на да се за ще от са ли ме те му това но как ми какво"),
    "ca": ("àçéèíïóòúü", "que no la el de en és per una amb els les com però què molt"),
    "cs": ("áčďéěíňóřšťúůýž", "je to se že na ne ve by jsem jsi jak tak si za pro co ale už"),
    "cy": ("âêîôûŵŷäëïöüáéíóúàèìòù", "yn yr ar mae ac wedi ei am fod hi dim beth mi fi ni chi nid ddim rydw wyt yw oedd ble pam sut hyn hwn iawn"),
    "da": ("æøåéäöü", "det er jeg ikke du at en til og der vi har på med han af den så"),
    "de": ("äöüßéà", "ich ist das die nicht du und der sie es wir zu ein mit was den auf"),
    "el": (
        "αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰ", "και να το δεν είναι θα για την της με σε τα μου που του τι"
    ),
    "eo": ("ĉĝĥĵŝŭ", "kaj estas ne mi vi ni ŝi ĝi kiu kio tio por sed ankaŭ mian nun ĉu kie kiam tre"),
    "en": ("éèêëïñôöüàâç", "the to and of it is in that you we he was for on this have not with"),
    "es": ("áéíóúüñ", "que no de la el en es un por lo una los qué se con está para me"),
    "et": ("äöõüšž", "ma on ei ja see et kas ta mis ole ning kui mu sa nii aga või kus miks siis väga jah siin oli"),
    "eu": ("ñçü", "eta da ez bat zer du hau nik dut baina egin dira"),
    "fa": (
        "ءآأؤئابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیًٌَُِّة", "از به که این را در با است من برای تو هم ما می یک"
    ),
    "fi": ("äöåšžé", "on ei ja se että hän minä mitä niin olen en ole oli mutta kun ne"),
    "fr": ("àâæçéèêëîïôœùûüÿñ", "je de est pas le la vous que et un les il tu une en ce des pour"),
    "ga": ("áéíóú", "an na agus ar is go bhfuil mé ní ach seo sé le"),
    "he": ("אבגדהוזחטיךכלםמןנסעףפץצקרשת", "את לא זה אני של על מה הוא לי כן יש אתה עם היא"),
    "hr": ("čćđšž", "je da se ne to što na sam si nije za li me kako ja su te od ali"),
    "hu": ("áéíóöőúüű", "az nem hogy és egy ez van meg de is csak mi már itt ki mit el én vagy volt ezt azt jó miért kell"),
    "is": ("áéíóúýþæöð", "að er ekki það ég og þú við en um var hann til mér"),
    "it": ("àèéìíîòóùú", "che non di la il un per sono ho una mi lo si le con ma come ti da"),
    "kk": (_CYRILLIC + "әғқңөұүһіыэъё", "мен бұл бір және емес жоқ бар сен не үшін ол біз сіз қайда неге деп да мені саған керек қазір жақсы иә"),
    "lt": ("ąčęėįšųūž", "aš tai ne kad ir tu jis su ar kas yra man bet ką iš mes jie į nėra būti tik kaip dar mano kur už čia nuo jūs kodėl dabar"),
    "lv": ("āčēģīķļņšūž", "es ir un to ka ne tu viņš man tas kas no ar par bet mēs jūs kur kā arī bija tikai būs nav kāpēc tev"),
    "mk": ("абвгдѓежзѕијклљмнњопрстќуфхцчџш", "не на да се ќе за што со од ти ми го тоа сум"),
    "mt": ("ċġħżàèìòù", "li ta il ma dan hija jien int xi huwa kif biex għal mhux iva dak din hemm fejn għandi għax kollox aħna qed issa"),
    "nl": ("éëïóöüèáàêçíúô", "ik je het de is dat een niet en wat van we in op te ze hij met"),
    "no": ("æøåéòóôêàäö", "det er jeg ikke du at en til og vi har på med han av den så hva"),
    "pl": ("ąćęłńóśźż", "nie to się na że jest co do jak za tak ale mi czy ja go od tu już"),
    "pt": ("áâãàçéêíóôõúü", "que não de um para eu se me uma está com do por te os da na é"),
    "ro": ("ăâîșțşţ", "nu de să ce la în și şi un am că este pe mai cu ai te din ne pentru sunt fi mă bine când unde asta"),
    "ru": (_CYRILLIC + "ёъыэ", "не что на ты мы он это как да его так вы но за бы мне она"),
    "sk": ("áäčďéíĺľňóôŕšťúýž", "je to na sa že ne som si ako tak čo by do mi pre ale už len"),
    "sl": ("čšžćđ", "je da ne se in to si na sem za bi ni ti kaj mi pa so kako ali"),
    "sq": ("çë", "të që një nuk për më me do është ka si ti se unë"),
    "sr": ("абвгдђежзијклљмнњопрстћуфхцчџшčćđšž", "је да не се на то сам за ти ми си што шта ли и"),
    "sv": ("åäöéàü", "det är jag inte du att en på och vi har för med han som den så vad"),
    "tt": (_CYRILLIC + "әөүҗңһыэъё", "мин син ул без сез бу бер һәм дә юк бар түгел өчен нәрсә кайда бик белән"),
    "tr": ("çğıöşüâîûi\u0307", "bir bu ne ve için mi ben sen de da çok var değil ama daha yok iyi"),
    "uk": (_CYRILLIC + "єіїґ", "не що на ти ми він це як та його так ви але за мені вона до"),
    "vi": (
        "ăâđêôơưàáãạảằắẵặẳầấẫậẩèéẽẹẻềếễệểìíĩịỉòóõọỏồốỗộổờớỡợởùúũụủừứữựửỳýỹỵỷ",
        "là không tôi anh có và cô được cho của em đi một ở đã chúng ta này",
    ),
}  # fmt: skip
# Languages written as another, for our purpose.
SAME_LETTERS = {"nb": "no", "nn": "no", "bs": "hr", "gl": "pt", "fo": "is", "ky": "kk", "ur": "fa"}
# Languages without an alphabet here: between which characters their letters stand, and what is in every text.
OTHER_LANGUAGES = {
    "ja": ("\u3041", "\u9fff", "です ます した って から ない こと それ は を"),
    "ko": ("\uac00", "\ud7a3", "니다 에서 하는 어요 그 는 을 이"),
    "th": ("\u0e01", "\u0e5b", "ที่ ไม่ ได้ เป็น ของ คุณ ฉัน ว่า มา"),
    "zh": ("\u4e00", "\u9fff", "我们 什么 没有 这个 他们 知道 一个 不是 你们 可以 我們 什麼 沒有 這個 他們 一個 的 了 我 你 是 不 在"),
}  # fmt: skip
# In a text with several languages of East Asia a word counts that has two letters.
OTHER_LANGUAGES["cjk"] = (
    "\u3041",
    "\ud7a3",
    " ".join(
        word
        for language in ("ja", "ko", "zh")
        for word in OTHER_LANGUAGES[language][2].split()
        if len(word) > 1
    ),
)
# From where to where there are only letters that no encoding of a language has but those of Unicode: Armenian,
# from Syriac to Sinhala, from Lao to Khmer.
UNICODE_ALONE = (("\u0530", "\u058f"), ("\u0700", "\u0dff"), ("\u0e80", "\u1dff"))
# What stands in texts of any language, and is no letter.
_MARKS = frozenset(
    "’‘‚«»‹›¿¡\u00a0♪♫“”„…–—·°،؛؟۔、。「」『』！？，：；（）…・～\u3000\u200c\u200e\u200f\ufeff"
)
# They stand in no word; a letter that became one does.
_SIGNS_OF_LETTERS = frozenset("«»¿¡\u00a0“”„‚°")
_INSIDE_A_WORD = f"[{''.join(sorted(_SIGNS_OF_LETTERS))}](?<=[^\\W\\d_].)[^\\W\\d_]"
# Another language's text has one of a language's words by accident, in the wrong encoding too; hardly two (held by
# the matrix of tests/rules/test_mojibake.py).
_FEWEST_WORDS = 2


def is_surely_language(parts: Sequence[str], foreign: frozenset[str]) -> bool:
    """Whether a text, in parts, is in a language as it stands, seen without a doubt and at once.

    `foreign` are its characters beyond ASCII. All letters among them are of one language, and some of its most
    frequent words are there. Of a text that does not show it so, nothing is known.
    """
    letters = foreign - _MARKS
    text = "\n".join(parts)
    if letters:
        first, last = min(letters), max(letters)
        if any(start <= first and last <= end for start, end in UNICODE_ALONE):
            return True
        for start, end, words in OTHER_LANGUAGES.values():
            found = start <= first and last <= end and sum(word in text for word in words.split())
            if found >= _FEWEST_WORDS:
                return True
    if not foreign.isdisjoint(_SIGNS_OF_LETTERS) and re.search(_INSIDE_A_WORD, text):
        return False
    small = "".join(letters).lower()
    words_of = [
        words.split()
        for alphabet, words in ALPHABETS.values()
        if all(map(alphabet.__contains__, small))
    ]
    present: set[str] = set()
    for part in parts:
        present.update(part.lower().split())
        if any(len(present.intersection(words)) >= _FEWEST_WORDS for words in words_of):
            return True
    return False

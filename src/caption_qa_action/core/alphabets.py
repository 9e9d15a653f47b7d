"""The letters and the most frequent words of languages: evidence of what a text is meant to say."""

from __future__ import annotations

from typing import NamedTuple


class Alphabet(NamedTuple):
    """What a language is written with: its letters beyond `a` to `z`, and words that are in every text."""

    letters: frozenset[str]
    words: frozenset[str]


def _alphabet(letters: str, words: str) -> Alphabet:
    return Alphabet(frozenset(letters), frozenset(words.split()))


_CYRILLIC = "абвгдежзийклмнопрстуфхцчшщьюя"

# Letters: the main and auxiliary exemplar characters of CLDR (https://cldr.unicode.org), without those
# that only foreign names have. Words of one letter are left out: any wrong reading has some.
ALPHABETS = {
    "ar": _alphabet("ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيًٌٍَُِّْ", "من في على لا هذا أن ما هل أنا إلى عن كان مع هذه"),
    "az": _alphabet("çəğıöşüâ", "və bir bu ki ilə üçün də nə var yox mən sən biz daha çox"),
    "be": _alphabet("абвгдеёжзійклмнопрстуўфхцчшыьэюя", "не на што як гэта але мы вы ён яна яны да за ад так"),
    "bg": _alphabet(_CYRILLIC + "ъ", "не на да се за ще от са ли ме те му това но как ми какво"),
    "ca": _alphabet("àçéèíïóòúü", "que no la el de en és per una amb els les com però què molt"),
    "cs": _alphabet("áčďéěíňóřšťúůýž", "je to se že na ne ve by jsem jsi jak tak si za pro co ale už"),
    "cy": _alphabet("âêîôûŵŷäëïöüáéíóúàèìòù", "yn yr ar mae ac wedi ei am fod hi dim beth"),
    "da": _alphabet("æøåéäöü", "det er jeg ikke du at en til og der vi har på med han af den så"),
    "de": _alphabet("äöüßéà", "ich ist das die nicht du und der sie es wir zu ein mit was den auf"),
    "el": _alphabet(
        "αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰ", "και να το δεν είναι θα για την της με σε τα μου που του τι"
    ),
    "en": _alphabet("éèêëïñôöüàâç", "the to and of it is in that you we he was for on this have not with"),
    "es": _alphabet("áéíóúüñ", "que no de la el en es un por lo una los qué se con está para me"),
    "et": _alphabet("äöõüšž", "ma on ei ja see et kas ta mis ole ning kui mu sa nii aga"),
    "eu": _alphabet("ñçü", "eta da ez bat zer du hau nik dut baina egin dira"),
    "fa": _alphabet(
        "ءآأؤئابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیًٌَُِّة", "از به که این را در با است من برای تو هم ما"
    ),
    "fi": _alphabet("äöåšžé", "on ei ja se että hän minä mitä niin olen en ole oli mutta kun ne"),
    "fr": _alphabet("àâæçéèêëîïôœùûüÿñ", "je de est pas le la vous que et un les il tu une en ce des pour"),
    "ga": _alphabet("áéíóú", "an na agus ar is go bhfuil mé ní ach seo sé le"),
    "he": _alphabet("אבגדהוזחטיךכלםמןנסעףפץצקרשת", "את לא זה אני של על מה הוא לי כן יש אתה עם היא"),
    "hr": _alphabet("čćđšž", "je da se ne to što na sam si nije za li me kako ja su te od ali"),
    "hu": _alphabet("áéíóöőúüű", "az nem hogy és egy ez van meg de is csak mi már itt ki mit el"),
    "is": _alphabet("áéíóúýþæöð", "að er ekki það ég og þú við en um var hann til mér"),
    "it": _alphabet("àèéìíîòóùú", "che non di la il un per sono ho una mi lo si le con ma come ti da"),
    "kk": _alphabet(_CYRILLIC + "әғқңөұүһіыэъё", "мен бұл бір және емес жоқ бар сен не үшін"),
    "lt": _alphabet("ąčęėįšųūž", "aš tai ne kad ir tu jis su ar kas yra man bet ką iš mes jie į"),
    "lv": _alphabet("āčēģīķļņšūž", "es ir un to ka ne tu viņš man tas kas no ar par bet mēs"),
    "mk": _alphabet("абвгдѓежзѕијклљмнњопрстќуфхцчџш", "не на да се ќе за што со од ти ми го тоа сум"),
    "mt": _alphabet("ċġħżàèìòù", "li ta il ma dan hija jien int xi"),
    "nl": _alphabet("éëïóöüèáàêçíúô", "ik je het de is dat een niet en wat van we in op te ze hij met"),
    "no": _alphabet("æøåéòóôêàäö", "det er jeg ikke du at en til og vi har på med han av den så hva"),
    "pl": _alphabet("ąćęłńóśźż", "nie to się na że jest co do jak za tak ale mi czy ja go od tu już"),
    "pt": _alphabet("áâãàçéêíóôõúü", "que não de um para eu se me uma está com do por te os da na é"),
    "ro": _alphabet("ăâîșțşţ", "nu de să ce la în și şi un am că este pe mai cu ai te din ne"),
    "ru": _alphabet(_CYRILLIC + "ёъыэ", "не что на ты мы он это как да его так вы но за бы мне она"),
    "sk": _alphabet("áäčďéíĺľňóôŕšťúýž", "je to na sa že ne som si ako tak čo by do mi pre ale už len"),
    "sl": _alphabet("čšžćđ", "je da ne se in to si na sem za bi ni ti kaj mi pa so kako ali"),
    "sq": _alphabet("çë", "të që një nuk për më me do është ka si ti se unë"),
    "sr": _alphabet("абвгдђежзијклљмнњопрстћуфхцчџшčćđšž", "је да не се на то сам за ти ми си што шта ли и"),
    "sv": _alphabet("åäöéàü", "det är jag inte du att en på och vi har för med han som den så vad"),
    "tr": _alphabet("çğıöşüâîû", "bir bu ne ve için mi ben sen de da çok var değil ama daha yok iyi"),
    "uk": _alphabet(_CYRILLIC + "єіїґ", "не що на ти ми він це як та його так ви але за мені вона до"),
    "vi": _alphabet(
        "ăâđêôơưàáãạảằắẵặẳầấẫậẩèéẽẹẻềếễệểìíĩịỉòóõọỏồốỗộổờớỡợởùúũụủừứữựửỳýỹỵỷ",
        "là không tôi anh có và cô được cho của em đi một ở đã chúng ta này",
    ),
}  # fmt: skip
# Languages written as another, for our purpose.
SAME_LETTERS = {"nb": "no", "nn": "no", "bs": "hr", "gl": "pt", "fo": "is", "ky": "kk", "ur": "fa"}

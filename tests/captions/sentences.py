"""What our generated captions say: three sentences in each language, all written for this purpose."""

from __future__ import annotations

# By BCP 47 tag. Each has more than a dozen characters beyond ASCII where its language has any, since
# fewer leave a legacy encoding uncertain.
SENTENCES: dict[str, tuple[str, str, str]] = {
    "en": (
        "The lighthouse keeper counts the boats.",
        "Two are missing since the storm.",
        "Nobody sleeps until they are home.",
    ),
    "de": (
        "Der Müller grüßt die Bäckerin über den Zaun.",
        "Heute früh gehört das Dorf den Vögeln.",
        "Später läuten natürlich wieder die Glocken, schön für Gäste.",
    ),
    "fr": (
        "L’été s’achève, la forêt jaunit déjà.",
        "Où êtes-vous passés après le dîner ?",
        "Le garçon a reçu une lettre très énervée.",
    ),
    "es": (
        "¿Dónde dejó la niña el paraguas pequeño?",
        "Mañana volverá el señor del camión.",
        "¡Qué lástima, el jardín está vacío aún!",
    ),
    "pl": (
        "Łódka płynie powoli przez mgłę.",
        "Ścieżka kończy się przy źródle.",
        "Wróćmy, zanim zapadnie zmierzch, proszę cię.",
    ),
    "tr": (
        "Çocuklar köprünün altında şarkı söylüyor.",
        "Yağmur dinince güneş açtı.",
        "Işık söndü, ama hiçbiri üşümüyor.",
    ),
    "el": (
        "Η βάρκα γύρισε χωρίς τον ψαρά.",
        "Κανείς δεν άκουσε τον άνεμο.",
        "Το πρωί βρήκαν μόνο τα δίχτυα.",
    ),
    "ru": (
        "Почтальон забыл сумку у колодца.",
        "Вечером её принесли соседские дети.",
        "В ней лежало письмо без адреса.",
    ),
    "he": (
        "הדייג חזר הביתה לפני הגשם.",
        "איש לא שאל אותו מה ראה.",
        "בבוקר הים היה שקט מאוד.",
    ),
    "ar": (
        "عاد الصياد إلى بيته قبل المطر.",
        "لم يسأله أحد عما رآه هناك.",
        "في الصباح كان البحر هادئا جدا.",
    ),
    "th": (
        "ชาวประมงกลับบ้านก่อนฝนตก",
        "ไม่มีใครถามว่าเขาเห็นอะไร",
        "ตอนเช้าทะเลเงียบมาก",
    ),
    "hi": (
        "मछुआरा बारिश से पहले लौट आया।",
        "किसी ने नहीं पूछा कि उसने क्या देखा।",
        "सुबह समुद्र बहुत शांत था।",
    ),
    "ja": (
        "漁師は雨の前に家へ帰った。",
        "何を見たのか、誰も聞かなかった。",
        "翌朝、海はとても静かだった。",
    ),
    "zh": (
        "渔夫在下雨之前回到了家。",
        "没有人问他看见了什么。",
        "第二天早上，大海非常安静。",
    ),
    "ko": (
        "어부는 비가 오기 전에 집으로 돌아왔다.",
        "무엇을 보았는지 아무도 묻지 않았다.",
        "다음 날 아침 바다는 아주 고요했다.",
    ),
    # Beyond the Basic Multilingual Plane, joined emoji, a flag, combining marks, a variation selector.
    "und": (
        "👩\u200d🚀 🇳🇴 👍🏽 one picture each",
        "e\u0301 a\u0308 q\u0307\u0323 marks that combine",
        "𝄞 𐍈 ☎\ufe0f signs from afar",
    ),
}
EN, DE, RU, JA = (SENTENCES[language] for language in ("en", "de", "ru", "ja"))
# The old encodings that files in a language are found in; each can hold its sentences.
LEGACY: dict[str, tuple[str, ...]] = {
    "de": ("cp1252",),
    "fr": ("cp1252",),
    "es": ("cp1252",),
    "pl": ("cp1250", "iso8859-2"),
    "tr": ("cp1254",),
    "el": ("cp1253",),
    "ru": ("cp1251", "koi8-r", "cp866"),
    "he": ("cp1255",),
    "ar": ("cp1256",),
    "th": ("cp874",),
    "ja": ("cp932", "euc_jp"),
    "zh": ("gb18030",),
    "ko": ("cp949",),
}

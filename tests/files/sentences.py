"""Sentences of many languages, and the encodings in which their captions are found."""

from __future__ import annotations

# The language as it stands in a file's name, its legacy encodings, and what its speakers might say.
SENTENCES: dict[str, tuple[str, tuple[str, ...]]] = {
    "fr": (
        "cp1252 iso8859-1 iso8859-15 mac-roman cp850",
        (
            "Où as-tu mis les clés de la voiture ?",
            "Je les ai laissées sur la table, près de la fenêtre.",
            "Ça ne m'étonne pas, tu oublies tout dès le matin.",
            "Le train de Genève arrive à neuf heures, voie deux.",
            "Nous étions déjà là quand la fête a commencé.",
            "Élodie voudrait un thé et une crème brûlée.",
            "C'était la première fois qu'elle goûtait à ce gâteau.",
            "Il paraît que l'hôtel a fermé l'année dernière.",
            "Répète, s'il te plaît, je n'ai pas bien compris.",
            "À bientôt, et bonne journée à vous !",
        ),
    ),
    "de": (
        "cp1252 iso8859-1 iso8859-15 mac-roman cp850",
        (
            "Können Sie mir sagen, wie spät es ist?",
            "Natürlich, es ist kurz vor fünf.",
            "Dann müssen wir uns beeilen, der Zug fährt gleich.",
            "Die Brücke über den Fluss ist heute gesperrt.",
            "Schöne Grüße an deine Mutter und an Jürgen.",
            "Wir hätten früher losgehen sollen.",
            "Draußen ist es heiß, nimm etwas Wasser mit.",
            "Das Mädchen hört zu und schreibt alles auf.",
            "Übermorgen öffnet die neue Bäckerei um die Ecke.",
            "Ich weiß nicht, ob das für alle genügt.",
        ),
    ),
    "es": (
        "cp1252 iso8859-1 iso8859-15 mac-roman cp850",
        (
            "¿Dónde está la estación de autobuses?",
            "Está detrás del mercado, a la derecha.",
            "Mañana vendrá mi tío con los niños.",
            "¡Qué alegría verte después de tantos años!",
            "El señor de la tienda habló muy despacio.",
            "Aquí llovió toda la noche sin parar.",
            "Creo que él también llegará un poco más tarde.",
            "Este año la cosecha será mejor que nunca.",
            "¿Cuánto cuesta el pan? Yo pagaré.",
            "Adiós, hasta el próximo miércoles.",
        ),
    ),
    "pt": (
        "cp1252 iso8859-1 iso8859-15 mac-roman cp850",
        (
            "Você não sabe onde fica a praça?",
            "É só seguir até ao fim da rua, não há engano.",
            "As crianças já estão na escola desde as oito.",
            "A minha avó faz um pão muito bom.",
            "Então amanhã nós vamos à praia.",
            "O avião chegou com três horas de atraso.",
            "Ninguém disse nada sobre a reunião.",
            "Está tudo bem, são só algumas gotas de água.",
            "O médico explicou a situação com paciência.",
            "Até logo, e boa sorte no exame de português!",
        ),
    ),
    "it": (
        "cp1252 iso8859-1 mac-roman",
        (
            "Perché non sei venuto ieri sera?",
            "È già tardi, dobbiamo andare via.",
            "La città è più bella in primavera.",
            "Non so se lunedì potrò aiutarti.",
            "Così va bene, grazie, non serve altro.",
            "Il caffè è pronto, lo zucchero è lì.",
            "Mia sorella abita laggiù, vicino all'università.",
            "Però la verità la conosce soltanto lui.",
            "Qualcuno busserà alla porta, tu non aprire.",
            "Sarà meglio partire martedì, c'è meno traffico.",
        ),
    ),
    "sv": (
        "cp1252 iso8859-1 mac-roman cp850",
        (
            "Var är nycklarna till båten?",
            "De ligger på bordet bredvid fönstret.",
            "Det här är första gången jag åker så långt norrut.",
            "Vi måste gå nu, annars missar vi tåget.",
            "Han frågade om vägen men förstod inte svaret.",
            "Det regnar sällan så här års, säger alla.",
            "Kan du höra mig? Jag står utanför dörren.",
            "Hon köpte bröd, smör och några äpplen.",
            "Ingen vet när färjan går tillbaka.",
            "Då ses vi i övermorgon klockan två.",
        ),
    ),
    "da": (
        "cp1252 iso8859-1",
        (
            "Hvor er nøglerne til båden?",
            "De ligger på bordet ved siden af døren.",
            "Jeg har aldrig været så langt mod nord før.",
            "Vi må gå nu, ellers når vi ikke færgen.",
            "Han spurgte om vej, men forstod ikke svaret.",
            "Sådan er det hvert år, siger naboerne.",
            "Kan du høre mig? Jeg står udenfor.",
            "Hun købte brød, smør og nogle æbler.",
            "Børnene løber ned til åen hver morgen.",
            "Så ses vi på lørdag klokken tre.",
        ),
    ),
    "fi": (
        "cp1252 iso8859-1 iso8859-15",
        (
            "Missä veneen avaimet ovat?",
            "Ne ovat pöydällä ikkunan vieressä.",
            "En ole koskaan käynyt näin pohjoisessa.",
            "Meidän täytyy lähteä nyt, juna ei odota.",
            "Hän kysyi tietä mutta ei ymmärtänyt vastausta.",
            "Täällä sataa harvoin tähän aikaan vuodesta.",
            "Kuuletko minua? Seison oven ulkopuolella.",
            "Äiti osti leipää, voita ja vähän jäätelöä.",
            "Kukaan ei tiedä, mitä siellä tapahtui.",
            "Nähdään ylihuomenna kello kaksi.",
        ),
    ),
    "pl": (
        "cp1250 iso8859-2 mac-latin2 cp852",
        (
            "Gdzie położyłeś klucze do samochodu?",
            "Leżą na stole, tuż obok okna.",
            "Nie wiem, czy zdążymy na ostatni pociąg.",
            "Proszę mówić głośniej, źle słyszę.",
            "Jutro będzie padać śnieg w całym kraju.",
            "Dziękuję, już więcej nie zjem.",
            "Mój brat mieszka w Łodzi od pięciu lat.",
            "Wszyscy myśleli, że to tylko żart.",
            "Dzień dobry, chciałbym kupić dwa bilety.",
            "Do widzenia, spotkamy się w środę wieczorem.",
        ),
    ),
    "cs": (
        "cp1250 iso8859-2 mac-latin2 cp852",
        (
            "Kam jsi dal klíče od auta?",
            "Leží na stole hned vedle okna.",
            "Nevím, jestli stihneme poslední vlak.",
            "Mluvte prosím hlasitěji, špatně slyším.",
            "Zítra bude v celé zemi sněžit.",
            "Děkuji, už toho víc nesním.",
            "Můj bratr bydlí v Plzni už pět let.",
            "Všichni si mysleli, že je to jen žert.",
            "Dobrý den, chtěl bych dvě jízdenky.",
            "Na shledanou, uvidíme se ve středu večer.",
        ),
    ),
    "hu": (
        "cp1250 iso8859-2 cp852",
        (
            "Hová tetted a kocsi kulcsait?",
            "Az asztalon vannak, közvetlenül az ablak mellett.",
            "Nem tudom, elérjük-e az utolsó vonatot.",
            "Kérem, beszéljen hangosabban, rosszul hallok.",
            "Holnap az egész országban havazni fog.",
            "Köszönöm, többet már nem tudok enni.",
            "A bátyám öt éve Győrben lakik a szüleivel.",
            "Mindenki azt hitte, hogy ez csak tréfa.",
            "Jó napot, két jegyet szeretnék venni.",
            "Viszontlátásra, szerdán este találkozunk a térnél.",
        ),
    ),
    "ro": (
        "cp1250 iso8859-2 iso8859-16",
        (
            "Unde ai pus cheile de la mașină?",
            "Sunt pe masă, chiar lângă fereastră.",
            "Nu știu dacă prindem ultimul tren.",
            "Vorbiți mai tare, vă rog, nu aud bine.",
            "Mâine va ninge în toată țara.",
            "Mulțumesc, nu mai pot mânca nimic.",
            "Fratele meu locuiește la Brașov de cinci ani.",
            "Toți au crezut că este doar o glumă.",
            "Bună ziua, aș vrea două bilete până la Sibiu.",
            "La revedere, ne vedem miercuri seară în piață.",
        ),
    ),
    "hr": (
        "cp1250 iso8859-2",
        (
            "Gdje si stavio ključeve od auta?",
            "Leže na stolu, odmah pokraj prozora.",
            "Ne znam hoćemo li stići na posljednji vlak.",
            "Molim vas, govorite glasnije, loše čujem.",
            "Sutra će padati snijeg u cijeloj zemlji.",
            "Hvala, više ne mogu ništa pojesti.",
            "Moj brat već pet godina živi u Čakovcu.",
            "Svi su mislili da je to samo šala.",
            "Dobar dan, želio bih dvije karte.",
            "Doviđenja, vidimo se u srijedu navečer kod kuće.",
        ),
    ),
    "lt": (
        "cp1257 iso8859-13",
        (
            "Kur padėjai automobilio raktus?",
            "Jie guli ant stalo šalia lango.",
            "Nežinau, ar spėsime į paskutinį traukinį.",
            "Prašom kalbėti garsiau, blogai girdžiu.",
            "Rytoj visoje šalyje snigs.",
            "Ačiū, daugiau nebegaliu valgyti.",
            "Mano brolis jau penkerius metus gyvena Šiauliuose.",
            "Visi manė, kad tai tik juokas, ir ėjo toliau.",
            "Laba diena, norėčiau dviejų bilietų į Kauną.",
            "Iki pasimatymo, susitiksime trečiadienį vakare.",
        ),
    ),
    "tr": (
        "cp1254 iso8859-9 cp857",
        (
            "Arabanın anahtarlarını nereye koydun?",
            "Masanın üstünde, pencerenin hemen yanında.",
            "Son trene yetişebilir miyiz, bilmiyorum.",
            "Lütfen daha yüksek sesle konuşun, iyi duymuyorum.",
            "Yarın bütün ülkede kar yağacak.",
            "Teşekkür ederim, daha fazla yiyemem.",
            "Ağabeyim beş yıldır İzmir'de yaşıyor.",
            "Herkes bunun bir şaka olduğunu düşündü.",
            "İyi günler, iki bilet almak istiyorum.",
            "Görüşürüz, çarşamba akşamı buluşalım.",
        ),
    ),
    "ru": (
        "cp1251 koi8-r cp866 iso8859-5 mac-cyrillic",
        (
            "Куда ты положил ключи от машины?",
            "Они лежат на столе, рядом с окном.",
            "Не знаю, успеем ли мы на последний поезд.",
            "Говорите, пожалуйста, громче, я плохо слышу.",
            "Завтра по всей стране пойдёт снег.",
            "Спасибо, я больше не могу есть.",
            "Мой брат уже пять лет живёт в Твери.",
            "Все думали, что это просто шутка.",
            "Здравствуйте, мне нужны два билета.",
            "До свидания, увидимся в среду вечером.",
        ),
    ),
    "uk": (
        "cp1251 koi8-u iso8859-5 mac-cyrillic cp1125",
        (
            "Куди ти поклав ключі від машини?",
            "Вони лежать на столі, біля вікна.",
            "Не знаю, чи встигнемо ми на останній потяг.",
            "Говоріть, будь ласка, голосніше, я погано чую.",
            "Завтра по всій країні йтиме сніг.",
            "Дякую, я більше не можу їсти.",
            "Мій брат уже п'ять років живе в Полтаві.",
            "Усі думали, що це просто жарт.",
            "Добрий день, мені потрібні два квитки.",
            "До побачення, зустрінемося в середу ввечері.",
        ),
    ),
    "bg": (
        "cp1251 iso8859-5 mac-cyrillic",
        (
            "Къде сложи ключовете от колата?",
            "На масата са, точно до прозореца.",
            "Не знам дали ще стигнем за последния влак.",
            "Моля, говорете по-силно, не чувам добре.",
            "Утре ще вали сняг в цялата страна.",
            "Благодаря, не мога да ям повече.",
            "Брат ми живее от пет години във Варна.",
            "Всички мислеха, че това е само шега.",
            "Добър ден, искам два билета.",
            "Довиждане, ще се видим в сряда вечерта.",
        ),
    ),
    "el": (
        "cp1253 iso8859-7 cp737",
        (
            "Πού έβαλες τα κλειδιά του αυτοκινήτου;",
            "Είναι πάνω στο τραπέζι, δίπλα στο παράθυρο.",
            "Δεν ξέρω αν θα προλάβουμε το τελευταίο τρένο.",
            "Μιλήστε πιο δυνατά, παρακαλώ, δεν ακούω καλά.",
            "Αύριο θα χιονίσει σε όλη τη χώρα.",
            "Ευχαριστώ, δεν μπορώ να φάω άλλο.",
            "Ο αδελφός μου μένει πέντε χρόνια στην Πάτρα.",
            "Όλοι νόμιζαν ότι ήταν απλώς ένα αστείο.",
            "Καλημέρα, θα ήθελα δύο εισιτήρια.",
            "Αντίο, θα τα πούμε την Τετάρτη το βράδυ.",
        ),
    ),
    "he": (
        "cp1255 iso8859-8",
        (
            "איפה שמת את המפתחות של המכונית?",
            "הם על השולחן, ממש ליד החלון.",
            "אני לא יודע אם נספיק לרכבת האחרונה.",
            "דברו חזק יותר בבקשה, אני לא שומע טוב.",
            "מחר ירד שלג בכל הארץ.",
            "תודה, אני לא יכול לאכול יותר.",
            "אח שלי גר כבר חמש שנים בחיפה.",
            "כולם חשבו שזאת רק בדיחה.",
            "שלום, אני רוצה שני כרטיסים.",
            "להתראות, ניפגש ביום רביעי בערב.",
        ),
    ),
    "ar": (
        "cp1256 iso8859-6",
        (
            "أين وضعت مفاتيح السيارة؟",
            "إنها على الطاولة بجانب النافذة.",
            "لا أعرف هل نلحق بالقطار الأخير.",
            "تكلم بصوت أعلى من فضلك، لا أسمع جيدا.",
            "سوف يهطل الثلج غدا في كل البلاد.",
            "شكرا لك، لا أستطيع أن آكل المزيد.",
            "أخي يسكن في حلب منذ خمس سنوات.",
            "ظن الجميع أنها مجرد مزحة.",
            "صباح الخير، أريد تذكرتين.",
            "إلى اللقاء، سنلتقي مساء الأربعاء.",
        ),
    ),
    "th": (
        "cp874 tis-620",
        (
            "คุณวางกุญแจรถไว้ที่ไหน",
            "อยู่บนโต๊ะข้างหน้าต่าง",
            "ไม่รู้ว่าเราจะทันรถไฟขบวนสุดท้ายไหม",
            "กรุณาพูดดังกว่านี้ ฉันได้ยินไม่ชัด",
            "พรุ่งนี้ฝนจะตกทั่วประเทศ",
            "ขอบคุณครับ ผมกินไม่ไหวแล้ว",
            "พี่ชายของฉันอยู่เชียงใหม่มาห้าปีแล้ว",
            "ทุกคนคิดว่ามันเป็นแค่เรื่องตลก",
            "สวัสดีค่ะ ขอตั๋วสองใบค่ะ",
            "ลาก่อน เจอกันวันพุธตอนเย็น",
        ),
    ),
    "vi": (
        "cp1258",
        (
            "Anh để chìa khóa xe ở đâu rồi?",
            "Nó ở trên bàn, ngay cạnh cửa sổ.",
            "Không biết chúng ta có kịp chuyến tàu cuối không.",
            "Làm ơn nói to hơn, tôi nghe không rõ.",
            "Ngày mai trời sẽ mưa trên cả nước.",
            "Cảm ơn, tôi không thể ăn thêm được nữa.",
            "Anh trai tôi sống ở Huế đã năm năm.",
            "Mọi người đều nghĩ đó chỉ là chuyện đùa.",
            "Xin chào, tôi muốn mua hai vé.",
            "Tạm biệt, hẹn gặp lại tối thứ tư.",
        ),
    ),
    "ja": (
        "cp932 euc-jp iso2022-jp",
        (
            "車の鍵をどこに置いたの？",
            "窓のそばの机の上にあるよ。",
            "最後の電車に間に合うかな。",
            "もう少し大きな声で話してください。",
            "明日は全国で雪が降るそうです。",
            "ありがとう、もうお腹がいっぱいです。",
            "兄は五年前から京都に住んでいます。",
            "みんなただの冗談だと思っていた。",
            "こんにちは、切符を二枚お願いします。",
            "じゃあ、水曜日の夜に会いましょう。",
        ),
    ),
    "ko": (
        "cp949 euc-kr",
        (
            "자동차 열쇠를 어디에 두었어요?",
            "창문 옆 책상 위에 있어요.",
            "마지막 기차를 탈 수 있을지 모르겠어요.",
            "조금 더 크게 말해 주세요, 잘 안 들려요.",
            "내일은 전국에 눈이 올 거예요.",
            "고맙습니다, 이제 배가 불러요.",
            "우리 형은 오 년째 부산에서 살고 있어요.",
            "다들 그냥 농담이라고 생각했어요.",
            "안녕하세요, 표 두 장 주세요.",
            "그럼 수요일 저녁에 만나요.",
        ),
    ),
    "zh": (
        "gbk gb18030",
        (
            "你把车钥匙放在哪里了？",
            "就在窗户旁边的桌子上。",
            "不知道我们能不能赶上最后一班火车。",
            "请大声一点，我听不清楚。",
            "明天全国都会下雪。",
            "谢谢，我再也吃不下了。",
            "我哥哥在西安住了五年。",
            "大家都以为这只是个玩笑。",
            "你好，我想买两张票。",
            "再见，我们星期三晚上见。",
        ),
    ),
    "zh-Hant": (
        "big5 cp950",
        (
            "你把車鑰匙放在哪裡了？",
            "就在窗戶旁邊的桌子上。",
            "不知道我們能不能趕上最後一班火車。",
            "請大聲一點，我聽不清楚。",
            "明天全國都會下雪。",
            "謝謝，我再也吃不下了。",
            "我哥哥在臺南住了五年。",
            "大家都以為這只是個玩笑。",
            "你好，我想買兩張票。",
            "再見，我們星期三晚上見。",
        ),
    ),
    "en": (
        "cp1252",
        (
            "“Where did you put the keys?” she asked.",
            "They’re on the table — right by the window.",
            "I don’t know whether we’ll make the last train.",
            "Please speak up… I can’t hear you.",
            "It’ll snow all over the country – or so they say.",
            "Thanks, I couldn’t eat another thing.",
            "My brother’s lived in that café for five years.",
            "Everybody thought it was just a ‘joke’.",
            "Hello, that’s two tickets at £4 each.",
            "Goodbye, I’ll see you on Wednesday…",
        ),
    ),
}  # fmt: skip


def encode(text: str, encoding: str) -> bytes:
    """The text as captions of that encoding have it: Romanian with cedillas, Vietnamese with tone marks apart."""
    if encoding in ("cp1250", "iso8859-2"):
        text = text.translate(str.maketrans("șțȘȚ", "şţŞŢ"))
    if encoding == "cp1258":
        text = _with_tones_apart(text)
    return text.encode(encoding)


def srt(lines: list[str]) -> str:
    """A SubRip file with a cue for each line."""
    return "\n".join(
        f"{number}\n00:{number * 4 // 60 % 60:02}:{number * 4 % 60:02},000 --> "
        f"00:{(number * 4 + 3) // 60 % 60:02}:{(number * 4 + 3) % 60:02},000\n{line}\n"
        for number, line in enumerate(lines, 1)
    )


def _with_tones_apart(text: str) -> str:
    import unicodedata

    tones = "\u0300\u0301\u0303\u0309\u0323"
    parts = []
    for character in text:
        decomposed = unicodedata.normalize("NFD", character)
        marks = "".join(mark for mark in decomposed[1:] if mark in tones)
        rest = "".join(mark for mark in decomposed if mark not in tones)
        parts.append(unicodedata.normalize("NFC", rest) + marks)
    return "".join(parts)

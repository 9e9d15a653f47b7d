"""Six lines of talk in each language, and the encodings that captions in it are found in: a second set, beside `sentences`.

Nothing in the product was chosen with them: what is measured on them is what strangers will see.
"""

from __future__ import annotations

TALK: dict[str, tuple[str, tuple[str, ...]]] = {
    "en": (
        "cp1252 iso8859-1 mac-roman cp437 cp850",
        (
            "I never said that, and you know it – honestly.",
            "The café on the corner closes at nine…",
            "“Who left the window open?” she asked.",
            "It’s been raining since Tuesday.",
            "You owe me ten pounds, that’s £10, remember?",
            "We’ll find another naïve investor.",
        ),
    ),
    "de": (
        "cp1252 iso8859-1 iso8859-15 mac-roman cp437 cp850",
        (
            "Können wir morgen früh losfahren?",
            "Das Mädchen hat den Schlüssel verloren.",
            "Ich weiß nicht, ob er überhaupt kommt.",
            "Grüße deine Mutter schön von mir!",
            "Die Straße führt über den Fluss zurück.",
            "Hör auf, so laut zu lachen, bitte.",
        ),
    ),
    "fr": (
        "cp1252 iso8859-1 iso8859-15 mac-roman cp437 cp850 cp863",
        (
            "Où étais-tu passé hier après-midi ?",
            "Elle a oublié ses clés à la maison.",
            "Ça ne m’étonne guère, tu sais.",
            "Le train arrive dans un quart d'heure, prépare-toi.",
            "Nous avons mangé des crêpes près du château.",
            "Je suis désolé, j'ai trop tardé à répondre.",
        ),
    ),
    "es": (
        "cp1252 iso8859-1 iso8859-15 mac-roman cp437 cp850",
        (
            "¿Por qué no viniste ayer a la reunión?",
            "El niño pequeño se cayó de la bicicleta.",
            "Mañana será otro día, ya verás.",
            "¡Qué bonito está el jardín esta mañana!",
            "Mi abuela cocinaba mejor que nadie, según él.",
            "Aún no sé qué camión llegó primero.",
        ),
    ),
    "pt": (
        "cp1252 iso8859-1 iso8859-15 mac-roman cp850 cp860",
        (
            "Você não devia ter feito isso, João.",
            "A estação fica à direita, atrás do pão quente.",
            "Amanhã vamos à praia com as crianças.",
            "Não há ninguém em casa agora, não é?",
            "O coração dela batia tão depressa.",
            "Então, onde estão os meus óculos?",
        ),
    ),
    "it": (
        "cp1252 iso8859-1 iso8859-15 mac-roman cp850",
        (
            "Perché non mi hai chiamato subito?",
            "La città è bella di notte, però fredda.",
            "Non so più cosa fare, è già tardi.",
            "Lui verrà lunedì, così ha detto.",
            "C'è qualcuno in cucina? Sì, papà.",
            "Andrò al mercato giovedì prossimo, chissà.",
        ),
    ),
    "nl": (
        "cp1252 iso8859-1 mac-roman cp850",
        (
            "Heb je het geërfd of zelf gekocht?",
            "Eén koffie, alstublieft, en geen suiker.",
            "De zeeën waren ruw die ochtend.",
            "Hij zei niets, maar keek naar België.",
            "Wij gaan morgen naar de coördinator.",
            "Ze vroeg vóór het eten om water.",
        ),
    ),
    "sv": (
        "cp1252 iso8859-1 mac-roman cp850",
        (
            "Var är mina nycklar, på hyllan?",
            "Hon öppnade fönstret och såg ut över sjön.",
            "Det är för sent att åka nu.",
            "Jag vill gärna äta här, tack så mycket.",
            "Vi måste gå hem före mörkret.",
            "Han skrev ett långt brev åt sin mormor.",
        ),
    ),
    "da": (
        "cp1252 iso8859-1 mac-roman cp850 cp865",
        (
            "Hvad laver du på søndag, Jørgen?",
            "Børnene løb ned til åen igen.",
            "Det er længe siden, vi så hinanden.",
            "Må jeg låne din grønne frakke?",
            "Han ved ikke, hvor nøglen er.",
            "Færgen sejler først klokken ni i aften.",
        ),
    ),
    "no": (
        "cp1252 iso8859-1 mac-roman cp865",
        (
            "Hvor ble det av båten vår?",
            "Jeg så ingen på brygga i går.",
            "Det blåser kraftig utenfor døra nå.",
            "Kan du låne meg en sykkel, Åse?",
            "Vi må være hjemme før klokka ti.",
            "Han trodde ikke på det jeg sa, dessverre, på noen måte.",
        ),
    ),
    "fi": (
        "cp1252 iso8859-1 iso8859-15 mac-roman cp850",
        (
            "Missä sinä olit eilen illalla?",
            "Äiti keittää kahvia keittiössä.",
            "Minä en tiedä, mitä tämä tarkoittaa.",
            "Lähdetään heti, ennen kuin sää muuttuu.",
            "Hän löysi vanhan kirjan hyllyltä.",
            "Älä unohda ottaa avainta mukaan, hyvä ystävä.",
        ),
    ),
    "is": (
        "cp1252 iso8859-1 mac-iceland cp861",
        (
            "Hvað ertu að gera hér í kvöld?",
            "Ég sá þig ekki við höfnina.",
            "Það rignir mikið í dag, því miður.",
            "Báturinn fór áður en við komum.",
            "Þú mátt ekki gleyma lyklunum heima.",
            "Amma sagði okkur sögu úr sveitinni.",
        ),
    ),
    "pl": (
        "cp1250 iso8859-2 cp852 mac-latin2",
        (
            "Dlaczego nie zadzwoniłeś wczoraj wieczorem?",
            "Właśnie zaczęło padać, weź parasol.",
            "Nie mogę znaleźć moich okularów.",
            "Chłopiec biegł przez łąkę do domu.",
            "Powiedz jej, że wrócę później.",
            "Ktoś zostawił otwarte okno w kuchni, słyszę wiatr.",
        ),
    ),
    "cs": (
        "cp1250 iso8859-2 cp852 mac-latin2",
        (
            "Proč jsi mi to neřekl dřív?",
            "Vlak přijede až příští týden.",
            "Děti si hrály na zahradě u babičky.",
            "Nevím, co mám dělat, pomůžeš mi?",
            "Otevři okno, je tu příliš teplo.",
            "Šla jsem pěšky až k řece a zpátky.",
        ),
    ),
    "hu": (
        "cp1250 iso8859-2 cp852",
        (
            "Miért nem jöttél el tegnap este?",
            "A gyerekek a kertben játszottak délután.",
            "Nem tudom, hová tettem a kulcsokat.",
            "Esőre áll az idő, vigyél esernyőt.",
            "Holnapután indulunk a nagymamához.",
            "Kérek szépen egy csésze forró teát, köszönöm.",
        ),
    ),
    "hr": (
        "cp1250 iso8859-2 cp852",
        (
            "Zašto nisi došao na večeru jučer?",
            "Možeš li mi dodati čašu vode?",
            "Kiša će padati cijeli dan, čini se.",
            "Djeca su se igrala iza kuće.",
            "Ne znam tko je ostavio otvorena vrata, možda Đuro.",
            "Sutra krećemo rano, požuri se.",
        ),
    ),
    "ro": (
        "cp1250 iso8859-2 iso8859-16",
        (
            "De ce nu ai venit aseară la cină?",
            "Copiii se joacă în grădina bunicii.",
            "Nu știu unde mi-am pus ochelarii.",
            "Mâine plecăm devreme, ține minte.",
            "Cineva a lăsat ușa deschisă în bucătărie.",
            "Îți mulțumesc pentru tot, să fii sănătos.",
        ),
    ),
    "tr": (
        "cp1254 iso8859-9 cp857 mac-turkish",
        (
            "Dün akşam neden gelmedin, söyle bakalım?",
            "Çocuklar bahçede oynuyordu öğleden sonra.",
            "Anahtarları nereye koyduğumu bilmiyorum.",
            "Yarın erken yola çıkacağız, unutma.",
            "Pencereyi aç, içerisi çok sıcak.",
            "Babaannem bize eski bir masal anlattı, çok güzeldi.",
        ),
    ),
    "ru": (
        "cp1251 koi8-r iso8859-5 cp866 mac-cyrillic",
        (
            "Почему ты вчера не пришёл на ужин?",
            "Дети играли в саду у бабушки.",
            "Я не знаю, где мои очки.",
            "Завтра выезжаем рано, не забудь.",
            "Кто-то оставил окно открытым.",
            "Спасибо за всё, береги себя.",
        ),
    ),
    "uk": (
        "cp1251 koi8-u iso8859-5 cp1125",
        (
            "Чому ти вчора не прийшов на вечерю?",
            "Діти гралися в саду у бабусі.",
            "Я не знаю, де мої окуляри.",
            "Завтра їдемо рано, не забудь.",
            "Хтось залишив вікно відчиненим.",
            "Дякую за все, бережи себе.",
        ),
    ),
    "bg": (
        "cp1251 iso8859-5",
        (
            "Защо не дойде снощи на вечеря?",
            "Децата играеха в градината на баба.",
            "Не знам къде са ми очилата.",
            "Утре тръгваме рано, не забравяй.",
            "Някой е оставил прозореца отворен.",
            "Благодаря ти за всичко, пази се.",
        ),
    ),
    "sr": (
        "cp1251 iso8859-5",
        (
            "Зашто ниси дошао синоћ на вечеру?",
            "Деца су се играла у башти код баке.",
            "Не знам где су ми наочаре.",
            "Сутра крећемо рано, немој заборавити.",
            "Неко је оставио отворен прозор.",
            "Хвала ти на свему, чувај се.",
        ),
    ),
    "el": (
        "cp1253 iso8859-7 cp737 mac-greek",
        (
            "Γιατί δεν ήρθες χθες το βράδυ;",
            "Τα παιδιά έπαιζαν στον κήπο της γιαγιάς.",
            "Δεν ξέρω πού έβαλα τα γυαλιά μου.",
            "Αύριο φεύγουμε νωρίς, μην ξεχάσεις.",
            "Κάποιος άφησε το παράθυρο ανοιχτό.",
            "Σε ευχαριστώ για όλα, να προσέχεις.",
        ),
    ),
    "he": (
        "cp1255 iso8859-8 cp862",
        (
            "למה לא באת אתמול לארוחת הערב?",
            "הילדים שיחקו בגינה של סבתא.",
            "אני לא יודעת איפה המשקפיים שלי.",
            "מחר יוצאים מוקדם, אל תשכח.",
            "מישהו השאיר את החלון פתוח.",
            "תודה על הכול, שמור על עצמך.",
        ),
    ),
    "ar": (
        "cp1256 iso8859-6",
        (
            "لماذا لم تأت أمس إلى العشاء؟",
            "كان الأطفال يلعبون في حديقة الجدة.",
            "لا أعرف أين وضعت نظارتي.",
            "سنغادر غدا باكرا، لا تنس.",
            "ترك أحدهم النافذة مفتوحة.",
            "شكرا على كل شيء، اعتن بنفسك.",
        ),
    ),
    "th": (
        "cp874 tis-620",
        (
            "ทำไมเมื่อคืนเธอไม่มากินข้าวเย็น",
            "เด็กๆ เล่นอยู่ในสวนของคุณยาย",
            "ฉันไม่รู้ว่าแว่นตาอยู่ที่ไหน",
            "พรุ่งนี้เราออกเดินทางแต่เช้า อย่าลืมนะ",
            "มีคนเปิดหน้าต่างทิ้งไว้",
            "ขอบคุณสำหรับทุกอย่าง ดูแลตัวเองด้วย",
        ),
    ),
    "vi": (
        "cp1258",
        (
            "Tại sao tối qua bạn không đến ăn cơm?",
            "Bọn trẻ chơi trong vườn của bà.",
            "Tôi không biết kính của tôi ở đâu.",
            "Ngày mai chúng ta đi sớm, đừng quên nhé.",
            "Ai đó đã để cửa sổ mở.",
            "Cảm ơn vì tất cả, hãy giữ gìn sức khỏe.",
        ),
    ),
    "zh": (
        "gb18030 gbk gb2312",
        (
            "你昨天晚上为什么没来吃饭？",
            "孩子们在奶奶的花园里玩。",
            "我不知道我的眼镜在哪里。",
            "明天一早出发，别忘了。",
            "有人把窗户开着。",
            "谢谢你做的一切，保重。",
        ),
    ),
    "zh-Hant": (
        "big5 cp950 big5hkscs",
        (
            "你昨天晚上為什麼沒來吃飯？",
            "孩子們在奶奶的花園裡玩。",
            "我不知道我的眼鏡在哪裡。",
            "明天一早出發，別忘了。",
            "有人把窗戶開著。",
            "謝謝你做的一切，保重。",
        ),
    ),
    "ja": (
        "cp932 shift_jis euc_jp iso2022_jp",
        (
            "昨日の夜、どうして来なかったの？",
            "子供たちはおばあちゃんの庭で遊んでいた。",
            "私のメガネがどこにあるか分からない。",
            "明日は早く出かけるから、忘れないで。",
            "誰かが窓を開けっぱなしにした。",
            "いろいろありがとう、元気でね。",
        ),
    ),
    "ko": (
        "cp949 euc_kr johab",
        (
            "어젯밤에 왜 저녁 먹으러 안 왔어?",
            "아이들은 할머니 정원에서 놀았어요.",
            "내 안경이 어디 있는지 모르겠어.",
            "내일 일찍 출발하니까 잊지 마.",
            "누가 창문을 열어 두었네.",
            "여러모로 고마워, 몸조심해.",
        ),
    ),
    "et": (
        "cp1257 iso8859-4 iso8859-13 cp775",
        (
            "Miks sa eile õhtul sööma ei tulnud?",
            "Lapsed mängisid vanaema aias.",
            "Ma ei tea, kus mu prillid on, küsi õe käest.",
            "Homme sõidame vara, ära unusta.",
            "Keegi jättis akna lahti, nüüd on külm öö.",
            "Aitäh kõige eest, hoia ennast.",
        ),
    ),
    "lv": (
        "cp1257 iso8859-4 iso8859-13 cp775",
        (
            "Kāpēc tu vakar neatnāci vakariņās?",
            "Bērni spēlējās vecmāmiņas dārzā.",
            "Es nezinu, kur ir manas brilles.",
            "Rīt braucam agri, neaizmirsti.",
            "Kāds atstāja logu vaļā.",
            "Paldies par visu, sargā sevi.",
        ),
    ),
    "lt": (
        "cp1257 iso8859-4 iso8859-13 cp775",
        (
            "Kodėl vakar neatėjai vakarienės?",
            "Vaikai žaidė močiutės sode.",
            "Nežinau, kur mano akiniai.",
            "Rytoj išvažiuojame anksti, nepamiršk.",
            "Kažkas paliko langą atidarytą.",
            "Ačiū už viską, saugok save.",
        ),
    ),
}

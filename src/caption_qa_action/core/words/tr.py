"""Turkish words that decide where a text is broken."""

TIES = "her en bazı hiçbir ve pek gayet oldukça sayın bay bayan"
# Words that do so as well, and end a phrase nearly as often.
LOOSE = (
    "bir bu şu o çok daha hiç tüm bütün kendi ben sen biz siz onlar iki üç ne hangi nasıl böyle "
    "şöyle öyle kadar değil fazla az ilk son aynı başka diğer sadece yalnız benim senin onun "
    "bizim sizin onların"
)
CONJUNCTIONS = (
    "ve ama fakat veya ya yahut çünkü ki eğer ise oysa ancak lakin hem yoksa halbuki zira madem "
    "sanki"
)
TITLES = "dr prof doç av sn no s bkz yy cad sok mah"
ABBREVIATIONS = "vb vs vd tl ocak şub mar nis may haz tem ağu eyl eki kas ara"
STARTERS = (
    "ben sen o biz siz onlar bu şu bir ve ama eğer ne kim nerede neden nasıl hayır evet benim "
    "senin onun burada orada sonra şimdi"
)
# Words that hold on to the one before them.
CLINGS = (
    "için gibi kadar ile sonra önce göre karşı değil mi mı mu mü midir var yok de da ki ise bile "
    "diye doğru rağmen dolayı beri itibaren boyunca olarak olan eden etti ettik ediyor oldu olur"
)
# Conjunctions that make their clause a part of the one before.
BINDING = "ki"

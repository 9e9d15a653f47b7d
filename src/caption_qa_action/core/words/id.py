"""Indonesian words that decide where a text is broken."""

TIES = (
    "di ke dari pada untuk dengan tanpa oleh antara tentang terhadap hingga sejak selama menuju "
    "bagi demi akan tak bukan jangan sedang sangat terlalu paling agak para sang si setiap tiap "
    "suatu sebuah seorang seekor yang tuan nyonya pak bu dr."
)
# Words that do so as well, and end a phrase nearly as often.
LOOSE = (
    "dalam atas bawah semua beberapa dua tiga saya aku kamu kau anda dia ia kami kita mereka ini "
    "itu harus bisa dapat ingin mau sudah telah belum masih lebih sampai tidak"
)
CONJUNCTIONS = (
    "dan tapi tetapi atau bahwa karena sebab jika kalau bila ketika saat meskipun walaupun "
    "sehingga supaya agar sementara sedangkan yang siapa apa mana kapan mengapa kenapa bagaimana "
    "namun seperti daripada lalu"
)
TITLES = "dr prof ir no jl hal bpk ny sdr tn"
ABBREVIATIONS = "dll dsb rp jan feb mar apr agt sep okt nov des"
STARTERS = (
    "saya aku kamu dia kami kita mereka ini itu dan tapi atau jika ketika apa siapa di ke dari "
    "untuk tidak ya bukan sini sana lalu sekarang"
)
# Conjunctions that make their clause a part of the one before.
BINDING = "bahwa yang"

"""Korean words that decide where a text is broken."""

# Words before a noun or a verb, which belong to it.
TIES = (
    "그 이 저 한 두 세 네 다섯 여섯 몇 모든 어떤 무슨 어느 각 매 첫 새 옛 헌 온 온갖 여러 다른 이런 그런 저런 아무 "
    "가장 더 덜 아주 매우 너무 정말 참 꽤 제일 훨씬 잘 못 안 좀 꼭 막 또 다 내 네 제 우리 너희 저희 약 총 전"
)
# Of those, the ones that end a phrase nearly as often.
LOOSE = "그 이 저 다 또 좀 정말 참 막 우리 너희 저희 더 제일 네 꼭 전"
CONJUNCTIONS = "그리고 그러나 하지만 그런데 그래서 그러면 그러니까 왜냐하면 또는 혹은 및 만약 만일 비록"
TITLES = ""
ABBREVIATIONS = ""
STARTERS = "나는 너는 우리는 그는 그녀는 그리고 하지만 그런데 그래서 만약 왜 누가 어디 언제 어떻게 뭐 네 아니요"
# Nouns that cannot stand alone, and verbs that help the one before them, each with its endings.
CLING_STEMS = (
    "것 거 거야 거예요 게 수 줄 적 뿐 만큼 대로 채 척 듯 때문 중 동안 뒤 후 등 바 번 명 개 분 년 월 일 시간 살 "
    "마리 있 없 않 싶 같 말 주 보 버 하 되 된 됐 해 했 할 못 지 때"
)

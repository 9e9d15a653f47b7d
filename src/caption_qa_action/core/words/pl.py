"""Polish words that decide where a text is broken."""

TIES = (
    "w we na nad pod z ze od ode do dla bez o u ku przy przez między przed wśród oprócz według "
    "mimo podczas nie ni zbyt bardziej mniej tamten tamta moi twoje twoi nasze nasi wasza wasze "
    "swoje swoją swoim swojej każdy każda każde cały cała całe wszystkie który jaki jaka jakie"
)
# Words that do so as well, and end a phrase nearly as often.
LOOSE = (
    "ten ta to te ci tak bardzo się jest są był była było byli będzie ma mam jestem ja ty on ona "
    "ono my wy oni jego jej ich mój moja moje twój twoja nasz nasza wasz swój swoja jeden jedna "
    "jedno dwa dwie trzy taki taka takie pan pani po około wokół za"
)
CONJUNCTIONS = (
    "i a ale lub albo oraz czy że żeby aby jak kiedy gdy jeśli jeżeli choć chociaż bo ponieważ "
    "dlatego dopóki gdzie dokąd skąd który która które którzy którego której których którym kto "
    "co czyj czemu dlaczego jednak niż jakby więc"
)
TITLES = "dr prof inż mgr ks św ul al nr im płk gen kpt por tzw np m.in str rys"
ABBREVIATIONS = "itd itp r w tys mln mld zł gr"
STARTERS = (
    "ja ty on ona ono my wy oni to ten ta te i a ale lub jeśli kiedy jak co kto gdzie dlaczego "
    "nie tak w na z po za dla mój moja twój nasz jego jej ich oto tam tu potem teraz czy"
)

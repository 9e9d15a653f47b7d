"""Words that stand before a name as titles do, though they are written in full: `president Obama`, `tío Juan`."""

_RANKS = (
    "president minister professor doctor captain colonel general sergeant lieutenant officer detective inspector "
    "agent king queen prince princess sir lady lord uncle aunt saint pope judge senator governor mayor "
    "président présidente ministre professeur docteur capitaine général roi reine maître oncle tante sainte "
    "inspecteur commissaire juge pape presidente presidenta profesor profesora doctora capitán coronel señor "
    "señora señorita don doña rey reina príncipe princesa tío tía san santa santo papa comisario juez alcalde "
    "professora doutor doutora senhor senhora dom dona capitão rei rainha tio tia são "
    "professore professoressa dottore dottoressa signor signore signora signorina capitano colonnello re regina "
    "principe zio zia commissario präsident präsidentin doktor herr frau könig königin kaiser onkel kommissar "
    "kommissarin meneer mevrouw dokter kapitein koning koningin oom præsident kaptajn konge dronning hr fru "
    "kaptein kung drottning kapten farbror farmor morfar presidentti professori tohtori kapteeni kuningas "
    "kuningatar herra rouva setä täti prezydent kapitan król królowa pan pani wujek ciocia święty święta "
    "prezident kapitán král královna paní strýc teta svatý kráľ kráľovná pán strýko predsjednik predsednik "
    "kapetan kralj kraljica gospodin gospođa gospod gospa ujak stric sveti președintele profesorul doctorul "
    "regele domnul doamna unchiul mătușa başkan cumhurbaşkanı profesör kaptan kral kraliçe presiden profesor raja "
    "ratu pak tuan nyonya πρόεδρος καθηγητής κύριος κυρία βασιλιάς βασίλισσα άγιος αγία "
    "президент министр профессор доктор капитан полковник генерал король королева царь дядя тётя тетя господин "
    "госпожа товарищ святой прэзідэнт прафесар капітан палкоўнік кароль пан пані президентът професор доктор "
    "цар крал чичо леля господин міністр полковник дядько тітка"
)
RANKS = frozenset(_RANKS.split())

"""Portuguese words that decide where a text is broken."""

TIES = (
    "numa num nuns numas na após ante perante durante mediante dum duma dona o a os as um uma uns umas de "
    "do da dos das em no nos nas ao à aos às por pelo pela pelos pelas para pra com sem sob entre até "
    "desde meus minhas seus suas nosso nossa cada me te se lhe sr. sra. dr. dra. nalgum dumas duns exceto "
    "salvo qualquer pros pras pro consoante"
)
# Words that do so as well, and end a phrase nearly as often.
LOOSE = (
    "neste nesta nesse nessa deste desta desse dessa daquele daquela segundo conforme senhor senhora seu "
    "qual quais este esta estes estas esse essa isso aquele aquela algum alguma eu tu ele ela nós meu "
    "minha teu tua sua não muito tão mais sobre contra são era eram foi sou está estão estava tem têm "
    "tinha há pode posso deve vou vai ser estar tenho tens temos ter teve tive tinham havia houve vamos "
    "vão vais ia iam só todo toda todos todas outro outra outros outras podemos podem podes podia podiam "
    "poderia deves devemos devem devia deveria quero queres quer queremos querem seja sejam será serão "
    "seria somos foram estou estamos estavam estive esteve estará hei hão grande bom primeiro primeira "
    "melhor pior dois duas três quatro cinco seis sete oito nove dez muita muitos muitas pouco poucos "
    "poucas tanto tanta tantos tantas vários várias ambos nenhum nenhuma você vocês eles elas já quase "
    "aqueles aquelas nossos nossas vosso vossa teus tuas dele dela deles delas esses essas naquele "
    "naquela "
    "és é eras éramos fui foste fomos serei serás seremos serias seríamos seriam fosse fossem sido "
    "sendo estás estavas estávamos estivemos estiveram estarei estarão estaria estariam esteja "
    "estejam estivesse tinhas tínhamos tivemos tiveram terei terás terá teremos terão teria terias "
    "teríamos teriam tenha tenham tivesse tivessem haviam haverá haveria haja podias podíamos pude "
    "pôde puderam poderei poderá poderemos poderão poderias poderíamos poderiam possa possam pudesse "
    "poder devo deviam deveríamos deveriam ias íamos queria queriam alguns algumas quanto quantos "
    "quanta quantas bastante bastantes demais meio meia tal tais segunda último última últimos "
    "últimas próximo próxima novo nova novos novas nestes nestas nesses nessas destes destas desses "
    "dessas daqueles daquelas naqueles naquelas àquele àquela isto aquilo antes depois dentro fora "
    "perto longe acima abaixo atrás além através acerca apesar diante devido graças"
)
CONJUNCTIONS = (
    "e mas ou nem porém porque que quando se como onde enquanto embora pois quem cujo então portanto logo "
    "caso cuja cujos cujas quer apenas"
)
TITLES = "sr sra srta srs dr dra prof profa eng exmo exma n pág págs p.ex vol art d"
ABBREVIATIONS = "etc a.c d.c s.a e.u.a jan fev abr ago set out nov dez"
STARTERS = (
    "o a os as um uma eu tu ele ela nós eles elas você vocês isto isso este esta esse essa mas e "
    "ou se não sim quando onde como que quem por para em no na meu minha seu sua é são era há "
    "então agora aqui ali nunca"
)
# Conjunctions that make their clause a part of the one before.
BINDING = "que"

"""Portuguese words that decide where a text is broken."""

TIES = (
    "numa num nuns numas na após ante perante durante mediante segundo conforme dum duma neste nesta "
    "nesse nessa deste desta desse dessa daquele daquela senhor senhora dona seu qual quais o a os as um "
    "uma uns umas de do da dos das em no nos nas ao à aos às por pelo pela pelos pelas para pra com sem "
    "sob sobre entre até desde contra meu minha meus minhas teu tua sua seus suas nosso nossa este esta "
    "estes estas esse essa isso aquele aquela cada algum alguma eu tu ele ela nós me te se lhe não muito "
    "tão mais é são era eram foi sou está estão estava tem têm tinha há pode posso deve vou vai ser estar "
    "sr. sra. dr. dra. nalgum dumas duns exceto salvo tenho tens temos ter teve tive tinham havia houve "
    "vamos vão vais ia iam só todo toda todos todas outro outra outros outras podemos podem podes podia "
    "podiam poderia deves devemos devem devia deveria quero queres quer queremos querem seja sejam será "
    "serão seria somos foram estou estamos estavam estive esteve estará hei hão grande bom primeiro "
    "primeira melhor pior dois duas três quatro cinco seis sete oito nove dez muita muitos muitas pouco "
    "poucos poucas tanto tanta tantos tantas vários várias ambos nenhum nenhuma você vocês eles elas já "
    "quase aqueles aquelas nossos nossas vosso vossa teus tuas dele dela deles delas esses essas naquele "
    "naquela"
)
# Of those, the ones that end a phrase nearly as often.
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
    "naquela"
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

"""Spanish words that decide where a text is broken."""

TIES = (
    "durante mediante tras ante cuál cuáles qué cómo señor señora señorita don doña san santa aquel "
    "aquella el la los las lo un una unos unas de del a al en con por para sin sobre bajo desde hasta "
    "entre hacia contra según mi mis tu tus su sus nuestro nuestra nuestros nuestras este esta estos "
    "estas ese esa esos esas cada algún alguna yo tú él ella me te se nos os le les no muy tan más es son "
    "era eran fue soy eres está están estaba he ha han has hemos había puede puedo debe voy va ser estar "
    "haber sr. sra. dr. dra. ambas excepto salvo junto tengo tienes tiene tenemos tienen tenía "
    "tenías teníamos tenían tuve tuvo hay hubo habrá habría van vamos vas iba iban sólo solo todo toda "
    "todos todas otro otra otros otras quiero quieres quiere queremos quieren podemos pueden puedes podía "
    "podían podría podrías debes debemos deben debería deberías sea sean será serán sería somos fueron "
    "estoy estamos estaban estaré estará haya hayas habéis habían gran buen mal primer primera tercer "
    "mejor peor dos tres cuatro cinco seis siete ocho nueve diez mucho mucha muchos muchas poco pocos "
    "pocas tanto tanta tantos tantas varios varias ambos ningún ninguna nosotros vosotros ellos ellas "
    "usted ustedes ya casi aquellos aquellas vuestro vuestra"
)
# Of those, the ones that end a phrase nearly as often.
LOOSE = (
    "qué cómo cuál cuáles señor señora señorita aquel aquella este esta estos estas ese esa esos esas "
    "algún alguna yo tú él ella no muy tan más bajo contra sobre son es era eran fue soy eres está están "
    "estaba he ha han has hemos había puede puedo debe voy va ser estar haber tengo tienes tiene tenemos "
    "tienen tenía tenías teníamos tenían tuve tuvo hay hubo habrá habría van vamos vas iba iban sólo solo "
    "todo toda todos todas otro otra otros otras quiero quieres quiere queremos quieren podemos pueden "
    "puedes podía podían podría podrías debes debemos deben debería deberías sea sean será serán sería "
    "somos fueron estoy estamos estaban estaré estará haya hayas habéis habían gran buen mal primer "
    "primera tercer mejor peor dos tres cuatro cinco seis siete ocho nueve diez mucho mucha muchos muchas "
    "poco pocos pocas tanto tanta tantos tantas varios varias ambos ningún ninguna nosotros vosotros "
    "ellos ellas usted ustedes ya casi aquellos aquellas nuestros nuestras vuestro vuestra "
    "junto"
)
CONJUNCTIONS = (
    "y e pero o u ni sino porque que cuando aunque si como donde mientras pues quien quienes cual cuyo "
    "entonces luego apenas conforme cuyos cuya cuyas "
    "dónde cuándo quién quiénes adónde"
)
TITLES = "sr sra srta sres dr dra d dña prof profa ing lic ud uds vd vds núm pág págs p.ej vol art"
ABBREVIATIONS = "etc ee.uu a.m p.m a.c d.c s.a ene feb abr ago sept oct nov dic"
STARTERS = (
    "el la los las un una yo tú él ella nosotros ellos ellas usted ustedes esto este esta eso ese "
    "esa pero y o si no sí cuando donde como qué quién cómo dónde por para en a mi su es son era "
    "hay entonces ahora aquí allí nunca"
)
# Conjunctions that make their clause a part of the one before.
BINDING = "que"

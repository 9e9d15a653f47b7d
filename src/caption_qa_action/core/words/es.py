"""Spanish words that decide where a text is broken."""

TIES = (
    "durante mediante tras ante don doña san santa el la los las lo un una unos unas de del a al en con "
    "por para sin desde hasta entre hacia según mi mis tu tus su sus nuestro nuestra cada me te se nos os "
    "le les sr. sra. dr. dra. ambas excepto salvo cualquier"
)
# Words that do so as well, and end a phrase nearly as often.
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
    "junto "
    "sois eras éramos erais fui fuiste fuimos seré serás seremos serías seríamos serían seas seamos "
    "fuera fueras fuéramos fueran siendo sido estás estáis estabas estábamos estuve estuviste estuvo "
    "estuvimos estuvieron estarás estaremos estarán estaría estarían esté estés estemos estén "
    "estuviera estuvieran estando habías habíamos habíais habré habrás habremos habrán habrías "
    "habríamos habrían hayamos hayan hubiera hubieras hubiéramos hubieran hubiese habiendo podéis "
    "podías podíamos podré podrás podrá podremos podrán podríamos podrían pueda puedas podamos puedan "
    "pude pudo pudimos pudieron pudiera pudieran poder debo debéis debía debías debían deberíamos "
    "deberían vais ibas íbamos tenéis tendré tendrás tendrá tendremos tendrán tendría tendrías "
    "tendríamos tendrían tuviste tuvimos tuvieron queréis quería querías queríamos querían quisiera "
    "algunos algunas cuánto cuántos cuánta cuántas cuanto cuantos demasiado demasiada demasiados "
    "demasiadas bastante bastantes medio media tal tales segundo segunda último última últimos "
    "últimas próximo próxima nuevo nueva nuevos nuevas vuestros vuestras aquello antes después dentro "
    "cerca lejos encima debajo delante detrás además alrededor acerca respecto debido gracias"
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

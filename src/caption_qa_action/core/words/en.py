"""English words that decide where a text is broken."""

# A line or a cue should not end on these: articles, prepositions, auxiliaries, subject pronouns.
TIES = (
    "a an the my your his its our their every each of to in on at by for with from into onto about under "
    "between during without against upon within toward towards as per via n't i he she we they will would "
    "can could shall should may might must don't doesn't didn't won't can't couldn't i'm i've i'll i'd "
    "you're he's she's it's we're they're mr. mrs. ms. dr. st. among amongst beside besides despite except "
    "till unlike concerning regarding amid amidst atop versus"
)
# Words that do so as well, and end a phrase nearly as often.
LOOSE = (
    "how what which both either neither such rather quite just only even around across behind beyond near "
    "you it her that this these those no some any like than so too very not who is are was were am be "
    "been being have has had do does did over through cannot isn't aren't wasn't weren't hasn't haven't "
    "hadn't doing going gonna wanna gotta let's shouldn't wouldn't mustn't you've we've they've you'll "
    "he'll she'll it'll we'll they'll you'd he'd she'd we'd they'd there's that's what's who's here's "
    "there where's how's let all most many much few several another other own same whose whoever "
    "two three four five six seven eight nine ten "
    "off out up along inside outside past since throughout underneath "
    "why whatever whichever however right almost ain't needn't would've could've should've might've "
    "must've that'll there'll who'll it'd that'd who'd why's when's where'd how'd y'all instead ahead "
    "according due thanks prior down enough half more less fewer whoever's also nearly"
)
CONJUNCTIONS = (
    "and but or nor yet because although though while when whenever where wherever if unless until since "
    "before after that which who whom whose whether so then than once whereas till lest provided rather"
)
# Always followed by more, so their full stop ends no sentence.
TITLES = (
    "mr mrs ms messrs dr prof rev hon st capt col gen lt maj sgt cmdr gov sen rep pres "
    "e.g i.e vs cf no nos vol fig pp ch sec art approx est dept mt"
)
# Their full stop may end a sentence too: the next word decides.
ABBREVIATIONS = (
    "etc inc ltd co corp jr sr ave blvd rd bros a.m p.m ph.d u.s u.k u.n b.c a.d "
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thurs fri sat sun"
)
# Words that, capitalised, begin a sentence far more often than they continue a name.
STARTERS = (
    "the a an he she it they we you i this that these those there here what when where who why "
    "how but and so then if is are was were do does did in on at my your his her our their not "
    "no yes well now after before for to because maybe please let"
)
# Words that hold on to the one before them, of which some make a verb what it means: `figure out`.
CLINGS = "out up off away ago else anymore me him us them"
# Conjunctions that make their clause a part of the one before.
BINDING = "that than whose"
# Adjectives by which no ending tells that a noun follows.
ADJECTIVES = (
    "big small little old young new good great best better long short high low large first last next whole full "
    "hard easy late real wrong bad nice main major minor human free open true poor strong deep "
    "different difficult certain single second third recent important similar common simple entire "
    "dark cold hot dead happy sad heavy light empty quick slow clear close wide rich strange "
    "ancient modern giant tiny huge current"
)

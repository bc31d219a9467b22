"""Words that the auditor goes by: abbreviations, sentence openers, heads of source columns, common words."""

from __future__ import annotations

# Before a number or a name, these end in a stop that ends no sentence (usage of both languages' style guides).
_BEFORE_NUMBER = (
    "p pp art arts al fig figs no nos n nᵒ nᵒˢ n° vol ch chap sec sect § para paras ed éd éds eds r t tab tabl ann "
    "annex app cap col env approx ca c vs l v cons rec reg dir max min núm pág págs cap inc"
)
_BEFORE_NAME = (
    "m mm mme mmes mlle mlles dr drs pr prof mr mrs ms st ste sr sra me mgr gen gén col cf cfr e.g i.e viz ex p.ex "
    "par.ex vs v hon rev jr fr sen rep gov op.cit loc.cit ibid coll trad réf ref resp éd ed vol art al"
)
# An abbreviation with inner stops (U.S., p.m., S.A.) ends a sentence only before a word that begins one.
_BEGINNERS = (
    "the in it this that these those a an he she they we our its at on for if when while but and there as after "
    "le la les l un une des il elle ils elles en ce cette ces nous notre on à au aux dans pour si mais et selon depuis "
    "el los las una este esta según"
)
_SOURCE_HEADS = (
    "source sources référence références reference references fuente fuentes quelle quellen fonte fonti fontes bron"
)
_REFERENCE_HEADS = (
    "sources|references|bibliography|notes|works cited|références|bibliographie|notes et références|fuentes|"
    "bibliografía|quellen|fonti|fontes"
)
# The commonest words of a language, for a vote on what a text is written in.
_COMMON = {
    "en": "the of and to in that is was for it with as are on be by this which from or have not their were has been",
    "fr": "le la les de des du et en un une est que qui dans pour par sur au aux ce cette pas plus sont ont leur ne",
    "es": "el la los las de del y en un una es que por para con se su al lo como más sus pero este esta fue son ha",
    "de": "der die das und in zu den ist von nicht mit auf für ein eine sich dem des auch als werden an bei sind wird",
    "it": "il la le di e che in un una è per con del della non si da al dei sono gli nel alla anche come più",
    "pt": "o a os as de do da e em um uma que para com não por se no na mais dos como ao das foi são",
    "nl": "de het een en van in is dat op te zijn met voor niet aan er om ook als bij door maar naar hebben",
}
# A source cell that says so names no source; compared without stops and case.
_EMPTY = (
    "to be confirmed|tbc|tbd|to be added|source to be added|n/a|na|none|unknown|pending|à confirmer|à compléter|"
    "à préciser|source à ajouter|nd|n d|nc|aucune|inconnue|por confirmar"
)

BEFORE_NUMBER = frozenset(_BEFORE_NUMBER.split())
BEFORE_NAME = frozenset(_BEFORE_NAME.split())
BEGINNERS = frozenset(_BEGINNERS.split())
SOURCE_HEADS = frozenset(_SOURCE_HEADS.split())
REFERENCE_HEADS = frozenset(_REFERENCE_HEADS.split("|"))
EMPTY_WORDS = frozenset(_EMPTY.split("|"))
COMMON_WORDS = {language: frozenset(words.split()) for language, words in _COMMON.items()}

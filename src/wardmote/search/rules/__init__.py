"""How words are compared, what may be asked, and what of a text answers it. Pure: no table, no clock."""

from wardmote.search.rules.asking import (
    NOTHING_TYPED,
    NOTHING_WANTED,
    Asked,
    Clause,
    Kind,
    NothingWanted,
    Sort,
    all_of,
    any_of,
    asked_from,
    clause_of,
    names_in,
    to_json,
)
from wardmote.search.rules.matching import Piece, excerpt, score, spans
from wardmote.search.rules.tokens import MADE_ANEW, SEARCHED_BY_INDEX, form_of, key_of, stamp_of, token, tokens_of
from wardmote.search.rules.words import Word, folded, is_idle, stem_of, stems_in, words_in

__all__ = [
    "MADE_ANEW",
    "NOTHING_TYPED",
    "NOTHING_WANTED",
    "SEARCHED_BY_INDEX",
    "Asked",
    "Clause",
    "Kind",
    "NothingWanted",
    "Piece",
    "Sort",
    "Word",
    "all_of",
    "any_of",
    "asked_from",
    "clause_of",
    "excerpt",
    "folded",
    "form_of",
    "is_idle",
    "key_of",
    "names_in",
    "score",
    "spans",
    "stamp_of",
    "stem_of",
    "stems_in",
    "to_json",
    "token",
    "tokens_of",
    "words_in",
]

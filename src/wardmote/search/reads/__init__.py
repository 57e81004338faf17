"""Questions to the search. Each takes the viewer and the time."""

from wardmote.search.reads.asking import opened_question, sealed_question
from wardmote.search.reads.finding import Found, Hit, Result, bodies, found, place_asked, results, scanned
from wardmote.search.reads.history import History, history_of_action, history_of_matter, history_of_place
from wardmote.search.reads.index import stale

__all__ = [
    "Found",
    "History",
    "Hit",
    "Result",
    "bodies",
    "found",
    "history_of_action",
    "history_of_matter",
    "history_of_place",
    "opened_question",
    "place_asked",
    "results",
    "scanned",
    "sealed_question",
    "stale",
]

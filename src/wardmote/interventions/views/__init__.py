"""Request -> one read or one deed -> page."""

from wardmote.interventions.views.keeping import (
    agree,
    correct,
    count,
    download,
    edit,
    intervention,
    interventions,
    mark,
    new,
    take_back,
)
from wardmote.interventions.views.monthly import count_monthly

__all__ = [
    "agree",
    "correct",
    "count",
    "count_monthly",
    "download",
    "edit",
    "intervention",
    "interventions",
    "mark",
    "new",
    "take_back",
]

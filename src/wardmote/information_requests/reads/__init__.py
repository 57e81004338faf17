"""Questions about requests for information. Each that shows words takes the viewer and the time."""

from wardmote.information_requests.reads.asked import (
    ExemptionShown,
    FindShown,
    LookShown,
    RequestShown,
    RulingShown,
    answer_found,
    exemptions,
    exemptions_for,
    file_of,
    find_shown,
    request_found,
    requests,
    reviewers,
    rising,
    waits_for_reviewer,
)
from wardmote.information_requests.reads.readiness import disclosed, must_be_ready, open_to_agree, request_held
from wardmote.information_requests.reads.sources import SOURCES, Passage, Source, look_through, passages

__all__ = [
    "SOURCES",
    "ExemptionShown",
    "FindShown",
    "LookShown",
    "Passage",
    "RequestShown",
    "RulingShown",
    "Source",
    "answer_found",
    "disclosed",
    "exemptions",
    "exemptions_for",
    "file_of",
    "find_shown",
    "look_through",
    "must_be_ready",
    "open_to_agree",
    "passages",
    "request_found",
    "request_held",
    "requests",
    "reviewers",
    "rising",
    "waits_for_reviewer",
]

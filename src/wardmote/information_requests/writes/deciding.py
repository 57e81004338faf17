"""What becomes of each find: one person decides, and a second one agrees."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from wardmote.information_requests import reads
from wardmote.information_requests.models import Find, Ruling
from wardmote.information_requests.reads import FindShown, RequestShown
from wardmote.information_requests.rules import (
    ASK_POLICE,
    DECIDE,
    REVIEW,
    UNDO,
    NotDecided,
    Outcome,
    PoliceAnswer,
    RequestKind,
    must_be_second,
    must_have_asked_police,
    must_stand_in,
    somebody,
)
from wardmote.register import writes as register
from wardmote.register.rules import Marking, Viewer, london_date

CONFIDENTIAL = Marking.CONFIDENTIAL.value


def _locked_find(find_id: UUID, *, by: Viewer, now: datetime) -> tuple[RequestShown, FindShown]:
    request, _ = reads.find_shown(find_id, viewer=by, now=now)
    reads.request_held(request.row.pk, viewer=by, now=now)
    return reads.find_shown(find_id, viewer=by, now=now)


@dataclass(frozen=True, slots=True)
class Decision:
    """What is to become of a find: with which words blacked out, on which exemption (as it is cited), and why."""

    outcome: Outcome
    phrases: Sequence[str] = ()
    exemption: str = ""
    why: str = ""
    public_interest: str = ""


@transaction.atomic
def decide(find_id: UUID, *, decision: Decision, by: Viewer, now: datetime) -> Ruling:
    """Decide what becomes of one find. It goes out only once a second person agreed.

    Raises:
        NotHere, Refused: there is no such find for `by`. Nothing is stored.
        NotDecided: words, exemption or reasons are missing or wrong. Nothing is stored.
    """
    request, find = _locked_find(find_id, by=by, now=now)
    _must_be_whole(decision, find.passage.text, request.kind)
    row = _rule(find, decision, by=by, now=now)
    register.record(row, find.row, find.passage.row, deed=DECIDE, by=by, now=now)
    return row


def _must_be_whole(decision: Decision, text: str, kind: RequestKind) -> None:
    if decision.outcome is Outcome.BLACK_OUT:
        must_stand_in(decision.phrases, text)
    if not decision.outcome.needs_exemption:
        return
    exempt = {one.cited: one for one in reads.exemptions_for(kind)}.get(decision.exemption)
    if exempt is None:
        raise NotDecided("Choose the exemption from the list. Nothing was saved.")
    if not decision.why:
        raise NotDecided("Say in a sentence why the exemption applies. Nothing was saved.")
    if exempt.qualified and not decision.public_interest:
        raise NotDecided("This exemption needs the public interest weighed, in a sentence. Nothing was saved.")


def _rule(find: FindShown, decision: Decision, *, by: Viewer, now: datetime) -> Ruling:
    number = Ruling.objects.filter(find=find.row).count() + 1
    row = Ruling(find=find.row, number=number, outcome=decision.outcome.value, recorded_at=now)
    row.marking, row.decided_by_id = CONFIDENTIAL, somebody(by)
    row.text = register.sealed(row, "text", find.passage.text)
    if decision.outcome is Outcome.BLACK_OUT:
        row.phrases = register.sealed(row, "phrases", json.dumps(list(decision.phrases)))
    if decision.outcome.needs_exemption:
        row.exemption = register.sealed(row, "exemption", decision.exemption)
        row.public_interest = register.sealed(row, "public_interest", decision.public_interest)
    row.why = register.sealed(row, "why", decision.why)
    row.save(force_insert=True)
    return row


@transaction.atomic
def disclose_open(request_id: UUID, *, by: Viewer, now: datetime) -> int:
    """Decide at once that all is disclosed that is public and was not decided yet; how many rows that are.

    Raises:
        NotHere, Refused: there is no such request for `by`. Nothing is stored.
    """
    shown = reads.request_held(request_id, viewer=by, now=now)
    finds = [find for find in shown.finds if find.open and find.ruling is None]
    rows = [_rule(find, Decision(Outcome.DISCLOSE), by=by, now=now) for find in finds]
    if rows:
        register.record(*rows, *(find.passage.row for find in finds), deed=DECIDE, by=by, now=now)
    return len(rows)


@transaction.atomic
def undo(find_id: UUID, *, by: Viewer, now: datetime) -> Ruling:
    """Undo the last decision on a find; the one before it counts again, if there was one.

    Raises:
        NotHere, Refused: there is no such find for `by`. Nothing is changed.
        NotDecided: nothing was decided, or an answer was made with it. Nothing is changed.
    """
    request, find = _locked_find(find_id, by=by, now=now)
    if find.ruling is None:
        raise NotDecided("Nothing was decided of this. Nothing was changed.")
    if request.answered_with(find):
        raise NotDecided("An answer was made with this. Nothing was changed. Decide anew for a new version.")
    row = find.ruling.row
    row.undone_at = now
    row.save(update_fields=["undone_at"])
    register.record(row, find.row, deed=UNDO, by=by, now=now)
    return row


@transaction.atomic
def note_police(
    find_id: UUID, *, asked_on: date, answer: PoliceAnswer | None, words: str, by: Viewer, now: datetime
) -> Find:
    """Note that the police were asked about a paragraph that came from them, and what they said.

    Raises:
        NotHere, Refused: there is no such find for `by`. Nothing is stored.
        NotDecided: the day is to come, or it did not come from the police. Nothing is stored.
    """
    _, find = _locked_find(find_id, by=by, now=now)
    if not find.passage.from_police:
        raise NotDecided("This did not come from the police. Nothing was saved.")
    if asked_on > london_date(now):
        raise NotDecided("That day is still to come. Nothing was saved. Give the day on which you asked.")
    row = find.row
    row.police_asked_on, row.police_answer = asked_on, answer.value if answer else ""
    row.police_words = register.sealed(row, "police_words", words)
    row.save(update_fields=["police_asked_on", "police_answer", "police_words"])
    register.record(row, deed=ASK_POLICE, by=by, now=now)
    return row


@transaction.atomic
def agree(find_id: UUID, *, by: Viewer, now: datetime) -> Ruling:
    """Agree, as a second person, to what was decided of a find.

    Raises:
        NotHere, Refused: there is no such find for `by`. Nothing is changed.
        NotDecided: no decision stands, `by` took it, or the police were not heard. Nothing is changed.
    """
    _, find = _locked_find(find_id, by=by, now=now)
    row = _agree(find, by=by, now=now)
    register.record(row, find.row, deed=REVIEW, by=by, now=now)
    return row


def _agree(find: FindShown, *, by: Viewer, now: datetime) -> Ruling:
    if find.ruling is None or not find.decided:
        raise NotDecided("No decision stands here. Nothing was saved. It has to be decided first.")
    row = find.ruling.row
    must_be_second(row.decided_by_id, by.person_id)
    heard = bool(find.row.police_answer)
    must_have_asked_police(find.ruling.outcome, from_police=find.passage.from_police, answered=heard)
    row.agreed_by_id, row.agreed_at = by.person_id, now
    row.save(update_fields=["agreed_by", "agreed_at"])
    return row


@transaction.atomic
def agree_open(request_id: UUID, *, by: Viewer, now: datetime) -> int:
    """Agree at once to every disclosure of what is public that somebody else decided; how many those are.

    Raises:
        NotHere, Refused: there is no such request for `by`. Nothing is changed.
    """
    shown = reads.request_held(request_id, viewer=by, now=now)
    rows = [_agree(find, by=by, now=now) for find in reads.open_to_agree(shown, viewer=by)]
    if rows:
        register.record(*rows, deed=REVIEW, by=by, now=now)
    return len(rows)


@transaction.atomic
def send_back(find_id: UUID, *, words: str, by: Viewer, now: datetime) -> Ruling:
    """As a second person, do not agree, or not any more, and say why: it has to be decided again.

    Raises:
        NotHere, Refused: there is no such find for `by`. Nothing is changed.
        NotDecided: no decision stands, `by` took it, no reason is given, or an answer was made. Nothing is changed.
    """
    request, find = _locked_find(find_id, by=by, now=now)
    if find.ruling is None:
        raise NotDecided("Nothing was decided of this. Nothing was changed.")
    must_be_second(find.ruling.row.decided_by_id, by.person_id)
    if not words:
        raise NotDecided("Say what should be different. Nothing was saved.")
    if request.answered_with(find):
        raise NotDecided("An answer was made with this. Nothing was changed. Decide anew for a new version.")
    row = find.ruling.row
    row.agreed_by = row.agreed_at = None
    row.sent_back = register.sealed(row, "sent_back", words)
    row.save(update_fields=["agreed_by", "agreed_at", "sent_back"])
    register.record(row, find.row, deed=REVIEW, by=by, now=now)
    return row

"""What can happen to the form of the police's update."""

import json
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from wardmote.actions.models import Action
from wardmote.confidentiality.rules import NotHere, must_be_clerk, must_be_clerk_or_police
from wardmote.correspondence import writes as correspondence
from wardmote.documents.paper_word import to_docx
from wardmote.govuk.links import hash_of, new_token
from wardmote.govuk.words import long_date
from wardmote.minutes.models import Meeting
from wardmote.minutes.rules import PoliceLower
from wardmote.policing import reads as policing
from wardmote.policing import writes as policing_writes
from wardmote.register import writes as register
from wardmote.register.rules import Marking, Viewer, london_date, strictest
from wardmote.updates import reads
from wardmote.updates.models import FormLink, NilReturn, UpdateForm, UpdateLine
from wardmote.updates.rules import (
    ANSWER_BLANK,
    ANSWER_LIVE,
    GIVE_IN,
    KEEP_DRAFT,
    MARK_LINE,
    PREPARE,
    REOPEN_FORM,
    REVOKE_LINK,
    SEND_FORM,
    ChangedMeanwhile,
    Doubt,
    FormContext,
    FormNeeds,
    LineDraft,
    LinkEnded,
    Live,
    NilKind,
    Part,
    Typed,
    answers_of,
    letter_with_form,
    lines_of,
    link_ends_at,
    marking_of_line,
    may_be_released,
    nil_period,
)


@transaction.atomic
def prepare(meeting: Meeting, *, by: Viewer, now: datetime) -> UpdateForm:
    """Make the form of a planned meeting, or give the one that there is. By the timer, or by the clerk before it."""
    form, new = UpdateForm.objects.get_or_create(
        meeting=meeting, defaults={"marking": Marking.CONFIDENTIAL.value, "recorded_at": now}
    )
    if new:
        register.record(form, deed=PREPARE, by=by, now=now)
    return form


@transaction.atomic
def send_form(
    form_id: UUID,
    *,
    to_address: str,
    link_before: str,
    officers: list[str],
    front_door: str,
    by: Viewer,
    now: datetime,
) -> FormLink:
    """Send the police the form: a letter with a link that needs no account, and the Word file. An earlier link ends.

    `link_before` is the address up to the token. Of the token only the hash is kept, and the letter is emptied
    as soon as it went.

    Raises:
        NotHere, Refused: the form is not one that `by` may send. Nothing is stored.
        FormNeeds: it was given in, or its meeting is past. Nothing is stored.
    """
    must_be_clerk(by)
    form = _locked(form_id, by=by, now=now)
    if form.given_at is not None:
        raise FormNeeds("The police have given this update in. Nothing was sent. Open it again first.")
    ends_at = link_ends_at(form.meeting.held_on)
    if now >= ends_at:
        raise FormNeeds("This meeting is past. Nothing was sent.")
    form.officers = register.sealed(form, "officers", json.dumps([one.strip() for one in officers if one.strip()]))
    form.front_door = register.sealed(form, "front_door", front_door.strip())
    form.save(update_fields=["officers", "front_door"])
    FormLink.objects.filter(form=form, revoked_at__isnull=True).update(revoked_at=now)
    token = new_token()
    link = FormLink(form=form, token_hash=hash_of(token), ends_at=ends_at, recorded_at=now)
    link.to_address = register.sealed(link, "to_address", to_address)
    link.save(force_insert=True)
    questions = reads.questions_asked(now=now)
    about = reads.context_of(form, asks=reads.actions_asked(now=now), questions=questions, now=now)
    about = reads.for_a_file(about)
    file = to_docx(reads.paper_of(about, reference=form.reference, day=london_date(now)))
    ends = long_date(form.meeting.held_on)
    subject, body = letter_with_form(about.meeting, f"{link_before}{token}/", ends)
    name = f"update-{form.meeting.held_on}.docx"
    correspondence.leave(
        to_address, subject=subject, body=body, attachments=[(name, file)], fleeting=True, by=by, now=now
    )
    register.record(form, link, deed=SEND_FORM, by=by, now=now)
    return link


def _locked(form_id: UUID, *, by: Viewer, now: datetime) -> UpdateForm:
    rows = UpdateForm.objects.select_for_update(of=("self",)).select_related("meeting__body")
    return rows.find(form_id, viewer=by, deed=SEND_FORM, now=now)


@transaction.atomic
def revoke_link(form_id: UUID, *, by: Viewer, now: datetime) -> int:
    """End every link to a form at once; how many were open.

    Raises:
        NotHere, Refused: the form is not one whose links `by` may end. Nothing is stored.
    """
    must_be_clerk(by)
    form = _locked(form_id, by=by, now=now)
    ended = FormLink.objects.filter(form=form, revoked_at__isnull=True, used_at__isnull=True).update(revoked_at=now)
    register.record(form, deed=REVOKE_LINK, by=by, now=now)
    return ended


@transaction.atomic
def end_links(found: Sequence[FormLink], *, by: Viewer, now: datetime) -> int:
    """End links that a backup has brought back: which were taken back or used since, nobody knows any more."""
    FormLink.objects.filter(pk__in=[link.pk for link in found]).update(revoked_at=now)
    register.record(*(link.form for link in found), deed=REVOKE_LINK, by=by, now=now)
    return len(found)


@transaction.atomic
def keep_draft(
    form_id: UUID, *, typed: Typed, version: int | None, link: FormLink | None, by: Viewer, now: datetime
) -> UpdateForm:
    """Keep what was typed so far, right or wrong: a lost line loses nothing.

    `version` is that of the form as it was read; without one, whatever stands there is written over.

    Raises:
        NotHere, Refused: the form is not one that `by` may fill in. Nothing is stored.
        LinkEnded: the link does not open it any more. Nothing is stored.
        FormNeeds: it was given in. Nothing is stored.
        ChangedMeanwhile: somebody else has saved it since. Nothing is stored.
    """
    form = _filled(form_id, typed=typed, version=version, link=link, by=by, now=now)
    register.record(form, deed=KEEP_DRAFT, by=by, now=now)
    return form


def _filled(
    form_id: UUID, *, typed: Typed, version: int | None, link: FormLink | None, by: Viewer, now: datetime
) -> UpdateForm:
    if link is None:
        must_be_clerk_or_police(by)
        form = _locked(form_id, by=by, now=now)
    else:
        form = _by_link(form_id, link, now=now)
    if form.given_at is not None:
        raise FormNeeds("This update was given in. Nothing was saved. Ring the clerk to open it again.")
    if version is not None and version != form.version:
        raise ChangedMeanwhile(
            "Somebody else has saved this form since you read it. Yours is not saved. Press again to save over theirs."
        )
    form.typed = _sealed_draft(form, typed)
    form.version += 1
    form.save(update_fields=["typed", "version"])
    return form


def _sealed_draft(form: UpdateForm, typed: Typed) -> bytes:
    return register.sealed(form, "typed", json.dumps({k: v for k, v in typed.items() if v}, ensure_ascii=False))


def _by_link(form_id: UUID, link: FormLink, *, now: datetime) -> UpdateForm:
    """The form, if the link still opens it: asked again inside the transaction."""
    row = FormLink.objects.select_for_update().filter(pk=link.pk, form_id=form_id).first()
    if row is None:
        raise NotHere
    if row.revoked_at is not None or row.used_at is not None or now >= row.ends_at:
        raise LinkEnded("This link has ended. Nothing was saved. Ring the clerk for a new one.")
    rows = UpdateForm.objects.select_for_update(of=("self",)).select_related("meeting__body")
    return rows.get(pk=form_id)


@transaction.atomic
def give_in(
    form_id: UUID,
    *,
    typed: Typed,
    anyway: bool,
    version: int | None,
    link: FormLink | None,
    by: Viewer,
    now: datetime,
) -> list[Doubt]:
    """Keep what was typed and, if the record can support it, make the update of it: each sentence a row, confidential.

    What was typed to a question of the council is its answer, said by whoever signs the form; no less confidential.
    Gives the sentences that are doubted; with any of them it stays a draft, for whoever wrote it to look at. With
    `anyway` it is given in with those that may be kept in confidence; names and addresses never are.

    Raises:
        NotHere, Refused: the form is not one that `by` may fill in. Nothing is stored.
        LinkEnded: the link does not open it any more. Nothing is stored.
        FormNeeds: it was given in, says nothing, or not who says it. Nothing is stored.
        ChangedMeanwhile: somebody else has saved it since. Nothing is stored.
    """
    form = _filled(form_id, typed=typed, version=version, link=link, by=by, now=now)
    asked, questions = reads.actions_asked(now=now), reads.questions_asked(now=now)
    about = reads.context_of(form, asks=asked, questions=questions, now=now)
    lines, answers = lines_of(typed, about), answers_of(typed, about)
    if not typed.get("said_by", "").strip():
        raise FormNeeds("Give your name and rank first. Nothing was sent.")
    if not (lines or answers):
        raise FormNeeds("Nothing is filled in yet. Nothing was sent. Fill in one line at least.")
    from_on, until_on = nil_period(typed, about)
    if typed.get("nil_demand") and from_on > until_on:
        raise FormNeeds("The period of the nil return ends before it begins. Nothing was sent. Give other days.")
    doubts = reads.doubts_in(typed, about)
    if any(doubt.kind.never for doubt in doubts) or (doubts and not anyway):
        register.record(form, deed=KEEP_DRAFT, by=by, now=now)
        return doubts
    UpdateLine.objects.filter(form=form, withdrawn_at__isnull=True).update(withdrawn_at=now)
    rows = _keep_lines(form, lines, asked, doubts, now=now)
    _keep_nil(lines, rows, typed, about, now=now)
    done = _answered(questions, answers, typed["said_by"], by=by, now=now)
    # What was answered is no draft any more, should the form be opened again.
    form.typed = _sealed_draft(form, {key: words for key, words in typed.items() if key not in done})
    form.given_at, form.live = now, Live(typed.get("live", "")).value
    form.save(update_fields=["typed", "given_at", "live"])
    FormLink.objects.filter(form=form, used_at__isnull=True).update(used_at=now)
    register.record(form, *rows, deed=GIVE_IN, by=by, now=now)
    return []


def _answered(
    questions: list[policing.QuestionShown], answers: dict[str, str], said_by: str, *, by: Viewer, now: datetime
) -> set[str]:
    """Keep each answer as the reply of its question; the blanks that are done with."""
    done = set()
    for one in (one for one in questions if one.row.reference in answers):
        words = answers[one.row.reference]
        if policing_writes.answer_on_form(one.row, words=words, said_by=said_by, by=by, now=now):
            done.add(f"{ANSWER_BLANK}{one.row.reference.lower()}")
    return done


def _keep_lines(
    form: UpdateForm, lines: list[LineDraft], asked: list[Action], doubts: list[Doubt], *, now: datetime
) -> list[UpdateLine]:
    """A row for each sentence, confidential, with the action that it repeats and what is doubted of it."""
    actions = {row.reference: row for row in asked}
    doubted = {(doubt.key, doubt.sentence): doubt.kind.value for doubt in doubts}
    rows = []
    for position, line in enumerate(lines):
        row = UpdateLine(form=form, part=line.part.value, blank=line.key, position=position, recorded_at=now)
        row.action, row.doubt = actions.get(line.ask), doubted.get((line.key, line.words), "")
        row.words = register.sealed(row, "words", line.words)
        row.said_by = register.sealed(row, "said_by", line.said_by)
        row.marking = Marking.CONFIDENTIAL.value
        rows.append(row)
    UpdateLine.objects.bulk_create(rows)
    return rows


def _keep_nil(
    lines: list[LineDraft], rows: list[UpdateLine], typed: Typed, about: FormContext, *, now: datetime
) -> None:
    from_on, until_on = nil_period(typed, about)
    for line, row in zip(lines, rows, strict=True):
        if line.part is Part.NIL:
            NilReturn.objects.create(
                line=row,
                kind=NilKind.DEMAND.value,
                said_on=london_date(now),
                from_on=from_on,
                until_on=until_on,
                marking=row.marking,
                recorded_at=now,
            )


@transaction.atomic
def reopen_form(form_id: UUID, *, by: Viewer, now: datetime) -> UpdateForm:
    """Open an update again that was given in: its lines are withdrawn, and what was typed stands in the form.

    Raises:
        NotHere, Refused: the form is not one that `by` may open. Nothing is stored.
    """
    must_be_clerk_or_police(by)
    form = _locked(form_id, by=by, now=now)
    UpdateLine.objects.filter(form=form, withdrawn_at__isnull=True).update(withdrawn_at=now)
    form.given_at = None
    form.version += 1
    form.save(update_fields=["given_at", "version"])
    register.record(form, deed=REOPEN_FORM, by=by, now=now)
    return form


@transaction.atomic
def mark_line(line_id: UUID, *, marking: Marking, by: Viewer, now: datetime) -> UpdateLine:
    """Say how far a sentence of the update may go. Lowered by the police alone.

    It goes no further than the action that it repeats; what tells of arrests, only once proceedings are not live.

    Raises:
        NotHere, Refused: the line is not one that `by` may mark. Nothing is stored.
        PoliceLower: somebody else than the police wants to lower it. Nothing is stored.
        FormNeeds: proceedings may be live, or nobody has said. Nothing is stored.
    """
    must_be_clerk_or_police(by)
    rows = UpdateLine.objects.select_for_update(of=("self",)).select_related("action", "form")
    line = rows.find(line_id, viewer=by, deed=MARK_LINE, now=now)
    lowers = strictest(marking.value, line.marking) != marking.value
    if lowers and not by.police:
        raise PoliceLower("This came from the police; only the police can lower it. Nothing was changed. Ask them.")
    may_be_released(Part(line.part), Live(line.form.live), marking)
    line.marking = marking_of_line(marking, of_action=line.action.marking if line.action else None)
    line.save(update_fields=["marking"])
    NilReturn.objects.filter(line=line).update(marking=line.marking)
    register.record(line, deed=MARK_LINE, by=by, now=now)
    return line


@transaction.atomic
def answer_live(form_id: UUID, *, live: Live, by: Viewer, now: datetime) -> UpdateForm:
    """Say whether proceedings may be live. If they may, what was lowered of them is confidential again.

    Raises:
        NotHere, Refused: the form is not one that `by` may answer. Nothing is stored.
    """
    must_be_clerk_or_police(by)
    form = _locked(form_id, by=by, now=now)
    form.live = live.value
    form.save(update_fields=["live"])
    if live is not Live.NO:
        told = UpdateLine.objects.filter(form=form, part=Part.PROCEEDINGS.value)
        told.filter(marking__in=[Marking.PUBLIC.value, Marking.PANEL.value]).update(marking=Marking.CONFIDENTIAL.value)
    register.record(form, deed=ANSWER_LIVE, by=by, now=now)
    return form

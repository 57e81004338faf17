"""The form of the police's update: what each deed leaves, and what it refuses whole."""

import io
import json
from datetime import date, timedelta

import pytest
from docx import Document

from wardmote.actions import writes as actions
from wardmote.confidentiality.rules import NotHere, Refused
from wardmote.correspondence import tasks as outbox
from wardmote.correspondence.models import Attachment, Outgoing
from wardmote.correspondence.tasks import TIMER
from wardmote.documents.agenda_word import agenda_of
from wardmote.documents.paper_word import to_docx
from wardmote.meetings.agenda import agenda
from wardmote.meetings.pack import agenda_paper, pack
from wardmote.minutes import writes as minutes
from wardmote.minutes.rules import PoliceLower
from wardmote.register.models import Event
from wardmote.register.reads import opened, opened_bytes
from wardmote.register.rules import Marking
from wardmote.updates import reads, tasks, writes
from wardmote.updates.models import FormLink, NilReturn, UpdateForm, UpdateLine
from wardmote.updates.rules import ChangedMeanwhile, DoubtKind, FormNeeds, LinkEnded, Live, read_back, sections

TYPED = {
    "said_by": "Insp Larkwhistle",
    "nil_demand": "on",
    "plans": "1-4",
    "proceedings": "Two warrants were carried out.",
    "arrests": "1-4",
    "more": "Bicycles are marked on Friday.",
}


def give(form, by, now, *, anyway=False, link=None, version=None, **typed):
    told = {**TYPED, **typed}
    return writes.give_in(form.pk, typed=told, anyway=anyway, version=version, link=link, by=by, now=now)


def kept():
    return [list(t.objects.order_by("pk").values()) for t in (UpdateForm, FormLink, UpdateLine, NilReturn, Event)]


def lines(viewer, meeting, now):
    return [(one.words, one.said_by, one.row.marking) for one in reads.lines_told(meeting, viewer=viewer, now=now)]


def about(form, now):
    return reads.context_of(form, asks=reads.actions_asked(now=now), questions=reads.questions_asked(now=now), now=now)


# The timer


def test_three_days_before_the_timer_prepares_the_form_once(meeting, clerk, time_machine, now):
    time_machine.move_to(now - timedelta(days=1), tick=False)  # four days before
    assert tasks.prepare() == 0
    time_machine.move_to(now, tick=False)
    assert (tasks.prepare(), tasks.prepare()) == (1, 0)
    (one,) = reads.forms_to_send(viewer=clerk, now=now)
    assert one.meeting == meeting and not Outgoing.objects.exists()  # the clerk sends it


# The letter


def test_the_letter_carries_link_and_file_and_neither_token_nor_confidential_words_are_kept(
    form, send, clerk, inspector, now, mailoutbox
):
    actions.add("Inspector to watch Weir Lane by 1 December", by=clerk, now=now)
    actions.add("Inspector to visit the suspect by 1 December", by=clerk, now=now)  # tells of a person
    token = send()
    (link,) = FormLink.objects.all()
    assert token.encode() not in bytes(link.token_hash) and len(bytes(link.token_hash)) == 32
    assert reads.link_of(token, now=now) == link
    file = opened_bytes(Attachment.objects.get(), "content")
    words = "\n".join(p.text for p in Document(io.BytesIO(file)).paragraphs)
    assert "watch Weir Lane" in words and "suspect" not in words
    assert "If a child is at risk now: ring 999, or the children’s front door, 01234 567890." in words
    assert outbox.drain() == 1 and token in mailoutbox[0].body
    assert opened(Outgoing.objects.get(), "body") == ""


def test_a_link_ends_with_its_day_with_a_newer_one_when_it_is_revoked_and_when_it_was_used(form, send, clerk, now):
    first = send()
    second = send()
    for token, at in ((first, now), (second, now + timedelta(days=4))):
        with pytest.raises(LinkEnded):
            reads.link_of(token, now=at)
    with pytest.raises(NotHere):
        reads.link_of("wrong", now=now)
    link = reads.link_of(second, now=now)
    assert writes.revoke_link(form.pk, by=clerk, now=now) == 1
    before = kept()
    with pytest.raises(LinkEnded):  # asked again in the deed: the page was open when it was revoked
        writes.keep_draft(form.pk, typed=TYPED, version=None, link=link, by=reads.BY_LINK, now=now)
    assert kept() == before
    third = reads.link_of(send(), now=now)
    assert give(form, reads.BY_LINK, now, link=third) == []
    with pytest.raises(LinkEnded):
        give(form, reads.BY_LINK, now, link=third)
    writes.reopen_form(form.pk, by=clerk, now=now)
    fourth = send()
    assert writes.end_links(reads.open_links(now=now), by=TIMER, now=now) == 1
    with pytest.raises(LinkEnded):
        reads.link_of(fourth, now=now)


def test_a_link_opens_its_own_form_and_no_other(form, send, meeting, clerk, now):
    other = writes.prepare(
        minutes.plan_meeting(meeting.body, held_on=date(2022, 12, 9), starts=None, place=None, by=clerk, now=now),
        by=clerk,
        now=now,
    )
    link = reads.link_of(send(), now=now)
    before = kept()
    with pytest.raises(NotHere):
        give(other, reads.BY_LINK, now, link=link)
    with pytest.raises(Refused):  # without its link, it is nobody
        give(form, reads.BY_LINK, now)
    assert kept() == before


def test_the_form_asks_the_police_for_their_own_promises_and_for_nobody_elses(form, clerk, inspector, now):
    for line in (
        "Inspector to visit the suspect",
        "Clerk to ring the victim",
        "Enforcement Officer to visit the victim",
    ):
        actions.add(line, by=clerk, now=now)
    actions.add("Inspector to look for the victim", marking=Marking.RESTRICTED, by=clerk, now=now)
    assert [ask.what for ask in about(form, now).asks] == ["Inspector to visit the suspect"]


# Giving in


def test_each_sentence_becomes_a_confidential_line_with_who_said_it(form, meeting, clerk, inspector, now):
    assert give(form, inspector, now) == []
    told = lines(inspector, meeting, now)
    assert [words for words, *_ in told] == [
        "No specific locations or addresses were associated with demand callers, from 15 Jul 2022 to 14 Nov 2022.",
        "Cuckooing plans in place: 1-4.",
        "Arrests since the last meeting: 1-4.",
        "Two warrants were carried out.",
        "Bicycles are marked on Friday.",
    ]
    assert {tuple(rest) for _, *rest in told} == {("Insp Larkwhistle", "confidential")}
    assert b"Bicycles" not in bytes(UpdateLine.objects.last().words)


def test_a_nil_return_is_a_fact_and_a_form_without_it_has_none(form, inspector, now):
    give(form, inspector, now, nil_demand="")
    assert not NilReturn.objects.exists()
    writes.reopen_form(form.pk, by=inspector, now=now)
    give(form, inspector, now, nil_from="2022-10-01", nil_until="2022-10-31")
    nil = NilReturn.objects.get()
    assert (nil.from_on, nil.until_on, nil.said_on) == (date(2022, 10, 1), date(2022, 10, 31), now.date())
    assert opened(nil.line, "said_by") == "Insp Larkwhistle"


def test_what_is_doubted_goes_to_its_author_first_and_is_then_kept_with_its_doubt(form, meeting, inspector, now):
    doubts = give(form, inspector, now, more="Crime is lower.")
    assert [(doubt.key, doubt.kind) for doubt in doubts] == [("more", DoubtKind.COMPARISON)]
    assert (
        lines(inspector, meeting, now) == [] and reads.typed_in(UpdateForm.objects.get())["more"] == "Crime is lower."
    )
    assert give(form, inspector, now, more="Crime is lower.", anyway=True) == []
    assert UpdateLine.objects.get(blank="more").doubt == "comparison"


@pytest.mark.parametrize("words", ["Mr Vale was spoken to.", "There were calls to 12 Weir Lane."])
def test_a_name_or_an_address_is_never_taken_and_stays_with_its_author(form, meeting, inspector, now, words):
    doubts = give(form, inspector, now, more=words, anyway=True)
    assert doubts and doubts[0].kind.never
    assert lines(inspector, meeting, now) == [] and not UpdateLine.objects.exists()


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ({"said_by": " "}, "your name and rank"),
        ({name: "" for name in TYPED if name != "said_by"}, "Nothing is filled in"),
        ({"nil_from": "2022-11-10", "nil_until": "2022-11-01"}, "ends before it begins"),
    ],
)
def test_what_lacks_something_is_refused_whole(form, inspector, now, typed, why):
    before = kept()
    with pytest.raises(FormNeeds, match=why):
        give(form, inspector, now, **typed)
    assert kept() == before


def test_two_who_fill_in_at_once_do_not_write_over_each_other(form, clerk, inspector, now):
    writes.keep_draft(form.pk, typed={"more": "Hers."}, version=1, link=None, by=inspector, now=now)
    with pytest.raises(ChangedMeanwhile):
        writes.keep_draft(form.pk, typed={"more": "His."}, version=1, link=None, by=clerk, now=now)
    assert reads.typed_in(UpdateForm.objects.get()) == {"more": "Hers."}


# Markings


def test_only_the_police_lower_a_line(form, meeting, clerk, inspector, unsigned, now):
    give(form, inspector, now)
    line = UpdateLine.objects.get(blank="more")
    with pytest.raises(PoliceLower):
        writes.mark_line(line.pk, marking=Marking.PANEL, by=clerk, now=now)
    assert lines(unsigned, meeting, now) == []
    writes.mark_line(line.pk, marking=Marking.PANEL, by=inspector, now=now)
    assert [words for words, *_ in lines(unsigned, meeting, now)] == ["Bicycles are marked on Friday."]


def test_what_tells_of_arrests_waits_for_the_answer_whether_proceedings_are_live(form, inspector, now):
    give(form, inspector, now)
    arrests = UpdateLine.objects.get(blank="arrests")
    for live in (None, Live.YES):
        if live:
            writes.answer_live(form.pk, live=live, by=inspector, now=now)
        with pytest.raises(FormNeeds, match="roceedings"):
            writes.mark_line(arrests.pk, marking=Marking.PANEL, by=inspector, now=now)
    writes.answer_live(form.pk, live=Live.NO, by=inspector, now=now)
    assert writes.mark_line(arrests.pk, marking=Marking.PANEL, by=inspector, now=now).marking == "panel"
    writes.answer_live(form.pk, live=Live.YES, by=inspector, now=now)
    assert UpdateLine.objects.get(pk=arrests.pk).marking == "confidential"


def test_a_line_goes_no_further_than_the_action_that_it_repeats(form, clerk, inspector, now):
    asked = actions.add("Inspector to watch the suspect", by=clerk, now=now)
    give(form, inspector, now, **{f"ask_{asked.reference.lower()}": "done"})
    line = UpdateLine.objects.get(part="asks")
    assert writes.mark_line(line.pk, marking=Marking.PUBLIC, by=inspector, now=now).marking == "confidential"


# The agenda


def words_of(paper):
    return json.dumps([getattr(part, "items", getattr(part, "text", "")) for part in paper.parts])


def test_a_line_goes_with_its_action_when_that_is_closed_later(form, meeting, clerk, member, inspector, unsigned, now):
    asked = actions.add("Inspector to watch Weir Lane", by=clerk, now=now)
    give(form, inspector, now, **{f"ask_{asked.reference.lower()}": "done"})
    line = UpdateLine.objects.get(action=asked)
    writes.mark_line(line.pk, marking=Marking.PANEL, by=inspector, now=now)
    assert [one.row.pk for one in reads.lines_told(meeting, viewer=unsigned, now=now)] == [line.pk]
    actions.mark(asked.pk, marking=Marking.CONFIDENTIAL, by=clerk, now=now)
    assert not reads.lines_told(meeting, viewer=unsigned, now=now)
    assert {one.row.marking for one in reads.lines_told(meeting, viewer=member, now=now)} == {"confidential"}


def test_the_draft_item_stands_under_the_police_and_each_pack_holds_what_its_reader_may_see(
    form, meeting, clerk, inspector, unsigned, now
):
    give(form, inspector, now)
    told = agenda(meeting, viewer=clerk, now=now)
    (item,) = [item for item in told.items if item.title == "Update from Local Policing Team"]
    draft = item.carried[0]
    assert draft.title == "Policing update" and len(draft.lines) == 5
    assert "Said by Insp Larkwhistle." in draft.lines[0].asks
    papers = [pack(told, reader=None, now=now), agenda_paper(told, number=1, saw_all=True, now=now)]
    assert all("[Confidential] Bicycles are marked on Friday." in words_of(paper) for paper in papers)
    assert all(paper.marking.startswith("CONFIDENTIAL") for paper in papers)
    closed = agenda(meeting, viewer=unsigned, now=now)
    assert "Bicycles" not in words_of(pack(closed, reader=None, now=now))
    writes.reopen_form(form.pk, by=clerk, now=now)
    assert lines(clerk, meeting, now) == []


# The Word file


def test_the_word_file_goes_out_is_filled_in_and_is_read_back(form, clerk, inspector, now):
    asked = actions.add("Inspector to watch Weir Lane by 1 December", by=clerk, now=now)
    told = about(form, now)
    word = Document(io.BytesIO(to_docx(reads.paper_of(told, reference=form.reference, day=now.date()))))
    answers = {
        "Your name and rank:": "Insp Larkwhistle",
        "Inspector to watch Weir Lane": "in progress",
        "Plans in place": "1 to 4",
        "What else there is to tell:": "Bicycles are marked on Friday.",
    }
    for paragraph in word.paragraphs:
        for label, answer in answers.items():
            if paragraph.text.startswith(label):
                paragraph.add_run(f" {answer}")
        if paragraph.text.startswith("[  ]"):
            paragraph.runs[-1].text = paragraph.text.replace("[  ]", "[x]")
    word.add_paragraph("Ring me if this is unclear.")
    saved = io.BytesIO()
    word.save(saved)
    file = agenda_of(saved.getvalue(), name="update.docx", thing="update form")
    read = read_back(file, sections(told), reference=form.reference, written=reads.written_on(told))
    assert read.typed == {
        "said_by": "Insp Larkwhistle",
        f"ask_{asked.reference.lower()}": "in progress",
        "nil_demand": "on",
        "plans": "1-4",
        "more": "Bicycles are marked on Friday.\nRing me if this is unclear.",
    }
    assert read.unread == ()

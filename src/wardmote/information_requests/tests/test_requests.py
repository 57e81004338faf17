"""A request for information: by when, what was found, who decides and agrees, and what goes out."""

import re
import zlib
from datetime import date, timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from pypdf import PdfReader

from tests.notes import FIRST, MARZIPAN
from wardmote.confidentiality.rules import NotHere, Refused
from wardmote.documents.paper_pdf import to_pdf
from wardmote.documents.paper_word import to_docx
from wardmote.information_requests import reads, writes
from wardmote.information_requests.models import Find, InformationAnswer, Ruling
from wardmote.information_requests.pack import answer_paper
from wardmote.information_requests.rules import (
    BLACKED_OUT,
    CameBy,
    Exempt,
    NotDecided,
    NotNoted,
    NotReady,
    Outcome,
    PoliceAnswer,
    RequestKind,
    RequestState,
    blacked_out,
    last_day,
)
from wardmote.information_requests.writes import Decision
from wardmote.law import reads as law
from wardmote.law import writes as law_writes
from wardmote.law.rules import DayKind
from wardmote.meetings import writes as meetings
from wardmote.minutes import writes as minutes
from wardmote.minutes.models import Paragraph
from wardmote.minutes.reads import viewer_for
from wardmote.people import writes as people
from wardmote.people.models import Person
from wardmote.register.models import Event
from wardmote.register.reads import opened
from wardmote.register.rules import Marking
from wardmote.register.writes import sealed

FOI, ACCESS = RequestKind
CONFIDENCE = "section 41 (Provided in confidence)"
SAFETY = "section 38 (Health and safety)"


@pytest.fixture
def request_row(take, clerk, member, now):
    """A request of 10 November 2022; the member reviews it."""
    take(FIRST)
    told = {"received_on": date(2022, 11, 10), "came_by": CameBy.LETTER, "asked_by": "Mr Kestrel", "asked": "On lamps?"}
    row = writes.note(FOI, **told, by=clerk, now=now)
    writes.name_reviewer(row.pk, person_id=member.person_id, by=clerk, now=now)
    return row


def looked(row, *words, clerk, member, now):
    """The request after both have looked."""
    writes.look(row.pk, words=words, person=None, by=clerk, now=now)
    writes.look_again(row.pk, by=member, now=now)
    return reads.request_found(row.pk, viewer=clerk, now=now)


def paragraph_with(words):
    return next(p for p in Paragraph.objects.order_by("position") if words in opened(p, "text"))


def find_of(shown, words):
    return next(f for f in shown.finds if words in f.passage.text and "paragraph" in f.passage.source)


def everything(content):
    """All that a PDF or a Word file holds, with every stream unpacked."""
    if content.startswith(b"PK"):
        with ZipFile(BytesIO(content)) as parts:
            return b" ".join(parts.read(name) for name in parts.namelist()).decode(errors="replace")
    pages = " ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)
    raw = [content]
    for packed in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", content, re.DOTALL):
        try:
            raw.append(zlib.decompress(packed))
        except zlib.error:
            raw.append(packed)
    return pages + b" ".join(raw).decode(errors="replace")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "received", "extended", "last"),
    [  # counted by hand on a calendar
        (FOI, date(2022, 11, 10), False, date(2022, 12, 9)),  # 30 November is a bank holiday in Scotland
        (FOI, date(2022, 11, 12), False, date(2022, 12, 12)),  # a Saturday: Monday is the first day
        (FOI, date(2022, 12, 22), False, date(2023, 1, 25)),  # 26 and 27 December; 2 and 3 January in Scotland
        (ACCESS, date(2022, 11, 10), False, date(2022, 12, 12)),  # the 10th is a Saturday
        (ACCESS, date(2022, 11, 25), False, date(2022, 12, 28)),  # Christmas, and two bank holidays
        (ACCESS, date(2022, 10, 30), False, date(2022, 11, 30)),  # in England Saint Andrew's is a working day
        (ACCESS, date(2022, 11, 30), True, date(2023, 2, 28)),
    ],
)
def test_the_last_day(kind, received, extended, last):
    days = law.working_days()
    works = lambda day, kingdom: days.counts(day, kingdom=kingdom)  # noqa: E731
    assert last_day(kind, received, extended=extended, works=works) == last


@pytest.mark.django_db
def test_a_bank_holiday_that_the_clerk_added_is_no_working_day_and_a_break_is_one(clerk, now):
    assert law.working_days().counts(date(2022, 12, 23), kingdom=True)  # in the Christmas break of clear days
    law_writes.add_day(date(2022, 11, 15), name="The feast", kind=DayKind.BANK_HOLIDAY, by=clerk, now=now)
    assert not law.working_days().counts(date(2022, 11, 15), kingdom=False)
    assert law.working_days().counts(date(2022, 12, 23), kingdom=True)


def test_a_block_is_as_wide_whatever_it_hides():
    assert blacked_out("Oak saw Hawthorn.", ["Oak"]).count("█") == len(BLACKED_OUT)
    assert blacked_out("Oak saw Hawthorn.", ["Hawthorn"]).count("█") == len(BLACKED_OUT)


@pytest.mark.django_db
def test_who_may_see_a_request(request_row, clerk, member, inspector, unsigned, now):
    assert [len(reads.requests(viewer=who, now=now)) for who in (clerk, member, inspector, unsigned)] == [1, 1, 0, 0]
    with pytest.raises(NotHere):
        reads.request_found(request_row.pk, viewer=inspector, now=now)
    with pytest.raises(NotNoted, match="second person"):
        writes.name_reviewer(request_row.pk, person_id=clerk.person_id, by=clerk, now=now)
    with pytest.raises(NotNoted, match="from the list"):
        writes.name_reviewer(request_row.pk, person_id=unsigned.person_id, by=clerk, now=now)
    with pytest.raises(Refused):
        writes.extend(request_row.pk, told_on=now.date(), why="Long.", by=member, now=now)
    with pytest.raises(NotNoted, match="Only a subject access"):
        writes.extend(request_row.pk, told_on=now.date(), why="Long.", by=clerk, now=now)


@pytest.mark.django_db
def test_an_extension_is_told_within_the_first_month(clerk, now):
    told = {"received_on": date(2022, 11, 10), "came_by": CameBy.EMAIL, "asked_by": "A", "asked": "All of me."}
    row = writes.note(ACCESS, **told, by=clerk, now=now)
    after = now + timedelta(days=40)
    with pytest.raises(NotNoted, match="first month is over"):
        writes.extend(row.pk, told_on=after.date(), why="Much.", by=clerk, now=after)
    writes.extend(row.pk, told_on=date(2022, 12, 1), why="Much.", by=clerk, now=after)
    assert reads.request_found(row.pk, viewer=clerk, now=after).last_on == date(2023, 2, 10)
    with pytest.raises(NotNoted, match="and once"):
        writes.extend(row.pk, told_on=date(2022, 12, 1), why="More.", by=clerk, now=after)


@pytest.mark.django_db
def test_a_person_is_found_by_name_and_by_what_tells_of_them(take, clerk, now):
    take(FIRST)
    told = {"received_on": now.date(), "came_by": CameBy.EMAIL, "asked_by": "A", "asked": "All of me."}
    row = writes.note(ACCESS, **told, by=clerk, now=now)
    yarrow = people.add_person("Rue Yarrow", by=clerk, now=now)
    writes.look(row.pk, words=[], person=yarrow, by=clerk, now=now)
    found = reads.request_found(row.pk, viewer=clerk, now=now).finds
    assert {"attendance", "paragraph of the notes"} <= {f.passage.source for f in found}
    assert all("yarrow" in f.passage.text.casefold() for f in found)


@pytest.mark.django_db
def test_a_paragraph_is_decided_by_one_person_and_agreed_by_another(request_row, clerk, member, now):
    shown = looked(request_row, "lamp", clerk=clerk, member=member, now=now)
    find = find_of(shown, "lamp")
    assert find.title == "5 Other Issues" and find.passage.meeting.held_on == date(2022, 7, 15)
    assert not find.decided and shown.state is RequestState.DECIDING
    with pytest.raises(NotDecided, match="Choose the exemption"):
        writes.decide(find.row.pk, decision=Decision(Outcome.WITHHOLD, why="So."), by=clerk, now=now)
    with pytest.raises(NotDecided, match="public interest"):
        weighed = Decision(Outcome.WITHHOLD, exemption=SAFETY, why="It would endanger somebody.")
        writes.decide(find.row.pk, decision=weighed, by=clerk, now=now)
    with pytest.raises(NotDecided, match="does not stand there"):
        hidden = Decision(Outcome.BLACK_OUT, phrases=["amp"], exemption=CONFIDENCE, why="So.")
        writes.decide(find.row.pk, decision=hidden, by=clerk, now=now)
    writes.decide(find.row.pk, decision=Decision(Outcome.DISCLOSE), by=clerk, now=now)
    with pytest.raises(NotDecided, match="second person"):
        writes.agree(find.row.pk, by=clerk, now=now)
    writes.send_back(find.row.pk, words="Black out the sum.", by=member, now=now)
    with pytest.raises(NotDecided, match="No decision stands"):
        writes.agree(find.row.pk, by=member, now=now)
    assert "sent back" in find_of(reads.request_found(request_row.pk, viewer=clerk, now=now), "lamp").state
    writes.decide(find.row.pk, decision=Decision(Outcome.OUTSIDE), by=clerk, now=now)
    writes.agree(find.row.pk, by=member, now=now)
    writes.undo(find.row.pk, by=clerk, now=now)
    assert "sent back" in find_of(reads.request_found(request_row.pk, viewer=clerk, now=now), "lamp").state
    assert Ruling.objects.count() == 2  # what was undone stays


@pytest.mark.django_db
def test_what_came_from_the_police_waits_for_their_answer(request_row, clerk, member, now):
    line = paragraph_with(MARZIPAN)
    Paragraph.objects.filter(pk=line.pk).update(from_police=True, marking="confidential")
    find = find_of(looked(request_row, MARZIPAN, clerk=clerk, member=member, now=now), MARZIPAN)
    assert find.passage.from_police and not find.open
    assert writes.disclose_open(request_row.pk, by=clerk, now=now) == 0  # nothing confidential goes by one button
    writes.decide(find.row.pk, decision=Decision(Outcome.DISCLOSE), by=clerk, now=now)
    with pytest.raises(NotDecided, match="came from the police"):
        writes.agree(find.row.pk, by=member, now=now)
    told = {"asked_on": now.date(), "answer": PoliceAnswer.NO_OBJECTION, "words": "Go on."}
    writes.note_police(find.row.pk, **told, by=clerk, now=now)
    writes.agree(find.row.pk, by=member, now=now)


@pytest.mark.django_db
def test_what_is_public_goes_by_one_button_each(request_row, clerk, member, now):
    Paragraph.objects.filter(pk=paragraph_with("lamp").pk).update(marking="public")
    shown = looked(request_row, "lamp", "swings", clerk=clerk, member=member, now=now)
    assert writes.disclose_open(request_row.pk, by=clerk, now=now) == 1 < len(shown.finds)
    assert writes.agree_open(request_row.pk, by=clerk, now=now) == 0
    assert writes.agree_open(request_row.pk, by=member, now=now) == 1
    assert reads.request_found(request_row.pk, viewer=clerk, now=now).agreed == 1


def decide_all(row, decisions, *, by, agrees, now):
    """Decide each find by the first words of `decisions` that stand in it, else that it was not asked for."""
    for find in reads.request_found(row.pk, viewer=by, now=now).finds:
        decision = next((d for words, d in decisions.items() if words in find.passage.text), Decision(Outcome.OUTSIDE))
        writes.decide(find.row.pk, decision=decision, by=by, now=now)
        if find.passage.from_police:
            told = {"asked_on": now.date(), "answer": PoliceAnswer.OBJECTION, "words": ""}
            writes.note_police(find.row.pk, **told, by=by, now=now)
        writes.agree(find.row.pk, by=agrees, now=now)
    return reads.request_found(row.pk, viewer=by, now=now)


@pytest.mark.django_db
def test_what_is_blacked_out_or_withheld_is_not_in_the_files_at_all(request_row, clerk, member, now):
    writes.look(request_row.pk, words=[MARZIPAN], person=None, by=clerk, now=now)
    looked(request_row, "lamp", clerk=clerk, member=member, now=now)
    black = Decision(Outcome.BLACK_OUT, phrases=["lack of light", "£400"], exemption=CONFIDENCE, why="Given in trust.")
    weighed = "Safety weighs more than openness."
    kept = Decision(Outcome.WITHHOLD, exemption=SAFETY, why="Somebody would be found.", public_interest=weighed)
    shown = decide_all(request_row, {"£400": black, MARZIPAN: kept}, by=clerk, agrees=member, now=now)
    assert shown.state is RequestState.READY
    paper = answer_paper(shown, now=now)
    for content in (to_pdf(paper), to_docx(paper)):
        found = everything(content)
        words = " ".join(found.split())
        assert "will be spent on a lamp" in words and BLACKED_OUT in words and "On lamps?" in words
        assert weighed in words and "Information Commissioner" in words and "15 July 2022" in words
        assert not [secret for secret in ("lack of light", "£400", MARZIPAN) if secret in found]


@pytest.mark.django_db
def test_a_word_that_is_black_in_one_place_and_stands_in_another_stops_the_answer(request_row, clerk, member, now):
    looked(request_row, "lamp", clerk=clerk, member=member, now=now)
    black = Decision(Outcome.BLACK_OUT, phrases=["Cobbler Row"], exemption=CONFIDENCE, why="It is near Cobbler Row.")
    shown = decide_all(request_row, {"£400": black}, by=clerk, agrees=member, now=now)
    with pytest.raises(NotReady, match="“Cobbler Row” is blacked out in one place"):
        answer_paper(shown, now=now)


@pytest.mark.django_db
def test_an_answer_is_kept_named_in_the_log_and_follows_versions(request_row, clerk, member, now):
    looked(request_row, "lamp", clerk=clerk, member=member, now=now)
    shown = decide_all(request_row, {"lamp": Decision(Outcome.DISCLOSE)}, by=clerk, agrees=member, now=now)
    files = {"pdf": b"%PDF", "word": b"PK"}
    first = writes.make_answer(shown, **files, by=clerk, now=now)
    event = Event.objects.get(deed="information_requests.make_answer")
    told = {pk for _, pk in event.subjects}
    assert event.verb == "disclose" and {str(f.passage.row.pk) for f in shown.finds if f.ruling.shown} <= told
    find = find_of(shown, "lamp")
    with pytest.raises(NotDecided, match="An answer was made with this"):
        writes.undo(find.row.pk, by=clerk, now=now)
    writes.take_back_answer(first.pk, by=clerk, now=now)
    second = writes.make_answer(shown, **files, by=clerk, now=now)
    with pytest.raises(NotReady, match="until today"):
        writes.send(second.pk, sent_on=date(2022, 11, 1), sent_by=CameBy.LETTER, by=clerk, now=now)
    writes.send(second.pk, sent_on=now.date(), sent_by=CameBy.LETTER, by=clerk, now=now)
    assert reads.request_found(request_row.pk, viewer=clerk, now=now).state is RequestState.ANSWERED
    with pytest.raises(NotReady, match="went out"):
        writes.take_back_answer(second.pk, by=clerk, now=now)
    writes.decide(find.row.pk, decision=Decision(Outcome.OUTSIDE), by=clerk, now=now)
    assert reads.request_found(request_row.pk, viewer=clerk, now=now).state is RequestState.REVIEW
    writes.agree(find.row.pk, by=member, now=now)
    again = reads.request_found(request_row.pk, viewer=clerk, now=now)
    assert writes.make_answer(again, **files, by=clerk, now=now).number == 3
    assert reads.file_of(InformationAnswer.objects.get(number=2), word=False) == b"%PDF"


@pytest.mark.django_db
def test_what_the_record_says_otherwise_since_has_to_be_decided_again(request_row, clerk, member, now):
    looked(request_row, "lamp", clerk=clerk, member=member, now=now)
    shown = decide_all(request_row, {}, by=clerk, agrees=member, now=now)
    other, line = paragraph_with("swings"), find_of(shown, "lamp").passage.row
    Paragraph.objects.filter(pk=line.pk).update(text=sealed(line, "text", opened(other, "text")))
    assert reads.request_found(request_row.pk, viewer=clerk, now=now).state is RequestState.DECIDING


@pytest.mark.django_db
def test_a_matter_that_is_closed_to_the_clerk_is_absent_and_somebody_else_has_to_look(
    request_row, clerk, member, enter, time_machine, now
):
    line = paragraph_with("lamp")
    person = Person.objects.get(pk=clerk.person_id)
    minutes.declare_interest(line.matter_id, person=person, by=clerk, now=now)
    closed = viewer_for(clerk.person_id, now=now)
    writes.look(request_row.pk, words=["lamp"], person=None, by=closed, now=now)
    mine = reads.request_found(request_row.pk, viewer=closed, now=now)
    assert not mine.closed and not any("£400" in f.passage.text for f in mine.finds)
    assert mine.to_repeat  # so the answer waits for the reviewer's own look
    assert writes.look_again(request_row.pk, by=member, now=now) > 0
    mine = reads.request_found(request_row.pk, viewer=closed, now=now)
    theirs = reads.request_found(request_row.pk, viewer=member, now=now)
    assert mine.closed and not theirs.closed and len(theirs.finds) > len(mine.finds)
    hidden = next(f for f in theirs.finds if "£400" in f.passage.text)
    with pytest.raises(NotHere):
        reads.find_shown(hidden.row.pk, viewer=closed, now=now)
    time_machine.move_to(now, tick=False)
    page = enter(closed).get(f"/requests/{request_row.pk}/").text
    assert "Somebody else has to look at it" in page and "£400" not in page and "Cobbler" not in page
    assert enter(closed).get(f"/requests/finds/{hidden.row.pk}/").status_code == 404
    with pytest.raises(NotReady, match="closed to you"):
        writes.make_answer(mine, pdf=b"", word=b"", by=closed, now=now)


@pytest.mark.django_db
def test_it_rises_as_the_day_comes_near_and_is_red_when_past(request_row, clerk, member, enter, time_machine, now):
    assert reads.rising(viewer=clerk, now=now) == []
    time_machine.move_to(now + timedelta(days=20), tick=False)
    assert (
        f"request for information {request_row.reference}</a>, by Friday 9 December 2022" in enter(clerk).get("/").text
    )
    time_machine.move_to(now + timedelta(days=27), tick=False)
    assert re.search(r"govuk-tag--red\W+2 days late", enter(clerk).get("/").text)
    writes.set_taken_back(request_row.pk, taken_back=True, by=clerk, now=now)
    assert request_row.reference not in enter(clerk).get("/").text
    writes.set_taken_back(request_row.pk, taken_back=False, by=clerk, now=now)
    writes.look(request_row.pk, words=["lamp"], person=None, by=clerk, now=now)
    time_machine.move_to(now, tick=False)
    assert "Review the request for information" in enter(member).get("/").text


@pytest.mark.django_db
def test_the_list_of_exemptions_is_edited_and_what_was_cited_stays(request_row, clerk, member, now):
    many = len(reads.exemptions())
    one = Exempt(FOI, "section 36", "Conduct of public affairs", True, "The Act", now.date())
    writes.add_exemption(one, by=clerk, now=now)
    with pytest.raises(NotNoted, match="already"):
        writes.add_exemption(one, by=clerk, now=now)
    writes.set_exemption(CONFIDENCE, kind=FOI, stands=False, by=clerk, now=now)
    assert len(reads.exemptions()) == many + 1
    assert CONFIDENCE not in {e.cited for e in reads.exemptions_for(FOI)}
    find = find_of(looked(request_row, "lamp", clerk=clerk, member=member, now=now), "lamp")
    with pytest.raises(NotDecided, match="from the list"):
        kept = Decision(Outcome.WITHHOLD, exemption=CONFIDENCE, why="So.")
        writes.decide(find.row.pk, decision=kept, by=clerk, now=now)
    assert {e.kind for e in reads.exemptions_for(ACCESS)} == {ACCESS}


@pytest.mark.django_db
def test_a_letter_is_found_and_a_refused_form_keeps_what_was_typed(enter, clerk, request_row, time_machine, now):
    time_machine.move_to(now, tick=False)
    door = enter(clerk)
    day = {"received_on-day": "15", "received_on-month": "11", "received_on-year": "2022"}
    typed = {"kind": "subject access", "asked_by": "Wren", "came_by": "letter", "asked": "All of me", **day}
    page = door.post("/requests/new/", typed)
    assert page.status_code == 409 and "still to come" in page.text and "All of me" in page.text
    page = door.post("/requests/new/", typed | {"received_on-day": "14"}, follow=True).text
    assert "Wednesday 14 December 2022" in page and "30 days left" in page
    where = f"/requests/{request_row.pk}/look/"
    assert door.post(where, {"words": " ", "person": ""}).status_code == 409
    page = door.post(where, {"words": "lamp", "person": ""}, follow=True).text
    assert "Looked through:" in page and "To decide" in page
    find = Find.objects.filter(source="paragraph of the notes").first()
    refused = door.post(f"/requests/finds/{find.pk}/", {"outcome": "withhold", "why": "Because of it"})
    assert refused.status_code == 409 and "Because of it" in refused.text
    assert "checked" not in door.get(f"/requests/finds/{find.pk}/").text  # nothing is chosen beforehand


@pytest.mark.django_db
def test_a_paragraph_marked_higher_since_is_not_public_any_more(request_row, clerk, member, now):
    line = paragraph_with("lamp")
    Paragraph.objects.filter(pk=line.pk).update(marking="public")
    looked(request_row, "lamp", clerk=clerk, member=member, now=now)
    meetings.mark_paragraph(line.pk, marking=Marking.CONFIDENTIAL, by=clerk, now=now)
    assert writes.disclose_open(request_row.pk, by=clerk, now=now) == 0

"""The door of the link, and the pages of the update as they are used."""

import io

import pytest
from django.test import Client
from django.urls import reverse

from tests.notes import QUILLWORT
from wardmote.correspondence.models import Tries
from wardmote.correspondence.rules import A_WHILE, WRONG_LINKS
from wardmote.documents.paper_word import to_docx
from wardmote.minutes.models import Paragraph
from wardmote.register.models import Event
from wardmote.register.reads import opened
from wardmote.updates import reads, writes
from wardmote.updates.models import UpdateForm, UpdateLine
from wardmote.updates.rules import PRESSES

TYPED = {"said_by": "Insp Larkwhistle", "plans": "1-4", "more": "Bicycles are marked on Friday."}


@pytest.fixture(autouse=True)
def at_that_time(time_machine, now):
    time_machine.move_to(now, tick=False)


@pytest.fixture
def door(send):
    """The address of the link, for somebody without an account."""
    return reverse("updates:form", args=[send()])


def typed():
    return reads.typed_in(UpdateForm.objects.get())


def test_a_wrong_link_is_a_wrong_address_and_is_not_tried_for_ever(door, now, time_machine):
    wrong = reverse("updates:form", args=["0" * 43])
    first = Client().get(wrong)
    assert first.status_code == 404 and b"Larkwhistle" not in first.content
    for _ in range(WRONG_LINKS):
        last = Client().get(wrong)
    assert last.status_code == 429
    assert Client().get(door).status_code == 200  # whoever has the right one is not shut out
    assert Client().get(wrong, REMOTE_ADDR="192.0.2.7").status_code == 404  # nor another address
    assert not any("127.0.0.1" in str(row) for row in Tries.objects.values_list())
    assert Event.objects.filter(deed="correspondence.too_often").count() == 1
    time_machine.move_to(now + A_WHILE, tick=False)
    assert Client().get(wrong).status_code == 404 and Tries.objects.get().many == 1  # the others are gone


def test_one_form_is_not_pressed_for_ever(door, monkeypatch):
    assert PRESSES >= 30
    monkeypatch.setattr("wardmote.updates.views.filling.PRESSES", 2)
    assert [Client().post(door, {"do": "save"}).status_code for _ in range(4)] == [200, 200, 429, 429]


def test_an_ended_link_says_so_and_shows_nothing(door, form, clerk, now):
    writes.keep_draft(form.pk, typed=TYPED, version=None, link=None, by=clerk, now=now)
    assert b"Bicycles" in Client().get(door).content
    writes.revoke_link(form.pk, by=clerk, now=now)
    for answer in (Client().get(door), Client().post(door, {**TYPED, "do": "send"})):
        assert answer.status_code == 410 and b"This link has ended" in answer.content
        assert b"Bicycles" not in answer.content


def test_the_page_of_a_link_holds_no_word_of_the_panel_and_is_kept_by_nobody(door):
    assert QUILLWORT in "".join(opened(row, "text") for row in Paragraph.objects.all())
    page = Client().get(door)
    said = page.content.decode()
    assert QUILLWORT not in said and "marzipan" not in said and "Ferncombe" not in said
    assert "ring 999" in said
    assert page.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert page.headers["Referrer-Policy"] == "same-origin" and "no-store" in page.headers["Cache-Control"]


def test_a_draft_is_kept_right_or_wrong(door):
    page = Client().post(door, {**TYPED, "premises_done": "many", "do": "save"})
    assert page.status_code == 200 and b"Saved." in page.content
    assert typed() == {**TYPED, "premises_done": "many"}
    again = Client().get(door).content.decode()
    assert "Bicycles are marked" in again and 'value="many"' in again
    wrong = Client().post(door, {**TYPED, "premises_done": "many", "do": "send"})
    assert wrong.status_code == 422 and b"Give a whole number" in wrong.content and b'value="many"' in wrong.content
    nameless = Client().post(door, {"more": "Drive slowly.", "do": "send"})
    assert nameless.status_code == 422 and b"Give your name and rank" in nameless.content
    assert typed() == {"more": "Drive slowly."} and not UpdateLine.objects.exists()


def test_what_is_too_long_is_told_and_not_cut(door):
    words = "Drive slowly. " * 300
    for do, status in (("save", 200), ("send", 422)):
        page = Client().post(door, {**TYPED, "more": words, "do": do})
        assert page.status_code == status and typed()["more"] == words.strip()
    assert b"Write at most 4000 letters here" in page.content


@pytest.mark.parametrize("version", ["9" * 5000, "9" * 12, "-1", "one"])
def test_a_version_that_nobody_was_given_saves_over_nobody(door, version):
    Client().post(door, {"more": "First.", "do": "save"})
    page = Client().post(door, {"more": "Second.", "version": version, "do": "save"})
    assert page.status_code == 409 and b"Second." in page.content and typed() == {"more": "First."}


def test_somebody_without_an_account_sends_it_and_the_link_ends(door):
    page = Client().post(door, {**TYPED, "do": "send"})
    assert page.status_code == 200 and b"Your update is sent" in page.content
    assert {row.marking for row in UpdateLine.objects.all()} == {"confidential"}
    event = Event.objects.filter(deed="policing.give_in").get()
    assert (event.person_id, event.capacity) == (None, "link to the form")
    assert Client().get(door).status_code == 410


def test_a_doubted_sentence_goes_back_to_its_author_with_what_may_be_said_instead(door):
    page = Client().post(door, {**TYPED, "more": "Crime is lower.", "do": "send"}).content.decode()
    assert "It compares, and does not say with what." in page and "Send it as it stands" in page
    assert not UpdateLine.objects.exists() and typed()["more"] == "Crime is lower."
    page = Client().post(door, {**TYPED, "more": "Mr Vale came.", "do": "anyway"})
    assert page.status_code == 422 and b"Send it as it stands" not in page.content
    assert b"names a person" in page.content
    assert Client().post(door, {**TYPED, "more": "Crime is lower.", "do": "anyway"}).status_code == 200
    assert UpdateLine.objects.get(blank="more").doubt == "comparison"


def file_of(form, now, **answers):
    about = reads.context_of(form, asks=[], questions=[], now=now)
    from docx import Document

    word = Document(io.BytesIO(to_docx(reads.paper_of(about, reference=form.reference, day=now.date()))))
    for paragraph in word.paragraphs:
        for label, words in answers.items():
            if paragraph.text.startswith(label.replace("_", " ")):
                paragraph.add_run(f" {words}")
    saved = io.BytesIO()
    word.save(saved)
    saved.seek(0)
    saved.name = "update.docx"
    return saved


def test_a_word_file_fills_the_page_and_a_bad_one_is_one_sentence(door, form, now):
    file = file_of(form, now, Your_name_and_rank="Insp Larkwhistle", Plans_in_place="about two")
    page = Client().post(door, {"more": "Typed before.", "do": "read", "file": file}).content.decode()
    assert "The file was read and saved" in page and "1 line fits no blank" in page
    assert typed() == {"said_by": "Insp Larkwhistle", "more": "Typed before.\nPlans in place: about two"}
    torn = io.BytesIO(b"PK\x03\x04 torn")
    torn.name = "update.docx"
    bad = Client().post(door, {"do": "read", "file": torn})
    assert bad.status_code == 422 and b"update.docx" in bad.content
    assert Client().post(door, {"do": "read"}).status_code == 422


def test_two_windows_do_not_write_over_each_other(door):
    Client().post(door, {"more": "First.", "version": "1", "do": "save"})
    page = Client().post(door, {"more": "Second.", "version": "1", "do": "save"})
    assert page.status_code == 409 and b"Second." in page.content and typed() == {"more": "First."}


def test_the_clerk_prepares_sends_fills_in_and_opens_again(meeting, enter, clerk, now):
    door = enter(clerk)
    page = door.post(reverse("updates:prepare", args=[meeting.pk]), follow=True)
    assert b"Send it to the police" in page.content
    form = UpdateForm.objects.get()
    assert b"Send the police the form" in door.get("/").content
    sent = door.post(
        reverse("updates:send", args=[form.pk]),
        {"to_address": "dee@force.example", "officers": "Inspector\n\nSgt Moss"},
        follow=True,
    )
    assert b"on its way to dee@force.example" in sent.content and b"End the link" in sent.content
    assert b"Send the police the form" not in door.get("/").content
    assert b"Sgt Moss" in door.get(reverse("updates:fill", args=[form.pk])).content
    word = door.post(reverse("updates:word", args=[form.pk]))
    assert word.content[:2] == b"PK"
    given = door.post(reverse("updates:fill", args=[form.pk]), {**TYPED, "do": "send"}, follow=True)
    assert b"Cuckooing plans in place: 1-4." in given.content
    assert "Said by Insp Larkwhistle." in door.get(reverse("meetings:meeting", args=[meeting.pk])).content.decode()
    opened_again = door.post(reverse("updates:reopen", args=[form.pk]), follow=True)
    assert b"Something is typed in the form" in opened_again.content

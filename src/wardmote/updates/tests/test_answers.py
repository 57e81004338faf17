"""Questions of the council, answered on the form by whoever fills it in."""

import io
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from docx import Document

from wardmote.correspondence.models import Attachment
from wardmote.minutes.rules import PoliceLower
from wardmote.policing import reads as policing
from wardmote.policing import writes as police
from wardmote.policing.models import Reply
from wardmote.register.models import Event
from wardmote.register.reads import opened, opened_bytes
from wardmote.register.rules import Marking
from wardmote.updates import reads, writes
from wardmote.updates.models import UpdateForm

ASKED = {"on_behalf_of": "", "link": "http://town.example/"}


@pytest.fixture(autouse=True)
def at_that_time(time_machine, now):
    time_machine.move_to(now, tick=False)


@pytest.fixture
def question(member, now):
    asked = {"words": "How often was Weir Lane watched?", "marking": Marking.PANEL, **ASKED}
    return police.ask("Speed checks", **asked, by=member, now=now - timedelta(hours=70))


@pytest.fixture
def door(question, send):
    return reverse("updates:form", args=[send()])


def blank(question):
    return f"answer_{question.reference.lower()}"


def filled(question, words, **more):
    return {"said_by": "Insp Larkwhistle", blank(question): words, "do": "send", **more}


def shown(question, viewer, now):
    return policing.question_found(question.pk, viewer=viewer, now=now)


def test_an_open_question_stands_on_the_form_and_what_is_typed_is_its_answer(
    door, question, member, unsigned, clerk, inspector, now
):
    page = Client().get(door).content.decode()
    assert "How often was Weir Lane watched? (Not answered: 2 hours left)" in page
    assert Client().post(door, filled(question, "Twice a week.", do="save")).status_code == 200
    assert not Reply.objects.exists()  # a draft is no answer
    assert b"Your update is sent" in Client().post(door, filled(question, "There were none last week.")).content
    one = shown(question, member, now)
    assert one.clock.words == "Answered after 70 hours"
    assert [(reply.words, reply.said_by) for reply in one.replies] == [
        ("There were none last week.", "Insp Larkwhistle")
    ]
    reply = Reply.objects.get()
    assert (reply.marking, reply.noted_by) == ("confidential", None)
    assert shown(question, unsigned, now).replies == []
    event = Event.objects.filter(deed="policing.answer").get()
    assert (event.person_id, event.capacity) == (None, "link to the form")
    with pytest.raises(PoliceLower):
        police.mark_reply(reply.pk, marking=Marking.PANEL, by=clerk, now=now)
    police.mark_reply(reply.pk, marking=Marking.PANEL, by=inspector, now=now)
    form = UpdateForm.objects.get()
    assert reads.lines_told(form.meeting, viewer=inspector, now=now) == []
    writes.reopen_form(form.pk, by=clerk, now=now)
    assert reads.typed_in(UpdateForm.objects.get()) == {"said_by": "Insp Larkwhistle"}


def test_a_name_in_an_answer_comes_back_and_nothing_is_answered(door, question):
    page = Client().post(door, filled(question, "Mr Vale was stopped.", do="anyway"))
    assert page.status_code == 422 and b"names a person" in page.content
    assert b"Mr Vale was stopped." in page.content and not Reply.objects.exists()


def test_an_answer_to_what_was_settled_meanwhile_is_not_lost(door, question, inspector, clerk, now):
    police.answer(question.pk, words="Twice.", said_by="Sgt Moss", by=clerk, now=now)
    assert b"Speed checks" not in Client().get(door).content
    form = UpdateForm.objects.get()
    typed = {"said_by": "Insp Larkwhistle", blank(question): "Twice a week."}
    assert writes.give_in(form.pk, typed=typed, anyway=False, version=None, link=None, by=inspector, now=now) == []
    told = reads.lines_told(form.meeting, viewer=inspector, now=now)
    assert [line.words for line in told] == ["Twice a week."] and Reply.objects.count() == 1


def test_the_word_file_asks_with_the_day_and_without_what_is_confidential(question, member, send, now):
    closed = {"words": "Was the victim told?", "marking": Marking.CONFIDENTIAL, **ASKED}
    police.ask("The victim of May", **closed, by=member, now=now)
    token = send()
    words = "\n".join(
        p.text for p in Document(io.BytesIO(opened_bytes(Attachment.objects.get(), "content"))).paragraphs
    )
    assert "How often was Weir Lane watched? (Answer by Monday 14 November 2022, 11:15am)" in words
    assert "victim" not in words
    page = Client().get(reverse("updates:form", args=[token])).content.decode()
    assert "The victim of May" in page and opened(question, "subject") in page

"""Questions of the council to the police: the clock, the letters, the replies, and both sides' promises."""

from datetime import timedelta

import pytest
from django.urls import reverse

from wardmote.actions import writes as actions
from wardmote.confidentiality.rules import NotHere, Refused
from wardmote.correspondence.models import Outgoing
from wardmote.minutes.rules import PoliceLower
from wardmote.people import writes as people
from wardmote.people.models import Person
from wardmote.policing import reads, tasks, writes
from wardmote.policing.models import Question, Reply
from wardmote.policing.rules import QuestionNeeds, Side
from wardmote.register.models import Event
from wardmote.register.reads import opened
from wardmote.register.rules import Marking

ASKED = {
    "words": "How often was Weir Lane watched?",
    "on_behalf_of": "",
    "marking": Marking.PANEL,
    "link": "http://town.example/policing/questions/",
}


@pytest.fixture
def reached(inspector, clerk, now):
    """The inspector has an address, and no sign-in."""
    person = Person.objects.get(pk=inspector.person_id)
    shown = {"telephone": "", "email_shown": False, "telephone_shown": False}
    people.keep_contact(person, email="dee@force.example", **shown, by=clerk, now=now)


@pytest.fixture
def question(reached, member, now):
    return writes.ask("Speed checks", **ASKED, by=member, now=now)


def letters():
    return [(opened(row, "to_address"), opened(row, "subject"), opened(row, "body")) for row in Outgoing.objects.all()]


def shown(viewer, at):
    (one,) = reads.questions(viewer=viewer, now=at)
    return one


def test_a_question_tells_the_police_at_once_and_says_nothing_of_itself(question):
    ((to, subject, body),) = letters()
    assert (to, subject) == ("dee@force.example", "The council asks you a question")
    assert "Weir" not in body and "Speed" not in body and ASKED["link"] in body
    assert b"Weir" not in bytes(question.words)


def test_after_72_hours_one_more_letter_goes_and_no_third(question, now, time_machine):
    time_machine.move_to(now + timedelta(hours=71, minutes=59), tick=False)
    assert tasks.remind() == 0
    time_machine.move_to(now + timedelta(hours=72), tick=False)
    assert (tasks.remind(), tasks.remind(), len(letters())) == (1, 0, 2)
    assert letters()[-1][1] == "A question of the council waits for more than 72 hours"


def test_an_answered_or_withdrawn_question_is_not_reminded_of(question, inspector, member, now, time_machine):
    writes.answer(question.pk, words="Twice.", said_by="", by=inspector, now=now + timedelta(hours=80))
    other = writes.ask("Bins", **ASKED, by=member, now=now)
    writes.withdraw_question(other.pk, by=member, now=now)
    time_machine.move_to(now + timedelta(days=9), tick=False)
    assert tasks.remind() == 0
    first = reads.questions(viewer=inspector, now=now + timedelta(days=9))[0]
    assert first.clock.words == "Answered after 80 hours, 8 hours late"


def test_a_reply_starts_confidential_and_only_the_police_lower_it(question, inspector, clerk, unsigned, now):
    reply = writes.answer(question.pk, words="Twice.", said_by="", by=inspector, now=now)
    assert reply.marking == "confidential" and opened(reply, "said_by") == "Dee Inspector, Inspector"
    closed = shown(unsigned, now)
    assert (closed.replies, closed.closed_replies, closed.clock.answered) == ([], 1, True)
    before = list(Event.objects.values())
    with pytest.raises(PoliceLower):
        writes.mark_reply(reply.pk, marking=Marking.PANEL, by=clerk, now=now)
    assert list(Event.objects.values()) == before
    assert Reply.objects.get().marking == "confidential"
    writes.mark_reply(reply.pk, marking=Marking.PUBLIC, by=inspector, now=now)
    assert Reply.objects.get().marking == "panel"  # no further than its question
    assert [one.words for one in shown(unsigned, now).replies] == ["Twice."]


def test_the_clerk_answers_for_the_police_and_says_who_said_it(question, clerk, member, now):
    with pytest.raises(QuestionNeeds, match="Say who of the police answered"):
        writes.answer(question.pk, words="Twice.", said_by="", by=clerk, now=now)
    with pytest.raises(Refused):
        writes.answer(question.pk, words="Twice.", said_by="Sgt Moss", by=member, now=now)
    assert not Reply.objects.exists()
    assert writes.answer(question.pk, words="Twice.", said_by="Sgt Moss", by=clerk, now=now).marking == "confidential"


def test_a_question_about_a_person_is_confidential_whatever_was_chosen(reached, member, unsigned, now):
    row = writes.ask("The suspect", **ASKED, by=member, now=now)
    assert row.marking == "confidential"
    assert not reads.questions(viewer=unsigned, now=now)


def test_who_did_not_ask_does_not_withdraw(question, unsigned, inspector, now):
    with pytest.raises(Refused):
        writes.withdraw_question(question.pk, by=inspector, now=now)
    Question.objects.update(marking="restricted")
    with pytest.raises(NotHere):
        writes.withdraw_question(question.pk, by=inspector, now=now)


def test_both_sides_promises_are_counted_by_the_same_measures(clerk, inspector, member, now):
    for line in (
        "Inspector to watch Weir Lane by 1 December",
        "PC Oak to ring the school",
        "Clerk to write to the county by 1 December",
        "Highways to mend the lamp",
    ):
        actions.add(line, by=clerk, now=now)
    later = now + timedelta(days=20)
    measured = {one.side: (one.open, one.late, one.no_date) for one in reads.promises(viewer=member, now=later)}
    assert measured == {Side.COUNCIL: (1, 1, 0), Side.POLICE: (2, 1, 1), Side.OTHER: (1, 0, 1)}


def test_the_pages(question, enter, member, inspector, now, time_machine):
    time_machine.move_to(now + timedelta(hours=75), tick=False)
    door = enter(member)
    listed = door.get(reverse("policing:questions")).content.decode()
    assert "3 hours late" in listed and listed.count("The council</th>") == listed.count("The police</th>") == 1
    empty = door.post(reverse("policing:ask"), {"words": "When?", "marking": "panel"})
    assert empty.status_code == 422 and b"When?" in empty.content
    assert b"Keep the answer" not in door.get(reverse("policing:question", args=[question.pk])).content
    door = enter(inspector)
    wrong = door.post(reverse("policing:answer", args=[question.pk]), {"said_by": "Sgt Moss"})
    assert wrong.status_code == 422 and b"Sgt Moss" in wrong.content
    page = door.post(reverse("policing:answer", args=[question.pk]), {"words": "Twice."}, follow=True)
    assert b"Twice." in page.content and b"Answered after 75 hours, 3 hours late" in page.content


def test_what_the_clerk_notes_for_others_says_so(clerk, enter, now):
    door = enter(clerk)
    asked = {"subject": "Lamps", "words": "When?", "on_behalf_of": "Cllr Oake", "how": "by telephone"}
    door.post("/policing/questions/ask/", {**asked, "marking": "panel"})
    row = Question.objects.get()
    answered = {"words": "Soon.", "said_by": "Sgt Moss", "how": "in writing"}
    door.post(f"/policing/questions/{row.pk}/answer/", answered)
    page = door.get(f"/policing/questions/{row.pk}/").content.decode()
    assert "on behalf of Cllr Oake, by telephone" in page
    assert "Sgt Moss, in writing, noted by Ada Clerk" in page

"""The police of the crowd: posts with who held them, questions with their answers, updates with their lines."""

from datetime import date, timedelta
from hashlib import sha256

from conftest import NOW
from wardmote.policing.models import NamedOfficer, Post, PostHolding, Question, Reply
from wardmote.register.rules import Marking
from wardmote.register.writes import sealed
from wardmote.updates.models import FormLink, NilReturn, UpdateForm, UpdateLine

TOKEN = "t" * 43
MARKINGS = [Marking.PANEL.value, Marking.PUBLIC.value, Marking.CONFIDENTIAL.value]
ON = {"recorded_at": NOW}


def words(row, **columns):
    for column, text in columns.items():
        setattr(row, column, sealed(row, column, text))
    return row


class Beat:
    """One post, question and reply on which the most hangs; a form that is out by its link, and one given in."""

    def __init__(self, planned, thick, people):
        self.people = people
        self.post = self._post(0)
        self.holding = self._held(self.post, 0)
        self.question = self._question(0)
        self.reply = self._reply(self.question, 0)
        self.out = UpdateForm(meeting=planned, marking=Marking.CONFIDENTIAL.value, **ON)
        self.given = UpdateForm(meeting=thick, given_at=NOW, marking=Marking.PANEL.value, **ON)
        self.link = self._link(TOKEN)
        self.line = self._line(0)
        for row in (self.post, self.holding, self.question, self.reply, self.out, self.given, self.link, self.line):
            row.save()

    def _post(self, number):
        return words(Post(kind="pc", **ON), name=f"PC, beat {number}")

    def _held(self, post, number):
        first = date(2010, 1, 1) + timedelta(days=number)
        manner = ["substantive", "cover", "acting"][number % 3]
        row = PostHolding(post=post, manner=manner, from_on=first, until_on=first + timedelta(days=1), **ON)
        return words(row, name=f"PC Oak {number}", team="Oxbarrow")

    def _question(self, number):
        row = Question(asked_by=self.people[number % 2], marking=MARKINGS[number % 3], **ON)
        return words(row, subject=f"Speed checks {number}", words="How often?")

    def _reply(self, question, number):
        return words(Reply(question=question, marking=MARKINGS[number % 3], **ON), words="Twice.", said_by="Sgt Moss")

    def _link(self, token, **more):
        hashed = sha256(token.encode()).digest()
        row = FormLink(form=self.out, token_hash=hashed, ends_at=NOW + timedelta(days=9), **ON, **more)
        return words(row, to_address="dee@force.example")

    def _line(self, number):
        told = {"part": "nil", "blank": "nil_demand", "position": number, "marking": MARKINGS[number % 3]}
        return words(UpdateLine(form=self.given, **told, **ON), words=f"None {number}.", said_by="Sgt Moss")

    def grow(self, numbers, past):
        """So many more of everything; a form for each of these meetings that are past."""
        posts = [self._post(n) for n in numbers[:100]]
        Post.objects.bulk_create(posts)
        held = [self._held(post, n) for n, post in zip(numbers, posts, strict=False)]
        held += [self._held(self.post, n) for n in numbers[:100]]
        PostHolding.objects.bulk_create(held)
        named = [NamedOfficer(holding=row, said_on=NOW.date(), noted_by=self.people[0], **ON) for row in held]
        NamedOfficer.objects.bulk_create(words(row, name="PC Oak", contact="01234") for row in named)
        questions = [self._question(n) for n in numbers[:200]]
        Question.objects.bulk_create(questions)
        Reply.objects.bulk_create(self._reply(question, n) for n, question in enumerate(questions[::2]))
        Reply.objects.bulk_create(self._reply(self.question, n) for n in numbers[:50])
        forms = [UpdateForm(meeting=meeting, marking=MARKINGS[n % 3], **ON) for n, meeting in enumerate(past)]
        UpdateForm.objects.bulk_create(forms)
        ended = {"revoked_at": NOW}
        FormLink.objects.bulk_create(self._link(f"{n}", **ended) for n in numbers[:100])
        lines = [self._line(n) for n in numbers[:100]]
        UpdateLine.objects.bulk_create(lines)
        told = {"kind": "demand", "said_on": NOW.date(), "from_on": NOW.date(), "until_on": NOW.date()}
        NilReturn.objects.bulk_create(NilReturn(line=row, **told, **ON) for row in lines)

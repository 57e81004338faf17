"""A panel with a long past, made at once: as many of everything that a page lists as are asked for."""

import json
from datetime import date, timedelta
from itertools import count
from uuid import uuid4

from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session

from conftest import COMPARED_WITH, FOUNDER, NOW
from tests.scale import asking, calling, requested, year
from tests.scale.beat import MARKINGS, Beat, words
from tests.scale.table import sit_down
from wardmote.actions.models import Action, Change, Chase, Mention, SameAction, Step
from wardmote.actions.rules import ActionState
from wardmote.confidentiality.models import Agreement, Signature
from wardmote.correspondence.models import Outgoing
from wardmote.crime.models import ClaimCheck, FrozenSet, SuppliedCount, SuppliedRelease
from wardmote.crime.rules import CheckState, SuppliedKind, to_release
from wardmote.crime.writes import choose_area
from wardmote.documents.tree import BlockKind, StatementKind
from wardmote.figures.areas.towns import town
from wardmote.figures.compare import declared
from wardmote.interventions.models import Count, Intervention, InterventionChange, MonthlyCounts, Yardstick
from wardmote.interventions.rules import Area, When
from wardmote.meetings.models import StandingItem
from wardmote.minutes.models import (
    Attendance,
    Body,
    Decision,
    Item,
    Matter,
    Meeting,
    Original,
    Paragraph,
    SameMatter,
    Statement,
)
from wardmote.people.models import Contact, Handover, Holding, LetIn, Person, Seat, Spelling, User
from wardmote.priorities.models import Measure, Priority, PriorityChange, PriorityNote, Update, YouSaidWeDid
from wardmote.public.models import Release
from wardmote.register.rules import Marking, Viewer
from wardmote.register.writes import sealed
from wardmote.search import writes as search
from wardmote.search.reads.index import newest_change
from wardmote.sittings.models import Declared, Entry, EntryClash, Presence, Sitting, SittingItem

_numbers = count(1)
MONTHS = "\n".join(f"{2020 + n // 12}-{n % 12 + 1:02}, {20 + n % 5}, 31" for n in range(30))
SOME = 20  # of what a panel has a few of in all its years
ANSWERED = {"when": "all months", "answers": [], "borne": []}
FOUND = {"that_day": None, "with_all": ANSWERED, "comparators": {"label": "six towns"}, "missing": []}
FOUND |= {"instead": "Crime is as it was.", "command": "./wardmote crime check"}
WORDS = "The lack of light in Cobbler Row was discussed again and the Clerk will write to the county"


class Panel:
    """One body: a meeting that is planned, one whose notes are thick, and whatever `grow` adds."""

    def __init__(self, clerk, member):
        self.people = [Person.objects.get(pk=viewer.person_id) for viewer in (clerk, member)]
        self.seats = list(Seat.objects.all())
        # Of those that `grow` adds, the one whose page is opened.
        self.searches = []
        self.delivered = self.let_in = self.count = self.area = self.claim = None
        self.membership = self.terms = self.request = None
        self.proposal = self.asking = self.entry_said = None
        self.asked = self.found = None
        self.body = Body.objects.create(
            name="Ferncombe Police Partnership Panel", kind="external partnership", recorded_at=NOW
        )
        days = {"draft": NOW.date() + timedelta(days=9), "notes drafted": NOW.date() - timedelta(days=9)}
        self.planned, self.thick = (
            Meeting.objects.create(body=self.body, held_on=day, state=state, recorded_at=NOW)
            for state, day in days.items()
        )
        self.original = self._original(self.thick)
        self.original.save()
        self.item = words(Item(meeting=self.thick, position=0, number="1", recorded_at=NOW), title="Other Issues")
        self.item.save()
        self.standing = words(StandingItem(body=self.body, position=0, recorded_at=NOW), title="Other Issues")
        self.standing.save()
        # What a page opens with its own address: one matter, action and priority on which everything hangs.
        self.matter = words(Matter(recorded_at=NOW), title="Lighting in Cobbler Row")
        self.matter.save()
        self.action = self._action(0, self.matter)
        self.action.save()
        self.priority = words(Priority(first_named_at=self.thick, recorded_at=NOW), title="Dark lanes")
        self.priority.save()
        today = Meeting.objects.create(body=self.body, held_on=NOW.date(), state="in session", recorded_at=NOW)
        self.sitting = Sitting.objects.create(meeting=today, opened_at=NOW, recorded_at=NOW)
        self.noticed = SittingItem(sitting=self.sitting, identity=self.standing.pk, position=0, number="1")
        self.noticed.recorded_at = NOW
        words(self.noticed, title="Other Issues").save()
        self.entry = self._entry(0)
        self.entry.kind = "decision"
        self.entry.save()
        self.intervention = self._intervention(0, matter=self.matter, chosen_matter=self.matter)
        self.intervention.save()
        self.beat = Beat(self.planned, self.thick, self.people)

    def _original(self, meeting):
        row = Original(meeting=meeting, fingerprint=next(_numbers).to_bytes(32, "big"), recorded_at=NOW)
        row.content = sealed(row, "content", WORDS)
        return words(row, file_name="notes.txt", reading_text=WORDS, hidden="[]")

    def _action(self, number, matter):
        row = Action(
            matter=matter,
            raised_at=self.thick,
            raised_on=self.thick.held_on,
            owner_seat=self.seats[number % len(self.seats)] if number % 2 else None,
            owner_person=None if number % 2 else self.people[0],
            due_on=date(2022, 9, 1) + timedelta(days=number % 100) if number % 5 else None,
            state=[ActionState.PROPOSED, ActionState.ASSIGNED][number % 2].value,
            state_at=NOW,
            marking=MARKINGS[number % 3],
            recorded_at=NOW,
        )
        return words(row, what=f"{WORDS} ({number})", owner_words="The Clerk", due_words="soon")

    def _entry(self, number):
        on = {"changed_at": NOW, "recorded_at": NOW, "marking": MARKINGS[number % 3]}
        kind = ["paragraph", "action", "nil return"][number % 3]
        row = Entry(item=self.noticed, position=number, kind=kind, matter=self.matter if number % 2 else None, **on)
        return words(row, text=f"{WORDS} ({number})", said_by="The Clerk")

    def _sit(self, numbers):
        """Some entries of a meeting that sits, with two texts each, a log and interests."""
        numbers, on = numbers[:SOME], {"recorded_at": NOW}
        made = [self._entry(n) for n in numbers]
        Entry.objects.bulk_create(made)
        EntryClash.objects.bulk_create(
            words(EntryClash(entry=row, change=uuid4(), person=self.people[0], **on), text=WORDS) for row in made
        )
        who = {"who": self.people[1].pk, "person": self.people[1], **on}
        Presence.objects.bulk_create(
            words(Presence(sitting=self.sitting, kind="came", at=NOW, **who), name="Ben") for _ in numbers
        )
        Presence.objects.bulk_create(
            words(Presence(sitting=self.sitting, who=uuid4(), kind="apology", at=NOW, **on), name="Rue", reason="Ill")
            for _ in numbers
        )
        told = {"item": self.noticed, "outcome": "stays", **who}
        Declared.objects.bulk_create(words(Declared(**told), name="Ben") for _ in numbers)

    def _intervention(self, number, **hangs_on):
        row = Intervention(from_on=date(2022, 6, 1), marking=MARKINGS[number % 3], recorded_at=NOW, **hangs_on)
        return words(row, what=f"{WORDS} ({number})", where="Cobbler Row", loses="Nobody")

    def _count(self, intervention, area, when, **given):
        first, last = self._yardstick(intervention).periods.of(when)
        of = {"intervention": intervention, "area": area.value, "when": when.value, "marking": intervention.marking}
        row = Count(from_on=first, until_on=last, number=9, recorded_at=NOW, **of, **given)
        return words(row, counted_by="The warden", how="Each evening", replaced_why="")

    def _yardstick(self, intervention, number=1):
        days = {"before_from": date(2022, 5, 1), "before_until": date(2022, 5, 31), "after_from": date(2022, 6, 1)}
        of = {"intervention": intervention, "number": number, "marking": intervention.marking}
        row = Yardstick(counts_typed=0, recorded_at=NOW, **days, **of)
        return words(row, better="Calls", counter="The warden", how="Each evening", buffer="", control="")

    def _months(self, intervention, number):
        of = {"intervention": intervention, "number": number, "marking": intervention.marking}
        return words(MonthlyCounts(recorded_at=NOW, **of), months=MONTHS, counted_by="The warden", how="Each evening")

    def _change(self, numbers):
        """So many interventions with their counts, and as many versions, old counts and changes of one."""
        made = [self._intervention(n, priority=self.priority) for n in numbers]
        Intervention.objects.bulk_create(made)
        Yardstick.objects.bulk_create(self._yardstick(row) for row in made)
        cells = [(area, when) for area in (Area.PLACE, Area.CONTROL) for when in When]
        Count.objects.bulk_create(self._count(row, *cell) for row in made for cell in cells)
        one, on = self.intervention, {"intervention": self.intervention, "recorded_at": NOW}
        Yardstick.objects.bulk_create(self._yardstick(one, number) for number in numbers)
        Count.objects.bulk_create(self._count(one, Area.PLACE, When.AFTER, replaced_at=NOW) for _ in numbers)
        MonthlyCounts.objects.bulk_create(self._months(row, 1) for row in made)
        MonthlyCounts.objects.bulk_create(self._months(one, number) for number in numbers)
        InterventionChange.objects.bulk_create(
            words(InterventionChange(of="what", **on), was="", became="x") for _ in numbers
        )
        self.count = self.count or Count.objects.filter(intervention=one).first()

    def grow(self, many):
        """So many more of everything."""
        numbers = [next(_numbers) for _ in range(many)]
        on = {"recorded_at": NOW}
        held = {"body": self.body, "state": "notes drafted", **on}
        past = [Meeting(held_on=date(2020, 1, 1) - timedelta(days=n), **held) for n in numbers]
        Meeting.objects.bulk_create(past)
        self.beat.grow(numbers, past)
        Original.objects.bulk_create(self._original(meeting) for meeting in past)
        matters = [words(Matter(marking=MARKINGS[n % 3], **on), title=f"Lighting in Row {n}") for n in numbers]
        Matter.objects.bulk_create(matters)
        paragraphs = []
        for n, meeting, matter in zip(numbers, past, matters, strict=True):
            told = {"marking": MARKINGS[n % 3], "kind": BlockKind.PARAGRAPH.value, **on}
            thick = Paragraph(meeting=self.thick, item=self.item, original=self.original, position=n, **told)
            thick.matter, thick.start, thick.end = matter, n * 100, n * 100 + 50
            other = Paragraph(meeting=meeting, position=0, matter=self.matter, **told)
            paragraphs += [words(row, text=f"{WORDS} {n}.") for row in (thick, other)]
        Paragraph.objects.bulk_create(paragraphs)
        kinds = [StatementKind(k) for k in ("action", "decision", "spending", "recurring")]
        rows = [
            Statement(paragraph=p, kind=kinds[i // 2 % 4].value, start=0, end=20, sure=True, marking=p.marking, **on)
            for i, p in enumerate(paragraphs)
        ]
        statements = [words(row, particulars="{}") for row in rows]
        Statement.objects.bulk_create(statements)
        Decision.objects.bulk_create(
            Decision(paragraph=s.paragraph, statement=s, marking=s.marking, **on)
            for s in statements
            if s.kind == StatementKind.DECISION.value
        )
        actions = [self._action(n, matter) for n, matter in zip(numbers, matters, strict=True)]
        on_one = [self._action(n, self.matter) for n in numbers]
        Action.objects.bulk_create([*actions, *on_one])
        Mention.objects.bulk_create(
            Mention(action=action, paragraph=s.paragraph, statement=s, marking=s.marking, **on)
            for action, s in zip(actions, statements[::2], strict=True)
        )
        Mention.objects.bulk_create(
            Mention(action=self.action, paragraph=s.paragraph, statement=s, marking=s.marking, **on)
            for s in statements[1::2]
        )
        SameMatter.objects.bulk_create(SameMatter(earlier=self.matter, later=m, **on) for m in matters)
        SameAction.objects.bulk_create(SameAction(earlier=self.action, later=a, **on) for a in actions)
        Update.objects.bulk_create(
            Update(priority=self.priority, paragraph=p, marking=p.marking, **on) for p in paragraphs[::2]
        )
        self._happen(numbers)
        self._sit(numbers)
        self._change(numbers)
        self._figure(numbers, [p for p in paragraphs if p.meeting is self.thick])
        Attendance.objects.bulk_create(
            Attendance(meeting=self.thick, name_as_written=b"", role_as_written=b"", kind="present", position=n, **on)
            for n in numbers
        )
        Release.objects.bulk_create(
            Release(
                digest=bytes(32),
                composed_by=self.people[n % 2],
                approved_by=self.people[n % 2 - 1],
                approved_at=NOW,
                **on,
            )
            for n in numbers
        )
        people = self._people(numbers, on)
        sit_down(self, numbers, on)
        asking.grow(self, numbers, on)
        spent = [s for s in statements if s.kind == "spending"][::4]
        delivery = calling.grow(self.planned, self.thick, numbers, people=people, spent=spent)
        self.delivered = self.delivered or delivery
        year.grow(self, numbers, past, people)
        requested.ask(self, numbers)
        Session.objects.bulk_create(
            Session(session_key=f"{n:032}", session_data="", expire_date=NOW + timedelta(days=1)) for n in numbers
        )
        search.bring_up_to_date(newest_change(), by=FOUNDER, now=NOW)  # rows made at once leave no event

    def _happen(self, numbers):
        """So many steps, chases and changes of one action, words of one priority, letters and priorities."""
        one = {"action": self.action, "marking": self.action.marking, "by_person": self.people[0], "recorded_at": NOW}
        done = {"was": ActionState.ASSIGNED.value, "became": ActionState.AWAITING.value, "meeting": self.thick}
        Step.objects.bulk_create(
            words(Step(version=n, instead=self.action, **done, **one), note=WORDS, third_party="The county")
            for n in numbers
        )
        chases = [Chase(chased_on=NOW.date(), how="by telephone", **one) for _ in numbers]
        Chase.objects.bulk_create(words(row, words=WORDS) for row in chases)
        Change.objects.bulk_create(words(Change(of="owner", **one), was="", became="Clerk", why="") for _ in numbers)
        waiting = [self._action(n, self.matter) for n in numbers]
        for row in waiting:
            row.state, row.marking = ActionState.AWAITING.value, Marking.PANEL.value
        Action.objects.bulk_create(waiting)
        of = {"priority": self.priority, "recorded_at": NOW}
        notes = [PriorityNote(told_on=NOW.date(), by_person=self.people[0], **of) for _ in numbers]
        PriorityNote.objects.bulk_create(words(row, words=WORDS) for row in notes)
        Measure.objects.bulk_create(words(Measure(**of), words="Reports", counted="each year") for _ in numbers[:10])
        YouSaidWeDid.objects.bulk_create(words(YouSaidWeDid(**of), said="Dark.", did="A lamp.") for _ in numbers[:10])
        PriorityChange.objects.bulk_create(words(PriorityChange(of="why", **of), was="", became="x") for _ in numbers)
        Outgoing.objects.bulk_create(
            words(Outgoing(tries=n % 3, problem="no answer", recorded_at=NOW), to_address="a@b.example", subject="x")
            for n in numbers
        )

    def _figure(self, numbers, paragraphs):
        """So many claims with their checks and counts of the police, and some frozen sets and releases."""
        self.area = self.area or choose_area("Market Drayton", by=Viewer(None, "clerk", keeps_record=True), now=NOW)
        against = [town(name) for name in COMPARED_WITH]
        told = {"name": "Comparative towns", "by": "the inspector", "on": NOW.date(), "reason": "Market towns."}
        content = json.dumps(declared(town("Market Drayton"), against, **told).to_json())
        on = {"recorded_at": NOW}
        FrozenSet.objects.bulk_create(
            words(FrozenSet(area=self.area, name="Comparative towns", version=n, **on), content=content)
            for n in numbers[:SOME]
        )
        told = {"start": 0, "end": 20, "sure": True}
        claims = [
            words(
                Statement(paragraph=p, kind=StatementKind.CLAIM.value, marking=p.marking, **told, **on),
                particulars="{}",
            )
            for p in paragraphs
        ]
        Statement.objects.bulk_create(claims)
        self.claim = self.claim or next(one for one in claims if one.marking == Marking.PANEL.value)
        states = [state.value for state in CheckState]
        for n, claim in enumerate(claims):
            of = {"paragraph": claim.paragraph, "statement": claim, "marking": claim.marking}
            row = ClaimCheck(said_on=NOW.date(), state=states[n % 3], sent_at=NOW if n % 3 else None, **of, **on)
            words(row, found=json.dumps(FOUND), reply="It was said of the district." if n % 3 == 2 else "").save()
        counts = [
            SuppliedCount(kind=kind.value, month=f"{1900 + n // 12}-{n % 12 + 1:02}", version=1, **on)
            for n in numbers
            for kind in SuppliedKind
        ]
        for row in counts:
            row.marking = Marking.CONFIDENTIAL.value
        SuppliedCount.objects.bulk_create(words(row, count="9", supplied_by="the analyst") for row in counts)
        months = [f"2021-{n:02}" for n in range(1, 13)]
        histories = {(kind, month): [9] for kind in SuppliedKind for month in months}
        released = json.dumps(to_release(histories, months, earlier=[]).to_json())
        SuppliedRelease.objects.bulk_create(
            words(SuppliedRelease(number=n, **on), content=released) for n in numbers[:SOME]
        )

    def handover(self):
        """The clerk's handover."""
        made = Handover.objects.first()
        if made is None:
            mine = Holding.objects.get(person=self.people[0], until_on=None)
            told = {"leaving": mine, "successor": mine, "until_on": NOW.date() + timedelta(days=9)}
            made = Handover.objects.create(recorded_at=NOW, **told)
        return made

    def _people(self, numbers, on):
        """As many people in seats of their own, who held the clerk's before, sign in, and had to be let back in."""
        seats = [Seat(name=f"Seat {n}", kind="member", **on) for n in numbers]
        people = [Person(name=f"Person {n}", **on) for n in numbers]
        Seat.objects.bulk_create(seats)
        Person.objects.bulk_create(people)
        one, first, before = self.people[1], date(2022, 5, 1), date(2021, 5, 1)
        held = [Holding(person=p, seat=s, from_on=first, **on) for p, s in zip(people, seats, strict=True)]
        past = [Holding(person=p, seat=self.seats[0], from_on=before, until_on=first, **on) for p in people]
        gone = [Person(name=f"Former {n}", **on) for n in numbers]
        Person.objects.bulk_create(gone)
        past += [Holding(person=p, seat=self.seats[0], from_on=before, until_on=first, **on) for p in gone]
        past += [Holding(person=one, seat=s, from_on=before, until_on=first, **on) for s in seats]
        Holding.objects.bulk_create([*held, *past])
        users = [User(person=p, email=f"{p.reference}@trial.example", password="!") for p in people]
        User.objects.bulk_create(users)
        Authenticator.objects.bulk_create(Authenticator(user=user, type="totp", data={}) for user in users)
        Spelling.objects.bulk_create(Spelling(person=one, words=f"Ben {n}", **on) for n in numbers)
        Contact.objects.bulk_create(
            words(Contact(person=p, email_shown=True, **on), email="x@y.example") for p in people
        )
        signed = {"agreement": Agreement.objects.get(), "text_hash": bytes(32), "signed_at": NOW}
        until = NOW + timedelta(days=365)
        Signature.objects.bulk_create(Signature(person=p, until_at=until, **signed, **on) for p in people[::2])
        asked = {"asked_by": self.people[0], "answered_by": one, "until_at": NOW, "state": "refused"}
        LetIn.objects.bulk_create(words(LetIn(person=p, **asked, **on), why="Lost", recognised="Seen") for p in people)
        self.let_in = self.let_in or LetIn.objects.first()
        return people

"""A town with a row for each address, on a day of its own."""

import re
from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
from allauth.mfa.models import Authenticator

from conftest import seated
from tests.access.table import (
    FOUND,
    OF_A_CLAIM,
    OF_A_PRIORITY,
    OF_A_PROPOSAL,
    OF_A_REQUEST,
    OF_AN_ASKING,
    OF_AN_ENTRY,
    OF_AN_INTERVENTION,
)
from tests.notes import FIRST, MARZIPAN, QUILLWORT, SECOND
from wardmote.actions import writes as actions
from wardmote.actions.models import Action, SameAction
from wardmote.actions.rules import ActionState, Grounds
from wardmote.calendars import writes as calendars
from wardmote.calendars.rules import Pattern, Week
from wardmote.copies import writes as copies
from wardmote.copies.writes import Made
from wardmote.correspondence import writes as correspondence
from wardmote.correspondence.models import Outgoing
from wardmote.crime import writes as crime
from wardmote.crime.rules import Supplied, SuppliedKind
from wardmote.desk.reads.review import pair_id
from wardmote.information_requests import reads as asked_reads
from wardmote.information_requests import writes as asked
from wardmote.information_requests.rules import CameBy, RequestKind
from wardmote.information_requests.rules import Outcome as Becomes
from wardmote.interventions import writes as interventions
from wardmote.interventions.rules import Area, Periods
from wardmote.meetings import writes as meetings
from wardmote.meetings.models import StandingItem
from wardmote.membership import writes as membership
from wardmote.membership.rules import MembershipKind, Way
from wardmote.minutes import writes as minutes
from wardmote.minutes.models import (
    Attendance,
    Decision,
    Item,
    Matter,
    Meeting,
    Original,
    Paragraph,
    SameMatter,
    Statement,
)
from wardmote.minutes.rules import AdoptedBy
from wardmote.people import writes as people
from wardmote.people.models import Holding, Person
from wardmote.people.rules import SeatKind
from wardmote.places.models import Place
from wardmote.policing import writes as policing
from wardmote.policing.rules import Manner, PostKind
from wardmote.priorities import writes as priorities
from wardmote.priorities.models import Priority
from wardmote.proposals import writes as proposals
from wardmote.public import reads as public_reads
from wardmote.public import writes as public
from wardmote.public.models import Release
from wardmote.register.reads import opened
from wardmote.register.rules import Marking
from wardmote.sittings import writes as sittings
from wardmote.sittings.models import Presence, Sitting, SittingItem
from wardmote.sittings.rules.sitting import EntryKind, Outcome
from wardmote.summons import writes as summons
from wardmote.summons.models import Delivery
from wardmote.updates import writes as updates
from wardmote.updates.models import UpdateLine

SECRET_NAME = "heronry.txt"  # of a confidential file


@pytest.fixture(autouse=True)
def at_that_time(time_machine, now):
    """The doors read the real clock; the signatures are of that day."""
    time_machine.move_to(now, tick=False)


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.TOWN = replace(settings.TOWN, folder=tmp_path)


def update_forms(planned, body, clerk, now):
    """A form of the police's update that is out, with the token of its link; and one that was given in."""
    form = updates.prepare(planned, by=clerk, now=now)
    later = minutes.plan_meeting(body, held_on=date(2022, 12, 20), starts=None, place=None, by=clerk, now=now)
    given = updates.prepare(later, by=clerk, now=now)
    typed = {"said_by": "Sgt Moss", "more": f"The {MARZIPAN} was eaten."}
    assert not updates.give_in(given.pk, typed=typed, anyway=True, version=None, link=None, by=clerk, now=now)
    before = set(Outgoing.objects.values_list("pk", flat=True))
    told = {"to_address": "dee@force.example", "officers": [], "front_door": "", "link_before": "to/"}
    updates.send_form(form.pk, **told, by=clerk, now=now)
    letter = opened(Outgoing.objects.exclude(pk__in=before).get(), "body")
    return form, given, re.search(r"to/([\w-]+)/", letter)[1]


@pytest.fixture
def town(take, clerk, member, unsigned, inspector, now, django_capture_on_commit_callbacks):
    """Two meetings, one planned, one release: and for each address the rows that it takes."""
    more = "It was agreed to buy a lamp. Recorded crime is lower than in Leek."
    take(FIRST.replace("There was nothing to report.", more), name=SECRET_NAME)
    people.add_person("Tansy Yarow", by=clerk, now=now)
    take(SECOND.replace("again.", "again. Cobblers Row was swept.", 1), name="second.txt")
    body = Meeting.objects.first().body
    planned = minutes.plan_meeting(body, held_on=date(2022, 12, 2), starts=None, place=None, by=clerk, now=now)
    paragraph = next(p for p in Paragraph.objects.all() if "locks" in opened(p, "text"))
    minutes.mark_paragraph(paragraph.pk, marking=Marking.PUBLIC, by=clerk, now=now)
    release = public.compose(public_reads.site(now=now), by=clerk, now=now)
    with django_capture_on_commit_callbacks(execute=True):
        public.approve(release.pk, by=member, now=now)
    theirs = actions.add("Clerk to write to the county", by=clerk, now=now)
    actions.move_on(theirs.pk, to=ActionState.AWAITING, grounds=Grounds(third_party="The county"), by=clerk, now=now)
    worked_on = Priority.objects.filter(marking="panel").first()
    measure = priorities.add_measure(worked_on.pk, words="Reports", counted="", by=clerk, now=now)
    pair = priorities.say(worked_on.pk, said="It is dark.", did="A lamp.", by=clerk, now=now)
    crime.choose_area("Market Drayton", by=clerk, now=now)
    claims = Statement.objects.filter(kind="claim", paragraph__meeting__held_on=date(2022, 7, 15))
    for claim in claims:
        crime.check_claim(claim.pk, found=FOUND, frozen_set=None, by=clerk, now=now)
    counts = [Supplied(SuppliedKind.HATE_CRIME, "2022-09", 7)]
    crime.supply(counts, supplied_by=f"The {MARZIPAN} desk", by=inspector, now=now)
    lamp, count = changed(by=clerk, now=now)
    letter = correspondence.leave("kit@trial.example", subject="The pack", body="", by=clerk, now=now)
    closed = next(p for p in Paragraph.objects.all() if MARZIPAN in opened(p, "text"))
    called = minutes.plan_meeting(body, held_on=date(2022, 12, 28), starts=None, place=None, by=clerk, now=now)
    meetings.freeze_agenda(called, by=clerk, now=now)
    supplement = {"title": "Late", "words": f"An arrest near the {MARZIPAN}.", "information_only": False}
    meetings.add_supplement(called, **supplement, by=clerk, now=now)
    called = Meeting.objects.select_related("body", "place").get(pk=called.pk)
    summons.summon(called, signed_by="Ada Clerk", title="Town Clerk", paper=b"%PDF", by=clerk, now=now)
    (numbered,) = copies.make(
        called, papers=[Made(Person.objects.get(pk=clerk.person_id), b"%PDF", [])], first=1, by=clerk, now=now
    )
    spending = Statement.objects.filter(kind="spending", marking="panel").first()
    told = {"how": AdoptedBy.RESOLUTION, "who": "Town Council", "told_in": "minute 45/22"}
    adopted = minutes.adopt(spending.pk, **told, adopted_on=now.date(), by=clerk, now=now)
    second = Meeting.objects.get(held_on=date(2022, 9, 16))
    item = Item.objects.filter(meeting=second).last()
    pairs = SameMatter.objects.order_by("pk")
    handover = people.plan_handover(
        Holding.objects.get(person_id=clerk.person_id),
        name="Fay Successor",
        email="fay@trial.example",
        from_on=now.date(),
        until_on=date(2022, 12, 1),
        by=clerk,
        now=now,
    )
    away = Person.objects.get(pk=seated("Gus Lost", "Chair", SeatKind.MEMBER, signed=False).person_id)
    Authenticator.objects.create(
        user=people.open_sign_in(away, email="gus@trial.example", password=None, by=clerk, now=now),
        type="totp",
        data={},
    )
    post = policing.add_post("PC, Ferncombe north", kind=PostKind.PC, by=clerk, now=now)
    beat = policing.fill_post(post.pk, manner=Manner.SUBSTANTIVE, name="PC Oak", from_on=now.date(), by=clerk, now=now)
    asked_police = {"on_behalf_of": "", "marking": Marking.PANEL, "link": "", "by": member, "now": now}
    question = policing.ask("Bicycles", words="How many were found?", **asked_police)
    reply = policing.answer(question.pk, words="Two.", said_by="Sgt Moss", by=clerk, now=now)
    form, given, token = update_forms(planned, body, clerk, now)
    sits = at_the_table(planned, member, by=clerk, now=now)
    room = in_the_room(body, clerk, member, now)
    asks = of_information(clerk, member, now)
    put = put_to_others(body, clerk, now)
    let_in = people.ask_let_in(away, why="Lost on the train.", recognised="At the office.", by=clerk, now=now)
    seat = Holding.objects.get(person=away)
    return {
        "desk:review": [second.pk],
        "desk:review-head": [second.pk],
        "desk:review-item": [second.pk, item.pk],
        "desk:review-marking": [second.pk, item.pk],
        "desk:review-sentence": [second.pk, Statement.objects.filter(paragraph__meeting=second, kind="claim")[0].pk],
        "desk:review-matter": [second.pk, pairs[1].pk],
        "desk:review-action": [second.pk, SameAction.objects.last().pk],
        "desk:review-name": [second.pk, Attendance.objects.get(meeting=second).pk],
        "desk:review-place": [second.pk, pair_id("Cobblers Row", "Cobbler Row")],
        "desk:review-missed": [second.pk],
        "desk:review-undo": [second.pk],
        "desk:lists-take-back": [second.pk],
        **{f"people:{name}": [away.pk] for name in ("edit", "give-seat", "contact", "spelling", "invite", "e-summons")},
        **{f"people:{name}": [away.pk] for name in ("stop-address", "ask-let-in")},
        **{f"people:{name}": [let_in.pk] for name in ("let-in", "confirm-let-in", "refuse-let-in")},
        **{f"people:{name}": [seat.pk] for name in ("move", "end", "reopen")},
        **{f"people:{name}": [handover.pk] for name in ("settle-handover", "undo-handover")},
        "people:seat": [seat.seat_id],
        **{f"updates:{name}": [form.pk] for name in ("update", "send", "fill", "word")},
        **{f"updates:{name}": [given.pk] for name in ("revoke", "reopen", "answer-live")},
        "updates:prepare": [planned.pk],
        "updates:form": [token],
        "updates:mark-line": [UpdateLine.objects.first().pk],
        **{f"policing:{name}": [question.pk] for name in ("question", "answer", "withdraw")},
        "policing:mark-reply": [reply.pk],
        **{f"policing:{name}": [post.pk] for name in ("change-post", "fill-post")},
        **{f"policing:{name}": [beat.pk] for name in ("holding", "take-back", "named-officer")},
        **sits,
        **year_of(body, unsigned, by=clerk, now=now),
        **room,
        **asks,
        **put,
        "confidentiality:person": [away.pk],
        "confidentiality:note-signature": [away.pk],
        "confidentiality:handover": [handover.pk],
        "law:kind": ["council"],
        "law:days": [2022],
        "law:set-day": [2022],
        "law:withdraw": [uuid4()],
        "desk:guide": ["clerk"],
        "desk:picture": ["pack"],
        "meetings:judge": [SameMatter.objects.first().pk],
        "meetings:meeting": [Meeting.objects.get(held_on=date(2022, 7, 15)).pk],
        "meetings:pack": [planned.pk],
        "meetings:tell": [planned.pk],
        **{f"summons:{name}": [called.pk] for name in ("steps", "summons-file", "notice", "notice-file")},
        "summons:do": [called.pk, "supplement"],
        **{f"copies:{name}": [called.pk] for name in ("copies", "print", "open-part")},
        **{f"copies:{name}": [numbered.pk] for name in ("copy", "take-back", "file")},
        "summons:deliver": [Delivery.objects.first().pk],
        "meetings:replan": [planned.pk],
        "meetings:agenda": [planned.pk],
        "meetings:returned": [planned.pk],
        "meetings:undo-agenda": [planned.pk],
        "meetings:change-item": [StandingItem.objects.first().pk],
        "meetings:original": [Original.objects.get(meeting__held_on=date(2022, 7, 15)).pk],
        "meetings:paragraph": [closed.pk],
        "meetings:settle": [spending.pk],
        "meetings:adopt": [spending.pk],
        "meetings:withdraw-adoption": [adopted.pk],
        "meetings:confirm": [Decision.objects.first().pk],
        "meetings:matter": [Matter.objects.filter(marking="panel").first().pk],
        "search:matter": [Matter.objects.filter(marking="panel").first().pk],
        "search:action": [Action.objects.filter(marking="panel").first().pk],
        "search:place": [Place.objects.first().pk],
        "meetings:settle-matter": [Matter.objects.filter(marking="panel").first().pk],
        "actions:action": [Action.objects.filter(marking="panel").first().pk],
        "actions:assign": [Action.objects.filter(marking="panel").first().pk],
        "actions:move-on": [Action.objects.filter(marking="panel").first().pk],
        **{f"actions:{name}": [theirs.pk] for name in ("undo", "chase", "answered", "mark")},
        "correspondence:try-again": [letter.pk],
        **{f"priorities:{name}": [worked_on.pk] for name in OF_A_PRIORITY},
        "priorities:remove-measure": [measure.pk],
        "priorities:change-said": [pair.pk],
        **{f"interventions:{name}": [lamp.pk] for name in OF_AN_INTERVENTION},
        "interventions:count": [lamp.pk, "control"],
        **{f"interventions:{name}": [count.pk] for name in ("correct", "take-back")},
        "actions:judge": [SameAction.objects.first().pk],
        "crime:kind": ["drugs"],
        **{f"crime:{name}": [claims[0].pk] for name in OF_A_CLAIM},
        "public:page": ["index.html"],
        "public:approve": [Release.objects.first().pk],
    }


def year_of(body, member, *, by, now):
    """A rhythm, a year that was planned at once, and a member's calendar address."""
    pattern = Pattern(Week.LAST, 4, frozenset({3, 6, 9, 12}))
    calendars.set_rhythm(body, pattern=pattern, starts=None, place=None, by=by, now=now)
    made = calendars.make_year(body, year=2024, by=by, now=now)
    token = calendars.make_feed(member.person_id, by=member, now=now)
    of_body = {name: [body.pk] for name in ("rhythm", "change-day", "make-year", "mark-days")}
    rows = {**of_body, "year": [2022], "body-year": [2022, body.pk], "digest-for": [member.person_id], "feed": [token]}
    rows |= {"take-away": [made.pk], "meeting-file": [made.days.first().meeting_id]}
    return {f"calendars:{name}": args for name, args in rows.items()}


def at_the_table(planned, member, *, by, now):
    """A place, a substitute, terms of reference and a request that an officer come; the addresses of each."""
    told = {"by": by, "now": now}
    body, person = planned.body, Person.objects.get(pk=member.person_id)
    kind = MembershipKind.MEMBER
    place = membership.add_membership(body, seat=None, person=person, kind=kind, from_on=date(2022, 5, 1), **told)
    other = Person.objects.get(pk=by.person_id)
    substitute = membership.name_substitute(place.pk, person=other, meeting=planned, **told)
    adopted = {"adopted_by": body, "adopted_on": date(2022, 5, 1), "review_on": None}
    terms = membership.adopt_terms(body, text="To advise.", **adopted, **told)
    asked = {"why": "The lights.", "asked_on": now.date(), "how": Way.TELEPHONE}
    request = membership.ask_officer(planned, who="The engineer", **asked, **told)
    elsewhere = membership.note_elsewhere(person, attended_on=date(2022, 6, 1), where="Full council", **told)
    approved = {"resolved_on": date(2022, 11, 1), "until_on": None, "reason": f"The {MARZIPAN} operation"}
    reason = membership.approve_reason(person, body=body, **approved, **told)
    held = Meeting.objects.get(held_on=date(2022, 7, 15))
    token = membership.link_apology(planned, person=person, **told)
    sent = membership.note_apology(planned, person=other, why=f"The {MARZIPAN}", how=Way.PAPER, **told)
    return {
        "membership:apology": [token],
        **{f"membership:{name}": [planned.pk] for name in ("note-apology", "apologise")},
        "membership:settle-apology": [sent.pk],
        **{f"membership:{name}": [body.pk] for name in ("attendance", "download")},
        **{f"membership:{name}": [person.pk] for name in ("person", "elsewhere", "approve")},
        "membership:who-came": [held.pk],
        "membership:correct": [held.pk, person.pk],
        "membership:take-back-elsewhere": [elsewhere.pk],
        "membership:take-back-reason": [reason.pk],
        **{f"membership:{name}": [body.pk] for name in ("body", "add", "adopt-terms")},
        **{f"membership:{name}": [place.pk] for name in ("change", "take-back", "substitute")},
        "membership:take-back-substitute": [substitute.pk],
        "membership:terms": [terms.pk],
        "membership:ask": [planned.pk],
        **{f"membership:{name}": [request.pk] for name in ("answer", "chase")},
    }


def of_information(clerk, member, now):
    """A request that the member reviews, of which all was decided, with an answer; the addresses of each."""
    told = {"received_on": now.date(), "came_by": CameBy.EMAIL, "asked_by": f"The {MARZIPAN} guild"}
    kind = RequestKind.FREEDOM_OF_INFORMATION
    row = asked.note(kind, **told, asked=f"All about {QUILLWORT}.", by=clerk, now=now)
    asked.name_reviewer(row.pk, person_id=member.person_id, by=clerk, now=now)
    asked.look(row.pk, words=[QUILLWORT], person=None, by=clerk, now=now)
    asked.look_again(row.pk, by=member, now=now)
    for find in asked_reads.request_found(row.pk, viewer=clerk, now=now).finds:
        asked.decide(find.row.pk, decision=asked.Decision(Becomes.OUTSIDE), by=clerk, now=now)
        asked.agree(find.row.pk, by=member, now=now)
    shown = asked_reads.request_found(row.pk, viewer=clerk, now=now)
    answer = asked.make_answer(shown, pdf=b"%PDF", word=b"PK", by=clerk, now=now)
    rows = {name: [row.pk] for name in (*OF_A_REQUEST, "name-reviewer")}
    rows |= {name: [shown.finds[0].row.pk] for name in ("find", "undo", "police", "review")}
    rows |= {name: [answer.pk] for name in ("answer-file", "send", "take-back-answer")}
    return {f"information_requests:{name}": args for name, args in rows.items()}


def put_to_others(body, clerk, now):
    """A proposal that waits in one place and was answered in another, disputed and expected; one claim is closed."""
    by, day = {"by": clerk, "now": now}, {"said_on": now.date()}
    put = proposals.Put(asked_on=now.date(), outside="The county")
    row = proposals.propose("A lamp in the alley", from_body=body, put=put, **by)
    waits = row.askings.get()
    told = proposals.ask(row.pk, put=proposals.Put(asked_on=now.date(), outside="The owner"), **by)
    secret = f"A man was arrested with the {MARZIPAN}."
    one = proposals.claim(row.pk, said_by="The county", words="It is approved.", **day, **by)
    proposals.claim(row.pk, said_by="The police", words=secret, at_odds_with=[one.pk], **day, **by)
    odds = row.entries.get(kind="at odds")
    expected = proposals.expect(row.pk, words="Lit by spring", said_by="The county", look_on=now.date(), **day, **by)
    answered = proposals.answer(told.pk, words="Yes.", **day, **by)
    entries = {"seen": answered, "settle": odds, "became": expected, "correct": one, "take-back": one}
    return {
        **{f"proposals:{name}": [row.pk] for name in OF_A_PROPOSAL},
        **{f"proposals:{name}": [waits.pk] for name in OF_AN_ASKING},
        **{f"proposals:{name}": [entry.pk] for name, entry in entries.items()},
    }


def in_the_room(body, clerk, member, now):
    """A meeting that sits: something decided, something confidential, two texts of one entry, an interest."""
    by = {"by": clerk, "now": now}
    meeting = minutes.plan_meeting(body, held_on=now.date(), starts=None, place=None, **by)
    here = [clerk.person_id, member.person_id]
    sitting = sittings.open_sitting(meeting.pk, here=here, chair=None, **by)
    first, second, *_ = SittingItem.objects.filter(sitting=sitting)

    def type_in(text, kind=EntryKind.PARAGRAPH, entry=None):
        typing = sittings.Typing(entry or uuid4(), second.pk, kind, text, uuid4())
        return sittings.save(sitting.pk, typing=typing, **by)

    secret = type_in(f"A man was arrested with the {MARZIPAN}.").entry
    clash = type_in(f"A man was arrested with two {MARZIPAN}s.", entry=secret.pk).clash
    motion = type_in("to fit a lamp", kind=EntryKind.DECISION).entry
    declared = sittings.declare(first.pk, who=member.person_id, outcome=Outcome.STAYS, **by)
    rows = {name: [sitting.pk] for name in ("sitting", "changes", "adjourn", "room", "reminder", "save", "close")}
    rows |= {name: [motion.pk] for name in OF_AN_ENTRY}
    rows |= {"open": [meeting.pk], "declare": [first.pk], "spoken": [declared.pk], "settle": [clash.pk]}
    rows |= {"take-back": [Presence.objects.first().pk]}
    assert Sitting.objects.count() == 1
    return {f"sittings:{name}": args for name, args in rows.items()}


def changed(*, by, now):
    """An intervention with what was agreed of it and one count; and another that only the signed may see."""
    told = {"from_on": date(2022, 9, 1), "by": by, "now": now}
    interventions.keep("A lamp", where="The alley", loses=f"A resident of {QUILLWORT}", **told)
    row = interventions.keep("A lamp", where="The alley", **told)
    periods = Periods(date(2022, 8, 1), date(2022, 8, 31), date(2022, 9, 1))
    words = {"better": "Calls", "counter": "The warden", "how": "Each night"}
    interventions.agree(row.pk, **words, periods=periods, by=by, now=now)
    of = {"area": Area.PLACE, "before": 3, "after": None, "counted_by": "The warden", "how": "Each night"}
    (count,) = interventions.count(row.pk, **of, by=by, now=now)
    return row, count

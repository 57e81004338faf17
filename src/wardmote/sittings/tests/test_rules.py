"""The rules of the room, without a database."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardmote.documents.tree import StatementKind
from wardmote.minutes.rules import AsTyped
from wardmote.sittings.rules import composing, telling
from wardmote.sittings.rules.composing import Part, Under, Whole, composed
from wardmote.sittings.rules.deciding import Manner, Motion, NotDecided, Vote, decided
from wardmote.sittings.rules.one_line import nil_return
from wardmote.sittings.rules.presence import Attendee, Noted, Quorum, attendees, quorum
from wardmote.sittings.rules.sitting import PresenceKind

AT = datetime(2022, 12, 2, 10, 15, tzinfo=UTC)
PEOPLE = [UUID(int=n) for n in range(1, 7)]


def somebody(who, **more):
    told = {"votes": True, "here": True, "remote": False, "came": (AT,), "left": (), "apology": False}
    return Attendee(who, f"Member {who.int}", **(told | more))


def test_the_log_says_who_is_here_however_often_they_go():
    kinds = [PresenceKind.APOLOGY, PresenceKind.CAME, PresenceKind.CAME, PresenceKind.LEFT, PresenceKind.CAME]
    log = [Noted(PEOPLE[0], kind, AT + timedelta(minutes=n), "Ben", votes=True) for n, kind in enumerate(kinds)]
    (ben,) = attendees(log)
    assert (ben.here, ben.apology, len(ben.came), len(ben.left)) == (True, False, 2, 1)
    (ben,) = attendees(log[:1])
    assert (ben.here, ben.apology) == (False, True)


@pytest.mark.parametrize(("members", "here", "met"), [(6, 3, True), (6, 2, False), (12, 4, True), (12, 3, False)])
def test_a_third_and_never_fewer_than_three(members, here, met):
    everybody = [UUID(int=n) for n in range(1, members + 1)]
    assert quorum(everybody, [somebody(who) for who in everybody[:here]]).met is met


def test_neither_video_nor_a_seat_without_a_vote_counts():
    room = [somebody(PEOPLE[0]), somebody(PEOPLE[1], remote=True), somebody(PEOPLE[2], votes=False)]
    assert quorum(PEOPLE, room).here == 1


def put(motion, **more):
    room = [somebody(who) for who in PEOPLE[:4]]
    told = {"here": room, "quorum": Quorum(6, 4, 3), "chair": PEOPLE[0], "out": frozenset(), "information_only": False}
    return decided(motion, **(told | more))


def test_a_tie_is_lost_unless_the_chair_casts():
    hands = {"manner": Manner.HANDS, "hands": (2, 2, 0)}
    assert not put(Motion(**hands)).carried
    assert put(Motion(**hands, casting=Vote.FOR)).carried
    with pytest.raises(NotDecided, match="in the chair"):
        put(Motion(**hands, casting=Vote.FOR), chair=PEOPLE[5])


def test_who_left_for_an_interest_takes_no_part():
    out = {"out": frozenset({PEOPLE[1]})}
    for motion in (
        Motion(mover=PEOPLE[1]),
        Motion(seconder=PEOPLE[1]),
        Motion(manner=Manner.RECORDED, votes={PEOPLE[1]: Vote.FOR}),
        Motion(manner=Manner.HANDS, hands=(4, 0, 0)),
    ):
        put(motion)
        with pytest.raises(NotDecided):
            put(motion, **out)


@pytest.mark.parametrize(
    ("line", "source", "period"),
    [
        ("No hate crime, police, October", "police", "October"),
        ("No complaints, 1 Oct to 15 Nov, the Clerk", "the Clerk", "1 Oct to 15 Nov"),
        ("Speed checks: none, Sgt Moss", "Sgt Moss", ""),
    ],
)
def test_a_nil_return_says_who_and_when_in_either_order(line, source, period):
    told = nil_return(line, today=AT.date())
    assert (told.source, told.period) == (source, period)


def test_a_period_across_two_months():
    told = nil_return("No complaints, police, 1 Oct to 15 Nov", today=AT.date())
    assert (told.from_on.isoformat(), told.until_on.isoformat()) == ("2022-10-01", "2022-11-15")


def test_who_was_there_late_and_when_too_few_were():
    def clock(at):
        return f"{at:%H:%M}"

    late = somebody(PEOPLE[0], came=(AT + timedelta(minutes=25),))
    gone = somebody(PEOPLE[1], here=False, left=(AT + timedelta(minutes=40),))
    stays = somebody(PEOPLE[2])
    told = telling.comings([late, gone, stays], opened_at=AT, clock=clock)
    assert told == ["Member 1 came at 10:40.", "Member 2 left at 10:55."]
    told = telling.inquorate([late, gone, stays], needed=3, opened_at=AT, clock=clock)
    assert told == [
        "From 10:15 to 10:40 fewer than 3 with a vote were in the room.",
        "From 10:55 to the end fewer than 3 with a vote were in the room.",
    ]


def whole(parts):
    told = {"present": [("Ben Member", "Mayor")], "in_attendance": [], "apologies": []}
    items = [Under("1", "Apologies", [], []), Under("2", "Other issues", ["Ben declared an interest."], parts)]
    ends = {"before": ["The meeting opened at 10:15am."], "after": ["The meeting closed at 11am."]}
    return Whole("A panel", AT, "Friday 2 December 2022", "Long Room", **told, items=items, **ends)


LINES = st.text(st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\x85  "), max_size=60)


@given(st.lists(st.lists(LINES, min_size=1, max_size=3).map("\n".join), max_size=4))
def test_the_composed_notes_hold_every_word_in_its_place(texts):
    """The blocks joined are the text, each stands where it says, and nothing that was typed is left out."""
    parts = [Part(text, AsTyped("confidential")) for text in texts if text.strip()]
    document, known = composed(whole(parts))
    assert document.reprint() == document.reading_text
    for block in document.blocks():
        assert document.reading_text[block.at.start : block.at.end] == block.text
        for one in block.statements:
            assert document.reading_text[one.span.start : one.span.end].strip() == one.text.strip()
    for text in texts:
        for line in filter(None, (line.strip() for line in text.splitlines())):
            assert line in document.reading_text
    typed = [one for one in known.values() if one is not composing.OURS]
    assert all(one.marking == "confidential" for one in typed)


def test_who_was_typed_as_saying_it_is_who_said_it():
    document, _ = composed(whole([Part("Crime is lower than in Oxbarrow.", AsTyped("panel"), said_by="Sgt Moss")]))
    (claim,) = [s for s in document.statements() if s.kind is StatementKind.CLAIM]
    assert claim.said_by == "Sgt Moss" and "Sgt Moss: Crime" in document.reading_text

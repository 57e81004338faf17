"""The form without a database: which sentences it makes, which it doubts, and how a Word file of it is read back."""

from datetime import date

import pytest

from wardmote.documents.agenda_file import AgendaFile, Line
from wardmote.updates.rules import (
    CARD,
    Ask,
    DoubtKind,
    FigureLine,
    FormContext,
    Known,
    LineDraft,
    NotThisForm,
    Part,
    doubts_of,
    lines_of,
    printed,
    read_back,
    sections,
)

ABOUT = FormContext(
    meeting="28 October 2022",
    asks=(Ask("BCDFGHJK", "Watch Weir Lane", "", False),),
    figures=(FigureLine("burglary", "Burglary is lower than in Oxbarrow, 12 months to August 2022."),),
    posts=("PC, Ferncombe north: vacant since 1 Sep 2022",),
    officers=("Inspector",),
    front_door="",
    since_on=date(2022, 9, 16),
    until_on=date(2022, 10, 25),
)
KNOWN = Known(places=frozenset({"Larkspur Meadow", "Tansy Vale"}), premises=frozenset({"Golden Fleece"}))


def said(**typed):
    return [(line.part, line.words, line.said_by) for line in lines_of({"said_by": "Insp Oak", **typed}, ABOUT)]


def test_an_empty_form_says_nothing_and_no_nought():
    assert said() == []


def test_each_blank_becomes_a_sentence_with_who_said_it():
    told = said(
        ask_bcdfghjk="in progress",
        told_bcdfghjk="Twice so far.",
        figure_burglary="on",
        nil_demand="on",
        nil_until="2022-10-20",
        plans="0",
        premises_planned="4",
        referral_children="1-4",
        arrests="5+",
        officer_0="apologies",
        more="Drive slowly. Sgt Moss: Bikes are marked on Friday.",
    )
    assert [words for _, words, _ in told] == [
        "Watch Weir Lane: in progress.",
        "Twice so far.",
        "Burglary is lower than in Oxbarrow, 12 months to August 2022.",
        "No specific locations or addresses were associated with demand callers, from 16 Sep 2022 to 20 Oct 2022.",
        "Cuckooing plans in place: 0.",
        "Checks of premises: 4 planned.",
        "Referrals, children at risk: 1-4.",
        "Arrests since the last meeting: 5+.",
        "Inspector: sends apologies.",
        "Drive slowly.",
        "Sgt Moss: Bikes are marked on Friday.",
    ]
    assert {who for *_, who in told} == {"Insp Oak"}
    parts = [part for part, *_ in said(premises_done="4", plans="0", premises_themes="Sales.", posts="A PC left.")]
    assert parts == sorted(parts, key=list(Part).index)  # each part of the form stands together
    assert said(more="Sgt Moss: Bikes are marked on Friday.") == [
        (Part.MORE, "Bikes are marked on Friday.", "Sgt Moss")
    ]


def kinds(sentence, key="more", **typed):
    line = LineDraft(Part.MORE, key, sentence, "Insp Oak", free=True)
    return {doubt.kind for doubt in doubts_of(line, typed=typed, known=KNOWN)}


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Mr Vale was spoken to.", DoubtKind.NAME),
        ("A referral was made for pupil Kit.", DoubtKind.NAME),
        ("The boy, Ned Sorrel, was taken home.", DoubtKind.NAME),
        ("A van, AB12 CDE, was stopped.", DoubtKind.NAME),
        ("There were calls to 12 Weir Lane.", DoubtKind.ADDRESS),
        ("Flat 3 is visited each day.", DoubtKind.ADDRESS),
        ("The post code is TF9 1AB.", DoubtKind.ADDRESS),
        ("Kit Sorrel was seen again.", DoubtKind.PERHAPS_NAME),
        ("Only one individual is on a plan.", DoubtKind.ONE),
        ("A man was arrested.", DoubtKind.ONE),
        ("There was one arrest.", DoubtKind.ONE),
        ("Crime is lower.", DoubtKind.COMPARISON),
        ("Crime is below that of a comparable town.", DoubtKind.COMPARISON),
        ("There are no demand callers.", DoubtKind.NOBODY),
        ("Nobody has complained.", DoubtKind.NOBODY),
    ],
)
def test_what_cannot_be_supported_is_found(sentence, kind):
    assert kind in kinds(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "PC Oak has joined the team, and Sgt Moss covers for Oxbarrow.",
        "Cllr Vane and Inspector Larkwhistle walked round Market Square.",
        "Operation Lantern goes on in Weir Lane.",
        "Bicycles were marked in Larkspur Meadow.",
        "Officers stopped 12 vehicles on the High Street.",
        "Burglary is lower than in Oxbarrow.",
        "The school refers early.",
    ],
)
def test_what_can_be_said_is_let_through(sentence):
    assert kinds(sentence) == set()


def test_premises_are_not_named_among_the_checks_and_a_nil_that_is_ticked_is_supported():
    assert kinds("Two checks at the Golden Fleece.", "premises_themes") == {DoubtKind.PREMISES}
    assert kinds("Two checks at the Red Lion.", "premises_themes") == {DoubtKind.PREMISES}
    assert kinds("Sales to those under age.", "premises_themes") == set()
    assert kinds("There are no demand callers.", nil_demand="on") == set()
    assert kinds("There were no arrests.", arrests="0") == set()
    assert {kind for kind in DoubtKind if kind.never} == {DoubtKind.NAME, DoubtKind.ADDRESS, DoubtKind.PREMISES}


# The Word file


PARTS = sections(ABOUT)
BLANKS = {blank.key: blank for part in PARTS for blank in part.blanks}
WRITTEN = [part.title for part in PARTS] + [note for part in PARTS for note in part.notes]


def file_with(*, marks=True, card=f"{CARD}MMMMMMMM", **answers):
    """The form as it comes back; an answer in a tuple has lines below its blank."""
    lines = []
    for part in PARTS:
        lines += [Line(part.title, heading=True), *(Line(note) for note in part.notes)]
        for blank in part.blanks:
            first, *more = answers.get(blank.key, ("",))
            text = (
                printed(blank).replace("[  ]", f"[{first}]")
                if "[  ]" in printed(blank)
                else f"{printed(blank)} {first}"
            )
            lines.append(Line(text, marks=(f"wm_b_{blank.key}",) if marks else ()))
            lines += [Line(one) for one in more]
    return AgendaFile(card, tuple(lines))


def back(file):
    return read_back(file, PARTS, reference="MMMMMMMM", written=WRITTEN)


FILLED = {
    "said_by": ("Insp Oak",),
    "ask_bcdfghjk": ("waiting for others",),
    "figure_burglary": ("x",),
    "plans": ("1 – 4",),
    "nil_from": ("3rd October 2022",),
    "premises_done": ("2",),
    "more": ("Bikes are marked.", "Drive slowly."),
}
TYPED = {
    "said_by": "Insp Oak",
    "ask_bcdfghjk": "waiting",
    "figure_burglary": "on",
    "plans": "1-4",
    "nil_from": "2022-10-3",
    "premises_done": "2",
    "more": "Bikes are marked.\nDrive slowly.",
}


@pytest.mark.parametrize("marks", [True, False], ids=["bookmarks", "bookmarks lost"])
def test_a_file_is_read_back_blank_by_blank(marks):
    read = back(file_with(marks=marks, **FILLED))
    assert read.typed == TYPED and read.unread == ()


def test_what_fits_no_blank_is_kept_as_a_sentence():
    read = back(
        file_with(plans=("two, I think",), nil_demand=("", "We looked at it twice."), premises_done=("2", "Good."))
    )
    assert read.unread == ("We looked at it twice.", "Plans in place: two, I think", "Good.")
    assert read.typed == {"premises_done": "2"}


def test_another_form_and_no_form_are_refused():
    with pytest.raises(NotThisForm, match="another meeting"):
        back(file_with(card=f"{CARD}XXXXXXXX"))
    with pytest.raises(NotThisForm, match="not the form"):
        back(AgendaFile("", (Line("Minutes of the parish council"),)))

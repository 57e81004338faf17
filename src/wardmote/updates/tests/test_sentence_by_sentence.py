"""An update of the shape of a real one, sentence for sentence, its people and places invented: what becomes of each."""

import pytest
from django.test import Client
from django.urls import reverse

from wardmote.actions import writes as actions
from wardmote.meetings.agenda import agenda
from wardmote.updates import reads
from wardmote.updates.models import UpdateForm, UpdateLine
from wardmote.updates.rules import DoubtKind, Known, LineDraft, Part, doubts_of

PLACES = Known(frozenset({"Weir Lane", "Larkspur Meadow"}))
SAID = {  # as it is said aloud, from memory; each with what comes back to whoever said it
    "Crime figures are below comparative town.": {DoubtKind.COMPARISON},
    "No address or street stood out among those who ring often.": {DoubtKind.NOBODY},
    "We call daily on only one individual whose home was cuckooed.": {DoubtKind.ONE},
    "Earlier cuckooing plans worked, and a few people have left town.": set(),
    "Average speed cameras along the A99 are being considered.": set(),
    "Another PC joins the team before Christmas.": set(),
    "The council will meet him at its January sitting.": set(),
    "The CSO post is being filled; neighbouring teams lend somebody meanwhile.": set(),
    "Everybody is asked to report crimes: what is reported helps to build cases.": set(),
    "Action is taken in all cases of domestic abuse; in most an arrest is made.": set(),
    "There has been an increase in calls, because callers trust that we act.": {DoubtKind.COMPARISON},
    "The use of drugs sold on licensed premises was discussed.": set(),
    "Spot checks will be carried out by the local team.": set(),
    "Larkspur School is very proactive and makes referrals when it has concerns.": set(),
    "An individual who ran drugs for a county line was arrested in spring.": {DoubtKind.ONE},
    "Anti-social behaviour in Larkspur Meadow has improved since the benches were removed.": {DoubtKind.COMPARISON},
}


@pytest.mark.parametrize(("sentence", "kinds"), SAID.items(), ids=[words[:30] for words in SAID])
def test_what_comes_back_of_each_sentence_as_it_was_said(sentence, kinds):
    line = LineDraft(Part.MORE, "more", sentence, "Insp Larkwhistle", free=True)
    found = list(doubts_of(line, typed={}, known=PLACES))
    assert {doubt.kind for doubt in found} == kinds
    assert not any(doubt.kind.never for doubt in found)


SAYS = {
    DoubtKind.COMPARISON: "It compares, and does not say with what. Use a figure that is ready above",
    DoubtKind.NOBODY: "It says that there was none, and no line of the form says so. Tick the nil return",
    DoubtKind.ONE: "It counts one: in a small town, one is somebody. Say “1-4”, or “some”.",
}


def test_said_from_memory_it_comes_back_and_mended_it_is_a_draft_item(
    frozen, send, meeting, clerk, inspector, unsigned, now, time_machine
):
    time_machine.move_to(now, tick=False)
    asked = actions.add("Inspector to watch Weir Lane by 1 December", by=clerk, now=now)
    door = reverse("updates:form", args=[send()])
    first = {"said_by": "Insp Larkwhistle", "more": "\n".join(SAID), "do": "send"}
    page = Client().post(door, first)
    assert page.status_code == 422 and not UpdateLine.objects.exists()
    shown = page.content.decode()
    for sentence, kinds in SAID.items():
        assert all(f"“{sentence}” {SAYS[kind]}" in shown for kind in kinds), sentence
        assert (f"“{sentence}”" in shown) == bool(kinds), sentence
    # What is said of figures is held against them: six towns were declared before, three are higher, one is lower.
    assert "Of 6 comparisons: 3 support it, 1 speaks against it, 2 do not show it." in shown
    assert "lower than Leek, Leominster and Nantwich; higher than Uttoxeter" in shown

    kept = [sentence for sentence, kinds in SAID.items() if not kinds]
    mended = {
        "said_by": "Insp Larkwhistle",
        f"ask_{asked.reference.lower()}": "in progress",
        "figure_all_crime": "on",
        "posts": "\n".join(kept[2:5]),
        "nil_demand": "on",
        "plans": "1-4",
        "premises_planned": "4",
        "premises_themes": "Sales of drugs on licensed premises.",
        "referral_children": "1-4",
        "arrests": "1-4",
        "live": "not known",
        "officer_0": "comes",
        "more": "\n".join([*kept[:2], *kept[5:]]),
        "do": "send",
    }
    page = Client().post(door, mended)
    assert page.status_code == 200, page.content.decode()
    told = {line.part: [] for line in reads.lines_told(meeting, viewer=inspector, now=now)}
    for line in reads.lines_told(meeting, viewer=inspector, now=now):
        told[line.part].append(line.words)
    assert told.pop(Part.NIL)[0].startswith("No specific locations or addresses were associated with demand callers")
    assert told.pop(Part.FIGURES) == [next(one.words for one in reads.figures_ready() if one.key == "all_crime")]
    assert told == {
        Part.ASKS: ["Inspector to watch Weir Lane by 1 December: in progress."],
        Part.TEAM: kept[2:5],
        Part.PLANS: ["Cuckooing plans in place: 1-4."],
        Part.PREMISES: ["Checks of premises: 4 planned.", "Sales of drugs on licensed premises."],
        Part.REFERRALS: ["Referrals, children at risk: 1-4."],
        Part.PROCEEDINGS: ["Arrests since the last meeting: 1-4."],
        Part.OFFICERS: ["Inspector: comes."],
        Part.MORE: [*kept[:2], *kept[5:]],
    }
    assert set(UpdateLine.objects.values_list("marking", "doubt")) == {("confidential", "")}
    assert UpdateForm.objects.get().live == "not known"
    drafts = [item.carried[0] for item in agenda(meeting, viewer=clerk, now=now).items if item.carried]
    assert "Policing update" in [draft.title for draft in drafts]
    assert reads.lines_told(meeting, viewer=unsigned, now=now) == []

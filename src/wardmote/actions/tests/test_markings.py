"""How far an action goes, and what was typed or has happened of it: as far as the strictest of it all."""

from datetime import date
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from tests.notes import SECOND
from wardmote.actions import reads, writes
from wardmote.actions.models import Action, Change, Chase, Mention, SameAction, Step
from wardmote.actions.rules import (
    ActionState,
    Grounds,
    MarkedWithNotes,
)
from wardmote.meetings import writes as meetings
from wardmote.minutes.rules import NotJoined
from wardmote.register.models import Event
from wardmote.register.rules import Marking

S = ActionState


def kept():
    tables = (Action, Step, Chase, Change, Event)
    return [list(table.objects.order_by("pk").values()) for table in tables]


def history_markings(action):
    return {row.marking for table in (Step, Chase, Change) for row in table.objects.filter(action=action)}


def test_what_happened_is_marked_as_the_action_is(action, clerk, unsigned, now):
    writes.chase(action.pk, by=clerk, now=now)
    paragraph = Mention.objects.get(action=action).paragraph
    for marking in (Marking.CONFIDENTIAL, Marking.PANEL):
        meetings.mark_paragraph(paragraph.pk, marking=marking, by=clerk, now=now)
        assert history_markings(action) == {marking.value}
        seen = Step.objects.visible_to(unsigned, now=now).filter(action=action).exists()
        assert seen == (marking is Marking.PANEL)


def test_an_action_of_the_notes_is_marked_with_them_alone(action, clerk, now):
    before = kept()
    with pytest.raises(MarkedWithNotes):
        writes.mark(action.pk, marking=Marking.PUBLIC, by=clerk, now=now)
    assert kept() == before
    typed = writes.add("Clerk to look", by=clerk, now=now)
    writes.chase(typed.pk, by=clerk, now=now)
    writes.mark(typed.pk, marking=Marking.CONFIDENTIAL, by=clerk, now=now)
    assert history_markings(typed) == {"confidential"}


@pytest.fixture
def joined(action, take, clerk, now):
    """One that was typed as confidential, joined with a milder sentence of the next notes."""
    typed = writes.add("Clerk to ask at number nine", marking=Marking.CONFIDENTIAL, by=clerk, now=now)
    writes.chase(typed.pk, words="Nobody came.", by=clerk, now=now)
    take(SECOND, name="second.txt")
    same = next(s for s in SameAction.objects.all() if s.earlier_id == action.pk)
    SameAction.objects.filter(pk=same.pk).update(earlier=typed)
    return writes.join(same.pk, by=clerk, now=now)


def test_what_was_typed_in_confidence_stays_so_whatever_joins_it(joined, clerk, now):
    typed, paragraph = joined.earlier, Mention.objects.get(action=joined.earlier).paragraph
    meetings.mark_paragraph(paragraph.pk, marking=Marking.PUBLIC, by=clerk, now=now)
    assert {Action.objects.get(pk=typed.pk).marking} | history_markings(typed) == {"confidential"}
    writes.part(joined.pk, by=clerk, now=now)
    assert {Action.objects.get(pk=typed.pk).marking} | history_markings(typed) == {"confidential"}
    assert Action.objects.get(pk=joined.later_id).marking == "public"
    writes.mark(typed.pk, marking=Marking.PANEL, by=clerk, now=now)  # the deed on its own page
    assert {Action.objects.get(pk=typed.pk).marking} | history_markings(typed) == {"panel"}


def test_two_are_not_parted_over_a_date_that_was_changed_since(joined, clerk, now):
    told = {"seat": None, "person": None, "due_on": date(2023, 2, 1), "by": clerk, "now": now}
    writes.assign(joined.earlier_id, **told)
    before = kept()
    with pytest.raises(NotJoined, match="changed since"):
        writes.part(joined.pk, by=clerk, now=now)
    assert kept() == before


@pytest.mark.parametrize("told", [{"what": "Write to the victim."}, {"owner_words": "A resident"}], ids=str)
def test_words_typed_later_close_an_action_until_it_is_marked(action, clerk, now, told):
    paragraph = Mention.objects.get(action=action).paragraph
    writes.assign(action.pk, seat=None, person=None, due_on=None, **told, by=clerk, now=now)
    meetings.mark_paragraph(paragraph.pk, marking=Marking.PANEL, by=clerk, now=now)
    assert {Action.objects.get(pk=action.pk).marking} | history_markings(action) == {"confidential"}
    writes.mark(action.pk, marking=Marking.PANEL, by=clerk, now=now)
    assert Action.objects.get(pk=action.pk).marking == "panel"


def test_what_was_noted_of_a_person_stays_closed_when_the_action_is_opened(action, clerk, now):
    writes.move_on(action.pk, to=S.DONE, grounds=Grounds(note="The suspect moved away."), by=clerk, now=now)
    paragraph = Mention.objects.get(action=action).paragraph
    for marking in (Marking.CONFIDENTIAL, Marking.PUBLIC):
        meetings.mark_paragraph(paragraph.pk, marking=marking, by=clerk, now=now)
        assert Step.objects.get(action=action, became=S.DONE.value).marking == "confidential"
    assert Action.objects.get(pk=action.pk).marking == "public"


def test_the_upgrade_keeps_how_far_a_typed_action_goes(joined, action):
    of_each = dict(Action.objects.values_list("pk", "typed_marking"))
    assert [pk for pk, typed in of_each.items() if typed != "public"] == [joined.earlier_id]
    Action.objects.update(typed_marking="public")
    import_module("wardmote.actions.migrations.0004_typed_marking").as_typed(apps, connection.schema_editor())
    assert dict(Action.objects.values_list("pk", "typed_marking")) == of_each


def test_joined_the_history_of_both_is_told_with_the_earlier(action, take, clerk, now):
    take(SECOND, name="second.txt")
    same = next(s for s in SameAction.objects.all() if s.earlier_id == action.pk)
    writes.chase(action.pk, by=clerk, now=now)
    writes.assign(same.later_id, seat=None, person=None, due_on=None, why="Asked.", by=clerk, now=now)
    Action.objects.filter(pk=same.later_id).update(marking="confidential")
    writes.join(same.pk, by=clerk, now=now)
    page = reads.action_page(action.pk, viewer=clerk, now=now)
    assert {h.row.action_id for h in page.history} == {same.earlier_id, same.later_id}
    assert history_markings(action) | history_markings(same.later) == {"confidential"}

"""Where words stand: for each kind of text the rows that the viewer may see, as their own room gives them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, UUIDField
from django.db.models.functions import Length

from wardmote.actions import reads as actions
from wardmote.actions.models import Action, Chase, Mention, Step
from wardmote.documents.tree import BlockKind
from wardmote.interventions.models import Intervention
from wardmote.meetings.models import AgendaItem, AgendaSupplement, AgendaVersion
from wardmote.membership.models import TermsOfReference
from wardmote.minutes import reads as minutes
from wardmote.minutes.models import Correction, Item, Matter, Paragraph
from wardmote.minutes.rules import NOTES_IN
from wardmote.policing.models import Question, Reply
from wardmote.priorities.models import Priority, PriorityNote
from wardmote.register.rules import Viewer
from wardmote.seals.envelope import EMPTY_BYTES
from wardmote.search.rules import Kind
from wardmote.updates.models import UpdateLine

NOT_SEARCHED = [kind.value for kind in (BlockKind.TITLE, BlockKind.ATTENDANCE, BlockKind.FRONT_MATTER)]
BETWEEN = " – "  # the columns of one row


@dataclass(frozen=True, slots=True)
class Source:
    """One kind of text: its rows, the sealed columns that are searched, and where the rest is found from a row.

    Paths are Django's, with two underscores. An empty one: such a row has none.
    """

    kind: Kind
    model: type[Any]
    columns: tuple[str, ...]
    rows: Callable[[Viewer, datetime], QuerySet[Any]]
    days: tuple[str, ...]  # the first that is there is the day of the text
    page: str  # the name of the address that shows it
    page_of: str = "pk"  # and whose id stands in that
    paragraph: str = ""  # where on that page
    meeting: str = ""
    body: str = ""
    item: str = ""
    position: str = ""

    @property
    def label(self) -> str:
        """The table, as the index names it."""
        return str(self.model._meta.label_lower)


def _seen(model: Any) -> Callable[[Viewer, datetime], QuerySet[Any]]:
    return lambda viewer, now: model.objects.visible_to(viewer, now=now)


def _paragraphs(viewer: Viewer, now: datetime) -> QuerySet[Any]:
    return Paragraph.objects.visible_to(viewer, now=now).exclude(kind__in=NOT_SEARCHED)


def _actions(viewer: Viewer, now: datetime) -> QuerySet[Any]:
    """Each under the item at which it was spoken of first."""
    spoken = Mention.objects.visible_to(viewer, now=now).filter(action=OuterRef("pk"))
    spoken = spoken.order_by("paragraph__meeting__held_on", "paragraph__position", "id")
    rows = actions.actions(viewer=viewer, now=now).order_by()
    return rows.annotate(under=Subquery(spoken.values("paragraph__item")[:1], output_field=UUIDField()))


def _steps(viewer: Viewer, now: datetime) -> QuerySet[Any]:
    return Step.objects.visible_to(viewer, now=now).filter(undone_at__isnull=True)


def _agenda_items(viewer: Viewer, now: datetime) -> QuerySet[Any]:
    """Those of the newest version. Once the notes are in, their headings stand for them, but for what has a text."""
    newer = AgendaVersion.objects.filter(meeting=OuterRef("version__meeting"), number__gt=OuterRef("version__number"))
    rows = AgendaItem.objects.visible_to(viewer, now=now).filter(~Exists(newer))
    held = [state.value for state in NOTES_IN]
    rows = rows.annotate(note_bytes=Length("note"))  # type: ignore[assignment]  # and annotated
    return rows.filter(~Q(version__meeting__state__in=held) | Q(note_bytes__gt=EMPTY_BYTES))


def _replies(viewer: Viewer, now: datetime) -> QuerySet[Any]:
    """Replies whose question, on whose page they stand, is open to the viewer too."""
    asked = Question.objects.visible_to(viewer, now=now).filter(pk=OuterRef("question"))
    return Reply.objects.visible_to(viewer, now=now).filter(Exists(asked))


def _notes_of_priorities(viewer: Viewer, now: datetime) -> QuerySet[Any]:
    of = Priority.objects.visible_to(viewer, now=now).filter(pk=OuterRef("priority"))
    return PriorityNote.objects.visible_to(viewer, now=now).filter(Exists(of))


def _update_lines(viewer: Viewer, now: datetime) -> QuerySet[Any]:
    return UpdateLine.objects.visible_to(viewer, now=now).filter(withdrawn_at__isnull=True)


PARAGRAPHS = Source(
    Kind.NOTES,
    Paragraph,
    ("text",),
    _paragraphs,
    days=("meeting__held_on",),
    page="meetings:meeting",
    page_of="meeting_id",
    meeting="meeting",
    body="meeting__body",
    paragraph="pk",
    item="item",
    position="position",
)
MATTERS = Source(
    Kind.MATTER,
    Matter,
    ("title",),
    lambda viewer, now: minutes.matters(viewer=viewer, now=now).order_by(),
    days=("last_on",),
    page="meetings:matter",
)
ACTIONS = Source(
    Kind.ACTION,
    Action,
    ("what", "owner_words"),
    _actions,
    days=("raised_on",),
    page="actions:action",
    meeting="raised_at",
    body="raised_at__body",
    item="under",
)
STEPS = Source(
    Kind.ACTION,
    Step,
    ("note", "third_party"),
    _steps,
    days=("since_on", "recorded_at"),
    page="actions:action",
    page_of="action_id",
    meeting="meeting",
    body="action__raised_at__body",
)
CHASES = Source(
    Kind.ACTION,
    Chase,
    ("words",),
    _seen(Chase),
    days=("chased_on",),
    page="actions:action",
    page_of="action_id",
    body="action__raised_at__body",
)
SOURCES = (
    PARAGRAPHS,
    Source(
        Kind.AGENDA,
        Item,
        ("title",),
        _seen(Item),
        days=("meeting__held_on",),
        page="meetings:meeting",
        page_of="meeting_id",
        meeting="meeting",
        body="meeting__body",
        item="pk",
        position="position",
    ),
    Source(
        Kind.NOTES,
        Correction,
        ("words",),
        _seen(Correction),
        days=("signed_on",),
        page="meetings:meeting",
        page_of="meeting_id",
        paragraph="paragraph",
        meeting="meeting",
        body="meeting__body",
    ),
    MATTERS,
    ACTIONS,
    STEPS,
    CHASES,
    Source(
        Kind.PRIORITY,
        Priority,
        ("title", "why", "ended_why"),
        _seen(Priority),
        days=("first_named_at__held_on", "recorded_at"),
        page="priorities:priority",
        meeting="first_named_at",
        body="first_named_at__body",
    ),
    Source(
        Kind.PRIORITY,
        PriorityNote,
        ("words",),
        _notes_of_priorities,
        days=("told_on",),
        page="priorities:priority",
        page_of="priority_id",
        meeting="meeting",
        body="meeting__body",
    ),
    Source(
        Kind.AGENDA,
        AgendaItem,
        ("title", "note"),
        _agenda_items,
        days=("version__meeting__held_on",),
        page="meetings:meeting",
        page_of="version__meeting_id",
        meeting="version__meeting",
        body="version__meeting__body",
        position="position",
    ),
    Source(
        Kind.SUPPLEMENT,
        AgendaSupplement,
        ("title", "words"),
        _seen(AgendaSupplement),
        days=("meeting__held_on",),
        page="meetings:meeting",
        page_of="meeting_id",
        meeting="meeting",
        body="meeting__body",
    ),
    Source(
        Kind.PAPER,
        TermsOfReference,
        ("text",),
        _seen(TermsOfReference),
        days=("adopted_on",),
        page="membership:terms",
        body="body",
    ),
    Source(
        Kind.UPDATE,
        UpdateLine,
        ("words",),
        _update_lines,
        days=("form__meeting__held_on",),
        page="meetings:meeting",
        page_of="form__meeting_id",
        meeting="form__meeting",
        body="form__meeting__body",
    ),
    Source(
        Kind.QUESTION,
        Question,
        ("subject", "words"),
        _seen(Question),
        days=("recorded_at",),
        page="policing:question",
    ),
    Source(
        Kind.QUESTION,
        Reply,
        ("words",),
        _replies,
        days=("recorded_at",),
        page="policing:question",
        page_of="question_id",
    ),
    Source(
        Kind.INTERVENTION,
        Intervention,
        ("what", "where"),
        _seen(Intervention),
        days=("from_on",),
        page="interventions:intervention",
    ),
)

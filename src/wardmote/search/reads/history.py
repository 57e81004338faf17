"""Every time that one thing was discussed, the oldest first: as the record has joined it, and then by its words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from wardmote.actions.models import Action, Mention
from wardmote.confidentiality.rules import Allow, NotHere, decide
from wardmote.minutes.models import Matter
from wardmote.places import reads as places
from wardmote.places.models import Place, Spelling
from wardmote.register.models import Marked
from wardmote.register.reads import opened
from wardmote.register.rules import CONSULT, Viewer
from wardmote.search.reads.finding import Hit, hits_of
from wardmote.search.reads.sources import ACTIONS, CHASES, PARAGRAPHS, STEPS, Source
from wardmote.search.rules import Clause, all_of, any_of, names_in


@dataclass(frozen=True, slots=True)
class History:
    """Every time that a thing was discussed: its title, what the record knows of it, and what its words found."""

    title: str
    of: Marked | None  # the row whose words the title is; none of a place, whose name is open
    known: Sequence[Hit]
    by_words: Sequence[Hit]
    words: Sequence[str]  # that were looked for
    clauses: Sequence[Clause]


def history_of_matter(matter_id: UUID, *, viewer: Viewer, now: datetime) -> History:
    """A matter: its paragraphs and its actions, then what else has the words of its title.

    Raises:
        NotHere, Refused: as `decide` says.
    """
    matter = Matter.objects.find(matter_id, viewer=viewer, deed=CONSULT, now=now)
    if matter.joined_to_id:
        return history_of_matter(matter.joined_to_id, viewer=viewer, now=now)
    title = opened(matter, "title")
    known = _known(Q(matter=matter), PARAGRAPHS, ACTIONS, viewer=viewer, now=now)
    known += _known(Q(action__matter=matter), STEPS, CHASES, viewer=viewer, now=now)
    return _history(title, matter, known, [title], all_of(title), viewer=viewer, now=now)


def history_of_action(action_id: UUID, *, viewer: Viewer, now: datetime) -> History:
    """An action: the paragraphs that speak of it and of its matter, its steps; then the roads and places it names.

    Raises:
        NotHere, Refused: as `decide` says.
    """
    action = Action.objects.select_related("matter").find(action_id, viewer=viewer, deed=CONSULT, now=now)
    if action.joined_to_id:
        return history_of_action(action.joined_to_id, viewer=viewer, now=now)
    title, matter = opened(action, "what"), action.matter
    spoken = Mention.objects.visible_to(viewer, now=now).filter(action=action).values("paragraph")
    of_paragraphs = Q(pk__in=spoken)
    words = names_in(title, sorted(set(places.known_words().values())))
    clauses = any_of(words)
    if matter is not None and isinstance(decide(viewer, CONSULT, matter, now), Allow):
        of_paragraphs |= Q(matter=matter)
        words = [opened(matter, "title")]
        clauses = all_of(words[0])
    known = _known(of_paragraphs, PARAGRAPHS, viewer=viewer, now=now)
    known += _known(Q(action=action), STEPS, CHASES, viewer=viewer, now=now)
    return _history(title, action, known, words, clauses, viewer=viewer, now=now)


def history_of_place(place_id: UUID, *, viewer: Viewer, now: datetime) -> History:
    """A road or place, by its name and every spelling of it. Nothing in the record hangs on a place.

    Raises:
        NotHere: there is no such place.
    """
    place = Place.objects.filter(pk=place_id).first()
    if place is None or not viewer.on_panel:
        raise NotHere
    words = [place.name, *Spelling.objects.filter(place=place).order_by("words").values_list("words", flat=True)]
    return _history(place.name, None, [], words, any_of(words), viewer=viewer, now=now)


def _known(only: Q, *of: Source, viewer: Viewer, now: datetime) -> list[Hit]:
    return hits_of((), viewer=viewer, now=now, of=of, only=only)


def _history(
    title: str,
    of: Marked | None,
    known: Sequence[Hit],
    words: Sequence[str],
    clauses: Sequence[Clause],
    *,
    viewer: Viewer,
    now: datetime,
) -> History:
    there = {one.row_id for one in known} | ({of.pk} if of else set()) | {getattr(of, "matter_id", None)}
    by_words = hits_of(clauses, viewer=viewer, now=now) if clauses else []
    left = [one for one in by_words if one.row_id not in there]
    return History(title, of, _oldest_first(known), _oldest_first(left), words, clauses)


def _oldest_first(hits: Iterable[Hit]) -> list[Hit]:
    return sorted(hits, key=lambda one: (one.day, one.position, one.kind.value, one.row_id))

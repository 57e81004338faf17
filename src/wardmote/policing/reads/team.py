"""The local team: each post, how it stands on a day, and who may be named."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from wardmote.actions.models import Action
from wardmote.policing.models import NamedOfficer, Post, PostHolding
from wardmote.policing.rules import Manner, PostKind, PostState, Spell, state_of
from wardmote.register.models import Marked
from wardmote.register.reads import opened
from wardmote.register.rules import CONSULT, THE_PUBLIC, Marking, Viewer, london_date


@dataclass(frozen=True, slots=True)
class Named:
    """What an officer said of being named: public or for the panel alone, said on which day, noted by whom."""

    row: NamedOfficer
    name: str
    contact: str
    noted_by: str

    @property
    def public(self) -> bool:
        """Whether they said yes to the public."""
        return self.row.marking == Marking.PUBLIC.value


@dataclass(frozen=True, slots=True)
class HoldingShown:
    """One time in a post, with what hangs on it."""

    row: PostHolding
    spell: Spell
    named: Named | None
    introduction: Action | None


@dataclass(frozen=True, slots=True)
class PostShown:
    """A post of the team as it stands on a day, and everybody who has held it, the newest first."""

    row: Post
    name: str
    kind: PostKind
    state: PostState
    holdings: Sequence[HoldingShown]
    taken_back: Sequence[HoldingShown]

    def of(self, spell: Spell) -> HoldingShown:
        """The holding of one of the spells of its state."""
        return next(one for one in self.holdings if one.spell.id == spell.id)


def team(*, viewer: Viewer, now: datetime, on: date | None = None) -> list[PostShown]:
    """Every post that there is on a day (today, if none is given), by rank and name. A fixed number of queries."""
    day = on or london_date(now)
    rows = [one for one in _seen(viewer, now) if one.ended_on is None or day < one.ended_on]
    found = _shown(rows, viewer=viewer, now=now, on=day)
    order = [PostKind.INSPECTOR, PostKind.SERGEANT, PostKind.PC, PostKind.CSO]
    return sorted(found, key=lambda one: (order.index(one.kind), one.name.casefold()))


def post_found(post_id: UUID, *, viewer: Viewer, now: datetime) -> PostShown:
    """One post, also one that is no more.

    Raises:
        NotHere, Refused: as `decide` says.
    """
    row = Post.objects.find(post_id, viewer=viewer, deed=CONSULT, now=now)
    return _shown([row], viewer=viewer, now=now, on=london_date(now))[0]


def holding_found(holding_id: UUID, *, viewer: Viewer, now: datetime) -> tuple[PostShown, HoldingShown]:
    """One time in a post, also one that was taken back, with its post.

    Raises:
        NotHere, Refused: as `decide` says.
    """
    row = PostHolding.objects.find(holding_id, viewer=viewer, deed=CONSULT, now=now)
    post = post_found(row.post_id, viewer=viewer, now=now)
    return post, next(one for one in (*post.holdings, *post.taken_back) if one.row.pk == row.pk)


def spell_of(row: PostHolding) -> Spell:
    """A holding, opened."""
    return Spell(row.pk, Manner(row.manner), opened(row, "name"), opened(row, "team"), row.from_on, row.until_on)


def _seen(viewer: Viewer, now: datetime) -> list[Post]:
    return list(Post.objects.visible_to(viewer, now=now))


def _shown(rows: Sequence[Post], *, viewer: Viewer, now: datetime, on: date) -> list[PostShown]:
    held = PostHolding.objects.visible_to(viewer, now=now).filter(post__in=rows).select_related("introduction")
    words = NamedOfficer.objects.visible_to(viewer, now=now).filter(holding__in=held, ended_at__isnull=True)
    named = {one.holding_id: _named(one) for one in words.select_related("noted_by")}
    by_post: dict[UUID, list[HoldingShown]] = defaultdict(list)
    for row in held.order_by("-from_on", "-recorded_at", "id"):
        by_post[row.post_id].append(HoldingShown(row, spell_of(row), named.get(row.pk), row.introduction))
    found = []
    for post in rows:
        kept = [one for one in by_post[post.pk] if one.row.taken_back_at is None]
        found.append(
            PostShown(
                row=post,
                name=opened(post, "name"),
                kind=PostKind(post.kind),
                state=state_of([one.spell for one in kept], on=on, vacant_from=post.vacant_from),
                holdings=kept,
                taken_back=[one for one in by_post[post.pk] if one.row.taken_back_at is not None],
            )
        )
    return found


def _named(row: NamedOfficer) -> Named:
    noted_by = row.noted_by.name if row.noted_by else ""
    return Named(row, opened(row, "name"), opened(row, "contact"), noted_by)


def shown_rows(posts: Sequence[PostShown]) -> list[Marked]:
    """The rows that these posts open."""
    rows: list[Marked] = [one.row for one in posts]
    for post in posts:
        for one in (*post.holdings, *post.taken_back):
            rows += [one.row, *([one.named.row] if one.named else [])]
    return rows


def named_in_public(*, now: datetime) -> list[Named]:
    """The officers who said that the public may know them, while they hold their post. Read as the public reads."""
    today = london_date(now)
    rows = NamedOfficer.objects.visible_to(THE_PUBLIC, now=now).filter(
        ended_at__isnull=True, holding__taken_back_at__isnull=True, holding__from_on__lte=today
    )
    kept = [
        row
        for row in rows.select_related("holding__post", "noted_by")
        if (row.holding.until_on is None or today < row.holding.until_on)
        and (row.holding.post.ended_on is None or today < row.holding.post.ended_on)
    ]
    return sorted((_named(row) for row in kept), key=lambda one: one.name.casefold())

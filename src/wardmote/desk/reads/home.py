"""What waits for whoever signed in: on the home page, and in figures on Mondays."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings

from wardmote.actions import reads as actions
from wardmote.actions.reads import Owed, Waited
from wardmote.backups.keeping import Standing, standing
from wardmote.calendars import reads as calendars
from wardmote.confidentiality import reads as confidentiality
from wardmote.confidentiality.rules import has_signed
from wardmote.copies import reads as copies
from wardmote.copies.reads import CopyShown
from wardmote.correspondence.reads import Undelivered, undelivered
from wardmote.crime import reads as crime
from wardmote.crime.reads import ChecksWaiting
from wardmote.desk.models import MondayRound
from wardmote.desk.rules.monday import Week
from wardmote.information_requests import reads as information_requests
from wardmote.information_requests.reads import RequestShown
from wardmote.law import reads as law
from wardmote.law.rules import BodyKind, Notice
from wardmote.meetings import reads as meetings
from wardmote.membership import reads as membership
from wardmote.membership.reads import Clock
from wardmote.minutes import reads as minutes
from wardmote.minutes.models import Body, Decision, Meeting
from wardmote.minutes.reads import viewer_for
from wardmote.people import reads as people
from wardmote.people.models import Person
from wardmote.people.reads import HandoverShown, LetInShown
from wardmote.proposals import reads as proposals
from wardmote.proposals.reads import Waits
from wardmote.register.models import Marked
from wardmote.register.rules import Viewer, london_date
from wardmote.updates import reads as updates
from wardmote.updates.models import UpdateForm

HOME_LINES = 10


@dataclass(frozen=True, slots=True)
class ForClerk:
    """What waits for the clerk alone."""

    to_review: Sequence[Meeting]  # notes of which nobody has taken every item yet
    to_judge: int
    unconfirmed_actions: int
    unconfirmed_decisions: int
    to_confirm: Decision | None  # the first of them
    awaiting: Sequence[Waited]
    not_answered: Sequence[Waited]
    undelivered: Undelivered
    update_forms: Sequence[UpdateForm]  # of the police's update, ready to be sent
    in_danger: Sequence[Clock]  # of losing a seat by the six-month rule
    proposals: Waits  # to be chased by telephone, looked at again, or answered
    copies: Sequence[CopyShown]  # numbered copies that are missing or not back
    not_signed: Sequence[Person]
    never_signed_in: int
    handover: HandoverShown | None
    backups: Standing

    @property
    def waits(self) -> bool:
        """Whether anything is asked of the clerk."""
        work = (self.questions, self.update_forms, self.undelivered.letters, self.in_danger, self.copies)
        put = self.proposals.to_look_at or self.proposals.back
        return any((*work, put)) or bool(self.not_signed or self.never_signed_in)

    @property
    def unanswered(self) -> int:
        """How many have not answered the clerk."""
        return len(self.awaiting) + len(self.not_answered) + len(self.proposals.to_chase)

    @property
    def questions(self) -> int:
        """How many answers are asked for."""
        return self.to_judge + self.unconfirmed_actions + self.unconfirmed_decisions + len(self.to_review)


@dataclass(frozen=True, slots=True)
class Home:
    """Where somebody who signed in lands."""

    next: Meeting | None
    notice: Notice | None  # of that meeting
    notice_past: bool
    last: Meeting | None
    mine: Sequence[Owed]
    late: Sequence[Owed]
    clerk: ForClerk | None
    checks: ChecksWaiting | None  # of claims in the notes; none for who is asked nothing
    requests: Sequence[RequestShown]  # for information: those whose last day is near, or that wait for the reviewer
    let_ins: Sequence[LetInShown]  # somebody waits for this person's yes to be let back in
    signed: bool
    any_body: bool  # without one there is no day to set: its notes bring it

    @property
    def waits(self) -> bool:
        """Whether anything is asked of whoever signed in."""
        checks = self.checks and (self.checks.to_reply or (self.clerk and self.checks.to_send))
        return bool(
            self.requests or self.let_ins or checks or (self.clerk and (self.clerk.waits or self.clerk.handover))
        )

    @property
    def shown(self) -> list[Marked]:
        """The rows that it opens."""
        waited = (*self.clerk.awaiting, *self.clerk.not_answered) if self.clerk else ()
        forms = self.clerk.update_forms if self.clerk else ()
        put = self.clerk.proposals.shown if self.clerk else ()
        lost = [one.row for one in self.clerk.copies] if self.clerk else []
        asked = [one.row for one in self.requests]
        return [*forms, *put, *lost, *asked, *(o.row for o in (*self.mine, *self.late, *(w.owed for w in waited)))]


def home(*, viewer: Viewer, now: datetime) -> Home:
    """The next meeting, the last notes, one's own actions and the overdue ones: the first few of each."""
    mine, late = actions.mine(viewer=viewer, now=now), actions.late(viewer=viewer, now=now)
    next_one = minutes.next_meeting(now=now, viewer=viewer)
    notice = law.notice_of(BodyKind(next_one.body.kind), held_on=next_one.held_on) if next_one else None
    return Home(
        next=next_one,
        notice=notice,
        notice_past=notice is not None and notice.is_past(london_date(now)),
        last=minutes.last_taken(on_or_before=london_date(now), viewer=viewer),
        mine=actions.opened_actions(mine[:HOME_LINES], now=now),
        late=actions.opened_actions(late[:HOME_LINES], now=now),
        clerk=for_clerk(viewer=viewer, now=now) if viewer.keeps_record else None,
        checks=crime.checks_waiting(viewer=viewer, now=now),
        requests=information_requests.rising(viewer=viewer, now=now),
        let_ins=people.let_ins_waiting(viewer=viewer, now=now),
        signed=has_signed(viewer, now),
        any_body=Body.objects.exists(),
    )


def for_clerk(*, viewer: Viewer, now: datetime) -> ForClerk:
    """What the clerk is asked, and who has not answered the clerk, the longest wait first."""
    decided = minutes.decisions(viewer=viewer, now=now).filter(confirmed_at__isnull=True)
    return ForClerk(
        to_review=list(minutes.unchecked(viewer=viewer, now=now)[:HOME_LINES]),
        to_judge=meetings.to_judge(viewer=viewer, now=now),
        unconfirmed_actions=actions.unconfirmed(viewer=viewer, now=now).count(),
        unconfirmed_decisions=decided.count(),
        to_confirm=decided.first(),
        awaiting=actions.awaiting(viewer=viewer, now=now, first=HOME_LINES),
        not_answered=actions.not_answered(viewer=viewer, now=now, first=HOME_LINES),
        undelivered=undelivered(),
        update_forms=updates.forms_to_send(viewer=viewer, now=now),
        in_danger=membership.in_danger(viewer=viewer, now=now),
        proposals=proposals.waiting(viewer=viewer, now=now, first=HOME_LINES),
        copies=copies.at_large(viewer=viewer, now=now),
        not_signed=confidentiality.not_signed(now=now),
        never_signed_in=len(people.never_signed_in(now=now)),
        handover=people.handover_coming(now=now),
        backups=standing(settings.TOWN, now=now),
    )


def weeks(*, now: datetime) -> dict[tuple[str, str], Week]:
    """What each person who can sign in is told on Monday, by name and address: figures only.

    A member who asked for the letter of what to do by when each week gets that one instead.
    """
    other = calendars.weekly_instead()
    everybody = {
        (person.name, address): (person.pk, viewer_for(person.pk, now=now))
        for person, address in people.addresses(now=now)
    }
    return {
        whom: week(viewer, now=now)
        for whom, (person_id, viewer) in everybody.items()
        if viewer.keeps_record or person_id not in other
    }


def week(viewer: Viewer, *, now: datetime) -> Week:
    """The home page of this person in figures."""
    mine = actions.mine(viewer=viewer, now=now)
    page = home(viewer=viewer, now=now)
    return Week(
        mine=mine.count(),
        mine_late=mine.filter(due_on__lt=london_date(now)).count(),
        waiting=page.clerk.questions if page.clerk else 0,
        not_answered=page.clerk.unanswered if page.clerk else 0,
        next_on=page.next.held_on if page.next else None,
        next_starts=page.next.starts if page.next else None,
        notice_on=page.notice.last_day if page.notice and page.clerk and not page.notice_past else None,
        signed=page.signed,
    )


def monday_went(monday_on: date) -> bool:
    """Whether the letters of this Monday were left in the outbox."""
    return MondayRound.objects.filter(monday_on=monday_on).exists()

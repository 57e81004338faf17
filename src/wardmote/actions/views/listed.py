"""The list of actions, as a page and as a file, and the line in which one is typed."""

from collections.abc import Iterable
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from wardmote.actions import reads, writes
from wardmote.actions.forms import AddAction, Assign, asked
from wardmote.actions.reads import Asked, Owed
from wardmote.actions.rules import ActionState, DueTooEarly, NoAction
from wardmote.confidentiality.rules import NotHere
from wardmote.govuk import spreadsheet
from wardmote.govuk.doors import for_clerk, for_panel
from wardmote.govuk.words import short_date
from wardmote.people import reads as people
from wardmote.people.models import Seat
from wardmote.register.rules import Marking
from wardmote.register.writes import consulted

A_PAGE = 50
HEADS = {"what": "Action", "owner": "Owner", "due": "Due", "state": "State", "raised": "Raised"}


@for_panel
@require_GET
def actions(request: HttpRequest) -> HttpResponse:
    """The actions that the viewer may see: filtered, searched, sorted; and one of them open to be changed."""
    now, viewer = timezone.now(), request.viewer
    want = asked(request.GET)
    rows = reads.narrowed(reads.actions(viewer=viewer, now=now), want, viewer=viewer, now=now)
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    shown = reads.opened_actions(page.object_list, now=now)
    page.object_list = shown  # type: ignore[assignment]  # opened
    consulted([o.row for o in shown], by=viewer, now=now)
    about = reads.matter_title(want.matter, viewer=viewer, now=now) if want.matter else None
    if about:
        consulted([about[0]], by=viewer, now=now)
    return render(
        request,
        "actions/actions.html",
        {
            "page": page,
            "want": want,
            "about": about[1] if about else "",
            "counts": reads.counts(viewer=viewer, now=now),
            "shows": reads.SHOWS,
            "states": list(ActionState),
            "owners": reads.owners(viewer=viewer, now=now),
            "waited": reads.waited(shown, viewer=viewer, now=now),
            "heads": [(name, text, sorted_by(want, name)) for name, text in HEADS.items()],
            "asked_here": address(want),
            "edit": edit_form(request.GET.get("edit", ""), shown, want, request=request),
        },
    )


def address(want: Asked, **other: str) -> str:
    """What stands after the question mark of an address that asks for the same, or for something else as well."""
    given = {
        "show": want.show,
        "state": want.state.value if want.state else "",
        "owner": str(want.owner or ""),
        "matter": str(want.matter or ""),
        "q": want.words,
        "sort": want.sort,
        **other,
    }
    return urlencode({name: words for name, words in given.items() if words})


def sorted_by(want: Asked, name: str) -> tuple[str, str]:
    """The address that sorts by a column, the other way round if it does already; and how it is sorted now."""
    if want.sort == name:
        return address(want, sort=f"-{name}"), "ascending"
    return address(want, sort=name), "descending" if want.sort == f"-{name}" else "none"


def edit_form(
    action_id: str, shown: Iterable[Owed], want: Asked, *, request: HttpRequest
) -> tuple[UUID, Assign] | None:
    """The form in place of a row, if the clerk asks to change one that is on the page."""
    one = next((o for o in shown if str(o.row.pk) == action_id), None)
    if one is None or not request.viewer.keeps_record:
        return None
    back = f"?{address(want, page=request.GET.get('page', ''))}#a-{one.row.pk}"
    return one.row.pk, filled(one, owners=owner_choices(one), back=back)


def filled(one: Owed, *, owners: list[tuple[str, str]], back: str = "") -> Assign:
    """The form with what stands in the record."""
    row = one.row
    initial = {
        "what": one.what,
        "owner": str(row.owner_person_id or row.owner_seat_id or ""),
        "owner_words": reads.as_written(row),
        "due_on": row.due_on,
        "version": row.version,
        "back": back,
    }
    return Assign(initial=initial, owners=owners)


def owner_choices(one: Owed) -> list[tuple[str, str]]:
    """The seats with who holds them, and the persons who hold one."""
    held: dict[str, list[str]] = {}
    persons: dict[str, str] = {}
    for person, seat_name, _ in people.holders(now=timezone.now()):
        held.setdefault(seat_name, []).append(person.name)
        persons[str(person.pk)] = person.name
    if one.row.owner_person:
        persons[str(one.row.owner_person_id)] = one.row.owner_person.name
    seats = [
        (str(s.pk), " – ".join([s.name, *filter(None, [", ".join(held.get(s.name, []))])]))
        for s in Seat.objects.order_by("name")
    ]
    return [*seats, *sorted(persons.items(), key=lambda pair: pair[1].casefold())]


COLUMNS = ("Reference", "Action", "Owner", "Due", "Due as written", "Days late", "State", "Raised", "Marking")


def _cells(one: Owed) -> list[str]:
    due_on = one.due_on.isoformat() if one.due_on else ""
    cells = [one.row.reference, one.what, one.owner, due_on, one.due_words, str(one.days_late or "")]
    return [*cells, one.state.words, one.raised_on.isoformat(), one.row.marking]


@for_panel
@require_GET
def download(request: HttpRequest) -> HttpResponse:
    """The same list as a file for a spreadsheet: all pages of it, and no more than the viewer may see."""
    now, viewer = timezone.now(), request.viewer
    want = asked(request.GET)
    rows = reads.narrowed(reads.actions(viewer=viewer, now=now), want, viewer=viewer, now=now)
    owed = reads.opened_actions(rows, now=now)
    consulted([o.row for o in owed], by=viewer, now=now)
    cells = [_cells(one) for one in owed]
    closed = any(o.row.marking not in {Marking.PUBLIC, Marking.PANEL} for o in owed)
    return spreadsheet.download(
        COLUMNS, cells, name="actions", closed=closed, example=settings.TOWN.example, day=now.date()
    )


@for_clerk
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Type an action in one line."""
    now = timezone.now()
    given = request.POST if request.method == "POST" else None
    form, status = AddAction(given, initial={"marking": Marking.PANEL.value}), 200
    about_id = asked(request.GET).matter
    about = reads.matter_title(about_id, viewer=request.viewer, now=now) if about_id else None
    if about_id and about is None:
        raise NotHere
    if request.method == "POST":
        status = 422
        if form.is_valid():
            marking, matter = Marking(form.cleaned_data["marking"]), about[0] if about else None
            try:
                made = writes.add(form.cleaned_data["line"], matter=matter, marking=marking, by=request.viewer, now=now)
            except (NoAction, DueTooEarly) as refusal:
                form.add_error("line", str(refusal))
            else:
                (one,) = reads.opened_actions([made], now=now)
                due = short_date(one.due_on) if one.due_on else one.due_words or "not stated"
                messages.success(
                    request, f"The action is in the record. Owner: {one.owner or 'not stated'}. Due: {due}."
                )
                return redirect("actions:action", made.pk)
    return render(request, "actions/new.html", {"form": form, "about": about[1] if about else ""}, status=status)

"""How much fits on the front page: counted before it is set, and so that it can't run over."""

from dataclasses import dataclass, replace

from wardmote.documents.paper import Bullets, FrontList, FrontPage, Heading, NewPage, Paper, Part
from wardmote.documents.paper_lines import BOLD, lines, shorten

LINE = 1.3  # from line to line, in ems
GAP = 0.35  # after each item, in ems
INDENT = 1.25  # of the text of an item, in ems
TITLE, HEADING, LIST_TITLE = 1.5, 1.25, 1.125  # sizes, as multiples of the text's
AROUND_TITLE = 1.4  # space about the title of a list, above and below together, in ems of the text
ABOVE_HEADING = 0.6  # before the page's heading, in ems of the text
UNDER_HEADINGS = 0.5  # after the paper's title, its subtitle and the page's heading, each, in ems of the text
LONGEST_CUT_ITEM = 3  # lines, once there is too much for the page


@dataclass(frozen=True, slots=True)
class Sheet:
    """The room on a page, in points, and the size of its text."""

    width: float
    height: float
    size: float


@dataclass(frozen=True, slots=True)
class FittedList:
    """What of a list is printed. `in_full` is the key of the heading with all of it, if anything was left out here."""

    title: str
    items: tuple[str, ...]
    if_empty: str
    hidden: int = 0
    in_full: str | None = None

    @property
    def rest(self) -> str:
        """What is said of the rest of a list that was cut, before the place where it stands."""
        if not self.hidden:
            return "in full"
        return f"and {self.hidden} more" if self.items else f"{self.hidden} of them"


@dataclass(frozen=True, slots=True)
class Fitted:
    """A front page that fits its sheet, with the paper's own title and subtitle as far as they fit."""

    title: str
    subtitle: str | None
    heading: str
    lists: tuple[FittedList, ...]


def fit(paper: Paper, sheet: Sheet) -> tuple[Fitted | None, tuple[Part, ...]]:
    """The front page cut to the sheet, and the parts that follow it; None and all parts for a paper without one.

    A list that was cut and that stands nowhere else is put, whole, first among the parts that follow.
    """
    if not paper.parts or not isinstance(paper.parts[0], FrontPage):
        return None, paper.parts
    front, rest = paper.parts[0], paper.parts[1:]
    title = shorten(paper.title, sheet.width / (sheet.size * TITLE * BOLD), 2)
    subtitle = shorten(paper.subtitle, sheet.width / sheet.size, 2) if paper.subtitle else None
    heading = shorten(front.heading, sheet.width / (sheet.size * HEADING * BOLD), 2)

    room = sheet.height / sheet.size  # from here on everything is in ems of the text
    ems = sheet.width / sheet.size
    room -= TITLE * LINE * lines(title, ems / (TITLE * BOLD)) + UNDER_HEADINGS
    room -= HEADING * LINE * lines(heading, ems / (HEADING * BOLD)) + ABOVE_HEADING + UNDER_HEADINGS
    room -= (LINE * lines(subtitle, ems) + UNDER_HEADINGS) if subtitle else 0.0
    for one in front.lists:
        room -= LIST_TITLE * LINE * lines(one.title, ems / (LIST_TITLE * BOLD)) + AROUND_TITLE
        room -= 0.0 if one.items else LINE * lines(one.if_empty, ems)

    fitted = _fill(front.lists, room, ems - INDENT)
    before: list[Part] = []
    lists = []
    for number, (one, cut) in enumerate(zip(front.lists, fitted, strict=True)):
        if cut.in_full == "":
            key = f"front-list-{number}"
            before += [Heading(1, f"{one.title}: the whole list", key=key), Bullets(one.items)]
            cut = replace(cut, in_full=key)
        lists.append(cut)
    if before:
        before.append(NewPage())
    return Fitted(title, subtitle, heading, tuple(lists)), (NewPage(), *before, *rest)


def _fill(lists: tuple[FrontList, ...], room: float, ems: float) -> list[FittedList]:
    """Deal the room out an item at a time, in turn, so that no list pushes out another."""
    given = [tuple(" ".join(item.split()) for item in one.items) for one in lists]
    if sum(LINE * lines(item, ems) + GAP for items in given for item in items) <= room:
        return [FittedList(one.title, items, one.if_empty) for one, items in zip(lists, given, strict=True)]
    room -= sum(LINE + GAP for items in given if items)  # each may need its "and 4 more" line
    cut = [tuple(shorten(item, ems, LONGEST_CUT_ITEM) for item in items) for items in given]
    shown = [0] * len(lists)
    waiting = [place for place, items in enumerate(cut) if items]
    while waiting:
        for place in tuple(waiting):
            height = LINE * lines(cut[place][shown[place]], ems) + GAP
            if height <= room:
                room -= height
                shown[place] += 1
            if height > room or shown[place] == len(cut[place]):
                waiting.remove(place)
    made = []
    for one, whole, items, count in zip(lists, given, cut, shown, strict=True):
        in_full = None if items[:count] == whole else one.continued or ""
        made.append(FittedList(one.title, items[:count], one.if_empty, len(items) - count, in_full))
    return made

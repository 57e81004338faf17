"""The typographies in which a document's items stand, by its usual titles or by the shape of its lines."""

from collections import Counter
from functools import cached_property

from wardmote.documents.attendance import opens_attendance
from wardmote.documents.heading_words import (
    HOLDS_OFFICE,
    LISTS,
    NO_HEADING_START,
    NO_TITLES,
    Heading,
    caps_run,
    names_document,
)
from wardmote.documents.lines import Line
from wardmote.documents.names import begins_with_person
from wardmote.documents.run_in import RunIns
from wardmote.documents.source import Look
from wardmote.documents.titles import Known, bare, before_mark, known, title_case, verbless


class Typographies(RunIns):
    """What the headings of one document look like."""

    lines: list[Line]
    printed: list[int]  # places of the lines that are neither blank nor front matter
    after: dict[int, int]  # the next printed line
    before: dict[int, int]
    style: dict[int, str]  # the typography of each line that could be a heading on its own
    found: dict[int, Heading]

    def _established(self) -> set[str]:
        """The typographies in which the usual titles of items stand in this document."""
        usual = Counter(
            style
            for place, style in self.style.items()
            if place not in self.numbered and known(self.lines[place].content) is Known.ITEM
        )
        for place in self.printed:
            line = self.lines[place]
            lead = (
                before_mark(line.content)
                if place not in self.style and not line.mark.number and not line.mark.bullet
                else None
            )
            if lead and known(line.content[: lead[0]]) is Known.ITEM and not opens_attendance(line.content):
                usual[lead[2] + " run in"] += 1
        levels = Counter(style for style in self.style.values() if style.startswith("level"))
        tops = [style for style, count in levels.items() if usual[style] or count > 1]
        if tops:
            return {min(tops)}
        for loud in ("bold caps", "caps", "bold"):
            if usual[loud] >= 2 or (usual[loud] and usual[loud] == usual.total()):
                return {loud, "colon run in"}
        common = {style for style, count in usual.items() if count >= 2}
        if not self.numbered and sum(map(self._usual_bullet, self.printed)) > max(2, usual.total()):
            self.bulleted = True
            return common | {"colon run in"}
        if not common and not self.numbered and self._caps_run_in():
            return {"caps run in"}
        if not common and not self.numbered:
            alone = [
                place
                for place in self.style
                if self.style[place] != "plain" or self._worded(place, bare(self.lines[place].content))
            ]
            heads = len(alone) > 2 and any(not style.endswith("run in") for style in usual)
            self.by_shape = not heads and sum(map(self._leads, self.printed)) > 1
            return {"dash run in"} if self.by_shape else set()
        if common & {"colon", "plain"} and usual["colon"] + usual["plain"] >= usual["dash run in"]:
            common.discard("dash run in")
        return common

    def _usual_bullet(self, place: int) -> bool:
        """Whether a bullet opens with the usual title of an item and a colon ("- Police report: two thefts")."""
        line = self.lines[place]
        lead = before_mark(line.content) if line.mark.bullet else None
        return lead is not None and lead[2] == "colon" and known(line.content[: lead[0]]) is Known.ITEM

    def _caps_run_in(self) -> bool:
        """Whether items open with their titles in capitals, run into the text: three such lines, one a usual title."""
        runs = [self.lines[place].content for place in self.printed if not self.lines[place].inside]
        titles = [words[:end] for words in runs if (end := caps_run(words))]
        return len(titles) > 2 and any(known(title) is Known.ITEM for title in titles)

    def _leads(self, place: int) -> bool:
        """Whether a line begins with a short title, a dash and a sentence ("Mill Lane – The clerk reported …")."""
        line = self.lines[place]
        lead = before_mark(line.content) if not line.mark.number and not line.mark.bullet else None
        title = bare(line.content[: lead[0]]) if lead else ""
        return bool(
            lead
            and lead[2] == "dash"
            and 0 < len(title.split()) <= 5
            and title_case(title) >= 0.99
            and len(line.content[lead[1] :].split()) > 6
            and line.content[lead[1]].isupper()
            and not begins_with_person(title)
            and not NO_TITLES.fullmatch(title)
            and not NO_HEADING_START.match(title)
            and not names_document(title)
            and not opens_attendance(line.content)
            and not HOLDS_OFFICE.match(line.content[lead[1] :])
        )

    def _item_styles(self, style: str) -> bool:
        """Where no usual title shows how items look: the loudest typography that comes twice."""
        return style == self._loudest if self._loudest else True

    @cached_property
    def _loudest(self) -> str:
        counts = Counter(
            one
            for place, one in self.style.items()
            if one != "plain" or self._worded(place, bare(self.lines[place].content))
        )
        return next((one for one in ("bold caps", "caps", "bold", "colon", "plain") if counts[one] >= 2), "")

    def _worded(self, place: int, title: str) -> bool:
        """Whether a plain short line is a title: prose or a list follows, and no line like it stands beside it."""
        count = len(title.split())
        short = count <= 3 or (count <= 8 and title_case(title) >= 0.75)
        if not (short or self._stands_over_prose(place, count)) or title.endswith(","):
            return False
        following = self.lines[self.after[place]] if place in self.after else None
        if (
            following is None
            or following.look is Look.ROW
            or (LISTS.search(self._item) and self.style.get(place) == "plain")
        ):
            return False
        words = following.content
        heads = (
            following.mark.bullet or following.mark.form == "letter" or len(words.split()) > 8 or words.endswith(".")
        )
        earlier = self.before.get(place)
        like = (
            earlier is not None
            and self.style.get(earlier) == "plain"
            and earlier not in self.found
            and not self.lines[earlier].mark.bullet
        )
        return heads and not like

    def _stands_over_prose(self, place: int, count: int) -> bool:
        """Whether a line in small letters comes after a finished sentence and right above a paragraph."""
        following = self.lines[self.after[place]] if place in self.after else None
        earlier = self.lines[self.before[place]].content if place in self.before else ""
        finished = self.before.get(place) in self.found or earlier.endswith((".", "!", "?", ")"))
        return (
            following is not None
            and 3 < count <= 10
            and finished
            and self.after[place] == place + 1
            and not following.mark.number
            and not following.mark.bullet
            and len(following.content.split()) > 8
            and not verbless(following.content)
        )

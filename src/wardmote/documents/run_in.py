"""Headings that run in: a title, a mark or a change of tone, and the text on the same line."""

import re

from wardmote.documents.attendance import List, opens_attendance
from wardmote.documents.heading_words import (
    CLOSERS,
    HOLDS_OFFICE,
    LETTERED,
    LISTS,
    NEXT,
    NO_HEADING_START,
    NO_TITLES,
    Heading,
    Rank,
    caps_run,
    title_in_capitals,
)
from wardmote.documents.lines import Line
from wardmote.documents.names import begins_with_person
from wardmote.documents.titles import Known, bare, before_mark, before_sentence, is_topic, known, title_case, verbless


class RunIns:
    """What a document's other headings say about those that run in."""

    numbered: set[int]  # places of the lines whose numbers count items
    common: set[str]  # typographies in which its items stand
    bulleted: bool  # bullets open its items
    by_shape: bool  # no usual title shows how items look; dashes after short titles do
    _item: str  # the title of the item that the line stands in, or ""

    def _run_in(self, line: Line, body: str, at: int) -> Heading:
        none = Heading(Rank.NONE, at)
        if "caps run in" in self.common and not line.inside and caps_run(body):
            return title_in_capitals(body, at)
        meeting = NEXT.match(body)
        if meeting and (self._item or self.common) and not line.mark.number:
            return Heading(Rank.ITEM, at + meeting.end(1), at + meeting.end())
        application = re.match(r"(?i)(planning(?:\s+applications?)?)\s+(?=\d\d/\d)", body)
        if application and not self.numbered and not line.mark.number:
            return Heading(Rank.ITEM, at + application.end(1), at + application.end())
        lead = before_mark(body)
        if lead:
            title = bare(body[: lead[0]])
            usual = known(title)
            found = Heading(Rank.SUB, at + lead[0], at + lead[1])
            item = Heading(Rank.ITEM, at + lead[0], at + lead[1])
            sent = (
                opens_attendance(body) is List.APOLOGIES
                and usual is Known.ITEM
                and lead[2] == "colon"
                and not self.numbered
            )
            fits = not (
                begins_with_person(title)
                or NO_TITLES.fullmatch(title)
                or (opens_attendance(body) and not sent)
                or title[:1].islower()
                or re.match(r"[\d£(“\"]|\d|(?i:no|none|nothing)\b", title)
            )
            if lead[2] == "colon" and fits and (usual or verbless(title)):
                own = not self.common or "colon run in" in self.common or not self._item or not is_topic(title)
                if (
                    own
                    and not self.numbered
                    and usual is Known.ITEM
                    and (self.bulleted or not line.mark.bullet)
                    and line.mark.form != "letter"
                ):
                    return item
                if (
                    "colon run in" in self.common
                    and not self.numbered
                    and not line.mark.number
                    and not line.mark.bullet
                    and title_case(title) >= 0.75
                ):
                    return item
                if (
                    self._item
                    and len(title.split()) <= 8
                    and (title_case(title) >= (0.35 if line.mark.form in LETTERED else 0.6) or len(title.split()) <= 3)
                    and not LISTS.search(self._item)
                    and not (line.mark.bullet and len(body[lead[1] :].split()) < 4)
                ):
                    return found
            if lead[2] == "dash" and fits and (usual or verbless(title)):
                if (
                    "dash run in" in self.common
                    and (
                        usual is Known.ITEM or (self.by_shape and title_case(title) >= 0.99 and len(title.split()) <= 5)
                    )
                    and not self.numbered
                    and not line.mark.number
                    and not line.mark.bullet
                ):
                    return item
                money = re.match(r"\W*£\s?\d", body[lead[1] :])
                count = len(title.split())
                short = count <= (8 if line.mark.form in LETTERED else 7) and (title_case(title) >= 0.4 or count <= 4)
                stands = not line.inside or line.mark.form in LETTERED
                if line.mark.bullet:
                    stands = title_case(title) >= 0.99 and count > 1
                if (
                    self._item
                    and short
                    and stands
                    and not money
                    and not LISTS.search(self._item)
                    and not HOLDS_OFFICE.match(body[lead[1] :])
                    and len(body[lead[1] :].split()) > 1
                ):
                    return found
        stop = re.match(r"([A-Z][^.:;!?\d]{2,50})\.\s+(?=[A-Z•·])", body)
        if (
            stop
            and not begins_with_person(stop[1].split()[-1] + " A")
            and known(stop[1]) is Known.ITEM
            and verbless(stop[1])
            and not line.inside
            and not line.mark.number
            and not line.mark.bullet
            and not opens_attendance(body)
            and (not self.numbered or CLOSERS.fullmatch(stop[1]))
        ):
            return Heading(Rank.ITEM, at + stop.end(1), at + stop.end())
        stop = re.match(r"([A-Z][^.:;!?]{8,80})\.\s+(?=[A-Z])", body) if line.mark.form in LETTERED else None
        if (
            stop
            and verbless(stop[1])
            and title_case(stop[1]) >= 0.75
            and len(stop[1].split()) > 2
            and not begins_with_person(stop[1])
            and not LISTS.search(self._item)
        ):
            return Heading(Rank.SUB, at + stop.end(1), at + stop.end())
        return self._before_sentence(line, body, at) if not lead or lead[0] > 60 else none

    def _before_sentence(self, line: Line, body: str, at: int) -> Heading:
        open_to_it = self._item and not line.mark.bullet and (not line.mark.number or line.mark.form == "letter")
        ends = before_sentence(body) if open_to_it else None
        if ends:
            title = bare(body[: ends[0]])
            fits = not (
                (begins_with_person(body) and not known(title))
                or re.search(r"[.;!?,£]", title)
                or NO_HEADING_START.match(title)
                or opens_attendance(body)
                or NO_TITLES.fullmatch(title)
            )
            if (
                fits
                and verbless(title)
                and title_case(title) >= 0.99
                and 0 < len(title.split()) <= 9
                and (len(title.split()) > 1 or (len(title) > 5 and line.mark.form != "letter"))
            ):
                return Heading(Rank.SUB, at + ends[0], at + ends[1])
        return Heading(Rank.NONE, at)

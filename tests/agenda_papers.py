"""An invented agenda, sent out as a Word file and changed there as a clerk would: for every test of what comes back."""

import copy
import io
from datetime import date, time
from uuid import UUID

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from conftest import NOW
from wardmote.crime.briefing import Aloud
from wardmote.documents.agenda_word import agenda_of
from wardmote.documents.paper_word import to_docx
from wardmote.meetings.agenda import Agenda, Carried, ItemShown, Line
from wardmote.meetings.pack import agenda_paper
from wardmote.meetings.rules import Draft, Entry, compared, theirs_of
from wardmote.minutes.models import Body, Meeting
from wardmote.places.models import Place

TITLES = ("Apologies", "Update from Local Policing Team", "Agreed priorities", "Other Issues", "Next Steps")
CARRIED = {3: "The Mayor to write to the maker of the swings.", 2: "The Clerk to visit the lanes by 1 October 2022."}


def entry(number, title, note=""):
    return Entry(UUID(int=number + 1), title, note)


ENTRIES = tuple(
    entry(number, title, "The Long Room is cold." if number == 4 else "") for number, title in enumerate(TITLES)
)
BASE = Draft(date(2022, 12, 2), time(10, 15), "Long Room", ENTRIES)


def sent(base=BASE, carried=CARRIED):
    """The Word file of an agenda, without any table."""
    meeting = Meeting(body=Body(name="Ferncombe Panel"), held_on=base.held_on, starts=base.starts, reference="BCDF2346")
    meeting.place = Place(name=base.place) if base.place else None
    items = [
        ItemShown(one.id, str(n + 1), one.title, one.note, "panel", hanging(carried.get(n)))
        for n, one in enumerate(base.entries)
    ]
    made = Agenda(meeting, items, (), (), 0, (), None, (), (), Aloud(None, "", (), ()), (), (), ())
    return to_docx(agenda_paper(made, number=1, saw_all=True, now=NOW))


def hanging(words):
    if words is None:
        return []
    line = Line(words, "Owner: not stated.", date(2022, 9, 16), "panel")
    return [Carried("Swings", "Second time; first raised on 15 Jul 2022.", [line], "panel")]


def read(content, base=BASE, ours=None, name="agenda.docx"):
    """What a file says, told as an agenda."""
    written = [f"{words} Owner: not stated. (raised 16 Sep 2022)" for words in CARRIED.values()]
    written += ["Ferncombe Panel", "Agenda", "Swings", "Second time; first raised on 15 Jul 2022."]
    file = agenda_of(content, name=name)
    return theirs_of(file, base=base.entries, ours=(ours or base).entries, written=written)


def differences(content, base=BASE, ours=None):
    return compared(base, ours or base, read(content, base, ours))


class Changed:
    """A Word file under a clerk's hands."""

    def __init__(self, content):
        self.word = Document(io.BytesIO(content))
        self.body = self.word.element.body

    @property
    def content(self):
        made = io.BytesIO()
        self.word.save(made)
        return made.getvalue()

    def headings(self):
        return [p for p in self.word.paragraphs if p.style.name == "Heading 1"]

    def line(self, begins):
        return next(p for p in self.word.paragraphs if p.text.startswith(begins))

    def block(self, number):
        """The paragraphs of an item: its heading and all below it."""
        nodes = [p._p for p in self.word.paragraphs]
        starts = [nodes.index(p._p) for p in self.headings()]
        return nodes[starts[number] : (*starts, len(nodes))[number + 1]]

    def retype(self, paragraph, words):
        """Select the words and type others: the bookmark stands around the whole paragraph."""
        for run in list(paragraph.runs):
            run._r.getparent().remove(run._r)
        paragraph.add_run(words)

    def rename(self, number, words):
        self.retype(self.headings()[number], words)

    def remove(self, number):
        for node in self.block(number):
            node.getparent().remove(node)

    def move(self, number, to):
        """To stand where the item `to` stands when this one is away."""
        block = self.block(number)
        for node in block:
            node.getparent().remove(node)
        others = self.headings()
        for node in block:
            if to < len(others):
                others[to]._p.addprevious(node)
            else:
                self.body.insert(len(self.body) - 1, node)

    def add(self, before, title, note=""):
        others = self.headings()
        made = self.word.add_paragraph(title, style="Heading 1")
        below = [self.word.add_paragraph(line) for line in note.splitlines()]
        if before < len(others):
            for paragraph in (made, *below):
                others[before]._p.addprevious(paragraph._p)

    def write_under(self, number, words):
        after = self.block(number)[-1]
        for line in reversed(words.splitlines()):
            paragraph = self.word.add_paragraph(line)
            after.addnext(paragraph._p)

    def track(self, paragraph, words):
        """With changes tracked: the words are struck out, and others typed."""
        struck, typed = OxmlElement("w:del"), OxmlElement("w:ins")
        for number, one in enumerate((struck, typed)):
            one.set(qn("w:id"), str(900 + number))
            one.set(qn("w:author"), "Ada Clerk")
            one.set(qn("w:date"), "2022-11-20T10:00:00Z")
        for run in list(paragraph.runs):
            struck.append(run._r)
            for text in run._r.iter(qn("w:t")):
                text.tag = qn("w:delText")
        paragraph._p.append(struck)
        run = OxmlElement("w:r")
        text = OxmlElement("w:t")
        text.text = words
        run.append(text)
        typed.append(run)
        paragraph._p.append(typed)

    def strike(self, paragraph):
        """With changes tracked: the whole paragraph is struck out, its end too."""
        self.track(paragraph, "")
        paragraph._p.remove(paragraph._p.findall(qn("w:ins"))[-1])
        mark = paragraph._p.get_or_add_pPr()
        properties = OxmlElement("w:rPr")
        struck = copy.deepcopy(paragraph._p.find(qn("w:del")))
        for child in list(struck):
            struck.remove(child)
        properties.append(struck)
        mark.append(properties)

    def forget(self):
        """What is left when the words are copied into a new document: no bookmark, no style, no card."""
        plain = Document()
        for number, paragraph in enumerate(self.word.paragraphs):
            heads = paragraph.style.name == "Heading 1"
            here = [p.text for p in self.headings()].index(paragraph.text) + 1 if heads else number
            plain.add_paragraph(f"{here}. {paragraph.text}" if heads else paragraph.text)
        made = io.BytesIO()
        plain.save(made)
        return made.getvalue()

"""The form as a paper for Word: each blank with the bookmark by which it is known again."""

from collections.abc import Iterator
from datetime import date
from itertools import count

from django.conf import settings

from wardmote.documents.paper import Heading, Notice, Paper, Paragraph
from wardmote.documents.paper import Part as PaperPart
from wardmote.updates.rules import (
    BLANK_MARK,
    CARD,
    WRITTEN_MARK,
    FormContext,
    printed,
    risk_words,
    sections,
    written_mark,
)

TITLE = "The police’s update"
HOW = "Write behind each colon, or below it. What you leave empty says nothing. Put an x between brackets to tick."
NO_MORE = "What is confidential is not in this file. It stands on the page that the letter leads to."


def paper_of(about: FormContext, *, reference: str, day: date) -> Paper:
    """The form, to be filled in with a word processor and given back."""
    places, risk, how = count(4), risk_words(about.front_door), f"{HOW} {NO_MORE}"
    subtitle = f"For the meeting of {about.meeting}"
    parts: list[PaperPart] = [
        Notice(risk, mark=written_mark(0, risk)),
        Paragraph(how, mark=written_mark(1, how)),
    ]
    for section in sections(about):
        parts.append(Heading(1, section.title, mark=written_mark(next(places), section.title)))
        parts += [Paragraph(note, mark=written_mark(next(places), note)) for note in section.notes]
        for blank in section.blanks:
            if blank.help:
                parts.append(Paragraph(blank.help, mark=written_mark(next(places), blank.help)))
            parts.append(Paragraph(printed(blank), mark=f"{BLANK_MARK}{blank.key}"))
    return Paper(
        title=TITLE,
        subtitle=subtitle,
        date=day,
        marking="CONFIDENTIAL – when it is filled in",
        banner="EXAMPLE" if settings.TOWN.example else None,
        parts=tuple(parts),
        card=f"{CARD}{reference}",
        marks=(written_mark(2, TITLE), written_mark(3, subtitle)),
    )


def written_on(about: FormContext) -> list[str]:
    """Every sentence that the form is printed with and that is no blank."""
    return list(_written(paper_of(about, reference="", day=about.until_on)))


def _written(paper: Paper) -> Iterator[str]:
    yield from (paper.title, paper.subtitle or "")
    for part in paper.parts:
        if isinstance(part, Heading | Paragraph | Notice) and (part.mark or "").startswith(WRITTEN_MARK):
            yield part.text

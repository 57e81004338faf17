"""The answer to a request as a paper: what was asked, what is disclosed, what is withheld and why, and what next."""

from collections.abc import Iterator
from datetime import datetime

from django.conf import settings

from wardmote.documents.paper import Heading, Paper, Paragraph, Part
from wardmote.govuk.words import long_date
from wardmote.information_requests.reads import FindShown, RequestShown, RulingShown, must_be_ready
from wardmote.information_requests.rules import NotReady, Outcome, RequestKind, blacked_out, left_standing
from wardmote.register.rules import london_date

MARKINGS = {
    RequestKind.FREEDOM_OF_INFORMATION: "ANSWER TO A REQUEST FOR INFORMATION",
    RequestKind.SUBJECT_ACCESS: "PERSONAL – for the person who asked",
}
REVIEW = (
    "If you do not agree with this answer, you may ask us to look at it again. Write to the clerk within 40 working "
    "days. Somebody who did not take the decision will answer you."
)
COMPLAIN = (
    "You may also complain to the Information Commissioner: ico.org.uk/make-a-complaint, telephone 0303 123 1113. "
    "The Commissioner usually expects you to ask us first."
)
COURT = "You may also ask a court to enforce your rights."


def source_of(find: FindShown) -> str:
    """Where a passage stands, as the answer says it. What is withheld or blacked out is not told by a heading."""
    passage, ruling = find.passage, find.ruling
    day = long_date(passage.meeting.held_on if passage.meeting else passage.on)
    where = f"{passage.meeting.body.name}, {day}" if passage.meeting else day
    title = find.title
    if ruling and ruling.outcome is Outcome.BLACK_OUT:
        title = blacked_out(title, ruling.phrases)
    if passage.item and (ruling is None or ruling.outcome is Outcome.WITHHOLD):
        title = passage.item.number
    item = f", item {title}" if title else ""
    return f"{passage.source.capitalize()}, {where}{item}"


def answer_paper(shown: RequestShown, *, now: datetime) -> Paper:
    """The answer. What is blacked out or withheld is not in it at all.

    Raises:
        NotReady: not everything is agreed to, or words that are blacked out in one place would stand in another.
    """
    must_be_ready(shown)
    finds = [(find, find.ruling) for find in shown.finds if find.ruling]
    given = [(find, ruling) for find, ruling in finds if ruling.shown]
    kept = [(find, ruling) for find, ruling in finds if ruling.outcome is Outcome.WITHHOLD]
    _must_be_black_everywhere(given + kept)
    parts: list[Part] = [
        Paragraph(f"To {shown.asked_by}."),
        Paragraph(f"You asked us under {shown.kind.law}. We received it on {long_date(shown.row.received_on)}."),
        Heading(1, "What you asked"),
        Paragraph(shown.asked),
        Heading(1, "What we disclose"),
        *_disclosed(given),
        Heading(1, "What we withhold"),
        *_withheld(kept),
        Heading(1, "If you do not agree"),
        Paragraph(REVIEW),
        Paragraph(COMPLAIN),
    ]
    if shown.kind is RequestKind.SUBJECT_ACCESS:
        parts.append(Paragraph(COURT))
    return Paper(
        title="Answer to your request",
        subtitle=f"Reference {shown.row.reference}",
        date=london_date(now),
        marking=MARKINGS[shown.kind],
        banner="EXAMPLE" if settings.TOWN.example else None,
        parts=tuple(parts),
    )


Decided = list[tuple[FindShown, RulingShown]]


def _must_be_black_everywhere(finds: Decided) -> None:
    """A name that is blacked out in one paragraph and printed in the next is disclosed."""
    phrases = [phrase for _, ruling in finds if ruling.outcome is Outcome.BLACK_OUT for phrase in ruling.phrases]
    texts = [text for find, r in finds for text in (r.shown, r.why, r.public_interest, source_of(find))]
    left = left_standing(phrases, texts)
    if left:
        raise NotReady(
            f"“{left}” is blacked out in one place and stands in another. Nothing was made. "
            "Black it out there as well, also in the reasons."
        )


def _reasons(ruling: RulingShown) -> str:
    return " ".join(filter(None, (f"{ruling.exemption.capitalize()}: {ruling.why}", ruling.public_interest)))


def _disclosed(given: Decided) -> Iterator[Part]:
    if not given:
        yield Paragraph("We disclose nothing from the record.")
    for find, ruling in given:
        yield Paragraph(ruling.shown, f"{source_of(find)}:")
        if ruling.outcome is Outcome.BLACK_OUT:
            yield Paragraph(_reasons(ruling), "Parts are blacked out.")


def _withheld(kept: Decided) -> Iterator[Part]:
    if not kept:
        yield Paragraph("We withhold no other paragraph.")
    for find, ruling in kept:
        yield Paragraph(_reasons(ruling), f"{source_of(find)}:")

"""What the sentences of a paragraph do: told, decided, promised, paid, expected. One file for each family of kinds."""

import re
from dataclasses import replace

from wardmote.documents.sentences import sentences_in
from wardmote.documents.statements.actions import actions_in
from wardmote.documents.statements.coming import conditionals_in, expectations_in, referrals_in, suggestions_in
from wardmote.documents.statements.decisions import decisions_in
from wardmote.documents.statements.due import DUE
from wardmote.documents.statements.reasoning import causes_in, claims_in, recurring_in
from wardmote.documents.statements.rows import is_head, is_row, of_bare_row, of_columns
from wardmote.documents.statements.sentence import Sentence
from wardmote.documents.statements.spending import spending_in
from wardmote.documents.statements.telling import nil_returns_in, reports_in, speaker_of
from wardmote.documents.tree import Context, Span, Statement, StatementKind

__all__ = ["is_tag", "label_of", "statements_in"]

LEAD = re.compile(r"^(?:[•·●▪*–-]\s+|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s+)")

# What only says whose action the sentence before is.
TAG = re.compile(
    r"[\W_]*(?:(?:Clerk|CLERK)(?:\s+to\s+action)?|"
    r"(?:ACTIONS?\b(?:\s+BY)?(?:\s+\d[\d.]*)?\s*[:–-]?|Actions?(?:\s+(?:by|"
    r"for))?(?:\s+\d[\d.]*)?\s*[:–-])\s*(?:[A-Z][\w.’'/&,+-]*\s*(?:and\s+)?){1,4}|"
    r"[(\[](?:[A-Z]{2,3}(?:\s*[/,&+]\s*[A-Z]{2,3})*|Clerk|All)[)\]]"
    r"|Actions?\s+(?:[A-Z]{2,3}(?:\s*[/,&+]\s*[A-Z]{2,3})*|Clerk|All)"
    r"|(?!VAT|PAT|NFA)[A-Z]{2,4}(?:\s*[/,&+]\s*[A-Z]{2,4})*|All|ALL)\W*"
)
# Initials that stand behind a sentence and before the next one on the line: "… all agreed.  (ML)".
TAG_FIRST = re.compile(r"[(\[](?:(?:[A-Z]{2,3}|CLERK|Clerk)(?:\s*[/,&+]\s*(?=\w))?)+[)\]]\s+(?=[A-Z])")


def is_tag(words: str) -> bool:
    """Whether a line only says whose action the one before it is."""
    return TAG.fullmatch(DUE.sub("", words)) is not None


LABELLED = re.compile(r"\W*(DECISIONS?|Decisions?:|RESOLVED|Resolved:|ACTIONS?\b|Actions?:)")


def statements_in(text: str, *, at: int, context: Context) -> tuple[Statement, ...]:
    """The statements of one paragraph, bullet or row whose words begin at `at` in the reading text.

    A row (its cells joined by tabs) is one sentence; `context.columns` are the heads of its columns, if any.
    """
    found: list[Statement] = []
    before, label = "", context.label
    said_before: str | None = None
    for span in _sentences(text, context.columns):
        words = text[span.start : span.end]
        lead = LEAD.match(words)
        start = span.start + (lead.end() if lead and lead.end() < len(words) else 0)
        words = text[start : span.end]
        label = label_of(words) or (label if lead or context.label else "")
        here = _of_sentence(Sentence(words, Span(at + start, at + span.end), context, before, said_before, label))
        said_before = next((statement.said_by for statement in here if statement.kind is StatementKind.REPORT), None)
        found.extend(here)
        before = words
    return tuple(found)


def _sentences(text: str, columns: tuple[str, ...]) -> list[Span]:
    """The sentences; a row whole; a tag ("ACTION: Clerk", "[AB]") together with the sentence that it is about."""
    if is_row(text, columns):
        if is_head(text):
            return []
        return [Span(len(text) - len(text.lstrip()), len(text.rstrip()))]
    spans: list[Span] = []
    for span in sentences_in(text):
        if spans and (tag := TAG_FIRST.match(text, span.start, span.end)):
            spans.append(Span(spans.pop().start, span.start + len(tag[0].rstrip())))
            span = Span(tag.end(), span.end)
        if spans and is_tag(text[span.start : span.end]):
            span = Span(spans.pop().start, span.end)
        spans.append(span)
    return spans


# A decision below the heading "Warden's report" is no report for that.
IT_WAS_TOLD = re.compile(r"\b(?:reported|said|felt|stated|advised|informed|raised|expressed)\b")


def label_of(words: str) -> str:
    """What a line says of what follows it: "decision" ("RESOLVED:"), "action" ("Actions:"), or nothing."""
    opening = LABELLED.match(words)
    return ("decision" if opening[1].lower().startswith(("d", "r")) else "action") if opening else ""


def _of_sentence(sentence: Sentence) -> list[Statement]:
    reports = list(reports_in(sentence))
    decisions = list(decisions_in(sentence))
    tabular = list(of_columns(sentence)) if is_row(sentence.text, sentence.context.columns) else []
    actions = [] if sentence.context.columns and tabular else list(actions_in(sentence))
    if "\t" in sentence.text and not actions and not tabular:
        actions = list(of_bare_row(sentence))
    actions += [statement for statement in tabular if statement.kind is StatementKind.ACTION]
    settled = bool(decisions or actions)
    if settled:
        reports = [report for report in reports if report.said_by or report.sure or IT_WAS_TOLD.search(sentence.text)]
    found = [*reports, *nil_returns_in(sentence), *claims_in(sentence), *decisions, *actions]
    found += conditionals_in(sentence, settled=settled)
    found += referrals_in(sentence)
    found += suggestions_in(sentence, settled=settled)
    found += expectations_in(sentence, settled=settled)
    paid = [statement for statement in tabular if statement.kind is StatementKind.SPENDING]
    found += paid or spending_in(sentence)
    found += recurring_in(sentence)
    found += causes_in(sentence)
    speaker = speaker_of(reports, sentence.context.speaker)
    return [statement if statement.said_by else replace(statement, said_by=speaker) for statement in found]

"""`wardmote read`: what was understood, without a town and without keeping anything."""

import argparse
import json
import sys
from collections import Counter
from datetime import date, datetime

from wardmote.documents.json_form import as_json
from wardmote.documents.read import read as read_file
from wardmote.documents.tree import Document, Named, Statement, StatementKind
from wardmote.govuk.words import clock, count_of, long_date
from wardmote.meetings.rules import where

NOT_STATED = "not stated"


def read(typed: argparse.Namespace) -> int:
    """Print what a file says, in the form asked for."""
    document = read_file(typed.file)
    if typed.json:
        print(json.dumps(as_json(document), ensure_ascii=False, indent=1))
    elif typed.reprint:
        sys.stdout.flush()
        sys.stdout.buffer.write(document.reprint_bytes())
        sys.stdout.buffer.flush()
    elif typed.where:
        print(shown(where_table(document)))
    else:
        print(shown(understood(document)))
    return 0


def shown(text: str) -> str:
    """The text without what would steer a terminal: notes may hold anything."""
    return "".join(c if c.isprintable() or c in "\n\t" else "\N{REPLACEMENT CHARACTER}" for c in text)


def where_table(document: Document) -> str:
    """A line for each piece of the notes: where it stands, where it ends, and `>` if the next agenda carries it."""
    rows = [f"{'from-to':>13}  {'place in the record':<48}  {'next'}  words"]
    for one in where(document):
        words = " ".join(one.text.split())
        words = words if len(words) <= 70 else words[:69] + "…"
        rows.append(
            f"{f'{one.start}-{one.end}':>13}  {'; '.join(one.places):<48}  {'>' if one.carried else ' ':<4}  {words}"
        )
    return "\n".join(rows)


def when(at: datetime | date | None) -> str:
    """A day and, if it was given, its time."""
    if at is None:
        return NOT_STATED
    return long_date(at) + (f" at {clock(at.time())}" if isinstance(at, datetime) else "")


def understood(document: Document) -> str:
    """What was read, for a person: the meeting, who came, each item with what it says, and what the file hides."""
    rows = [
        document.title or "(no title)",
        f"  {document.kind.value} of {document.body or 'a body that is ' + NOT_STATED}",
        f"  {when(document.starts_at)}; place: {document.place or NOT_STATED}",
        f"  present: {_people(document.present)}",
        f"  in attendance: {_people(document.in_attendance)}",
        f"  apologies: {_people(document.apologies)}",
        f"  next meeting: {when(document.next_meeting)}",
    ]
    for item in document.items:
        said = [s for block in item.blocks for s in block.statements]
        counted = Counter(s.kind.value for s in said)
        counts = ", ".join(count_of(n, kind.replace("_", " ")) for kind, n in sorted(counted.items()))
        rows.append(f"{item.number or '–':>4}  {item.title}" + (f"  ({counts})" if counts else ""))
        rows += [f"        {_owed(s)}" for s in said if s.kind is StatementKind.ACTION]
    rows += [f"  Note: {hidden.says}" for hidden in document.hidden]
    return "\n".join(rows)


def _people(named: tuple[Named, ...]) -> str:
    return "; ".join(f"{n.text} ({n.role})" if n.role else n.text for n in named) or NOT_STATED


def _owed(statement: Statement) -> str:
    due = statement.due or (statement.due_on.isoformat() if statement.due_on else NOT_STATED)
    sure = "" if statement.sure else "  [please check]"
    return f"action: {' '.join(statement.text.split())}  [owner: {statement.owner or NOT_STATED}; due: {due}]{sure}"

"""The search in a terminal: what the clerk, or the person named, may see of what has these words."""

import argparse
import json
import sys

from django.utils import timezone

from wardmote.cli.main import Stop
from wardmote.cli.reading import shown
from wardmote.cli.standing import sentences, standing
from wardmote.govuk.words import count_of, long_date
from wardmote.register.writes import consulted
from wardmote.search import reads, writes
from wardmote.search.rules import Asked, NothingWanted, clause_of

FIRST = 50


def search(typed: argparse.Namespace) -> int:
    """Print what has these words, the newest first."""
    words = " ".join(typed.words) or sys.stdin.readline().strip()
    try:
        clauses = [clause_of(words)]
    except NothingWanted as nothing:
        raise Stop(f"{nothing} Nothing was looked for.") from None
    with sentences():
        now = timezone.now()
        viewer, _ = standing(typed.person, now=now)
        newest = reads.stale()
        if newest is not None:
            writes.bring_up_to_date(newest, by=viewer, now=now)
        hits = reads.found(Asked(words), viewer=viewer, now=now).hits
        found = reads.results(hits if typed.json else hits[:FIRST], clauses, viewer=viewer, now=now)
        consulted([one.row for one in found], by=viewer, now=now)
    if typed.json:
        print(json.dumps({"results": [as_json(one) for one in found]}, ensure_ascii=False, indent=1))
        return 0
    print(shown("\n".join([f"{count_of(len(hits), 'result')}.", *(line for one in found for line in lines(one))])))
    if len(hits) > FIRST:
        print(f"These are the newest {FIRST}. All of them: --json")
    return 0


def lines(one: reads.Result) -> list[str]:
    """A result in plain lines."""
    item = " ".join(part for part in (f"item {one.number}." if one.number else "", one.title) if part)
    where = [long_date(one.hit.day), one.meeting.body.name if one.meeting else "", item, one.hit.kind.value]
    return ["", ", ".join(part for part in where if part), f"    {' '.join(one.words.split())}"]


def as_json(one: reads.Result) -> dict[str, str | None]:
    """A result as JSON gives it."""
    return {
        "on": one.hit.day.isoformat(),
        "kind": one.hit.kind.value,
        "body": one.meeting.body.name if one.meeting else None,
        "item": one.number or None,
        "heading": one.title or None,
        "text": one.hit.text,
        "marking": one.hit.marking,
        "id": str(one.hit.row_id),
    }

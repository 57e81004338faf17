"""A table as a file for a spreadsheet."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date

from django.http import HttpResponse

# A spreadsheet takes what begins so for a formula and would run it.
FORMULA_LEADS = ("=", "+", "-", "@", "\t", "\r")
Cell = str | int | float


def plain_cell(words: str) -> str:
    """Words that a spreadsheet shows and does not run.

    >>> plain_cell('=HYPERLINK("x")'), plain_cell("Clerk"), plain_cell(" -2")
    ('\\'=HYPERLINK("x")', 'Clerk', "' -2")
    """
    return f"'{words}" if words.lstrip(" \n").startswith(FORMULA_LEADS) else words


def download(
    columns: Sequence[str], rows: Iterable[Sequence[Cell]], *, name: str, closed: bool, example: bool, day: date
) -> HttpResponse:
    """The table as a CSV file, whose name says how far it may go. Numbers stay numbers; words are never a formula."""
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(columns)
    for row in rows:
        table.writerow([plain_cell(cell) if isinstance(cell, str) else cell for cell in row])
    lead = ("EXAMPLE-" if example else "") + ("CONFIDENTIAL" if closed else "PANEL")
    # With a byte order mark, so that a spreadsheet reads the letters rightly.
    answer = HttpResponse(f"\ufeff{out.getvalue()}", content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{lead}-{name}-{day:%Y-%m-%d}.csv"'
    return answer

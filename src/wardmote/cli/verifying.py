"""`wardmote crime verify`: the counts that pages read, held against the rows themselves."""

import argparse
import json
from dataclasses import asdict

import duckdb

from wardmote.cli.crime import NAMED, NOTHING_YET
from wardmote.cli.main import Stop
from wardmote.figures.sources.manifest import StoreUnreadable
from wardmote.figures.sources.store import open_store
from wardmote.figures.sources.verification import unlike_rows
from wardmote.govuk.words import count_of
from wardmote.towns.folder import crime_folder

UNLIKE = 1


def crime_verify(typed: argparse.Namespace) -> int:
    """Count all rows anew; 0 if every count agrees with them, 1 if not.

    Raises:
        Stop: nothing is loaded, or the figures can't be read.
    """
    try:
        store = open_store(crime_folder())
    except StoreUnreadable as sentence:
        raise Stop(str(sentence)) from None
    if not store.parts:
        raise Stop(NOTHING_YET)
    try:
        unlike = unlike_rows(store)
    except duckdb.Error as error:
        why = str(error).splitlines()[0]
        raise Stop(f"The rows can't be read ({why}). Nothing was changed. Load those months again.") from None
    rows = sum(part.rows - part.repeated for part in store.parts)
    if typed.json:
        print(json.dumps({"rows": rows, "unlike": [asdict(one) for one in unlike]}))
        return UNLIKE if unlike else 0
    if not unlike:
        print(f"{count_of(rows, 'row')} counted anew: every count of {count_of(len(store.months), 'month')} agrees.")
        return 0
    for one in unlike[:NAMED]:
        print(f"{one.month} {one.lsoa_code} {one.category}: {one.counted:,} by the counts, {one.rows:,} by the rows")
    if len(unlike) > NAMED:
        print(f"and {len(unlike) - NAMED:,} more; --json names all")
    months = ", ".join(sorted({one.month for one in unlike}))
    print(f"\nThe counts depart from the rows. Nothing was changed. Load the download again that holds {months}.")
    return UNLIKE

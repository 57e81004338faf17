"""How long a search takes, beside a plain scan that opens every text, and beside its SQL alone.

    python benchmarks/search.py [--meetings 120] [--actions 2000] [--times 15]

The town is the example, grown by notes like its own, as in `pages.py`. Prints the tables of docs/benchmarks.md.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "benchmarks")]
TYPED = ("Birchcroft Lane", "hedge", '"wool shop"', "county -lamp", "zebra")


def median_ms(do, times):
    """The median of so many runs, in milliseconds."""
    took = []
    for _ in range(times):
        began = time.perf_counter()
        do()
        took.append((time.perf_counter() - began) * 1000)
    return statistics.median(took)


def sql_alone(connection, do):
    """A function that runs again, on a plain cursor, what `do` asks of the database."""
    asked = []

    def note(execute, sql, params, many, context):
        asked.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        do()

    def again():
        with connection.cursor() as cursor:
            for sql, params in asked:
                cursor.execute(sql, params)
                cursor.fetchall()

    return again, len(asked)


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--meetings", type=int, default=120)
    options.add_argument("--actions", type=int, default=2000)
    options.add_argument("--times", type=int, default=15)
    typed = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["WARDMOTE_VAR"] = folder
        from pages import make_town

        make_town(typed.meetings, typed.actions)
        measure(typed)


def searched(asked, told):
    """What the page does, but for drawing it."""
    from wardmote.search import reads
    from wardmote.search.rules import clause_of

    found = reads.found(asked, **told)
    reads.results(found.hits[:20], [clause_of(asked.words)], **told)
    return found


def measure(typed):
    from django.db import connection
    from django.utils import timezone
    from pages import CLERK, UNSIGNED

    from wardmote.cli.standing import standing
    from wardmote.search import reads, writes
    from wardmote.search.rules import Asked

    now = timezone.now()
    clerk, _ = standing(CLERK, now=now)
    newest = reads.stale() or b""
    began = time.perf_counter()
    held = writes.bring_up_to_date(newest, by=clerk, now=now)
    made = time.perf_counter() - began
    again = median_ms(lambda: writes.bring_up_to_date(newest, by=clerk, now=now), typed.times)
    current = median_ms(reads.stale, typed.times)
    print(
        f"{held:,} texts in the index: made in {made:.2f} s, looked through anew in {again:.0f} ms, "
        f"known to be current in {current:.1f} ms; load {os.getloadavg()[0]:.1f}\n"
    )
    print("| who | words | results | search: median ms | scan: median ms | scan / search | SQL alone: ms | queries |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    for name in (CLERK, UNSIGNED):
        viewer, _ = standing(name, now=now)
        for words in TYPED:
            asked, told = Asked(words), {"viewer": viewer, "now": now}
            search, scan = partial(searched, asked, told), partial(reads.scanned, asked, **told)
            assert search().hits == scan().hits
            alone, queries = sql_alone(connection, search)
            quick, slow, sql = (median_ms(do, typed.times) for do in (search, scan, alone))
            who = "the clerk" if name == CLERK else "has not signed"
            print(
                f"| {who} | {words} | {len(search().hits)} | {quick:.0f} | {slow:.0f} | {slow / quick:.1f} "
                f"| {sql:.0f} | {queries} |"
            )


if __name__ == "__main__":
    main()

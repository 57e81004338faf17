"""A load of crime figures, killed: run by `test_loading.py` as a process of its own.

    loading.py FOLDER OLD.zip NEW.zip every|some

OLD is in the store; NEW is loaded once, then again from the same old store, killed at each of so many steps, looked at,
and loaded once more. A line of JSON for each.
"""

import json
import shutil
import sys
from datetime import date, datetime
from pathlib import Path

import duckdb  # noqa: F401  # before the first fork, so that no try has to
import ibis  # noqa: F401

from tests.kills.steps import arm, forked
from wardmote.figures.sources.loading import load
from wardmote.figures.sources.store import open_store

FOLDER = Path(sys.argv[1])
STORE, PRISTINE = FOLDER / "crime", FOLDER / "pristine"


def loading(archive):
    report = load([Path(archive)], STORE, loaded_at=datetime(2026, 11, 27), downloaded_on=date(2026, 11, 1))
    print("Loaded.", flush=True)
    return 0 if report.clean else 1


def look():
    """What a reader finds: rows by month, from the rows and from the counts; and what lies in the store unnamed."""
    store = open_store(STORE)
    rows = store.rows()
    by_month = rows.group_by("month").agg(n=rows.count()).order_by("month").to_pyarrow().to_pylist()
    counts = {month: int(counted.sum()) for month, counted in sorted(store.counts_by_month.items())}
    named = {*store.manifest.files(), *store.manifest.before}
    unnamed = [p.name for p in STORE.glob("*/*") if p.relative_to(STORE).as_posix() not in named]
    print(json.dumps({"rows": {one["month"]: one["n"] for one in by_month}, "counts": counts, "unnamed": unnamed}))
    return 0


def seen():
    code, said = forked(look)
    return json.loads(said) if code == 0 else {"rows": None, "counts": None, "unnamed": []}


def once(archive, at):
    def run():
        names = arm(at, spill=False)
        code = loading(archive)
        (FOLDER / "steps.json").write_text(json.dumps(names))
        return code

    shutil.rmtree(STORE)
    shutil.copytree(PRISTINE, STORE)
    code, said = forked(run)
    told = {"at": at, "code": code, "said": said, "found": seen()}
    told["again"] = forked(lambda: loading(archive))[0]
    print(json.dumps(told | {"then": seen()}), flush=True)


def chosen(names):
    """The steps around the rename that makes the load count, and every tenth besides."""
    switch = names.index("before rename") + 1
    return sorted({*range(1, len(names) + 1, 10), switch, switch + 1})


if __name__ == "__main__":
    forked(lambda: loading(sys.argv[2]))
    shutil.copytree(STORE, PRISTINE)
    print(json.dumps(seen()), flush=True)
    once(sys.argv[3], 0)
    steps = json.loads((FOLDER / "steps.json").read_text())
    for step in range(1, len(steps) + 1) if sys.argv[4] == "every" else chosen(steps):
        once(sys.argv[3], step)

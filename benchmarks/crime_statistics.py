"""Exact statistics of all towns beside one full DuckDB scan of the rows they come from, in the same run.

    python benchmarks/crime_statistics.py [--rows 2000000] [--rounds 5]

Towns are as many as rows need: 7,000 for 18 million, each with 14 kinds and 36 months. The rows are generated, with the
columns of the published files as lean types, into a DuckDB file in a temporary folder (18 million rows are about 1 GB).
Prints the table of docs/benchmarks.md. Seconds are the least of the rounds, processor seconds the least as well.
"""

import argparse
import os
import platform
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "src"))

from wardmote.figures.statistics import country  # noqa: E402

KINDS, MONTHS, NEAR = 14, 36, 15
ROWS, TOWNS = 18_000_000, 7000
THREADS = 2
OUTCOMES = ("Under investigation", "Investigation complete; no suspect identified", "Unable to prosecute suspect")
FORCES = tuple(f"Force {n} Constabulary" for n in range(43))
STREETS = tuple(f"On or near Street {n}" for n in range(5000))
COLUMNS = ["crime_id", "month", "force", "longitude", "latitude", "location", "area", "kind", "outcome"]


def drawn(rows):
    """Counts by town, kind and month, with the number of residents and each town's neighbours."""
    rng = np.random.default_rng(1)
    towns = max(NEAR + 1, round(rows * TOWNS / ROWS))
    population = np.exp(rng.normal(8.6, 1.0, towns)).clip(1000, 4e5).round()
    share = rng.dirichlet(np.full(KINDS, 1.5))
    mean = population[:, None, None] / population.sum() * rows / MONTHS * share[:, None]
    counts = rng.poisson(mean * rng.gamma(8, 1 / 8, (towns, KINDS, 1)) * np.ones(MONTHS))
    order = np.argsort(population)  # towns of like size are neighbours
    near = np.empty((towns, NEAR), np.int64)
    for i, town in enumerate(order):
        start = min(max(i - NEAR // 2, 0), towns - NEAR - 1)
        near[town] = [one for one in order[start : start + NEAR + 1] if one != town][:NEAR]
    return counts, population, near


def fill(here, counts):
    """A row for each event, month by month, as the published files have them."""
    rng = np.random.default_rng(2)
    here.execute(
        f"CREATE TYPE force AS ENUM {FORCES}; CREATE TYPE street AS ENUM {STREETS};"
        f"CREATE TYPE outcome AS ENUM {OUTCOMES};"
        "CREATE TABLE crime (crime_id BLOB, month SMALLINT, force force, longitude DOUBLE, latitude DOUBLE,"
        " location street, area INTEGER, kind TINYINT, outcome outcome)"
    )
    towns, kinds = np.divmod(np.arange(counts.shape[0] * KINDS, dtype=np.int32), KINDS)
    for month in range(MONTHS):
        often = counts[:, :, month].ravel()
        town, kind = np.repeat(towns, often), np.repeat(kinds, often).astype(np.int8)
        size = town.size
        ids = pa.Array.from_buffers(pa.binary(32), size, [None, pa.py_buffer(rng.bytes(32 * size))])
        columns = [
            ids.cast(pa.binary()),
            np.full(size, month, np.int16),
            pa.array(FORCES).take(pa.array(town % 43)),
            rng.uniform(-5, 1, size),
            rng.uniform(50, 55, size),
            pa.array(STREETS).take(pa.array(rng.integers(0, len(STREETS), size))),
            town,
            kind,
            pa.array(OUTCOMES).take(pa.array(rng.integers(0, len(OUTCOMES), size))),
        ]
        rows = pa.table(dict(zip(COLUMNS, columns, strict=True)))  # noqa: F841
        here.execute("INSERT INTO crime SELECT * FROM rows")
    here.execute("CHECKPOINT")


def timed(do, rounds):
    """The least seconds and processor seconds of so many rounds."""
    walls, works = [], []
    for _ in range(rounds):
        wall, work = time.perf_counter(), time.process_time()
        do()
        walls.append(time.perf_counter() - wall)
        works.append(time.process_time() - work)
    return min(walls), min(works)


def main():
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--rows", type=int, default=2_000_000)
    asked.add_argument("--rounds", type=int, default=5)
    typed = asked.parse_args()
    counts, population, near = drawn(typed.rows)
    with tempfile.TemporaryDirectory(prefix="wardmote-crime-") as folder:
        with duckdb.connect(f"{folder}/crime.duckdb", config={"threads": THREADS}) as here:
            fill(here, counts)
            scanned = ", ".join(f"max({'octet_length(crime_id)' if one == 'crime_id' else one})" for one in COLUMNS)
            scan = timed(lambda: here.execute(f"SELECT {scanned} FROM crime").fetchall(), typed.rounds)
            group = "SELECT area, kind, month, count(*) FROM crime GROUP BY ALL"
            cube = timed(lambda: here.execute(group).fetchnumpy(), typed.rounds)
        size = sum(path.stat().st_size for path in Path(folder).iterdir())
    every = timed(partial(country, counts, population, near), typed.rounds)
    single = [partial(country, counts, population, near, towns=[town]) for town in range(len(population))[:500]]
    one = np.array([timed(do, 1) for do in single]) * 1000
    load = os.getloadavg()[0]
    print(
        f"Python {platform.python_version()}, DuckDB {duckdb.__version__} with {THREADS} threads,"
        f" NumPy {np.__version__}; {os.cpu_count()} cores, load {load:.1f}; {counts.sum():,} rows"
        f" ({size / 1e6:.0f} MB), {len(population):,} towns, {counts.size:,} cells, largest count {counts.max():,}.\n"
    )
    print("| what | seconds | processor seconds | times the scan |\n| --- | --- | --- | --- |")
    for what, (wall, work) in (
        ("one full DuckDB scan, nine columns", scan),
        ("counts by town, kind and month, by DuckDB from the rows", cube),
        ("all towns: exact intervals, ratios, exact tests, Benjamini-Hochberg", every),
    ):
        print(f"| {what} | {wall:.3f} | {work:.3f} | {wall / scan[0]:.1f} |")
    (middle, work), (worst, most) = np.median(one, axis=0), np.percentile(one, 99, axis=0)
    print(f"\nOne town: median {middle:.1f} ms ({work:.1f} of processor), 99th percentile {worst:.1f} ms ({most:.1f}).")


if __name__ == "__main__":
    main()

"""Seconds and memory of a load of crime figures, beside DuckDB's own copy of the unpacked files in the same run.

    python benchmarks/crime_load.py [--rows 2_000_000] [--months 36] [--rounds 3] [--keep FOLDER]

The download is made up (`crime_download.py`). Each step is a process of its own with two threads, timed after its
imports until everything is flushed; medians of the rounds. DuckDB reads the unpacked CSV files with explicit types and
writes one Parquet file with the same columns: no zip, no check sum, no check of rows, no repeated IDs, no counts.
Prints the table of docs/benchmarks.md.
"""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "benchmarks")]

BEGIN = """
import json, os, resource, sys, time
from pathlib import Path
folder = Path(sys.argv[1])
"""
END = """
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
cpu = time.process_time()
told = {"seconds": time.perf_counter() - begun, "cpu": cpu, "work": cpu - imported, "mib": peak, "rows": rows}
print(json.dumps(told))
"""
LOAD = """
from datetime import date, datetime
from wardmote.figures.sources.loading import load
day = date.fromisoformat(sys.argv[3])
begun, imported = time.perf_counter(), time.process_time()
report = load([folder / sys.argv[2]], folder / "crime", loaded_at=datetime(2026, 11, 27), downloaded_on=day)
assert report.clean
rows = sum(part.rows for part in report.loaded)
"""
COPY = """
import duckdb
from wardmote.figures.sources.sieve import COLUMNS
here = duckdb.connect(config={"threads": 2, "preserve_insertion_order": False})
here.execute("SET enable_progress_bar = false")
columns = {name: "DOUBLE" if name in ("Longitude", "Latitude") else "VARCHAR" for name in COLUMNS}
form = f'''auto_detect = false, header = true, delim = ',', quote = '"', columns = {columns}'''
begun, imported = time.perf_counter(), time.process_time()
here.execute(f'''COPY (
  SELECT unhex("Crime ID") AS crime_id, "Reported by" AS force, "Month" AS month, "Longitude" AS longitude,
    "Latitude" AS latitude, "Location" AS location, "LSOA code" AS lsoa_code, "Crime type" AS category,
    "Last outcome category" AS outcome
  FROM read_csv('{folder}/tree/*/*.csv', {form})
) TO '{folder}/copy.parquet' (FORMAT parquet, COMPRESSION zstd)''')
descriptor = os.open(folder / "copy.parquet", os.O_RDONLY)
os.fsync(descriptor)
rows = here.execute(f"SELECT count(*) FROM '{folder}/copy.parquet'").fetchone()[0]
"""


def timed(code, *words):
    """What a step took."""
    command = [sys.executable, "-c", BEGIN + code + END, *map(str, words)]
    env = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(command, env=env, check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(done.stdout)


def row(what, runs, beside):
    seconds = statistics.median(run["seconds"] for run in runs)
    ratio = statistics.median(run["seconds"] / other["seconds"] for run, other in zip(runs, beside, strict=True))
    cpu, mib = statistics.median(run["cpu"] for run in runs), max(run["mib"] for run in runs)
    print(f"| {what} | {runs[0]['rows']:,} | {seconds:.2f} | {cpu:.2f} | {mib:.0f} | {ratio:.3f} |", flush=True)


def main():
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--rows", type=int, default=2_000_000)
    asked.add_argument("--months", type=int, default=36)
    asked.add_argument("--rounds", type=int, default=3)
    asked.add_argument("--keep", type=Path, help="where the download is made, and left")
    typed = asked.parse_args()
    from crime_download import write

    with tempfile.TemporaryDirectory(prefix="wardmote-crime-") as passing:
        folder = typed.keep or Path(passing)
        if not (folder / "republished.zip").exists():
            write(folder, typed.rows, typed.months)
        size = (folder / "archive.zip").stat().st_size
        load = f"{os.getloadavg()[0]:.1f}"
        copies, loads, months = [], [], []
        for _ in range(typed.rounds):
            subprocess.run(["rm", "-rf", folder / "crime"], check=True)
            # The page cache is the same for both. Read by another process: a child's peak begins with its parent's.
            cached = [*(folder / "tree").rglob("*.csv"), folder / "archive.zip"]
            subprocess.run(["cat", *cached], check=True, stdout=subprocess.DEVNULL)
            copies.append(timed(COPY, folder))
            loads.append(timed(LOAD, folder, "archive.zip", "2026-01-01"))
            months.append(timed(LOAD, folder, "republished.zip", "2026-02-01"))
        print(
            f"{size / 1e6:.0f} MB zip; {platform.machine()}, Python {platform.python_version()}, load before {load}\n"
        )
        print("| what | rows | seconds | CPU s | peak MiB | times DuckDB's copy |")
        print("| --- | --- | --- | --- | --- | --- |")
        row("DuckDB, unpacked CSV to one Parquet file", copies, copies)
        row("load, zip to store", loads, copies)
        row("one month published again", months, copies)
        told = {"seconds": "seconds", "work": "the processor's time", "cpu": "the processor's time with imports"}
        for what, words in told.items():
            of_full = statistics.median(one[what] / other[what] for one, other in zip(months, loads, strict=True))
            print(f"\nA month again is 1/{1 / of_full:.1f} of a full load by {words}.")


if __name__ == "__main__":
    main()

"""A download of data.police.uk that is made up, of any size: the archive, its unpacked files, and its last month again.

    python benchmarks/crime_download.py FOLDER [--rows 2_000_000] [--months 36] [--seed 20221028]

Writes `archive.zip`, the same files unpacked in `tree/`, and `republished.zip`: the last month as a later archive has
it (30 % of outcomes moved on, 0.2 % of rows withdrawn, 0.5 % added). True to the published files in what a reader of
them meets: twelve columns, quotes only where a field holds a comma, no Crime ID and no outcome for anti-social
behaviour, 1.5 % of rows without a place, 0.4 % with the Crime ID of the row above, few distinct points, heavy-tailed
areas, seasons. The areas are the real ones of each force; rows and streets are invented.
"""

import argparse
import multiprocessing
import zipfile
from functools import cache
from pathlib import Path

import numpy as np

from wardmote.figures.areas.shipped import table
from wardmote.figures.sources.category import Category
from wardmote.figures.sources.sieve import COLUMNS

FIRST_YEAR, FIRST_MONTH = 2022, 1
KINDS = [kind.words for kind in Category]
# Published shares in per cent, in the order of `Category`.
SHARES = np.array([16.0, 1.1, 4.2, 7.7, 3.0, 2.0, 7.4, 0.9, 7.6, 1.2, 6.6, 1.9, 6.1, 34.3])
OUTCOMES = {
    "Investigation complete; no suspect identified": 33.0,
    "Unable to prosecute suspect": 32.0,
    "Under investigation": 7.0,
    "Status update unavailable": 6.0,
    "Court result unavailable": 5.0,
    "Awaiting court outcome": 4.0,
    "Local resolution": 3.0,
    "Action to be taken by another organisation": 2.4,
    "Further investigation is not in the public interest": 2.2,
    "Offender given a caution": 1.6,
    "Formal action is not in the public interest": 1.2,
}
FIRST = (
    "High",
    "Church",
    "Mill",
    "Station",
    "Park",
    "Queen",
    "King",
    "New",
    "Green",
    "York",
    "Manor",
    "School",
    "Castle",
)
SECOND = ("Street", "Road", "Lane", "Avenue", "Close", "Drive", "Way", "Court", "Place", "Crescent", "Grove", "Walk")
MIDDLE = ("", "field", "ton", "wood")
STREETS = [f"On or near {one}{middle} {two}" for one in FIRST for middle in MIDDLE for two in SECOND]
STREETS += ["On or near Supermarket", "On or near Parking Area", '"On or near A41, Any Bypass"', "On or near "]


@cache
def country():
    """Areas by force: code, name, longitude, latitude, and how much happens there."""
    found = {}
    columns = ("force", "lsoa21_code", "name", "longitude", "latitude")
    for force, *rest in sorted(zip(*(table("lsoa")[column].to_pylist() for column in columns), strict=True)):
        found.setdefault(force, []).append(rest)
    weights = np.random.default_rng(1).lognormal(0.0, 0.95, 100_000)
    return {force: (areas, weights[: len(areas)] / weights[: len(areas)].sum()) for force, areas in found.items()}


def month_name(number):
    """The month so many months after the first."""
    month = FIRST_MONTH - 1 + number
    return f"{FIRST_YEAR + month // 12}-{month % 12 + 1:02d}"


def made(force, number, rows, seed, again=False):
    """The text of one file."""
    areas, weights = country()[force]
    rng = np.random.default_rng([seed, number, sorted(country()).index(force)])
    many = max(1, int(rng.poisson(rows)))
    where = rng.choice(len(areas), many, p=weights)
    kind = rng.choice(len(KINDS), many, p=SHARES / SHARES.sum())
    shares = np.array(list(OUTCOMES.values()))
    outcome = rng.choice(len(OUTCOMES), many, p=shares / shares.sum())
    raw = rng.bytes(32 * many).hex()
    ids = [raw[64 * n : 64 * n + 64] for n in range(many)]
    for n in np.flatnonzero(rng.random(many) < 0.004):
        ids[n] = ids[n - 1]
    points = rng.normal(0, 0.004, (64, 2))
    snapped, street = rng.integers(0, 64, many), rng.integers(0, len(STREETS), many)
    nowhere = rng.random(many) < 0.015
    kept = np.ones(many, dtype=bool)
    if again:
        later = np.random.default_rng([seed, number, 7])
        moved = later.random(many) < 0.30
        outcome = np.where(moved, later.choice(len(OUTCOMES), many), outcome)
        kept = later.random(many) >= 0.002
    words, month = list(OUTCOMES), month_name(number)
    police = force.replace("-", " ").title() + " Police"
    lines = []
    for n in range(many):
        if not kept[n]:
            continue
        code, name, east, north = areas[where[n]]
        name = f'"{name}"' if "," in name else name
        incident = kind[n] == 0
        place = (
            f"{east + points[snapped[n], 0]:.6f},{north + points[snapped[n], 1]:.6f},{STREETS[street[n]]},{code},{name}"
        )
        lines.append(
            f"{'' if incident else ids[n]},{month},{police},{police},{',,No Location,,' if nowhere[n] else place},"
            f"{KINDS[kind[n]]},{'' if incident else words[outcome[n]]},\n"
        )
    if again:
        lines += (
            made(force, number + 1000, max(1, rows // 200), seed)
            .decode()
            .replace(month_name(number + 1000), month)
            .splitlines(keepends=True)[1:]
        )
    return "".join([",".join(COLUMNS) + "\n", *lines]).encode()


def write_month(job):
    """Write the files of one month, and say their names."""
    folder, number, rows, seed, again = job
    month, names = month_name(number), []
    season = 1 + 0.09 * np.sin((number + 7) * np.pi / 6)
    every = sum(len(areas) for areas, _ in country().values())
    (folder / month).mkdir(parents=True, exist_ok=True)
    for force, (areas, _) in country().items():
        name = f"{month}/{month}-{force}-street.csv"
        (folder / name).write_bytes(made(force, number, rows * season * len(areas) / every, seed, again))
        names.append(name)
    return names


def zip_up(folder, names, path):
    """The files as a download has them."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.write(folder / name, name)


def write(folder, rows, months, seed=20221028):
    """The archive, the same unpacked, and the last month again."""
    folder = Path(folder)
    jobs = [(folder / "tree", number, rows / months, seed, False) for number in range(months)]
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        names = [name for month in pool.imap(write_month, jobs) for name in month]
    zip_up(folder / "tree", names, folder / "archive.zip")
    again = write_month((folder / "again", months - 1, rows / months, seed, True))
    zip_up(folder / "again", again, folder / "republished.zip")


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("folder", type=Path)
    asked.add_argument("--rows", type=int, default=2_000_000)
    asked.add_argument("--months", type=int, default=36)
    asked.add_argument("--seed", type=int, default=20221028)
    typed = asked.parse_args()
    write(typed.folder, typed.rows, typed.months, typed.seed)

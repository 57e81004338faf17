"""Small invented stores, in memory: extracts of a few areas, so that coverage is what the test says."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np

from wardmote.figures.areas.towns import Town
from wardmote.figures.sources.category import Category
from wardmote.figures.sources.manifest import Manifest, Part
from wardmote.figures.sources.repeats import REPEATS
from wardmote.figures.sources.store import KINDS, Store

NO_REPEATS = REPEATS.empty_table()


def store_of(
    towns: dict[Town, dict[str, dict[Category, int]]], *, downloaded_on: date = date(2026, 1, 1), lacking=()
) -> Store:
    """A store that says of each town and month how many rows of each kind there are, all in its first area.

    `lacking` are pairs of force and month that are absent.
    """
    codes = sorted({code for town in towns for code in town.codes})
    index = {code: row for row, code in enumerate(codes)}
    months = sorted({month for figures in towns.values() for month in figures})
    counts = {month: np.zeros((len(codes), len(KINDS)), dtype=np.int32) for month in months}
    for town, figures in towns.items():
        for month, kinds in figures.items():
            for kind, many in kinds.items():
                counts[month][index[town.areas[0]], KINDS.index(kind)] += many
    parts = tuple(
        Part(
            force=force,
            month=month,
            file=f"{month}-{force}",
            archive="made.zip",
            member=f"{month}-{force}-street.csv",
            sha256="",
            size=0,
            downloaded_on=downloaded_on,
            loaded_at=datetime(2026, 1, 1, tzinfo=UTC),
            rows_in=0,
            rows=0,
            repeated=0,
            crimes=0,
            ids=0,
            areas=len(codes),
            scope="made",
        )
        for month in months
        for force in sorted({town.force for town in towns})
        if (force, month) not in lacking
    )
    manifest = Manifest(scopes={"made": tuple(codes)})
    return Store(Path("nowhere"), manifest, parts, index, counts, NO_REPEATS)


def made_older(folder: Path, number: int) -> None:
    """Give a store the manifest of an earlier format, which lists the parts of all months itself."""
    told = json.loads((folder / "manifest.json").read_text())
    if "parts" in told:  # it has one already
        return
    months = told.pop("months")
    told |= {what: {month: its[what] for month, its in months.items()} for what in ("counts", "ids")}
    told["parts"] = [
        part for its in months.values() for part in json.loads((folder / its["parts"]).read_text())["parts"]
    ]
    (folder / "manifest.json").write_text(json.dumps(told | {"format": number}))

"""Make the shipped outlines from GeoJSON files of LSOA 2021 boundaries (longitude and latitude).

python -m wardmote.figures.areas.outlining FOLDER
"""

import json
import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as parquet

from wardmote.figures.areas.outlines import SCALE
from wardmote.figures.areas.shipped import FOLDER

STEPS = pa.list_(pa.list_(pa.int32()))
SCHEMA = pa.schema([("lsoa21_code", pa.string()), ("east", STEPS), ("north", STEPS)])


def steps(values: list[int]) -> list[int]:
    """The first value, then each one's distance from the one before.

    >>> steps([5, 7, 4])
    [5, 2, -3]
    """
    return [value - before for value, before in zip(values, [0, *values], strict=False)]


def rings(geometry: dict[str, Any]) -> Iterator[list[tuple[int, int]]]:
    """Each ring of a polygon or of several, on the grid of SCALE, without points that fall together."""
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    for ring in (ring for polygon in polygons for ring in polygon):
        yield [point for point, _ in groupby((round(x * SCALE), round(y * SCALE)) for x, y, *_ in ring)]


def make(folder: Path, out: Path = FOLDER) -> None:
    """Write `outline.parquet` from every .geojson file in `folder`."""
    kept = []
    for file in sorted(folder.glob("*.geojson")):
        for feature in json.loads(file.read_text())["features"]:
            drawn = list(rings(feature["geometry"]))
            east = [steps([x for x, _ in ring]) for ring in drawn]
            north = [steps([y for _, y in ring]) for ring in drawn]
            kept.append({"lsoa21_code": feature["properties"]["LSOA21CD"], "east": east, "north": north})
    made = pa.Table.from_pylist(sorted(kept, key=lambda row: row["lsoa21_code"]), schema=SCHEMA)
    parquet.write_table(made, out / "outline.parquet", compression="zstd", compression_level=19)


if __name__ == "__main__":
    make(Path(sys.argv[1]))

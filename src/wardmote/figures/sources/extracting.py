"""Make a small extract of downloads, for some towns, in the layout of the downloads.

    python -m wardmote.figures.sources.extracting 2022.zip 2025.zip --towns "Market Drayton,Leek" --out extract.zip

Rows stay byte for byte as published; only rows of other places are left out, and rows without a place, which belong to
no town. `extract.csv` lists the codes of areas that the extract is complete for; outside them it says nothing. The same
downloads give the same bytes.
"""

import argparse
import csv
import io
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from wardmote.figures.areas.shipped import FOLDER
from wardmote.figures.areas.towns import Town, town

EXTRACT = FOLDER / "crime-extract.zip"
SCOPE = "extract.csv"
CODE = "LSOA code"
SHIPPED_TOWNS = (
    "Market Drayton",
    "Biddulph",
    "Bridgnorth",
    "Cheadle (Staffordshire Moorlands)",
    "Leek",
    "Leominster",
    "Ludlow",
    "Nantwich",
    "Newport (Telford and Wrekin)",
    "Oswestry",
    "Ross-on-Wye",
    "Sandbach",
    "Stone (Stafford)",
    "Stourport-on-Severn",
    "Uttoxeter",
    "Whitchurch (Shropshire)",
)


def rows_of(lines: Iterable[str], codes: frozenset[str]) -> Iterator[str]:
    """The header, and those lines whose area is one of `codes`, unchanged.

    >>> list(rows_of(["Crime ID,LSOA code", "a,E1", "b,E2", "c,"], frozenset({"E2"})))
    ['Crime ID,LSOA code', 'b,E2']

    Raises:
        ValueError: there is no header, or it has no column of codes.
    """
    whole = iter(lines)
    header = next(whole, "")
    at = next(csv.reader([header]), [""]).index(CODE)
    yield header
    for line in whole:
        row = next(csv.reader([line]))
        if len(row) > at and row[at] in codes:
            yield line


def _files(downloads: Sequence[Path], forces: frozenset[str]) -> Iterator[tuple[str, ZipFile, str]]:
    """The files of these forces, in the order of their names; of a month in two downloads, the later download's."""
    found: dict[str, tuple[ZipFile, str]] = {}
    for path in downloads:
        download = ZipFile(path)
        for name in download.namelist():
            file = PurePosixPath(name).name
            if file.endswith("-street.csv") and file[8 : -len("-street.csv")] in forces:
                found[f"{file[:7]}/{file}"] = (download, name)
    yield from ((name, *found[name]) for name in sorted(found))


def extract(downloads: Sequence[Path], towns: Sequence[Town], out: Path) -> int:
    """Write the extract of these downloads for these towns; the number of rows in it.

    Raises:
        ValueError: no download has a month of the towns' forces.
    """
    codes = frozenset[str]().union(*(one.codes for one in towns))
    many = 0
    with ZipFile(out, "w") as made:

        def write(name: str, text: str, changed: tuple[int, int, int, int, int, int]) -> None:
            entry = ZipInfo(name, changed)  # the day of the download goes with its rows
            entry.external_attr = 0o644 << 16
            made.writestr(entry, text.encode(), ZIP_DEFLATED, 9)

        files = list(_files(downloads, frozenset(one.force for one in towns)))
        if not files:
            raise ValueError("None of these downloads has a month of the towns' forces. The extract is empty.")
        changed = {name: download.getinfo(inside).date_time for name, download, inside in files}
        write(SCOPE, "lsoa_code\n" + "".join(f"{code}\n" for code in sorted(codes)), max(changed.values()))
        for name, download, inside in files:
            with io.TextIOWrapper(download.open(inside), encoding="utf-8-sig", newline="") as lines:
                kept = list(rows_of(lines, codes))
            write(name, "".join(kept), changed[name])
            many += len(kept) - 1
    return many


def main(argv: Sequence[str] | None = None) -> int:
    typed = argparse.ArgumentParser(prog="python -m wardmote.figures.sources.extracting", description=__doc__)
    typed.add_argument("downloads", type=Path, nargs="+", metavar="ZIP")
    typed.add_argument("--towns", default=",".join(SHIPPED_TOWNS), help="names or codes, with commas")
    typed.add_argument("--out", type=Path, default=EXTRACT, metavar="FILE")
    asked = typed.parse_args(argv)
    many = extract(asked.downloads, [town(name) for name in asked.towns.split(",")], asked.out)
    print(f"{many} rows, {asked.out.stat().st_size} bytes in {asked.out.name}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())

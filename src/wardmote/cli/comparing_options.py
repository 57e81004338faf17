"""What can be typed after `crime` and `supplied`; apart from the work, so that other commands start fast."""

import argparse
from pathlib import Path

from wardmote.cli.days import day


def add_options(crime: argparse.ArgumentParser) -> None:
    """The options of `load` and `coverage`, then those of `compare` and `check`."""
    crime.add_argument("--downloaded-on", type=day, metavar="DATE", help="the day on which the files were downloaded")
    crime.add_argument("--force", metavar="FORCE", help="one force only, such as west-mercia")
    crime.add_argument("--against", action="append", metavar="TOWNS", help="names or codes, with commas between")
    crime.add_argument("--like", action="store_true", help="against the most similar towns that are loaded")
    crime.add_argument("--past", action="store_true", help="against the same months of earlier years")
    crime.add_argument("--from", dest="since", metavar="MONTH", help="the first month, such as 2022-01")
    crime.add_argument("--to", dest="until", metavar="MONTH", help="the last month")
    crime.add_argument("--category", action="append", metavar="KIND", help="a kind, such as burglary; again for each")
    crime.add_argument("--known-on", type=day, metavar="DATE", help="only what was published by that day")
    crime.add_argument("--json", action="store_true", help="one JSON object")


def add_supplied(supplied: argparse.ArgumentParser) -> None:
    """What can be typed after `supplied`."""
    supplied.add_argument("what", choices=["give", "counts", "release", "show"])
    supplied.add_argument("file", nargs="?", type=Path, help="to give: a CSV file with month, kind and count")
    supplied.add_argument("--by", metavar="POST", help="to give: who supplied the counts; a post, not a name")
    supplied.add_argument("--kind", metavar="KIND", help="to give without a file: such as hate crimes")
    supplied.add_argument("--counts", metavar="COUNTS", help="and the counts, one for each month")
    supplied.add_argument("--from", dest="since", metavar="MONTH", help="the first month, such as 2022-01")
    supplied.add_argument("--to", dest="until", metavar="MONTH", help="the last month")
    supplied.add_argument("--yes", action="store_true", help="release it, not only look; for the police")
    supplied.add_argument("--json", action="store_true", help="one JSON object")

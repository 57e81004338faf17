"""Small invented downloads in the layout of data.police.uk."""

from datetime import datetime
from hashlib import sha256
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from wardmote.figures.sources.sieve import COLUMNS

NOW = datetime(2026, 11, 27, 10, 15)
HERE, BESIDE = "E01028873", "E01028874"  # two areas that are the same in 2011 and 2021


def crime_id(word):
    """64 hexadecimal digits that stand for a word."""
    return sha256(word.encode()).hexdigest()


def row(word="", kind="Burglary", month="2022-01", area=HERE, point=("-2.484000", "52.905000"), **other):
    """A row as published; `word` gives its Crime ID."""
    made = dict.fromkeys(COLUMNS, "") | {"Month": month, "LSOA code": area, "Crime type": kind}
    made |= {"Crime ID": crime_id(word) if word else "", "Longitude": point[0], "Latitude": point[1]}
    made |= {"Reported by": "Anyshire Police", "Falls within": "Anyshire Police", "Location": "On or near Any Road"}
    return ",".join((made | {name.replace("_", " "): text for name, text in other.items()}).values())


def asb(month="2022-01", area=HERE, **other):
    """An incident of anti-social behaviour."""
    return row(kind="Anti-social behaviour", month=month, area=area, **other)


def text(*rows, header=COLUMNS):
    """A file of these rows."""
    return "\n".join([",".join(header), *rows, ""]).encode()


def name(month="2022-01", force="anyshire", what="street"):
    """A file's name in a download."""
    return f"{month}/{month}-{force}-{what}.csv"


def zipped(path, files, changed=(2022, 3, 1)):
    """A zip of these files, by name."""
    with ZipFile(path, "w") as archive:
        for member, content in files.items():
            info = ZipInfo(member, (*changed, 12, 0, 0))
            info.compress_type = ZIP_DEFLATED
            archive.writestr(info, content)
    return path

"""A small extract of downloads: rows as published, and what it is complete for."""

from zipfile import ZipFile, ZipInfo

from wardmote.figures.areas.towns import town
from wardmote.figures.sources.extracting import EXTRACT, SCOPE, SHIPPED_TOWNS, extract

HEADER = (
    "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,"
    "Last outcome category,Context\n"
)
HERE = '1f,2025-01,West Mercia Police,West Mercia Police,-2.4,52.9,"On or near The Butts, North",E01028873,S,Drugs,,\n'
THERE = "2f,2025-01,West Mercia Police,West Mercia Police,-2.4,52.9,On or near,E01029000,S,Drugs,,\n"


DAY = (2026, 3, 1, 12, 0, 0)


def download(path):
    with ZipFile(path, "w") as made:
        made.writestr(ZipInfo("2025-01/2025-01-west-mercia-street.csv", DAY), HEADER + HERE + THERE)
        made.writestr("2025-01/2025-01-kent-street.csv", HEADER)
        made.writestr("2025-01/2025-01-west-mercia-outcomes.csv", "Crime ID\n")
    return path


def test_rows_of_the_towns_stay_as_published_and_the_same_downloads_give_the_same_bytes(tmp_path):
    drayton = town("Market Drayton")
    assert extract([download(tmp_path / "a.zip")], [drayton], tmp_path / "one.zip") == 1
    extract([download(tmp_path / "b.zip")], [drayton], tmp_path / "two.zip")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    with ZipFile(tmp_path / "one.zip") as made:
        assert made.namelist() == [SCOPE, "2025-01/2025-01-west-mercia-street.csv"]
        assert made.read("2025-01/2025-01-west-mercia-street.csv").decode() == HEADER + HERE
        assert {one.date_time for one in made.infolist()} == {DAY}
        assert set(made.read(SCOPE).decode().split()[1:]) == drayton.codes


def test_the_shipped_extract_is_small_and_complete_for_its_towns():
    assert EXTRACT.stat().st_size < 4_000_000
    with ZipFile(EXTRACT) as shipped:
        codes = set(shipped.read(SCOPE).decode().split()[1:])
    assert codes == frozenset[str]().union(*(town(name).codes for name in SHIPPED_TOWNS))

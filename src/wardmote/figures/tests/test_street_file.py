"""What is kept of a published file, and what is left out by name and line."""

from collections import Counter

import pytest

from wardmote.figures.sources import sieve
from wardmote.figures.sources.download import Unusable
from wardmote.figures.sources.sieve import COLUMNS
from wardmote.figures.sources.street_file import read_street_file
from wardmote.figures.tests.downloads import BESIDE, HERE, asb, crime_id, row, text


def read(content):
    return read_street_file(content, "anyshire", "2022-01")


def refused(content):
    return {each.reason: (each.rows, each.lines) for each in read(content).files[0].refused}


def test_a_row_is_kept_with_types():
    rows = read(text(row("one", Last_outcome_category="Local resolution"), asb()))
    first, second = rows.table.to_pylist()
    assert first == {
        "crime_id": bytes.fromhex(crime_id("one"))[:16],
        "force": "anyshire",
        "month": "2022-01",
        "row": 0,
        "longitude": -2.484,
        "latitude": 52.905,
        "location": "On or near Any Road",
        "lsoa_code": HERE,
        "category": "burglary",
        "outcome": "Local resolution",
    }
    assert (second["crime_id"], second["category"], second["outcome"]) == (None, "anti-social-behaviour", None)
    assert (rows.files[0].rows_in, rows.files[0].refused) == (2, ())


def test_counts_by_area_and_kind_and_rows_without_an_area():
    nowhere = row("three", kind="Violence and sexual offences", area="", point=("", ""))
    rows = read(text(row("one"), row("two", area=BESIDE), asb(), nowhere))
    assert Counter(rows.placed.codes.to_pylist()[at] for at in rows.placed.place) == {HERE: 2, BESIDE: 1}
    assert rows.files[0].unplaced == {"violent-crime": 1} and len(rows.ids) == 3


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (row("a", month="2022-02"), sieve.WRONG_MONTH),
        (row("a", kind="Public disorder and weapons"), sieve.UNKNOWN_KIND),
        (row("a") + ",", sieve.WRONG_FIELDS),
        ('"' + row("a"), sieve.WRONG_FIELDS),
        (row("a", point=("52.9", "-2.4")), sieve.BAD_POINT),
        (row("a", point=("nan", "nan")), sieve.BAD_POINT),
        (row("a", point=("-2.4", "")), sieve.BAD_POINT),
        (row("a", Crime_ID="12ab"), sieve.BAD_ID),
        (row("a", Crime_ID="x" * 64), sieve.BAD_ID),
        (row("a").replace("Any Road", "Caf\udce9"), sieve.UNDECODABLE),
    ],
)
def test_a_row_that_departs_is_named_by_line_and_the_rest_stays(bad, reason):
    lines = [text(row("one")).rstrip(b"\n"), bad.encode(errors="surrogateescape"), row("two").encode(), b""]
    content = b"\n".join(lines)
    assert refused(content) == {reason: (1, (3,))}
    assert (read(content).files[0].rows_in, read(content).table.num_rows) == (3, 2)


def test_columns_are_found_by_name():
    turned = ["Extra", *COLUMNS[::-1]]
    content = text("more," + ",".join(row("one").split(",")[::-1]), header=turned)
    assert read(content).table.to_pylist()[0]["lsoa_code"] == HERE


def test_marks_line_ends_and_commas_in_fields_are_no_trap():
    content = b"\xef\xbb\xbf" + text(row("one", Location='"On or near A41, Any Bypass"')).replace(b"\n", b"\r\n")
    assert read(content).table.to_pylist()[0]["location"] == "On or near A41, Any Bypass"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        text(row("one"), header=COLUMNS[:-1]),
        text(row("one"), header=[*COLUMNS[:-1], "Month"]),
        text(),
        text(row("one", month="2021-12")),
    ],
)
def test_a_file_with_a_wrong_header_or_without_rows_is_refused(content):
    with pytest.raises(Unusable):
        read(content)

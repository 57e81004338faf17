"""The pages of docs/ for the tests that hold them against the code."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
HOUSE = ROOT / "src/wardmote"
DOCS = ROOT / "docs"
PAGES = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *DOCS.rglob("*.md")])


def page(name):
    """The text of a page of docs/."""
    return (DOCS / name).read_text()


def rows(text):
    """The rows of every table of a page, each as its cells; heads and rules are left out."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]
    return [row for row in cells if row[0].startswith("`") or (len(row) > 1 and row[1].startswith("`"))]


def coded(text):
    """What stands between back-ticks."""
    return re.findall(r"`([^`]+)`", text)


def unlike(said, true):
    """What is missing from a page, and what it has that is not there."""
    yield from (f"missing: {one}" for one in sorted(true - said))
    yield from (f"not there: {one}" for one in sorted(said - true))

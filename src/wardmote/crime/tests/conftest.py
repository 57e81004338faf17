"""The shipped extract, loaded once, and a town that is one of those in it."""

from datetime import date

import pytest

from conftest import NOW
from wardmote.crime import writes
from wardmote.figures.areas.shipped import FOLDER
from wardmote.figures.areas.towns import town
from wardmote.figures.sources.loading import load
from wardmote.towns.folder import crime_folder

NAMES = ["Bridgnorth", "Leek", "Leominster", "Oswestry", "Uttoxeter", "Nantwich"]


@pytest.fixture(scope="session")
def figures():
    """Published figures of sixteen towns: January to November 2022, and 2025."""
    if not (crime_folder() / "manifest.json").exists():
        load([FOLDER / "crime-extract.zip"], crime_folder(), loaded_at=NOW, downloaded_on=date(2022, 11, 1))
    return crime_folder()


@pytest.fixture
def area(figures, clerk):
    return writes.choose_area("Market Drayton", by=clerk, now=NOW)


@pytest.fixture
def frozen(area, clerk):
    told = {"name": "Comparative towns", "declared_by": "the inspector", "reason": "Market towns of the same size."}
    return writes.declare(area, names=NAMES, **told, by=clerk, now=NOW)


@pytest.fixture
def drayton():
    return town("Market Drayton")

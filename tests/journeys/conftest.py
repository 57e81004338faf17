"""The notes that the journeys travel with: the real ones where they lie beside the project, and the example's own."""

import os
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[2]
EXAMPLE = HOUSE / "src/wardmote/cli/example/notes-2026-09-25.txt"
OCTOBER = Path(os.environ.get("WARDMOTE_REAL_NOTES") or HOUSE.parent / "shared/data/notes") / (
    "police-partnership-panel_2022-10-28.txt"
)
LABELS = HOUSE / "benchmarks/notes_labels/police-partnership-panel_2022-10-28.json"


@pytest.fixture
def october():
    if not OCTOBER.exists():
        pytest.skip("the real notes are not beside this clone; the example's own notes travel the same way")
    return OCTOBER


@pytest.fixture(params=[EXAMPLE, OCTOBER], ids=["example", "october"])
def notes_file(request):
    if not request.param.exists():
        pytest.skip("the real notes are not beside this clone")
    return request.param

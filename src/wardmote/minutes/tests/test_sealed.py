"""Nothing of the notes stands in clear where the record is kept."""

from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection

from tests.notes import FIRST, MARZIPAN, QUILLWORT, SECOND
from wardmote.meetings import writes as meetings
from wardmote.minutes.models import SameMatter

SAID = (
    QUILLWORT,
    MARZIPAN,
    "Larkspur",
    "Tarragon",
    "Cobbler",
    "Bicycle",
    "Panel Budget",
    "Oxbarrow",
    "secret-notes.txt",
)
OPEN = "Ada Clerk"  # who is on the panel is known: it shows that the search finds what is there


def words_in_columns():
    """Every value of every column of ours and of the libraries, as bytes."""
    for model in apps.get_models():
        names = [field.attname for field in model._meta.local_concrete_fields]
        for row in model.objects.values_list(*names):
            for name, value in zip(names, row, strict=True):
                value = bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()
                yield f"{model._meta.label}.{name}", value


def found_in_columns(word):
    return {where for where, value in words_in_columns() if word.lower().encode() in value.lower()}


@pytest.fixture
def two(take, clerk, now):
    take(FIRST, name="secret-notes.txt"), take(SECOND, name="secret-notes.txt")
    meetings.join_matters(SameMatter.objects.first().pk, by=clerk, now=now)


@pytest.mark.parametrize("word", SAID)
def test_no_column_holds_the_words_of_the_notes(two, word):
    assert not found_in_columns(word)


def test_planted_the_search_finds_what_stands_open(two):
    assert found_in_columns(OPEN) == {"people.Person.name"}


@pytest.mark.django_db(transaction=True)
def test_no_byte_of_the_file_on_the_disk_does_either(two):
    if connection.vendor != "sqlite":
        pytest.skip("the record is not a file")
    path = Path(connection.settings_dict["NAME"])
    content = b"".join(file.read_bytes() for file in path.parent.glob(f"{path.name}*")).lower()
    assert OPEN.lower().encode() in content
    assert not [word for word in SAID if word.lower().encode() in content]

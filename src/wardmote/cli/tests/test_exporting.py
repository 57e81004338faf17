"""Everything a town has, as open files, and back where there is nothing of it, with other keys, on both databases."""

import csv
import json
import re
import shutil

import pytest

from tests.old_town import CLERK, ROOT, SLUG, at_this_version, empty_record, environment, python, wardmote, words_of
from wardmote.backups.open_files import BadFiles, Reader
from wardmote.cli.exporting import FILE_LABELS
from wardmote.register.reads import sealed_columns

pytestmark = pytest.mark.usefixtures("db")
UNLIKE = {
    "register_event",
    "django_content_type",
    "auth_permission",
}  # a restore is an event; the library's own numbers
SAME_NOTES = """
from wardmote.cli.main import open_town
open_town(None)
from django.conf import settings
from wardmote.minutes.models import Original
from wardmote.register.reads import opened_bytes
from wardmote.seals.envelope import fingerprint
rows = list(Original.objects.all())
key = settings.TOWN.data_key
print(len(rows), all(bytes(r.fingerprint) == fingerprint(opened_bytes(r, "content"), key=key) for r in rows))
"""


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """The old town, and everything it has as open files; nobody changes either."""
    folder = tmp_path_factory.mktemp("kept")
    at_this_version(tmp_path_factory, folder)
    wardmote(environment(folder / "var"), "export", "--out", folder / "open", "--yes")
    return folder


def lines(folder, table):
    with (folder / f"tables/{table}.csv").open(newline="") as file:
        return sorted(csv.reader(file))


def test_what_went_out_comes_back_and_goes_out_the_same(kept, tmp_path):
    with empty_record() as url:
        there = environment(tmp_path / "there", url=url)
        said = wardmote(there, "import", kept / "open")
        assert "The town has new keys, and no password came with it." in said
        assert wardmote(there, "verify").startswith("The log holds")
        assert words_of(there) == words_of(environment(kept / "var"))
        many, known = python(there, SAME_NOTES).split()
        assert int(many) > 0 and known == "True"  # the same notes are not taken twice
        assert "The link works once" in wardmote(there, "let-in", CLERK, "--yes")
        wardmote(there, "export", "--out", tmp_path / "again", "--yes")
    first, again = Reader(kept / "open"), Reader(tmp_path / "again")
    assert first.about["tables"] == again.about["tables"] and first.about["town"] == again.about["town"]
    unlike = {name for name in first.about["tables"] if lines(kept / "open", name) != lines(tmp_path / "again", name)}
    # A letter lets the clerk in; the mark of a file is made with the key.
    assert unlike - UNLIKE <= {"minutes_original", "people_user", "updates_formlink", "membership_apologylink"}
    keys = [json.loads((var / f"keys/{SLUG}.json").read_text()) for var in (kept / "var", tmp_path / "there")]
    assert keys[0]["town"] == keys[1]["town"] and keys[0]["data"] != keys[1]["data"]


def test_people_read_it_without_wardmote_and_no_password_is_in_it(kept):
    assert CLERK in str(lines(kept / "open", "people_person"))
    with (kept / "open/tables/people_user.csv").open(newline="") as file:
        assert {row["password"] for row in csv.DictReader(file)} == {"!"}
    assert len(lines(kept / "open", "mfa_authenticator")) == 1  # the heads of its columns
    assert list((kept / "open/files").iterdir()) and oct((kept / "open").stat().st_mode)[-3:] == "700"


def test_every_column_that_is_sealed_as_a_file_goes_out_as_a_file():
    """Else its bytes would be taken for words, and the export would stop at the first of them."""
    house = ROOT / "src/wardmote"
    paths = [*house.glob("*/writes.py"), *house.glob("*/writes/*.py")]
    sealed = {
        (path.relative_to(house).parts[0], column)
        for path in paths
        for column in re.findall(r'sealed_bytes\(\w+, "(\w+)"', path.read_text())
    }
    labels = {
        model._meta.get_field(column).label
        for model, column in sealed_columns()
        if (model._meta.app_label, column) in sealed
    }
    assert sealed and labels == FILE_LABELS


def test_it_says_what_it_does_before_it_does_it_and_overwrites_nothing(kept, tmp_path):
    env = environment(kept / "var")
    assert "Nothing was written yet." in wardmote(env, "export", "--out", tmp_path / "out", code=2)
    assert not (tmp_path / "out").exists()
    said = wardmote(env, "export", "--out", kept / "open", "--yes", code=2)
    assert said.endswith("Nothing was written. Name a new folder.")


def test_a_file_that_was_changed_lost_or_added_is_named_and_nothing_is_brought_in(kept, tmp_path):
    for number, change in enumerate(
        (
            lambda folder: (folder / "tables/people_seat.csv").write_text("id\n"),
            lambda folder: (folder / "tables/people_seat.csv").unlink(),
            lambda folder: (folder / "tables/people_seat.csv.bak").write_text("id\n"),
        )
    ):
        folder = tmp_path / str(number)
        shutil.copytree(kept / "open", folder)
        change(folder)
        env = environment(tmp_path / "there")
        said = wardmote(env, "import", folder, code=2)
        assert "people_seat.csv" in said and "Nothing was brought in." in said
        assert not (tmp_path / "there/towns").exists()
    with pytest.raises(BadFiles, match="no open files of a town"):
        Reader(tmp_path)

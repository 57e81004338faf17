"""A town out of its backup on an empty machine: an empty folder, and on PostgreSQL an empty database."""

import json
import shutil
import subprocess
import sys

import pytest

from tests.old_town import (
    CLERK,
    LEFT,
    MAYOR,
    SLUG,
    at_this_version,
    empty_record,
    environment,
    missing,
    newest_backup,
    parts_left,
    python,
    wardmote,
    words_of,
)
from wardmote.backups.sealed_file import BackupWriter, Opening, read_parts
from wardmote.towns.folder import keys_in

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """A machine with the old town and one backup of it, on SQLite; nobody changes it."""
    folder = tmp_path_factory.mktemp("kept")
    words, rows = at_this_version(tmp_path_factory, folder)
    wardmote(environment(folder / "var"), "backup")
    return folder, words, rows


@pytest.fixture
def backup(kept):
    return newest_backup(kept[0] / "var")


@pytest.fixture
def key_file(kept):
    return kept[0] / "var/keys/example.json"


def test_a_town_comes_back_on_an_empty_machine(kept, backup, key_file, tmp_path):
    _, words, rows = kept
    with empty_record() as url:
        there = environment(tmp_path / "there", url=url)
        said = wardmote(there, "restore", backup, "--keys", key_file)
        assert "Hexcombe Town Council is back in" in said and "Everybody is signed out." in said
        assert "What was typed, signed, granted or declared after that moment is not here" in said
        assert not list(missing(words_of(there), words))
        town = tmp_path / "there/towns/example"
        release = (town / "releases/current").resolve()
        old = kept[0] / "var/towns/example/releases/current"
        assert {p.name: p.read_bytes() for p in release.iterdir()} == {p.name: p.read_bytes() for p in old.iterdir()}
        assert len(list((town / "mail").glob("*.eml"))) == 6
        assert oct((tmp_path / "there/keys/example.json").stat().st_mode & 0o777) == "0o600"
        assert "The log holds" in wardmote(there, "verify")
        assert wardmote(there, "seats", "list").count(" member") == 3
        wardmote(there, "seats", "confirm", "5")
        held = wardmote(there, "person", "list")
        assert CLERK in held and LEFT not in held
        # And from there, whichever database it is, to another empty machine on SQLite.
        wardmote(there, "backup")
        again = environment(tmp_path / "again")
        told = json.loads(wardmote(again, "restore", newest_backup(tmp_path / "there"), "--keys", key_file, "--json"))
        assert not list(missing(words_of(again), words))
        grown = {"register_event", "django_content_type", "auth_permission"}
        assert {n: many for n, many in told["rows"].items() if n in rows and n not in grown and many != rows[n]} == {}
        if url:
            said = wardmote(environment(tmp_path / "third", url=url), "restore", backup, "--keys", key_file, code=2)
            assert said.startswith("The database that DATABASE_URL names is not empty")
            assert not list((tmp_path / "third").iterdir())
    assert not parts_left(tmp_path)


@pytest.fixture
def with_one_more_part(backup, key_file, tmp_path):
    """A copy of the backup, with what it says of itself changed."""

    def made(change):
        town_id, _, key = keys_in(key_file.read_text())
        out = tmp_path / "changed.wardmote"
        with out.open("wb") as file:
            writer, opening = None, None

            def take(part):
                blocks = list(part.blocks)
                if part.name == "about":
                    about = json.loads(b"".join(blocks))
                    change(about)
                    blocks = [json.dumps(about).encode()]
                writer.part(part.name, iter(blocks), **part.facts)

            with backup.open("rb") as source:
                from wardmote.backups.sealed_file import read_opening

                opening = read_opening(source)
            writer = BackupWriter(file, key=key, opening=Opening(town_id, opening.made_at))
            read_parts(backup, key=key, town_id=town_id, take=take)
            writer.close()
        return out

    return made


@pytest.mark.slow
def test_a_backup_of_a_newer_version_is_refused(with_one_more_part, key_file, tmp_path):
    newer = with_one_more_part(lambda about: about["migrations"].append(["minutes", "9998_from_the_future"]))
    said = wardmote(environment(tmp_path / "var"), "restore", newer, "--keys", key_file, code=2)
    assert said.startswith("This backup was made by a newer version of Wardmote") and "Nothing was restored" in said
    assert not list((tmp_path / "var").iterdir())


REFUSE = """
import contextlib, io, json, sys
from wardmote.cli.main import main
told = []
for words in json.loads(sys.argv[1]):
    with contextlib.redirect_stdout(io.StringIO()) as out, contextlib.redirect_stderr(io.StringIO()) as err:
        code = main(words)
    told.append([code, out.getvalue(), err.getvalue()])
print(json.dumps(told))
"""


@pytest.mark.slow
def test_what_is_not_right_is_refused_in_one_sentence_and_leaves_nothing(kept, backup, key_file, tmp_path):
    whole = backup.read_bytes()
    (tmp_path / "torn").write_bytes(whole[:-20])
    (tmp_path / "altered").write_bytes(whole[:5000] + bytes([whole[5000] ^ 1]) + whole[5001:])
    (tmp_path / "letter").write_text("Dear Clerk")
    keys = json.loads(key_file.read_text())
    (tmp_path / "wrong.json").write_text(json.dumps(keys | {"backup": "A" * 43 + "="}))
    (tmp_path / "other.json").write_text(json.dumps(keys | {"town": "00000000-0000-4000-8000-000000000007"}))
    (tmp_path / "words.json").write_text(json.dumps(keys | {"data": "A" * 43 + "=", "backup": _backup_key(key_file)}))
    (tmp_path / "none.json").write_text("[]")
    (tmp_path / "sheet.txt").write_text("1  AAAA BBBB CCCC DDDD  EE\n" * 8)
    refusals = {
        ("restore", backup.name, "--keys", str(key_file)): f"There is no file {backup.name} that can be read.",
        ("restore", "letter", "--keys", str(key_file)): "This file is no backup of Wardmote",
        ("restore", "torn", "--keys", str(key_file)): "This backup is torn or was altered",
        ("restore", "altered", "--keys", str(key_file)): "This backup is torn or was altered",
        ("restore", str(backup), "--keys", "wrong.json"): "This backup does not open with these keys",
        ("restore", str(backup), "--keys", "other.json"): "This backup is another town's than these keys.",
        ("restore", str(backup), "--keys", "none.json"): "The file given for the keys is no key file",
        ("restore", str(backup), "--keys", "missing.json"): "The keys in missing.json could not be read.",
        ("restore", str(backup), "--sheet", "sheet.txt"): "Line 1 of the key sheet was typed wrongly.",
        ("restore", str(backup), "--keys", "words.json"): "The words of this backup do not open with these keys.",
    }
    env = environment(tmp_path / "var")
    done = subprocess.run(
        [sys.executable, "-c", REFUSE, json.dumps([*map(list, refusals)])],
        env=env, cwd=tmp_path, capture_output=True, text=True, check=True,
    )  # fmt: skip
    told = json.loads(done.stdout)
    for (code, out, err), says in zip(told, refusals.values(), strict=True):
        assert (code, out, len(err.strip().splitlines())) == (2, "", 1), err
        assert err.startswith(says) and ("Nothing was restored" in err), err
    assert not list((tmp_path / "var").iterdir())
    before = sorted((kept[0] / "var").rglob("*"))
    said = wardmote(environment(kept[0] / "var"), "restore", backup, code=2)
    assert said.startswith("There is a town “example” here already, and a restore overwrites nothing.")
    assert sorted((kept[0] / "var").rglob("*")) == before


def _backup_key(key_file):
    from base64 import b64encode

    return b64encode(keys_in(key_file.read_text())[2]).decode()


@pytest.mark.slow
def test_no_seat_that_ended_after_the_backup_comes_back(kept, backup, tmp_path):
    """The marks lie beside the keys, which is all that is left of the machine, and the paper is typed in."""
    shutil.copytree(kept[0] / "var", tmp_path / "var", symlinks=True)
    env = environment(tmp_path / "var")
    wardmote(env, "keys", "sheet", "--out", tmp_path / "keys.txt", "--town", SLUG)
    wardmote(env, "person", "end", MAYOR, "--seat", "Mayor")
    assert MAYOR not in (tmp_path / "var/keys/example.endings.txt").read_text()
    shutil.rmtree(tmp_path / "var/towns")
    lines = "\n".join((tmp_path / "keys.txt").read_text().splitlines()[4:12])
    (tmp_path / "var/keys/example.json").unlink()
    said = wardmote(env, "restore", backup, stdin=lines + "\n")
    assert "1 seat had ended since that backup, and stay ended." in said
    listed = wardmote(env, "seats", "list")
    assert CLERK in listed and MAYOR not in listed and LEFT not in listed
    # Until somebody has looked, nothing goes out and nobody gets in.
    assert "shut" in wardmote(env, "due", code=2)
    assert "shut" in wardmote(env, "seats", "confirm", "5", code=2)
    assert (tmp_path / "var/towns/example/restored.json").exists()
    assert wardmote(env, "seats", "confirm", "4").startswith("Confirmed: 4 seats.")
    assert not (tmp_path / "var/towns/example/restored.json").exists()
    assert wardmote(env, "seats", "confirm", "4", code=2).startswith("There is nothing to confirm")
    assert "The log holds" in wardmote(env, "verify")


SIGNS_IN = """
import sys
from wardmote.cli.main import open_town
open_town(None)
from django.utils import timezone
from wardmote.people import reads, writes
from wardmote.people.models import User
from wardmote.register.rules import THE_PUBLIC
for name in ("PIA", "TANSY"):
    user = User.objects.get(person=reads.person_named(name))
    writes.set_password(user, password="correct horse", by=THE_PUBLIC, now=timezone.now())
""".replace("PIA", CLERK).replace("TANSY", MAYOR)
OPENS = SIGNS_IN[: SIGNS_IN.index("for name")] + "print([user.person.name for user in reads.sign_ins_that_open()])"

SENDS = (
    SIGNS_IN[: SIGNS_IN.index("from wardmote.people")]
    + """
from datetime import timedelta
from wardmote.minutes.models import Meeting
from wardmote.updates.models import FormLink, UpdateForm
from wardmote.register.writes import sealed
now = timezone.now()
form = UpdateForm(meeting=Meeting.objects.first(), marking="confidential", recorded_at=now)
form.save(force_insert=True)
link = FormLink(form=form, token_hash=b"0" * 32, ends_at=now + timedelta(days=1), recorded_at=now)
link.to_address = sealed(link, "to_address", "kit@force.example")
link.save(force_insert=True)
"""
)


@pytest.mark.slow
def test_what_was_taken_away_after_the_backup_stays_away(kept, tmp_path):
    """A last day in the backup gives way to the earlier one; a telephone that was lost since opens nothing."""
    shutil.copytree(kept[0] / "var", tmp_path / "var", symlinks=True)
    env = environment(tmp_path / "var")
    wardmote(env, "person", "add", "Rae Brief", "--seat", "Observer", "--until", "2099-01-01")
    python(env, SIGNS_IN)
    python(env, SENDS)
    wardmote(env, "backup", "--out", tmp_path / "away")
    wardmote(env, "person", "end", "Rae Brief", "--seat", "Observer")
    wardmote(env, "let-in", MAYOR, "--yes")
    shutil.rmtree(tmp_path / "var/towns")
    said = wardmote(env, "restore", next((tmp_path / "away").glob("*.wardmote")))
    assert "1 seat had ended since that backup, and stay ended." in said
    assert "Rae Brief" not in wardmote(env, "seats", "list")
    lists = [tmp_path / "var/towns/example/endings.txt", tmp_path / "var/keys/example.endings.txt"]
    assert ["2099-01-01" in path.read_text() for path in lists] == [False, False]
    assert f"{MAYOR} changed or lost since what they signed in with then" in said and f'let-in "{MAYOR}"' in said
    assert f'let-in "{CLERK}"' not in said
    assert "1 link to a form of the police opened it then, and no more." in said
    opens = python(env, OPENS)
    assert CLERK in opens and MAYOR not in opens

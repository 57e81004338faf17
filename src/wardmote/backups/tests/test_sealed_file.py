"""The file of a backup: its parts, its list of contents, its values."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from wardmote.backups.sealed_file import BackupWriter, BadBackup, Opening, read_parts, safe_name
from wardmote.backups.values import Json, packed, unpacked

KEY, TOWN = bytes(range(32)), str(UUID(int=7))
AT = datetime(2022, 10, 28, 2, 0, 11, tzinfo=UTC)
PARTS = {"about": [b"{}"], "rows/a": [b"one", b"two" * 10**6], "rows/none": [], "files/mail/x.eml": [b"Dear"]}


def write(path, parts=PARTS, *, key=KEY):
    with path.open("wb") as file:
        writer = BackupWriter(file, key=key, opening=Opening(TOWN, AT))
        for name, blocks in parts.items():
            assert writer.part(name, iter(blocks), kind=name[0]) == len(blocks)
        writer.close()
    return path


def read(path, *, key=KEY, town=TOWN, take_blocks=True):
    found = {}

    def take(part):
        found[part.name] = list(part.blocks) if take_blocks else None
        assert part.facts == {"kind": part.name[0]}

    assert read_parts(path, key=key, town_id=town, take=take) == Opening(TOWN, AT)
    return found


def test_parts_come_back_as_they_were(tmp_path):
    assert read(write(tmp_path / "b")) == PARTS


def test_parts_that_nobody_takes_are_checked_all_the_same(tmp_path):
    assert list(read(write(tmp_path / "b"), take_blocks=False)) == list(PARTS)


@pytest.mark.parametrize(
    ("key", "town", "says"),
    [(bytes(32), TOWN, "does not open with these keys"), (KEY, str(UUID(int=8)), "another town's")],
)
def test_other_keys_and_other_towns_are_refused(tmp_path, key, town, says):
    with pytest.raises(BadBackup, match=says):
        read(write(tmp_path / "b"), key=key, town=town)


@pytest.mark.parametrize("keep", [0, 10, 60, 150, 200_000, 3_000_100])
def test_a_torn_backup_is_refused(tmp_path, keep):
    path = write(tmp_path / "b")
    path.write_bytes(path.read_bytes()[:keep])
    with pytest.raises(BadBackup, match="Nothing was restored"):
        read(path)


def test_a_turned_bit_anywhere_is_found(tmp_path):
    path = write(tmp_path / "b")
    whole = path.read_bytes()
    for at in [*range(0, 200, 7), *range(200, len(whole), len(whole) // 15), len(whole) - 1]:
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 4]) + whole[at + 1 :])
        with pytest.raises(BadBackup):
            read(path)


def test_a_list_of_contents_that_is_another_is_found(tmp_path, monkeypatch):
    """Planted: a writer that loses a row after it has counted it."""
    real = BackupWriter._block
    monkeypatch.setattr(BackupWriter, "_block", lambda self, block: None if block == b"one" else real(self, block))
    with pytest.raises(BadBackup, match="torn or was altered"):
        read(write(tmp_path / "b"))


@pytest.mark.parametrize("name", ["../keys/x", "/etc/passwd", "a/../../b", "", "a\0b"])
def test_no_file_comes_back_outside_of_the_folder(name):
    with pytest.raises(ValueError, match="outside"):
        safe_name(name)


def test_values_come_back_as_they_were():
    told = [None, True, False, 0, -(10**30), "", "Zoë £", b"", b"\x00\xff", UUID(int=9), AT, AT.date(), time(10, 15)]
    told += [timedelta(days=-3, microseconds=7), Decimal("1.10"), 0.1]
    assert unpacked(packed(told)) == told
    assert [type(value) for value in unpacked(packed(told))] == [type(value) for value in told]
    assert unpacked(packed([Json("a text"), Json([["minutes.paragraph", "x"]])])) == [
        "a text",
        [["minutes.paragraph", "x"]],
    ]
    assert unpacked(packed([memoryview(b"of PostgreSQL")])) == [b"of PostgreSQL"]
    assert unpacked(packed([date(2022, 10, 28)])) == [date(2022, 10, 28)]


def test_a_value_of_no_known_kind_stops_the_backup():
    with pytest.raises(TypeError, match="complex"):
        packed([1j])


def test_a_row_that_is_cut_is_no_row():
    with pytest.raises(ValueError, match="cut short"):
        unpacked(packed(["a text"])[:-1])

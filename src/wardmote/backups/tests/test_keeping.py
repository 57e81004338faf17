"""Which backups are kept, when the next is due, how things stand; the key sheet; the endings."""

import fcntl
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardmote.backups import endings, keeping, sheet
from wardmote.towns.folder import make_town

NOW = datetime(2022, 10, 28, 9, 0, tzinfo=UTC)


@pytest.fixture
def town(tmp_path, monkeypatch):
    monkeypatch.setenv("WARDMOTE_VAR", str(tmp_path / "var"))
    monkeypatch.delenv("WARDMOTE_BACKUPS", raising=False)
    return make_town("Ferncombe")


def lay(town, *times):
    folder = keeping.backups_folder(town)
    folder.mkdir(exist_ok=True)
    for at in times:
        (folder / keeping.name_of(town, at)).write_bytes(b"sealed")
    return folder


def test_a_year_of_nights_keeps_days_weeks_and_months(town):
    nights = [NOW - timedelta(days=n) for n in range(400)]
    folder = lay(town, *nights)
    keeping.tidy(town)
    kept = [backup.made_at for backup in keeping.backups_in(folder, slug=town.slug)]
    assert kept[-14:] == sorted(nights)[-14:]
    assert len({at.strftime("%G-%V") for at in kept}) >= 8
    assert len({at.strftime("%Y-%m") for at in kept}) == 12
    assert len(kept) <= 14 + 8 + 12
    keeping.tidy(town)
    assert [backup.made_at for backup in keeping.backups_in(folder, slug=town.slug)] == kept


def test_the_newest_and_the_one_proven_last_are_never_deleted(town):
    proven, others = NOW - timedelta(days=900), [NOW - timedelta(days=n, hours=n) for n in range(120)]
    folder = lay(town, proven, *others)
    (folder / "ferncombe-hill-20200101T000000Z.wardmote").write_bytes(b"another town's")
    (folder / "letter.txt").write_bytes(b"not a backup")
    keeping.note(town, proven_at=NOW, proven_file=keeping.name_of(town, proven))
    gone = keeping.tidy(town)
    there = [backup.made_at for backup in keeping.backups_in(folder, slug=town.slug)]
    assert gone and proven in there and NOW in there
    assert (folder / "ferncombe-hill-20200101T000000Z.wardmote").exists() and (folder / "letter.txt").exists()


@given(st.lists(st.datetimes(datetime(2020, 1, 1), datetime(2026, 1, 1), timezones=st.just(UTC)), min_size=1))
def test_the_newest_is_always_kept(made):
    assert max(made) in keeping.to_keep(made)


def test_a_new_town_is_due_at_once_and_then_once_a_night(town):
    assert keeping.is_due(town, now=NOW)
    lay(town, NOW)
    assert keeping.is_due(town, now=NOW)  # made, and not proven
    keeping.note(town, proven_at=NOW)
    assert not keeping.is_due(town, now=NOW)
    # British Summer Time: 02:00 is 01:00 in UTC.
    assert not keeping.is_due(town, now=datetime(2022, 10, 29, 0, 59, tzinfo=UTC))
    assert keeping.is_due(town, now=datetime(2022, 10, 29, 1, 0, tzinfo=UTC))
    assert keeping.is_due(town, now=datetime(2022, 11, 5, 14, 0, tzinfo=UTC))  # the machine was off


def test_what_failed_is_tried_again_in_an_hour(town):
    keeping.note(town, tried_at=NOW, problem="The disk is full.")
    assert not keeping.is_due(town, now=NOW + timedelta(minutes=59))
    assert keeping.is_due(town, now=NOW + timedelta(hours=1))
    assert keeping.is_due(town, now=NOW - timedelta(hours=5))  # the clock has gone back: it is not put off for ever


def test_how_things_stand_is_told_in_words(town):
    def problem(at=NOW):
        return keeping.standing(town, now=at).problem or ""

    assert "no backup yet" in problem()
    lay(town, NOW)
    assert "No restore was proven yet" in problem()
    keeping.note(town, proven_at=NOW)
    stands = keeping.standing(town, now=NOW)
    assert (stands.last_at, stands.size_bytes, stands.proven_at, stands.problem) == (NOW, 6, NOW, None)
    assert "49 hours old" in problem(NOW + timedelta(hours=49))
    assert "from the future" in problem(NOW - timedelta(hours=2))
    keeping.note(town, problem="The disk is full.")
    assert problem() == "The disk is full."
    (town.folder / "backups.json").write_text("{torn")
    assert "No restore was proven yet" in problem()


def test_backups_may_lie_elsewhere(town, tmp_path, monkeypatch):
    monkeypatch.setenv("WARDMOTE_BACKUPS", str(tmp_path / "stick"))
    assert keeping.backups_folder(town) == tmp_path / "stick" / "ferncombe"


def test_only_one_is_at_work(town):
    with keeping.alone(town, "nightly") as first, keeping.alone(town, "nightly") as second:
        assert first and not second
    with (town.folder / ".nightly.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)  # let go


# The key sheet


def keys():
    return sheet.Keys(str(uuid4()), bytes(range(32)), bytes(range(100, 132)))


@given(st.uuids(), st.binary(min_size=32, max_size=32), st.binary(min_size=32, max_size=32))
def test_keys_on_paper_are_the_keys(town_id, data_key, backup_key):
    given_keys = sheet.Keys(str(town_id), data_key, backup_key)
    lines = sheet.lines_of(given_keys)
    assert len(lines) == sheet.LINES
    assert sheet.keys_from(lines) == given_keys
    as_typed = [line.split("  ", 1)[1].lower().replace("0", "o").replace("1", "l").replace(" ", "") for line in lines]
    assert sheet.keys_from(as_typed) == given_keys
    assert sheet.lines_in("\n".join(["Keys of Ferncombe", "", *lines, "Keep it in the safe."])) == lines


def test_a_line_typed_wrongly_is_named():
    ours = keys()
    lines = sheet.lines_of(ours)
    swapped = [lines[0], lines[2], lines[1], *lines[3:]]
    for wrong in (
        swapped,
        [*lines[:1], lines[1].replace(lines[1][3], "Z" if lines[1][3] != "Z" else "Y", 1), *lines[2:]],
    ):
        with pytest.raises(sheet.BadLine, match=r"Line 2 .* typed wrongly"):
            sheet.keys_from([line.split("  ", 1)[1] for line in wrong])
    with pytest.raises(sheet.BadLine, match="has 8 lines"):
        sheet.keys_from(lines[:-1])
    with pytest.raises(sheet.BadLine, match="four groups of four"):
        sheet.keys_from([*lines[:-1], "8  ABCD"])


# Endings


def test_endings_are_kept_twice_add_up_and_name_nobody(town):
    one, two = uuid4(), uuid4()
    endings.leave(town, [(one, date(2022, 10, 1))])
    endings.leave(town, [(two, date(2022, 11, 1)), (one, date(2022, 12, 1))])
    mark = endings.mark_of(one, key=town.data_key)
    for path in (endings.in_folder(town), endings.beside_keys(town)):
        assert endings.read(path)[mark] == date(2022, 10, 1)  # the earlier of two days
        assert len(endings.read(path)) == 2
        assert str(one) not in path.read_text() and one.hex not in path.read_text()
    assert endings.mark_of(one, key=bytes(32)) != mark


def test_of_a_sign_in_the_later_moment_is_kept_beside_the_days_of_seats(town):
    seat, sign_in = uuid4(), uuid4()
    endings.leave(town, [(seat, date(2022, 10, 1))])
    for hour in (9, 11, 10):
        endings.leave_sign_ins(town, [(sign_in, datetime(2022, 10, 1, hour, tzinfo=UTC))])
    found = endings.read(endings.beside_keys(town))
    assert found[endings.sign_in_mark(sign_in, key=town.data_key)] == datetime(2022, 10, 1, 11, tzinfo=UTC)
    endings.withdraw(town, [seat])
    assert len(endings.read(endings.in_folder(town))) == 1


def test_a_torn_list_of_endings_still_ends_what_it_names(town):
    endings.leave(town, [(uuid4(), date(2022, 10, 1))])
    path = endings.in_folder(town)
    path.write_bytes(path.read_bytes() + b"\xff\xfe 2022-99-\n2022-10-02 abc")
    assert len(endings.read(path)) == 1
    assert endings.read(town.folder / "none.txt") == {}

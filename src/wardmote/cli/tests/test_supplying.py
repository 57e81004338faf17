"""`supplied` as it is typed: the same deeds as the pages, and one plain sentence on anything else."""

import json

import pytest

from conftest import NOW
from wardmote.cli.main import Stop, parser
from wardmote.crime.models import SuppliedCount, SuppliedRelease
from wardmote.people.models import Person
from wardmote.register.models import Event

pytestmark = pytest.mark.django_db
MONTHS = ("--from", "2022-01", "--to", "2022-03")


@pytest.fixture
def type_in(capsys, time_machine, clerk, inspector):
    time_machine.move_to(NOW, tick=False)
    police = Person.objects.get(pk=inspector.person_id).name

    def type_in(*words, police=police):
        typed = parser().parse_args(["supplied", *words, *(["--as", police] if police else [])])
        assert typed.run(typed) == 0
        return capsys.readouterr().out

    return type_in


def refused(type_in, *words, **more):
    with pytest.raises(Stop) as stop:
        type_in(*words, **more)
    return str(stop.value)


def test_counts_are_typed_looked_at_released_and_shown(type_in):
    given = ("give", "--kind", "Hate crimes", *MONTHS, "--counts", "3 0 12", "--by", "the force's analyst")
    assert "New: 3." in type_in(*given, police=None)  # the clerk types for them
    assert json.loads(type_in("counts", "--json"))["2022-03"] == {"hate crimes": 12}
    told = type_in("release", *MONTHS)
    assert "2022-01  1-4" in told and "Nothing was released." in told and not SuppliedRelease.objects.exists()
    assert "Only the police" in refused(type_in, "release", *MONTHS, "--yes", police=None)
    assert "Released to the panel." in type_in("release", *MONTHS, "--yes")
    assert "2022-03  10-19" in type_in("show", police=None)
    assert json.loads(type_in("show", "--json"))[0]["lines"][1]["told"] == [0, 0]
    deeds = [event.deed for event in Event.objects.filter(deed__startswith="crime.")]
    assert deeds == ["crime.supply", "crime.release_supplied"]


def test_a_file_is_kept_whole_or_each_wrong_line_is_named(type_in, tmp_path):
    file = tmp_path / "counts.csv"
    file.write_text("month,kind,count\n2022-01,hate crimes,3\n2022-02,thefts,3\n")
    assert "Line 3: “thefts”" in refused(type_in, "give", str(file), "--by", "the analyst")
    assert not SuppliedCount.objects.exists()
    file.write_text("month,kind,count\n2022-01,hate crimes,3\n")
    assert json.loads(type_in("give", str(file), "--by", "the analyst", "--json")) == {
        "new": 1,
        "corrected": 0,
        "same": 0,
    }


def test_what_is_missing_or_wrong_is_said_in_one_sentence(type_in, tmp_path):
    for words, told in [
        (("give", str(tmp_path / "none.csv"), "--by", "x"), "can't be opened"),
        (("give", str(tmp_path / "none.csv")), "--by"),
        (("give", "--by", "x"), "Give a CSV file"),
        (("give", "--by", "x", "--kind", "thefts", *MONTHS, "--counts", "1 2 3"), "The kinds are"),
        (("give", "--by", "x", "--kind", "hate crimes", *MONTHS, "--counts", "1 2"), "2 counts for 3 months"),
        (("release",), "--from"),
        (("release", *MONTHS), "Nothing was supplied"),
    ]:
        assert told in refused(type_in, *words)
    assert not SuppliedCount.objects.exists()

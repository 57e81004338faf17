"""`crime compare` and `crime check` as they are typed, on an invented store."""

import json

import pytest

from wardmote.cli import comparing
from wardmote.cli.main import main
from wardmote.figures.areas.towns import town
from wardmote.figures.compare.windows import months_between
from wardmote.figures.sources.category import Category
from wardmote.figures.tests.stores import store_of

SENTENCE = "Crime figures are below comparative town"


@pytest.fixture(autouse=True)
def figures(monkeypatch):
    months = months_between("2025-01", "2025-12")
    many = {"Market Drayton": 20, "Leek": 60, "Ludlow": 8, "Oswestry": 31, "Bridgnorth": 16, "Leominster": 17}
    rates = {town(name): {month: {Category.BURGLARY: each} for month in months} for name, each in many.items()}
    rates[town("Sandbach")] = {month: {Category.ANTI_SOCIAL_BEHAVIOUR: 4} for month in months}
    store = store_of(rates)
    monkeypatch.setattr(comparing, "opened", lambda: store)


def typed(capsys, *words):
    code = main(["crime", *words])
    told = capsys.readouterr()
    return code, told.out, told.err


def test_a_comparison_fits_the_terminal_and_remakes_itself(capsys):
    code, out, _ = typed(capsys, "compare", "Market Drayton", "--like", "--from", "2025-01", "--to", "2025-12")
    lines = out.splitlines()
    assert code == 0 and all(len(line) <= 100 for line in lines[:-1])
    assert lines[0].startswith("Market Drayton, January to December 2025: 12 of 12 months counted, 12,594 residents")
    assert "Left out: Sandbach." in out
    again = lines[-1].removeprefix("Remake it: ./wardmote crime ").replace("'Market Drayton'", "Market Drayton")
    words = ["compare", "Market Drayton", *again.split("Market Drayton ")[1].split()]
    assert typed(capsys, *words)[1] == out


def test_json_is_the_comparison_and_the_same_each_time(capsys):
    words = ("compare", "Market Drayton", "--against", "Leek,Ludlow", "--category", "burglary", "--json")
    first, second = typed(capsys, *words)[1], typed(capsys, *words)[1]
    assert first == second
    assert [one["comparator"] for one in json.loads(first)["results"]] == [
        "the 2 named towns together",
        "Leek",
        "Ludlow",
    ]


def test_a_sentence_is_checked(capsys):
    words = ("check", SENTENCE, "--town", "Market Drayton", "--against", "Leek,Ludlow", "--known-on", "2026-01-10")
    code, out, _ = typed(capsys, *words)
    assert code == 0
    assert "It does not name the town that it compares with." in out
    assert "the months published by Saturday 10 January 2026, December 2024" not in out
    assert "Of 2 comparisons: 1 supports it, 1 speaks against it." in " ".join(out.split())
    assert "It may be said instead: Between January and December 2025, 240 crimes" in " ".join(out.split())


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("compare", "Market Drayto", "--like"), "Towns like it: Market Bosworth"),
        (("compare", "Market Drayton"), "Name the towns to compare with"),
        (("compare", "Market Drayton", "--against", "Sandbach"), "not one recorded crime"),
        (
            ("compare", "Market Drayton", "--like", "--from", "2019-01", "--to", "2019-12"),
            "Loaded: January to",
        ),
        (("compare", "Market Drayton", "--like", "--from", "2025-13"), "write it like 2022-01"),
        (("compare", "Market Drayton", "--like", "--category", "mischief"), "There is no kind “mischief”"),
        (("compare",), "Name the town"),
        (("check", SENTENCE), "Say of which town"),
        (("check", "The mayor was present", "--town", "Leek"), "compares nothing"),
    ],
)
def test_a_refusal_is_one_plain_sentence(capsys, words, says):
    code, out, err = typed(capsys, *words)
    assert (code, out) == (2, "") and says in err

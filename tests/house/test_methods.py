"""The pages of docs/methods: each public figure has one, and every example is true. Each rule has its planted fault."""

import doctest
import inspect
import re
from collections import Counter

import pytest

from tests.house.pages import DOCS, coded, page
from wardmote.figures import change, demand, statistics

METHODS = sorted((DOCS / "methods").glob("*.md"))
ROOMS = (statistics, change, demand)


def figures():
    """Every public function, as `statistics.trend`."""
    return {
        f"{room.__name__.rsplit('.', 1)[1]}.{name}"
        for room in ROOMS
        for name in room.__all__
        if inspect.isfunction(getattr(room, name))
    }


def faults_of_methods(texts, known):
    """Functions that no page, or more than one, has; and names on pages that are no function."""
    named = Counter(name for text in texts for name in coded(text.partition("**In code:**")[2].partition("\n")[0]))
    yield from (f"{name}: on {named[name]} pages" for name in sorted(known) if named[name] != 1)
    yield from (f"{name}: not there" for name in sorted(set(named) - known))


def failures(text):
    """How many examples of a page do not give what the page says, and how many there are."""
    code = "\n".join(re.findall(r"^```pycon\n(.*?)^```$", text, re.M | re.S))
    run = doctest.DocTestRunner(verbose=False)
    return run.run(doctest.DocTestParser().get_doctest(code, {}, "page", None, 0), out=lambda _: None)


def test_every_public_figure_has_its_page():
    assert not list(faults_of_methods([path.read_text() for path in METHODS], figures()))


def test_planted_a_figure_without_page_is_caught():
    text = "# X\n\n**In code:** `change.moved`, `change.gone`.\n"
    assert list(faults_of_methods([text, text], {"change.moved", "change.new"})) == [
        "change.moved: on 2 pages",
        "change.new: on 0 pages",
        "change.gone: not there",
    ]


@pytest.mark.parametrize("path", METHODS, ids=lambda path: path.stem)
def test_what_a_page_prints_is_true_and_it_has_its_parts(path):
    text = path.read_text()
    failed, tried = failures(text)
    assert tried and not failed
    assert all(part in text for part in ("**In plain words.**", "**Limits.**", "**In code:**", "**Sources.**"))
    assert f"(methods/{path.name})" in page("architecture.md")


def test_planted_a_wrong_example_is_caught():
    assert failures("```pycon\n>>> 1 + 1\n3\n\n```\n") == (1, 1)
    assert failures("```pycon\n>>> 1 + 1\n2\n\n```\n") == (0, 1)

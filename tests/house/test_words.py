"""The words, libraries, decisions and links of the pages of docs/. Each rule has its planted fault."""

import ast
import json
import re
import tomllib

import pytest

from tests.house.pages import DOCS, HOUSE, PAGES, ROOT, coded, page, unlike
from wardmote.actions.rules import ActionState
from wardmote.confidentiality.models import Agreement, Grant, Signature
from wardmote.documents.tree import Direction, DocumentKind, HiddenKind, StatementKind
from wardmote.law.rules import BodyKind, DayKind
from wardmote.minutes.rules import AttendanceKind, Sameness
from wardmote.people.rules import SeatKind
from wardmote.places.rules import PlaceKind
from wardmote.register.rules import Marking

# Libraries


def faults_of_libraries(text, declared):
    """Dependencies without a paragraph, or paragraphs without a dependency."""
    return list(unlike(set(re.findall(r"^\*\*([\w-]+)\*\* \(`", text, re.M)), declared))


def dependencies():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    lists = [project["project"]["dependencies"], *project["project"]["optional-dependencies"].values()]
    lists += project["dependency-groups"].values()
    return {re.match(r"[\w-]+", one)[0].lower() for each in lists for one in each if isinstance(one, str)}


def test_every_library_has_its_reason():
    assert not faults_of_libraries(page("decisions/0002-the-libraries.md"), dependencies())


def test_planted_a_library_without_reason_is_caught():
    assert faults_of_libraries("**django** (`a.py`). Why.", {"django", "celery"}) == ["missing: celery"]
    assert faults_of_libraries("**django** (`a.py`). Why.\n\n**huey** (`b.py`). Why.", {"django"}) == [
        "not there: huey"
    ]


# Words


def in_words(name):
    """`SameAction` and `nil_return` as they are spoken."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).replace("_", " ").lower()


def tables():
    """The words for what is kept."""
    found = (node for p in HOUSE.glob("*/models.py") for node in ast.parse(p.read_text()).body)
    bases = {
        "GuardedQuerySet",
        "Guarded",
        "OfParagraph",
        "OfAction",
        "OfPriority",
        "OfIntervention",
        "OfProposal",
        "OnNoMatter",
        "Marked",
        "Sealed",
    }
    return {in_words(node.name) for node in found if isinstance(node, ast.ClassDef) and node.name not in bases}


MUST_HAVE_ENTRIES = {in_words(k.value) for kind in (StatementKind, Marking, ActionState) for k in kind}
MUST_BE_SPOKEN_OF = {
    k.value
    for kinds in (DocumentKind, HiddenKind, Direction, BodyKind, DayKind, AttendanceKind, Sameness, SeatKind, PlaceKind)
    for k in kinds
}


def faults_of_words(text, entries, spoken):
    """Words without an entry or a mention, entries twice or out of order."""
    found = re.findall(r"^\*\*([^*]+)\*\* – .+[.\"]$", text, re.M)
    yield from (f"no entry: {word}" for word in sorted(entries - set(found)))
    yield from (f"not spoken of: {word}" for word in sorted(spoken) if word not in text)
    if len(found) != len(re.findall(r"^\*\*", text, re.M)):
        yield "an entry is not of the form **word** – sentence."
    if found != sorted(set(found)):
        yield "the entries are not in the order of the alphabet, each once"


def test_every_word_is_in_the_glossary():
    assert {in_words(t.__name__) for t in (Agreement, Grant, Signature)} <= tables()
    assert not list(faults_of_words(page("glossary.md"), MUST_HAVE_ENTRIES | tables(), MUST_BE_SPOKEN_OF))


def test_planted_a_word_out_of_place_is_caught():
    text = "**action** – What is owed.\n\n**body** – A panel."
    assert not list(faults_of_words(text, {"action", "body"}, {"panel"}))
    assert list(faults_of_words(text, {"seat"}, {"council"})) == ["no entry: seat", "not spoken of: council"]
    assert list(faults_of_words("**body** – A panel.\n\n**action** – What is owed.", set(), set()))


# Tests


def harnesses():
    """Every folder with tests in it; those of the rooms are one."""
    found = {str(p.parent.relative_to(ROOT)) for top in ("src", "tests") for p in ROOT.glob(f"{top}/**/test_*.py")}
    return {re.sub(r"^src/wardmote/\w+/tests$", "src/wardmote/*/tests", folder) for folder in found}


def without_harness(text, folders):
    named = set(coded(text))
    return [folder for folder in sorted(folders) if folder not in named]


def test_every_folder_of_tests_is_in_tests_md():
    assert not without_harness(page("tests.md"), harnesses())


def test_planted_a_folder_of_tests_out_of_place_is_caught():
    assert without_harness("| house | `tests/house` |", {"tests/house", "tests/faults"}) == ["tests/faults"]


# Links, paths, hosts


def anchors(text):
    heads = re.findall(r"^#+ (.+)$", text, re.M)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


def faults_of_links(path, text):
    """Links that lead nowhere, and paths that are not there."""
    for target in re.findall(r"\]\(([^)]+)\)", text):
        name, _, anchor = target.partition("#")
        there = (path.parent / name).resolve() if name else path
        if not there.exists() or (anchor and anchor not in anchors(there.read_text() if name else text)):
            yield target
    for token in coded(text):
        ours = re.match(r"(?:src|tests|docs|requirements|frontend|benchmarks)/[\w./-]+$", token)
        if ours and not (ROOT / token).exists():
            yield token


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.name)
def test_links_lead_somewhere(path):
    assert not list(faults_of_links(path, path.read_text()))


def test_planted_a_link_that_leads_nowhere_is_caught():
    text = "# Here\n\n[a](README.md) [b](#here) [c](gone.md) [d](#gone) ![e](docs/gone.png) `src/wardmote/gone.py`"
    found = list(faults_of_links(ROOT / "README.md", text))
    assert found[:1] == ["gone.md"] and found[-2:] == ["docs/gone.png", "src/wardmote/gone.py"]


HOSTS = re.compile(r"pypi\.org|pythonhosted|registry\.npm|artifactory|\"resolved\"|index-url|find-links")
PRIVATE = re.compile(
    r"(?:^|[\s`\"'(=])/(?:work|home|root|tmp|usr|opt|mnt|Users)/|[A-Z]:\\"
    r"|pypi\.org|pythonhosted|npmjs|artifactory|/simple/?\b|https?://(?!localhost|json-schema\.org|[\w-]+(?:\.[\w-]+)*\.example\b)",
    re.M,
)
LOCKS = ["package-lock.json", *(f"requirements/{name}.lock" for name in ("app", "dev", "spark"))]
WITHOUT_HOSTS = [*LOCKS, "package.json", "pyproject.toml", ".npmrc", "bootstrap", "run", "test", "wardmote"]


@pytest.mark.parametrize("path", [*PAGES, DOCS / "reading.schema.json"], ids=lambda p: p.name)
def test_no_page_names_a_machine_or_a_host(path):
    assert not PRIVATE.findall(path.read_text())


@pytest.mark.parametrize("name", WITHOUT_HOSTS)
def test_no_lock_names_a_registry(name):
    assert not HOSTS.findall((ROOT / name).read_text())


@pytest.mark.parametrize("fault", ["in `/home/ada/x`", "see https://" + "pypi.org/simple", "cd /tmp/x"])
def test_planted_a_machine_or_a_host_is_caught(fault):
    assert PRIVATE.findall(fault)


# Decisions


def faults_of_decisions(texts):
    """Decisions that are not numbered in order, lack a part, or are longer than a page; name to text."""
    for number, (name, text) in enumerate(sorted(texts.items()), start=1):
        if not (name.startswith(f"{number:04}-") and text.startswith(f"# {number:04}: ")):
            yield f"{name}: not number {number}"
        if not {"What", "Why"} <= {head.split(",")[0] for head in re.findall(r"^## (.+)$", text, re.M)}:
            yield f"{name}: what, or why, is missing"
        if len(text.split()) > 700:
            yield f"{name}: longer than a page"


def test_decisions_are_in_order_short_and_say_why():
    texts = {p.name: p.read_text() for p in (DOCS / "decisions").glob("*.md")}
    assert not list(faults_of_decisions(texts))
    assert all(f"decisions/{name}" in page("architecture.md") for name in texts)


def test_planted_a_decision_without_reason_is_caught():
    assert len(list(faults_of_decisions({"0002-x.md": "# 0002: X\n\n## What\n\n" + "word " * 800}))) == 3


def test_the_schema_is_json():
    assert json.loads(page("reading.schema.json"))

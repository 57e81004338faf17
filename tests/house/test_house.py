"""The rules of the house that an import checker cannot see. Each has its planted fault."""

import ast
import tomllib
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models
from django.test.utils import isolate_apps

from wardmote.actions.models import Action

ROOT = Path(__file__).parents[2]
HOUSE = ROOT / "src/wardmote"
CONTRACTS = tomllib.loads((ROOT / "contracts.toml").read_text())["tool"]["importlinter"]["contracts"]
STOREYS = [[room.strip(" ()") for room in storey.split("|")] for storey in reversed(CONTRACTS[0]["layers"])]
FLOOR = {room: height for height, storey in enumerate(STOREYS) for room in storey}
CLOCKS = {"now", "today", "utcnow", "localtime", "localdate"}
AUTOMATIC = {"auto_now", "auto_now_add"}
MAY_READ_THE_CLOCK = {"views.py", "tasks.py", "signin.py", "views", "web", "cli"}  # files and folders
MAY_USE_THE_NETWORK = {"correspondence/tasks.py", "cli/serve.py"}
NETWORK = {"socket", "urllib.request", "http.client", "smtplib", "requests", "httpx", "django.core.mail"}
LONGEST_LINES = 400


def files(pattern):
    return sorted(path for path in HOUSE.glob(pattern) if not {"tests", "migrations", "static"} & set(path.parts))


def named(path):
    return str(path.relative_to(HOUSE))


# Deeds


def faults_of_deeds(source):
    """What is wrong with the public functions of a `writes` module."""
    for deed in ast.parse(source).body:
        if not isinstance(deed, ast.FunctionDef) or deed.name.startswith("_"):
            continue
        names = {arg.arg for arg in deed.args.kwonlyargs}
        called = {ast.unparse(node.func) for node in ast.walk(deed) if isinstance(node, ast.Call)}
        sound = {
            "atomic": "transaction.atomic" in {ast.unparse(d) for d in deed.decorator_list},
            "audited": "register.record" in called,
            "by and now": {"by", "now"} <= names,
            "one subject, the rest by keyword": len(deed.args.posonlyargs + deed.args.args) == 1,
            "docstring": bool(ast.get_docstring(deed)),
        }
        yield from (f"{deed.name}: {rule}" for rule, holds in sound.items() if not holds)


WRITERS = [p for p in [*files("*/writes.py"), *files("*/writes/*.py")] if "register" not in p.parts]


# The register is what the others are audited with.
@pytest.mark.parametrize("path", WRITERS, ids=named)
def test_every_deed_is_atomic_audited_and_says_what_it_does(path):
    assert not list(faults_of_deeds(path.read_text()))


def test_planted_a_careless_deed_is_caught():
    assert len(list(faults_of_deeds("def spend(fund, amount):\n    fund.save()"))) == 5


# Writing (the guard is in conftest.py and stands behind every test)


PLANTED_VIEW = """
def action(request, row):
    row.state = "done"
    getattr(row, "sa" + "ve")()
"""


def test_planted_a_view_that_writes_is_caught(taken):
    view = {"__name__": "wardmote.actions.views"}
    exec(PLANTED_VIEW, view)
    with pytest.raises(AssertionError, match=r"actions\.views wrote to actions_action"):
        view["action"](None, Action.objects.first())


# Foreign keys


def faults_of_keys(tables):
    """Keys that point up or sideways, and keys that let a lower room see up."""
    for table in tables:
        for field in table._meta.local_fields:
            if not (field.is_relation and table.__module__.startswith("wardmote.")):
                continue
            here, there = table._meta.app_label, field.related_model._meta.app_label
            if here != there and FLOOR[there] >= FLOOR[here]:
                yield f"{table.__name__}.{field.name} does not point down"
            if here != there and field.remote_field.related_name != "+":
                yield f"{table.__name__}.{field.name} can be seen from below"


def test_keys_point_down_and_are_not_seen_from_below():
    assert not list(faults_of_keys(apps.get_models()))


@isolate_apps("wardmote.people")
def test_planted_a_key_that_points_up_is_caught():
    class Visit(models.Model):
        action = models.ForeignKey(Action, models.PROTECT, related_name="visits")

        class Meta:
            app_label = "people"

    Visit.__module__ = "wardmote.people.models"
    assert len(list(faults_of_keys([Visit]))) == 2


# Words that tell something are sealed


NOT_SEALED = {  # text columns of marked rows that may stand open, and why
    "people.Person.name": "who is on the panel is known",
    "people.Seat.name": "seats are known",
    "people.Spelling.words": "who is on the panel is known, however it is spelt",
    "places.Spelling.words": "never where somebody lives",
    "places.Place.name": "never where somebody lives",
    "law.BodyRules.source": "where the law is read is known to everybody",
    "law.BodyRules.said_by_source": "names of questions",
    "law.NonBusinessDay.name": "days off are known to everybody",
    "minutes.Body.name": "bodies are known",
    "minutes.Item.number": "as printed",
    "minutes.Paragraph.number": "as printed",
    "sittings.SittingItem.number": "as printed",
    "minutes.SameMatter.moved": "ids of rows",
    "actions.SameAction.moved": "ids of rows, a day and a state",
    "calendars.Rhythm.months": "numbers of months",
    "crime.TownArea.name": "a town of the Census",
    "crime.TownArea.town_code": "a town of the Census",
    "crime.TownArea.areas": "codes of areas of thousands of people",
    "crime.FrozenSet.name": "what the town is compared with is known",
    "crime.SuppliedCount.month": "which months are counted tells nothing of the counts",
    "updates.UpdateLine.blank": "the name of a blank of the form",
    "information_requests.Find.source": "the name of a table",
    "information_requests.InformationAnswer.rulings": "ids of rows",
    "information_requests.Exemption.code": "where the law stands is known to everybody",
    "information_requests.Exemption.name": "exemptions are known to everybody",
    "information_requests.Exemption.source": "where the law is read is known to everybody",
    "desk.Answer.before": "ids of rows, and markings",
    "desk.BroughtList.brought": "ids of rows",
}


def open_columns(tables):
    """Columns of words in marked rows that are not sealed."""
    for table in tables:
        if not (table.__module__.startswith("wardmote.") and hasattr(table, "marking")):
            continue
        for field in table._meta.local_fields:
            words = isinstance(field, (models.CharField, models.TextField, models.JSONField)) and not field.choices
            if words and field.name != "reference":
                yield f"{table._meta.app_label}.{table.__name__}.{field.name}"


def test_every_column_of_words_is_sealed_or_named_as_open():
    assert set(open_columns(apps.get_models())) == set(NOT_SEALED)


@isolate_apps("wardmote.people")
def test_planted_an_open_column_is_caught():
    class Visit(models.Model):
        marking = models.CharField(max_length=9, choices={"panel": "Panel"})
        said = models.TextField()

        class Meta:
            app_label = "people"

    Visit.__module__ = "wardmote.people.models"
    assert list(open_columns([Visit])) == ["people.Visit.said"]


# The clock


def faults_of_clocks(source):
    """Where the clock is read, or a table asked to read it."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute) and node.attr in CLOCKS:
            yield f"line {node.lineno}: {ast.unparse(node)}"
        if isinstance(node, ast.keyword) and node.arg in AUTOMATIC:
            yield f"line {node.value.lineno}: {node.arg}"


INDOORS = [p for p in files("**/*.py") if not MAY_READ_THE_CLOCK & set(p.relative_to(HOUSE).parts)]


@pytest.mark.parametrize("path", INDOORS, ids=named)
def test_no_clock_indoors(path):
    assert not list(faults_of_clocks(path.read_text()))


@pytest.mark.parametrize("fault", ["at = timezone.now()", "DateField(auto_now=True)", "default = timezone.now"])
def test_planted_a_clock_is_caught(fault):
    assert list(faults_of_clocks(fault))


# The network


def faults_of_network(source):
    """Imports of what can reach out of the machine."""
    for node in ast.walk(ast.parse(source)):
        names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module, *(f"{node.module}.{a.name}" for a in node.names)]
        yield from (name for name in names if any(name == n or name.startswith(f"{n}.") for n in NETWORK))


@pytest.mark.parametrize("path", [p for p in files("**/*.py") if named(p) not in MAY_USE_THE_NETWORK], ids=named)
def test_no_network_but_in_the_named_modules(path):
    assert not list(faults_of_network(path.read_text()))


@pytest.mark.parametrize("fault", ["import socket", "from django.core import mail", "import urllib.request as u"])
def test_planted_a_call_home_is_caught(fault):
    assert list(faults_of_network(fault))


# Size


@pytest.mark.parametrize("path", [*files("**/*.py"), *sorted((ROOT / "tests").glob("**/*.py"))], ids=str)
def test_no_file_is_too_long(path):
    assert len(path.read_text().splitlines()) <= LONGEST_LINES


# Migrations


@pytest.fixture
def with_migrations(db, settings):
    """The migrations as they are, which the database of the tests does without."""
    settings.MIGRATION_MODULES = {}


def test_the_migrations_are_up_to_date(with_migrations):
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_planted_a_forgotten_migration_is_caught(with_migrations, monkeypatch):
    monkeypatch.setattr(Action._meta.get_field("state"), "max_length", 25)
    with pytest.raises(SystemExit):
        call_command("makemigrations", check=True, dry_run=True, verbosity=0)

"""The pages of docs/ say what the code does, all of it and nothing else. Each rule has its planted fault.

Rooms, commands, settings and addresses are here; words, libraries and links in `test_words.py`.
"""

import argparse
import ast
import re
import shlex
import tomllib
from pathlib import Path

import pytest
from django.urls import URLResolver, get_resolver

from tests.house.pages import HOUSE, PAGES, ROOT, coded, page, rows, unlike
from wardmote.cli.main import parser
from wardmote.govuk.doors import Audience

FLOORS = tomllib.loads((ROOT / "contracts.toml").read_text())["tool"]["importlinter"]["contracts"][0]["layers"]


# Rooms


def rooms():
    """Every room with the caption that its `__init__` opens with."""
    found = sorted(HOUSE.glob("*/__init__.py"))
    return {p.parent.name: ast.get_docstring(ast.parse(p.read_text())).splitlines()[0] for p in found}


def storeys(layers):
    """The rooms of each floor that are built, top first."""
    split = [[one.strip() for one in layer.split("|")] for layer in layers]
    return [[one for one in layer if not one.startswith("(")] for layer in split]


def faults_of_floors(text, captions, layers):
    """Rooms, captions and floors that the table of `architecture.md` gets wrong."""
    table = [(row[0], coded(row[1])[0], row[2]) for row in rows(text) if len(row) == 3 and not row[0].startswith("`")]
    yield from unlike({f"{room}: {caption}" for _, room, caption in table}, {f"{r}: {c}" for r, c in captions.items()})
    floors = {}
    for floor, room, _ in table:
        floors.setdefault(floor, set()).add(room)
    if list(floors.values()) != [set(built) for built in storeys(layers) if built]:
        yield "the floors are not those of contracts.toml"


def test_every_room_stands_on_its_floor_with_its_caption():
    assert not list(faults_of_floors(page("architecture.md"), rooms(), FLOORS))


def test_planted_a_room_on_another_floor_or_with_another_caption_is_caught():
    text, layers = "| roof | `web` | The roof. |\n| hall | `meetings` | Meetings. |", ["web", "meetings", "(law)"]
    right = {"web": "The roof.", "meetings": "Meetings."}
    assert not list(faults_of_floors(text, right, layers))
    assert list(faults_of_floors(text, {**right, "meetings": "Other."}, layers))
    assert list(faults_of_floors(text, right, ["meetings", "web"]))
    assert list(faults_of_floors(text, {**right, "law": "Powers."}, layers))


def unbuilt():
    named = {one.strip(" ()") for layer in FLOORS for one in layer.split("|")}
    return named - set(rooms())


def faults_of_rooms_to_come(text, names):
    """Rooms that a page names and that are not there."""
    known = [
        token for token in coded(text) if re.split(r"[./]", re.sub(r"^(src/)?wardmote[./]", "", token))[0] in names
    ]
    return [token for token in known if not (ROOT / token).exists()]


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.name)
def test_no_page_speaks_of_rooms_that_are_not_there(path):
    assert not faults_of_rooms_to_come(path.read_text(), unbuilt())


def test_planted_a_room_to_come_is_caught():
    assert faults_of_rooms_to_come("see `casework` and `roads/rules.py`", {"casework", "roads"}) == [
        "casework",
        "roads/rules.py",
    ]


# Commands


def commands():
    """Every command with its options and its arguments, as the parser has them."""
    (chosen,) = [a for a in parser()._actions if isinstance(a, argparse._SubParsersAction)]
    return {
        name: {option for action in made._actions for option in action.option_strings or [action.dest]}
        - {"-h", "--help"}
        for name, made in chosen.choices.items()
    }


def faults_of_commands(text, known):
    """Commands and options that a page has not, or has too many."""
    parts = re.split(r"^## `([\w-]+)`$", text, flags=re.M)
    said = {
        name: {coded(row[0])[0].split()[0] for row in rows(part)}
        for name, part in zip(parts[1::2], parts[2::2], strict=True)
    }
    yield from unlike(set(said), set(known))
    for name in said.keys() & known.keys():
        yield from (f"{name}: {fault}" for fault in unlike(said[name], known[name]))


def test_every_command_and_option_is_in_commands_md():
    assert not list(faults_of_commands(page("commands.md"), commands()))


def test_planted_a_command_or_option_out_of_place_is_caught():
    text = "## `take`\n\n| `file` | the notes |\n| `--on DATE` | the day |"
    assert not list(faults_of_commands(text, {"take": {"file", "--on"}}))
    assert list(faults_of_commands(text, {"take": {"file", "--on", "--body"}})) == ["take: missing: --body"]
    assert list(faults_of_commands(text, {"take": {"file"}})) == ["take: not there: --on"]
    assert list(faults_of_commands(text, {"take": {"file", "--on"}, "due": set()})) == ["missing: due"]


def typed(text):
    """Every `./wardmote …` that a page tells a reader to type, options in full."""
    return [line for line in re.findall(r"(?:^|`)\./wardmote ([^`\n]+)", text, re.M) if not line.startswith("COMMAND")]


def faults_of_typing(text):
    """What a page tells a reader to type that the parser would not take."""
    for line in typed(text):
        words = shlex.split(line)
        if words[0] == "pack" and "--out" not in words:
            words += ["--out", "pack.pdf"]
        try:
            parser().parse_args(words)
        except SystemExit:
            if len(words) > 1 or words[0] not in commands():  # "`./wardmote take`" names a command
                yield line


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.name)
def test_what_a_page_says_to_type_can_be_typed(path):
    assert not list(faults_of_typing(path.read_text()))


def test_planted_a_command_that_cannot_be_typed_is_caught(capsys):
    assert list(faults_of_typing("./wardmote fetch\n`./wardmote take notes.txt --fast`")) == [
        "fetch",
        "take notes.txt --fast",
    ]


# Settings


def read_in_python(source):
    """The environment variables that a module reads or sets."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Subscript) and ast.unparse(node.value) == "os.environ":
            yield node.slice.value
        if isinstance(node, ast.Call) and re.fullmatch(r"os\.(environ\.\w+|getenv)", ast.unparse(node.func)):
            yield from (arg.value for arg in node.args[:1] if isinstance(arg, ast.Constant))
        if isinstance(node, ast.Compare) and ast.unparse(node.comparators[0]) == "os.environ":
            yield node.left.value


def read_in_shell(source):
    """The environment variables that a script reads: what it gives a default, and what it hands on."""
    return re.findall(r"\$\{([A-Z_]+):[-+]", source) + re.findall(r'^(DATABASE_URL)="', source, re.M)


def variables():
    found = set()
    for path in [
        *HOUSE.rglob("*.py"),
        *ROOT.glob("tests/**/*.py"),
        ROOT / "conftest.py",
        *ROOT.glob("benchmarks/*.py"),
    ]:
        if path != Path(__file__):
            found |= set(read_in_python(path.read_text()))
    for name in ("bootstrap", "run", "test", "wardmote", "with-postgres", "requirements/lock", ".ci/run"):
        found |= set(read_in_shell((ROOT / name).read_text()))
    return found


def settings_of(source):
    """Every name that a settings module gives."""
    for node in ast.walk(ast.parse(source)):
        targets = (
            node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
        )
        yield from (t.id for t in targets if isinstance(t, ast.Name) and t.id.isupper())


def faults_of_settings(text, of_environment, in_code):
    """Variables and settings that the page has not, or has too many."""
    above, _, below = text.partition("## Fixed in the code")
    yield from unlike({coded(row[0])[0] for row in rows(above)}, of_environment)
    yield from unlike({name for row in rows(below) for name in coded(row[1])}, in_code)


def test_every_variable_and_setting_is_in_settings_md():
    in_code = set(settings_of((HOUSE / "web/settings.py").read_text()))
    assert not list(faults_of_settings(page("settings.md"), variables(), in_code))


def test_planted_a_variable_out_of_place_is_caught():
    source = 'A = os.environ["ONE"]\nif "TWO" in os.environ: B = os.environ.get("THREE", "")\nC = os.getenv("FOUR")'
    assert list(settings_of(source)) == ["A", "C", "B"]
    assert set(read_in_python(source)) == {"ONE", "TWO", "THREE", "FOUR"}
    assert read_in_shell('echo "${FIVE:-x}"\nDATABASE_URL="y" "$@"') == ["FIVE", "DATABASE_URL"]
    text = "| `ONE` | x |\n## Fixed in the code\n| what | `A` |"
    assert list(faults_of_settings(text, {"ONE", "TWO"}, {"A", "B"})) == ["missing: TWO", "missing: B"]


# Addresses


def plain(pattern):
    """An address as a person reads it: `<meeting>` for `<uuid:meeting_id>` and for a named group."""
    pattern = re.sub(r"\(\?P<(\w+)>[^)]*\)", r"<\1>", pattern)
    return re.sub(r"<(?:\w+:)?(\w+?)(?:_id)?>", r"<\1>", pattern).replace("^", "").replace("$", "")


def addresses(patterns=None, before="/", space=""):
    """Every address of the house: address, name, for whom."""
    for one in get_resolver().url_patterns if patterns is None else patterns:
        here = before + plain(str(one.pattern))
        if isinstance(one, URLResolver):
            yield from addresses(one.url_patterns, here, f"{one.namespace}:" if one.namespace else space)
        else:
            yield here, space + one.name, getattr(one.callback, "audience", "does not say")


def faults_of_addresses(text, known):
    """Addresses that `pages.md` has not, has too many, or gives to others."""
    said = {" ".join([coded(row[0])[0], coded(row[1])[0], row[2]]) for row in rows(text)}
    yield from unlike(said, {" ".join(map(str, one)) for one in known})


def test_every_address_is_in_pages_md_and_says_for_whom_it_is():
    assert {who for *_, who in addresses()} == set(Audience)
    assert not list(faults_of_addresses(page("pages.md"), addresses()))


def test_planted_an_address_out_of_place_is_caught():
    text = "| `/matters/<matter>/` | `meetings:matter` | panel | one matter |"
    assert plain("matters/<uuid:matter_id>/") == "matters/<matter>/"
    assert plain(r"^(?P<name>[a-z]+\.html|site\.css)$") == "<name>"
    assert not list(faults_of_addresses(text, [("/matters/<matter>/", "meetings:matter", Audience.PANEL)]))
    for wrong in ("does not say", Audience.CLERK):
        assert list(faults_of_addresses(text, [("/matters/<matter>/", "meetings:matter", wrong)]))
    assert list(faults_of_addresses(text, []))

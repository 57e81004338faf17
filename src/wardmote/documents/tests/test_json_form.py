"""The printed JSON and its schema say the same."""

import json
from dataclasses import fields
from pathlib import Path

import jsonschema
import pytest

from wardmote.documents.json_form import as_json
from wardmote.documents.read import read_text
from wardmote.documents.tests.test_structure import NOTES
from wardmote.documents.tree import BlockKind, Direction, DocumentKind, HiddenKind, Statement, StatementKind

DOCS = Path(__file__).resolve().parents[4] / "docs"
SCHEMA = json.loads((DOCS / "reading.schema.json").read_text(encoding="utf-8"))
WORDS = (
    "Police Panel\nNotes of 9 May 2031\nPresent: Cllr A Vane (Chair)\n1. Apologies\nInsp. B Moss\n2. "
    "Roads\nThe Clerk to write to the county by 1 June. Thefts are down on last year.\n"
)


@pytest.mark.parametrize("text", [NOTES, WORDS, "Only words.\n"])
def test_what_is_printed_fits_the_schema(text: str):
    form = as_json(read_text(text))
    jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.FormatChecker()).validate(
        json.loads(json.dumps(form))
    )


def test_the_schema_names_what_the_tree_names():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    parts = SCHEMA["$defs"]
    statement = parts["statement"]["properties"]
    assert list(statement) == [one.name for one in fields(Statement)]
    assert statement["kind"]["enum"] == [kind.value for kind in StatementKind]
    assert statement["direction"]["enum"] == [*(one.value for one in Direction), None]
    assert parts["block"]["properties"]["kind"]["enum"] == [kind.value for kind in BlockKind]
    assert parts["hidden"]["properties"]["kind"]["enum"] == [kind.value for kind in HiddenKind]
    assert SCHEMA["properties"]["kind"]["enum"] == [kind.value for kind in DocumentKind]


def test_the_object_has_exactly_the_promised_keys():
    form = as_json(read_text(WORDS))
    assert list(form) == [
        "title",
        "kind",
        "body",
        "starts_at",
        "place",
        "present",
        "in_attendance",
        "apologies",
        "next_meeting",
        "items",
        "hidden",
    ]
    assert list(form["items"][0]) == ["number", "title", "text", "span", "statements", "blocks"]
    action = next(one for one in form["items"][1]["statements"] if one["kind"] == "action")
    assert (action["owner"], action["due_on"]) == ("The Clerk", "2031-06-01")


def test_an_item_s_text_and_spans_are_of_the_reading_text():
    document = read_text(NOTES)
    for item in as_json(document)["items"]:
        start, end = item["span"]
        assert NOTES[start:end] == item["text"]
        for part in (*item["statements"], *item["blocks"]):
            begins, ends = part.get("at") or part["span"]
            assert NOTES[begins:ends] == part["text"]


def test_every_key_stands_in_the_page_about_it():
    page = (DOCS / "reading.md").read_text(encoding="utf-8")
    assert all(
        word in page for word in ("not_stated", "null", "sure", "due_on", "hidden", "blocks", "reading.schema.json")
    )

"""A document as one JSON object, of the shape that `docs/reading.schema.json` describes."""

from dataclasses import fields
from datetime import date, datetime
from typing import Any

from wardmote.documents.tree import Block, Document, Hidden, Item, Named, Span, Statement


def as_json(document: Document) -> dict[str, Any]:
    """The document as dictionaries, lists, words and numbers.

    Days and times are ISO 8601; spans are `[start, end]` in code points.
    """
    return {
        "title": document.title,
        "kind": document.kind.value,
        "body": document.body,
        "starts_at": _moment(document.starts_at),
        "place": document.place,
        "present": [_named(one) for one in document.present],
        "in_attendance": [_named(one) for one in document.in_attendance],
        "apologies": [_named(one) for one in document.apologies],
        "next_meeting": _moment(document.next_meeting),
        "items": [_item(item) for item in document.items],
        "hidden": [_hidden(one) for one in document.hidden],
    }


def _moment(moment: datetime | date | None) -> str | None:
    return None if moment is None else moment.isoformat()


def _span(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]


def _named(one: Named) -> dict[str, Any]:
    return {"text": one.text, "title": one.title, "name": one.name, "role": one.role, "span": _span(one.span)}


def _item(item: Item) -> dict[str, Any]:
    return {
        "number": item.number,
        "title": item.title,
        "text": "".join(block.raw for block in item.blocks),
        "span": _span(item.span),
        "statements": [_statement(statement) for block in item.blocks for statement in block.statements],
        "blocks": [_block(block) for block in item.blocks],
    }


def _block(block: Block) -> dict[str, Any]:
    return {
        "kind": block.kind.value,
        "number": block.number,
        "text": block.text,
        "span": _span(block.span),
        "at": _span(block.at),
    }


def _statement(statement: Statement) -> dict[str, Any]:
    """Every field of a statement under its own name."""
    form: dict[str, Any] = {}
    for one in fields(statement):
        value = getattr(statement, one.name)
        if isinstance(value, Span):
            value = _span(value)
        elif isinstance(value, date):
            value = value.isoformat()
        elif isinstance(value, tuple):
            value = list(value)
        form[one.name] = value.value if hasattr(value, "value") else value
    return form


def _hidden(one: Hidden) -> dict[str, Any]:
    return {"kind": one.kind.value, "says": one.says, "span": _span(one.span)}

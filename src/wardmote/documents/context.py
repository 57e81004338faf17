"""What the words around a block tell its statements, and the statements read with it."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from wardmote.documents.sentences import sentences_in
from wardmote.documents.statements import is_tag, label_of, statements_in
from wardmote.documents.statements.rows import cells_of, is_head
from wardmote.documents.statements.spending import heads_sums
from wardmote.documents.titles import bare, verbless
from wardmote.documents.tree import Block, BlockKind, Context, Item, StatementKind

_SPEAKER = re.compile(
    r"(?P<who>[A-Z][^.:;]{1,70}?)\s+(?:(?:also|then|further)\s+)?(?:reported|advised|informed|explained|updated"
    r"|said|stated|gave|provided|noted|confirmed|raised|outlined|highlighted|mentioned|told|shared|added|asked"
    r"|presented)\b[^.]*:\s*$"
    r"|(?P<whose>[A-Z][^.:;]{1,60}?)[’']s\s+(?:report|update)\b[^.]*:\s*$|(?P<named>(?:Inspector|Insp|Sgt"
    r"|Sergeant|PC|PCSO|Cllr|Councillor|Mr|Mrs|Ms|Dr)\b[^.:;]{1,50}):\s*$"
)
_LONGEST_LEAD = 200
_SAYS_NONE = re.compile(r"^\W*(?i:no|none|nil)\b|\b(?:None|Nil|NONE|NIL)\W*$")
_NOBODY = re.compile(
    r"(?i)(?:it|there|the\s+following|discussions?|these|this|members|points?|items?|matters?|updates?)\b"
)
_COLUMN = re.compile(
    r"(?i)\W*(?:(?:agreed\s+)?actions?(?:\s+(?:points?|required|agreed|by|to be taken))?|owner|who|by\s+who(?:m)?"
    r"|lead|responsib\w+(?:\s+\w+)?|person(?:\s+responsible)?|by\s+when|when|due(?:\s+date)?|deadline|date"
    r"|target(?:\s+date)?|status|no\.?|ref|item|task|what|update|progress|name|comments?|minute|initials|priority"
    r"|issue|description|raised\s+by|agreed|completed?|outcome|rag)\W*"
)


def with_statements(
    preamble: tuple[Block, ...],
    items: tuple[Item, ...],
    closing: tuple[Block, ...],
    *,
    meeting_on: date | None,
    people: tuple[str, ...],
) -> tuple[tuple[Block, ...], tuple[Item, ...], tuple[Block, ...]]:
    """The same blocks and items, with what their sentences do."""
    base = Context(meeting_on=meeting_on, people=people)
    done = tuple(replace(item, blocks=_read(item.blocks, replace(base, item_title=item.title))) for item in items)
    last = replace(base, item_title=items[-1].title) if items else base
    return _read(preamble, base), done, _read(closing, last)


def _read(blocks: Iterable[Block], context: Context) -> tuple[Block, ...]:
    """The statements of blocks in order; a line like "Sergeant Oak reported that:" speaks for the bullets below it."""
    done: list[Block] = []
    for block in blocks:
        if block.kind is BlockKind.SUBHEADING:
            context = replace(context, subheading=bare(block.text), speaker=None, speaker_asserts=False, columns=())
            context = replace(context, lead="", label="")
        elif block.kind not in {BlockKind.BULLET, BlockKind.ROW, BlockKind.BLANK}:
            context = replace(context, speaker=None, speaker_asserts=False, columns=())
        if block.kind is BlockKind.ROW and (heads := _columns(block.text)):
            context = replace(context, columns=heads)
        elif _tells(block):
            block = replace(block, statements=statements_in(block.text, at=block.at.start, context=context))
            if is_tag(block.text) and done and (owned := _owned(done[-1], block)):
                done[-1], block = owned, replace(block, statements=())
        context = _with_lead(block, context)
        if block.kind is not BlockKind.BULLET and block.kind is not BlockKind.ROW and (speaker := _speaker(block.text)):
            context = replace(context, speaker=speaker, speaker_asserts=True)
        done.append(block)
    return tuple(done)


def _owned(block: Block, tag: Block) -> Block | None:
    """A block whose last sentence is an action, with the owner that the tag below it names; None if it is none."""
    actions = [one for one in block.statements if one.kind is StatementKind.ACTION]
    if not actions or actions[-1].span.end < block.at.end - 2:
        return None
    owner = next((one.owner for one in tag.statements if one.owner), None)
    named = (
        actions[-1]
        if actions[-1].owner or owner is None
        else replace(
            actions[-1], owner=owner, not_stated=tuple(name for name in actions[-1].not_stated if name != "owner")
        )
    )
    return replace(block, statements=tuple(named if one is actions[-1] else one for one in block.statements))


def _with_lead(block: Block, context: Context) -> Context:
    """The context of what follows: a line that ends in a colon leads the lines below it, until prose comes."""
    text = block.text.rstrip(" *_\r\n\t")
    if block.kind in {BlockKind.BLANK, BlockKind.ROW}:
        return context
    entry = block.kind is BlockKind.BULLET and block.number is None and verbless(bare(text))
    if text.endswith((":", ":-", ";")) and not entry:
        last = sentences_in(text)[-1]
        text = text[last.start : last.end] if len(text) >= _LONGEST_LEAD else text
        if len(text) < _LONGEST_LEAD:
            return replace(context, lead=text, label=label_of(text))
    if heads_sums(text):
        return replace(context, lead=text, label="")
    if block.kind is BlockKind.BULLET or (block.kind is BlockKind.PARAGRAPH and verbless(bare(text))):
        told = block.number is not None and not verbless(bare(text))
        return replace(context, lead="", label="") if told else context
    return replace(context, lead="", label="")


def _tells(block: Block) -> bool:
    if block.kind in {BlockKind.HEADING, BlockKind.SUBHEADING, BlockKind.ATTENDANCE, BlockKind.TITLE}:
        none = block.kind is not BlockKind.TITLE and _SAYS_NONE.search(block.text)
        return bool(none) or "£" in block.text or not verbless(bare(block.text))
    if block.kind is BlockKind.CLOSING:  # "… closed the meeting at 9 pm. It was agreed that …"
        return len(sentences_in(block.text)) > 1
    return block.kind in {BlockKind.PARAGRAPH, BlockKind.BULLET, BlockKind.ROW}


def _speaker(words: str) -> str | None:
    found = _SPEAKER.match(words.strip("*_ \t"))
    who = next((name for name in found.groups() if name), None) if found else None
    return who.strip() if who and not _NOBODY.match(who) and len(who.split()) < 9 else None


def _columns(words: str) -> tuple[str, ...]:
    """The heads of a table's columns, if the row is a row of heads; an empty head keeps its place."""
    cells = cells_of(words)
    filled = [cell.strip(" *_") for cell in cells if cell.strip(" *_")]
    heads = len(filled) > 1 and sum(_COLUMN.fullmatch(cell) is not None for cell in filled) * 2 > len(filled)
    return tuple(cell.strip(" *_") for cell in cells) if heads or is_head(words) else ()

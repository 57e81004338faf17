"""The statements that a typed decision, action or nil return makes: exact, because nobody has to guess. Pure."""

from collections.abc import Sequence
from datetime import date

from wardmote.actions.rules import Typed
from wardmote.documents.tree import Context, Span, Statement, StatementKind
from wardmote.sittings.rules.one_line import NilReturn


def of_decision(binds: str, told: str, *, meeting_on: date) -> tuple[Statement, ...]:
    """What a decision does: it binds, and may spend. A motion that was lost does nothing.

    >>> [s.kind.value for s in of_decision("Recommended: to fit a lamp.", "Agreed.", meeting_on=date(2022, 12, 2))]
    ['decision']
    >>> of_decision("", "Not carried: to fit a lamp.", meeting_on=date(2022, 12, 2))
    ()
    """
    if not binds:
        return ()
    from wardmote.documents.statements import statements_in

    read = statements_in(binds, at=0, context=Context(meeting_on=meeting_on))
    spends = tuple(s for s in read if s.kind is StatementKind.SPENDING)
    return (Statement(StatementKind.DECISION, binds, Span(0, len(binds)), sure=True), *spends)


def of_action(words: str, told: Typed, *, sure: bool) -> tuple[Statement, ...]:
    """What an action says, as it was understood and shown back."""
    missing: Sequence[str] = [name for name, given in (("owner", told.owner), ("due", told.due_words)) if not given]
    return (
        Statement(
            StatementKind.ACTION,
            words,
            Span(0, len(words)),
            sure=sure,
            owner=told.owner or None,
            due=told.due_words or None,
            due_on=told.due_on,
            not_stated=tuple(missing),
        ),
    )


def of_nil_return(told: NilReturn) -> tuple[Statement, ...]:
    """That there was nothing; sure only where it says who found nothing, and when."""
    words = told.sentence
    return (
        Statement(
            StatementKind.NIL_RETURN, words, Span(0, len(words)), sure=told.complete, said_by=told.source or None
        ),
    )

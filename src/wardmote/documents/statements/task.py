"""What a rule makes of a sentence that gives somebody something to do."""

from dataclasses import dataclass

from wardmote.documents.statements import action_forms as forms
from wardmote.documents.statements.actors import is_ours
from wardmote.documents.statements.sentence import Sentence
from wardmote.documents.statements.vocabulary import FIRM_TASKS


@dataclass(frozen=True, slots=True)
class Task:
    """What a rule made of a sentence: who, asked by whom, where the doing begins, whether the form leaves no doubt."""

    owner: str | None
    at: int
    sure: bool
    asked_by: str | None = None
    passive: bool = False  # somebody is asked; `asked_by` says by whom, or nobody knows


def explicit(sentence: Sentence, owner: str, verb: str | None, tasks: frozenset[str] = FIRM_TASKS) -> bool:
    """Whether the form leaves no doubt: one of the meeting's own people opens the clause, and the verb is a task."""
    if verb not in tasks or not is_ours(owner, sentence.context.people):
        return False
    at = sentence.text.find(owner)
    return at >= 0 and bool(forms.CLEAN_LEAD.match(sentence.text[:at].removesuffix("the ").removesuffix("The ")))

"""Promises: what somebody agreed or offered to do, said that they would do, or is doing."""

import re
from collections.abc import Iterator

from wardmote.documents.statements import action_forms as forms
from wardmote.documents.statements.actors import actor_before, initials_known, is_ours, is_strong
from wardmote.documents.statements.sentence import Sentence, words_of
from wardmote.documents.statements.task import Task, explicit
from wardmote.documents.statements.vocabulary import (
    BUSINESS,
    FIRM_TASKS,
    PARTICIPLE,
    STATES,
    TASKS,
    WORKS,
    base_of,
    is_task,
)

# "They will have a meeting", "he would see her to arrange it": the words that make a task of these.
_FOLLOWS = {"have": forms.A_FOLLOWS, "see": forms.WITH_OBJECT}


def undertaken(sentence: Sentence) -> Iterator[Task]:
    """Of the kind "Mrs Weir agreed to", "offered to", "undertook to"."""
    text = sentence.text
    for found in forms.UNDERTOOK.finditer(text):
        owner = actor_before(text, found.start())
        verb = found["verb"]
        ahead = verb == "go" and forms.GO_AHEAD.match(text, found.end())
        if owner is None or (verb in STATES - {"be"} and not ahead):
            continue
        strong = is_strong(owner, sentence.context.people)
        if not strong and (verb not in TASKS or not owner[0].isupper()):
            continue
        whole = forms.MEETING_AS_ONE.search(owner)
        if verb in {"accept", "approve"} or (whole and verb in forms.NO_TASK_TO_AGREE - {"confirm"}):
            continue
        sure = not forms.PERFECT.match(found[0]) and explicit(sentence, owner, verb, FIRM_TASKS | {"speak"})
        yield Task(owner, found.start(), sure=sure)


def foretold(sentence: Sentence) -> Iterator[Task]:
    """Of the kind "the Clerk will write", "and would chase this", "is arranging a visit"."""
    text = sentence.text
    for found in forms.WILL.finditer(text):
        verb = found["verb"]
        owner = actor_before(text, found.start())
        doing = found["being"] and verb.endswith("ing") and set(base_of(verb[:-3] + "ed")) & TASKS
        if owner is None and (verb in TASKS or doing) and (who := forms.WHO_BEFORE.search(text, 0, found.start())):
            owner = actor_before(text, who.start(), pronouns=False)  # "Highways, who will spray the weeds"
            owner = owner if owner and (owner.removeprefix("the ")[0].isupper() or is_ours(owner, ())) else None
        if owner is None and forms.AND_BEFORE.search(text[: found.start()]):
            subject = forms.SUBJECT_AT_START.match(text)  # "The Clerk had heard nothing and would write again"
            if subject and forms.WHICH.search(text, subject.end(), found.start()):
                continue
            owner = actor_before(text, subject.end("who")) if subject else None
            if owner is None and (verb in TASKS or doing):
                yield Task(None, found.start(), sure=False)
        if (
            verb in {"not", "no"}
            or forms.NOT_OR_HAVE.match(text, found.end("modal"))
            or forms.AS_A_RULE.search(found[0])
        ):
            continue
        if forms.HOPED.search(text[: found.end()]) or forms.NONE_BEFORE.search(text[: found.start()]):
            continue
        strong = bool(owner) and (
            is_strong(owner or "", sentence.context.people) or initials_known(owner or "", sentence.context.people)
        )
        weak = found["modal"] in {"would", "’d", "'d"}
        if found["being"]:
            yield from _will_be(sentence, found, owner, weak=weak)
        elif owner and forms.MEETING.search(owner):
            continue
        elif (
            owner and (follows := _FOLLOWS.get(verb)) and (strong or verb == "see") and follows.match(text, found.end())
        ):
            yield Task(owner, found.start(), sure=False)
        elif owner and verb not in STATES and (verb in TASKS or strong):
            if verb in {"accept", "help", "continue"} and (weak or not strong):
                continue
            if not strong and forms.OF_A_PLACE.search(text[: max(0, text.rfind(owner, 0, found.start()))]):
                continue
            if verb == "take" and forms.PLACE_FOLLOWS.match(text, found.end()):
                continue
            yield Task(owner, found.start(), sure=not weak and explicit(sentence, owner, verb))
    if paper := forms.PAPER_COMES.search(text):
        yield Task(None, paper.start(), sure=False)
    if found_that := forms.UNDERTOOK_THAT.search(text):
        yield Task(actor_before(text, found_that.start()), found_that.start(), sure=False)
    for found in forms.DOING.finditer(text):
        owner = actor_before(text, found.start(), pronouns=False)
        if owner and is_ours(owner, sentence.context.people) and not forms.FINITE.search(text):
            yield Task(owner, found.start(), sure=False)
    for found in forms.IS_DOING.finditer(text):
        owner = actor_before(text, found.start())
        if owner and (is_strong(owner, sentence.context.people) or owner.lower() in {"i", "he", "she", "they"}):
            yield Task(owner, found.start(), sure=False)
    for found in forms.NEEDS_TO.finditer(text):
        owner = actor_before(text, found.start())
        if found["verb"] in TASKS and owner and is_ours(owner, sentence.context.people):
            if found[0].startswith(("should", "must")) and forms.ONLY_WISHED.search(text):
                continue
            yield Task(owner, found.start(), sure=False)


def _will_be(sentence: Sentence, found: re.Match[str], owner: str | None, *, weak: bool) -> Iterator[Task]:
    """Of the kind "officers will be asked", "a letter will be sent", "the walk will be led by Mrs Weir"."""
    text, verb = sentence.text, found["verb"]
    if verb == "taking" and forms.OVER_FOLLOWS.match(text, found.end()):
        return
    if verb.endswith("ing"):
        if owner and not {verb[:-3], verb[:-3] + "e"} & (STATES | {"go", "retire", "leave"}):
            yield Task(owner, found.start(), sure=False)
        return
    if not re.fullmatch(PARTICIPLE, verb):
        return
    by = forms.BY_WHOM.match(text, found.end())
    subject = text[: found.start()].split()[-1:]
    if verb in forms.ASKING:
        sure = not weak and verb in forms.PLAINLY_ASKED and is_ours(owner or "", sentence.context.people)
        yield Task(owner, found.start(), sure=sure, passive=True)
    elif by and verb in {"made", "taken", *forms.MEETING_WORK} and forms.MEETING_AS_ONE.search(by["who"]):
        return  # the meeting's own business
    elif by and is_strong(by["who"], sentence.context.people):
        yield Task(words_of(by["who"]), found.start(), sure=False)
    elif (
        is_task(verb)
        and verb not in WORKS | forms.MEETING_WORK
        and subject
        and subject[0].lower() not in {"action", "actions"}
    ):
        yield Task(None, found.start(), sure=False)


def willing(sentence: Sentence) -> Iterator[Task]:
    """Of the kind "he was happy to draw up a list", "had still to order it", "to accept Mr Vane's offer to mend it"."""
    text = sentence.text
    for found in forms.WILLING.finditer(text):
        owner = actor_before(text, found.start())
        known = owner and (is_strong(owner, sentence.context.people) or re.fullmatch(r"(?i)i|he|she|they|we", owner))
        if found["glad"] and found["verb"] in forms.DONE_THERE:
            continue
        if known and found["verb"] in TASKS - BUSINESS and not forms.MEETING_AS_ONE.search(owner or ""):
            yield Task(owner, found.start(), sure=False)
    if offered := forms.OFFER_TAKEN.search(text):
        yield Task(words_of(offered["who"]), offered.start(), sure=False)
    if needed := forms.NEEDS_DOING.search(text):
        yield Task(words_of(needed["who"]), needed.start(), sure=False)
    if plain := forms.TASK_IS.search(text) or forms.AGAIN.search(text):
        yield Task(None, plain.start(), sure=False)

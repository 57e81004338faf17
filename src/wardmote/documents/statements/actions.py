"""Actions: somebody is to do something, or said that they would."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from wardmote.documents.statements import action_forms as forms
from wardmote.documents.statements.actors import actor_before, initials_known, is_ours, is_strong
from wardmote.documents.statements.due import DUE, due_in
from wardmote.documents.statements.promises import foretold, undertaken, willing
from wardmote.documents.statements.sentence import Sentence, words_of
from wardmote.documents.statements.task import Task, explicit
from wardmote.documents.statements.vocabulary import (
    BUSINESS,
    FIRM_TASKS,
    ROLE_NOUNS,
    STATES,
    TASKS,
    base_of,
    is_task,
)
from wardmote.documents.tree import Statement, StatementKind

WINDOW = 400  # code points before a verb that its clause is looked for in
MOST_READINGS = 30  # of one sentence; more say nothing new


def actions_in(sentence: Sentence) -> Iterator[Statement]:
    """The action of a sentence, if it is one: the surest reading wins."""
    readings = list(islice(_readings(sentence), MOST_READINGS))
    if (
        not readings
        or forms.NOT_FROM_HERE.search(sentence.text)
        or forms.DEFEATED.search(sentence.text)
        or forms.TICKED_OFF.search(sentence.text)
    ):
        return
    if forms.EARLIER.search(sentence.text):
        readings = [replace(task, sure=False) for task in readings]
    best = next((task for task in readings if task.sure and task.owner), None)
    best = best or next((task for task in readings if task.sure), None) or readings[0]
    owner = best.owner or next((task.owner for task in readings if task.owner), None)
    due, due_on = due_in(sentence.text, meeting_on=sentence.context.meeting_on, after=max(0, best.at - 1))
    if due is None:
        due, due_on = due_in(sentence.text, meeting_on=sentence.context.meeting_on)
    if best.passive:
        yield sentence.says(
            StatementKind.ACTION, sure=best.sure, owner=owner, asked_by=best.asked_by, due=due, due_on=due_on
        )
    else:
        yield sentence.says(StatementKind.ACTION, sure=best.sure, owner=owner, due=due, due_on=due_on)


def _signs_minutes(verb: str | None, rest: str) -> bool:
    """Whether what is asked is done in the meeting itself."""
    return verb == "sign" and "minutes" in rest.lower()


def _readings(sentence: Sentence) -> Iterator[Task]:
    text = sentence.text
    if not forms.QUESTION.search(text):
        yield from _labelled(sentence)
        yield from _asked(sentence)
        yield from undertaken(sentence)
        yield from _infinitives(sentence)
        yield from _agreed(sentence)
        yield from _terms(sentence)
        yield from foretold(sentence)
        yield from willing(sentence)
        yield from _to_be_done(sentence)
    yield from _initialled(sentence)


def _labelled(sentence: Sentence) -> Iterator[Task]:
    """Of the kind "ACTION: Clerk", "Action: a mirror to be fitted"."""
    for found in forms.LABEL.finditer(sentence.text):
        rest = sentence.text[found.end() :]
        if rest.strip(" .:*") or found.start():
            due = DUE.search(rest)
            bare = forms.BARE_OWNER.match(rest[: due.start()] if due else rest)
            owner = None
            if bare and len(bare["owner"].split()) <= 4 and is_strong(bare["owner"], sentence.context.people):
                owner = words_of(bare["owner"])
            elif bare and forms.INITIALS.fullmatch(bare["owner"]):
                owner = bare["owner"]
            if rest.strip().lower().strip(".") not in {"", "none", "n/a", "nil", "no action"}:
                yield Task(owner, found.end(), sure=bool(owner and forms.LABEL_IS_LOUD.search(found[0])))
            return


def _asked(sentence: Sentence) -> Iterator[Task]:
    """Of the kind "officers will be requested to", "the Council asked the Clerk to"."""
    text = sentence.text
    for found in forms.WAS_ASKED.finditer(text):
        before = forms.AUXILIARY_BEFORE.sub("", text[: found.start()])
        owner = actor_before(text, len(before))
        done = found[0].startswith("been") and forms.HAD_BEFORE.search(text[: found.start()])
        done = done or forms.WISHED_BEFORE.search(text[: found.start()])
        done = done or forms.NOT_BEFORE.search(text[: found.start()])
        if _signs_minutes(found["verb"], text[found.end() :]):
            continue
        if owner and " invited " in found[0] and forms.MEETING_AS_ONE.search(owner):
            continue
        if owner and found["verb"] in BUSINESS | {"declare", "disclose"} and forms.MEETING_AS_ONE.search(owner):
            continue
        if owner and not done and found["verb"] not in STATES and not forms.THE_PUBLIC.search(owner):
            by = forms.ASKED_BY.search(found[0])
            sure = not forms.LOOSELY_ASKED.search(found[0]) and explicit(sentence, owner, found["verb"])
            yield Task(owner, found.start(), sure=sure, asked_by=words_of(by[1]) if by else None, passive=True)
    if wanted := forms.ASKED_FOR_PAPER.search(text):
        yield Task(None, wanted.start(), sure=False, asked_by=actor_before(text, wanted.start()), passive=True)
    for found in forms.ASKED.finditer(text):
        owner = actor_before(text, found.end("owner"), pronouns=False)
        asker = actor_before(text, len(re.sub(r"\s+(?:has|had|have|also|then)\s*$", "", text[: found.start()])))
        if forms.HAD_BEFORE.search(text[: found.start()]) or found["verb"] not in TASKS or not owner:
            continue
        if _signs_minutes(found["verb"], text[found.end() :]):
            continue
        given = is_ours(owner, sentence.context.people) if found["if"] else is_strong(owner, sentence.context.people)
        if given and not forms.THE_PUBLIC.search(owner):
            yield Task(owner, found.start(), sure=False, asked_by=asker, passive=True)


def _infinitives(sentence: Sentence) -> Iterator[Task]:
    """Of the kind "Clerk to write", "the Clerk is to look into this", "… - to investigate"."""
    text = sentence.text
    for found in forms.TO_DO.finditer(text):
        verb = found["verb"]
        owner = actor_before(text, found.start(), pronouns=bool(found["be"]))
        taking_place = verb == "take" and forms.PLACE_FOLLOWS.match(text, found.end())
        if taking_place or forms.ADJOURNED.search(text, 0, found.start()):
            continue
        if owner is None or verb in forms.NO_VERB or _signs_minutes(verb, text[found.end() :]):
            continue
        ours = is_ours(owner, sentence.context.people)
        if not (is_task(verb) or verb in TASKS | forms.CHANGES) and (verb in STATES or not (found["be"] or ours)):
            continue
        first = text.rfind(owner.split()[0], 0, found.start())
        lead = text[: max(0, text.rfind(owner, 0, found.start()) if owner in text else first)]
        given = forms.NOT_GIVEN.search(lead) and not forms.LEFT_WITH.search(lead)
        if given or forms.REQUEST_MADE.search(lead) or (forms.OBJECT_OF.search(lead) and not forms.THAT.search(lead)):
            continue
        strong = is_strong(owner, sentence.context.people)
        at_edge = not lead.strip() or bool(forms.EDGE_BEFORE.search(lead))
        discussed = verb in {"consider", "discuss"} and forms.MEETING_AGREED.search(text)
        if verb in BUSINESS and forms.MEETING_AS_ONE.search(owner) and not discussed:
            continue
        promised = bool(found["be"]) and strong
        if not (at_edge or ours or promised or forms.ASKED_FOR.search(lead)) or (not strong and owner.islower()):
            continue
        if forms.ASKS_WHO.search(lead[-30:]):
            continue
        sure = explicit(sentence, owner, verb, FIRM_TASKS if found["be"] else TASKS - BUSINESS)
        yield Task(owner, found.start(), sure=sure)
    listed = forms.ACTIONS_HEADING.match(sentence.context.subheading or sentence.context.item_title)
    if (told := forms.IMPERATIVE.match(text)) and told["verb"].lower() in (TASKS if listed else forms.CLEAR_ORDERS):
        yield Task(None, 0, sure=False)
    if (last := forms.LAST_WORDS.search(text)) and not forms.FINITE.search(text):
        yield Task(last["who"], last.start(), sure=False)
    named = forms.NAMED_THEN_DO.match(text)
    if named and named["verb"].lower() in TASKS and is_strong(named["who"], sentence.context.people):
        yield Task(words_of(named["who"]), named.start("verb"), sure=False)
    for found in forms.AFTER_DASH.finditer(text):
        if (found["bare"] or found["verb"] in TASKS) and not forms.NOTHING.match(text, found.end()):
            yield Task(actor_before(text, found.start(), pronouns=False), found.start(), sure=False)


def _agreed(sentence: Sentence) -> Iterator[Task]:
    """Of the kind "it was agreed to write", "that the Clerk write", "that a letter be sent"."""
    text = sentence.text
    for found in forms.AGREED_TO.finditer(text):
        if forms.HAD_BEEN.search(text[: found.start()]):
            continue
        if forms.NOTHING.match(text, found.end()) or (
            found["verb"] == "go" and forms.OWN_COURSE.match(text, found.end())
        ):
            continue
        if found["verb"] in TASKS - forms.NO_TASK_TO_AGREE and (found["who"] or not actor_before(text, found.start())):
            yield Task(None, found.start(), sure=False)
    asked = forms.MEETING_ASKED.search(text)
    if asked or forms.MEETING_AGREED.search(text) or forms.PROPOSED.search(text):
        for found in forms.AGREED_THAT.finditer(text):
            who = found["who"].strip()
            if forms.ADJOURNED.search(who):
                continue
            wished = found[0].lower().startswith(("requested", "asked")) and not asked
            if (
                wished
                or forms.HAD_BEEN.search(text[: found.start()])
                or forms.IS_OR_HAS.search(who)
                or forms.NO_ONE.match(who)
            ):
                continue
            chosen = found["done"] == "appointed" and is_strong(who, sentence.context.people)
            if found["done"] and is_task(found["done"]) and found["done"] not in forms.NO_TASK_DONE and not chosen:
                yield Task(None, found.start(), sure=False)
            elif found["verb"] and found["verb"] not in STATES and (owner := actor_before(text, found.end("who"))):
                if found["verb"] in forms.NO_TASK_TO_AGREE and forms.MEETING_AS_ONE.search(owner):
                    continue  # the meeting's own business
                sure = bool(forms.SETTLED.match(found[0])) and explicit(sentence, owner, found["verb"])
                yield Task(owner, found.start(), sure=sure)
    if that := forms.THAT.search(text):
        for found in forms.TASK_WORD.finditer(text, that.end()):
            owner = actor_before(text, len(re.sub(r"\s+should\s*$", "", text[: found.start()])), pronouns=False)
            if owner is None or found["verb"] not in TASKS or not is_strong(owner, sentence.context.people):
                continue
            only_wished = forms.WISHED.match(that[0])
            if not forms.THE_PUBLIC.search(owner) and not (only_wished and forms.MEETING_AS_ONE.search(owner)):
                sure = bool(forms.SETTLED.match(that[0])) and explicit(sentence, owner, found["verb"])
                yield Task(owner, found.start(), sure=sure)


def _terms(sentence: Sentence) -> Iterator[Task]:
    """Of the kind "agreed that a key was needed", "that papers are published", "on the understanding that …"."""
    text = sentence.text
    need = forms.AGREED_NEED.search(text)
    if need and not forms.HAD_BEEN.search(text[: need.start()]):
        yield Task(None, need.start(), sure=False)
    if settles := forms.SETTLES.search(text):
        for found in forms.THAT_IS_DONE.finditer(text, settles.end()):
            if set(base_of(found["done"])) & forms.DONE_AFTER:
                yield Task(None, found.start(), sure=False)
    terms = forms.ON_TERMS_THAT.search(text)
    if terms and is_task(terms["done"]):
        yield Task(None, terms.start(), sure=False)


def _to_be_done(sentence: Sentence) -> Iterator[Task]:
    """Of the kind "a letter to be sent", "to be reported to Highways": nobody is named."""
    text = sentence.text
    for found in forms.TO_BE_DONE.finditer(text):
        verb = found["verb"] or "sent"  # "a letter to go to the owner"
        if not is_task(verb) or forms.FINITE_FOLLOWS.match(text, found.end()):
            continue
        with_whom = forms.OUT_OR_WITH.match(text, found.end()) or forms.BY_A_COMMITTEE.match(text, found.end())
        if verb in forms.NO_TASK_DONE and not with_whom and not forms.MEETING_AGREED.search(text):
            continue
        meeting_work = verb in forms.MEETING_WORK and not with_whom
        if meeting_work and not forms.MEETING_AGREED.search(text):
            continue
        if forms.NO_ONE.match(text) or forms.PAYMENTS_LEAD.fullmatch(text) or forms.REQUEST_MADE.search(text):
            continue
        window = max(0, found.start() - WINDOW)
        edges = [window, *(edge.end() for edge in forms.CLAUSE_EDGE.finditer(text, window, found.start()))]
        clause = text[edges[-1] : found.start()]
        direct = not found["be"] and forms.DIRECT.search(text[: found.start()])
        if direct:
            yield Task(None, found.start(), sure=False)
            continue
        if found["be"]:
            if not forms.QUESTION_WORD.search(clause):
                yield Task(None, found.start(), sure=False)
            continue
        agreed = forms.MEETING_AGREED.search(clause)
        clause = clause[agreed.end() :] if agreed else clause
        told = forms.TELLS_WHOM.search(clause)  # "Any light that is out, Highways to be informed"
        if not told and (forms.FINITE.search(clause) or (forms.FOR_OR_WITH.search(clause) and not agreed)):
            continue
        head = (re.findall(r"[\w’'-]+", clause) or [""])[-1].lower()
        if head in {"not", "plans", "order", "how", "what", "where", "when", "whether", "proposal", "request"}:
            continue
        yield Task(None, found.start(), sure=False)
    if sentence.label and forms.TO_BID.match(text):
        yield Task(None, 0, sure=False)
    for found in forms.NOTE_SHOULD_BE.finditer(text):
        if is_task(found["verb"]) and not forms.ONLY_WISHED.search(text):
            yield Task(None, found.start(), sure=False)
    for found in forms.A_NOTE_BE_PUT.finditer(text):
        edges = [edge.end() for edge in forms.CLAUSE_EDGE.finditer(text, 0, found.start("verb"))]
        edges = [edge for edge in edges if edge <= found.start()]
        finite = forms.FINITE.search(text, max([0, found.start() - WINDOW, *edges]), found.start("verb"))
        if is_task(found["verb"]) and found["verb"] not in forms.NO_TASK_DONE and not finite:
            yield Task(None, found.start(), sure=False)


def _initialled(sentence: Sentence) -> Iterator[Task]:
    """Of the kind "Gate to be mended [JB]", "… (Clerk)"; but "signed by the Chairman (JB)" only says who that is."""
    found = forms.INITIALS_AT_END.search(sentence.text)
    if found is None or forms.ATTENDANCE.match(sentence.text):
        return
    owner = found["square"] or found["round"] or found["dashed"] or found["alone"]
    before = sentence.text[: found.start()].split()[-1:]
    if owner.upper() in forms.NOT_INITIALS or (
        owner.isupper() and not found["alone"] and before and _names_somebody(before[0], sentence)
    ):
        return
    apart = found["alone"] and (
        found[0].startswith("   ")  # set at the right margin
        or any(initials_known(one, sentence.context.people) for one in re.findall(r"[A-Z]{2,4}", owner))
    )
    if (
        found["square"]
        or apart
        or owner in {"Clerk", "CLERK", "All", "ALL"}
        or initials_known(owner, sentence.context.people)
    ):
        yield Task(owner, found.start(), sure=bool(found["square"]) and initials_known(owner, sentence.context.people))


def _names_somebody(word: str, sentence: Sentence) -> bool:
    bare = word.strip(".,")
    return bare.lower() in ROLE_NOUNS or any(bare in person.split() for person in sentence.context.people)

"""What is to come: conditions, suggestions, matters sent to another meeting, and what is expected."""

import re
from collections.abc import Iterator

from wardmote.documents.statements.due import due_in
from wardmote.documents.statements.sentence import Sentence, words_of
from wardmote.documents.statements.vocabulary import ADVERBS
from wardmote.documents.tree import Statement, StatementKind

CONDITION = re.compile(
    r"""
    \b(?:
      if(?!\s+(?:any|possible|required|necessary|needed|appropriate|applicable)\b) | once(?!\s+(?:again|more|
          a|every)\b) | unless
    | provided(?=\s+(?:that|the|they|it|there|he|she|we|a)\b) | providing(?=\s+(?:that|the|they|it|there|he|she|
        we|a|suitable)\b) | subject\s+to(?!\s+the\s+approval\s+at)
    | when(?=\s+(?:finances?|funds?|funding|resources|they|it|there|this)\s+(?:\w+\s+)?(?:allows?|permits?|is|are|
        were|was)\b) |
         as\s+long\s+as | otherwise(?=\s+(?:we|the|they|he|she|it)\b)
    | as\s+soon\s+as(?!\s+(?:possible|practic)) | (?:up)?on\s+receipt\s+of | failing\s+this | should(?=\s+(?:the|
        this|it|they|any|no|at\s+any\s+time)\s)
    | until(?=[^.;,]{1,60}\b(?:is|are|has|have|had|was|were|becomes?)\b) | after\s+which | depending\s+on |
         in\s+the\s+event\s+of | pending | before(?=\s+(?:any|making)\b)
    )\b\s*(?P<what>[^.;]*)
    """,
    re.VERBOSE | re.IGNORECASE,
)
ASKS_WHETHER = re.compile(
    r"\b(?:see|ask\w*|check\w*|know|wonder\w*|enquir\w+|quer\w+|establish\w*|confirm\w*|investigat\w+|"
    r"find\s+out|determine|tell|request\w*|ascertain|sure|what|even|as|helpful)"
    r"\b[^,.;]{0,40}$",
    re.IGNORECASE,
)
PROMISES = re.compile(r"\b(?:will|shall|can\s+be|could\s+be)\b", re.IGNORECASE)

_WHEN = (
    r"next|following|future|forthcoming|subsequent|January|February|March|April|May|June|July|August|"
    r"September|October|November|December|forward|separate|extraordinary"
)
_MEETING = (
    r"(?:(?:the|our|a|an)\s+)?(?=(?:[\w’'&-]+\s+){0,8}(?:meetings?|agenda|committee|AGM|assembly|"
    r"working\s+(?:group|party))\b)"
    rf"(?P<GROUP>(?:{_WHEN}|[\w’'&-]+\s+(?:and\s+[\w’'&-]+\s+)?committee|"
    rf"(?-i:[A-Z])[\w’'&-]+\s+(?:and\s+[\w’'&-]+\s+)?meeting)\b[^.;,]{{0,70}})"
)
REFERRED = re.compile(
    r"""
    \b(?:
      (?:(?:will|would|should|shall|to|must|agreed|can|that\s+it)\s+(?:then\s+|also\s+|now\s+)?(?:be\s+|
          report\s+)?(?:back\s+)?|be\s+|for\s+|this\s+be\s+)
        (?:discuss(?:ed|ion)?|consider(?:ed|ation)?|review(?:ed)?|raised?|revisit(?:ed)?|tabled?|
            look(?:ed)?\s+at|decided?|decision|debated?|set|present(?:ed)?|report(?:ed)?|approv(?:ed?|al)|
            included?|add(?:ed)?|put|placed?|brought|bring|carr(?:ied|y)|an\s+agenda\s+item|back)
        \b[^.;]{0,80}?\s(?:at|to|on|onto|in|by|for|until)\s+MEETING1
    | (?:defer(?:red|ring)?|adjourn(?:ed)?|postpone[d]?|held\s+over|carried\s+(?:over|forward)|
        left\s+on\s+the\s+table|abeyance|reconvene[d]?)\b(?:[^.;]{0,40}?\s(?:to|until|till|for|at|
        on)\s+(?:the\s+)?(?P<to2>[^.;,]{2,70}))?
    | refer(?:red)?\b[^.;]{0,40}?\sto\s+MEETING4
    | agenda\s+item\b(?:[^.;]{0,20}?\s(?:at|for|on)\s+(?:the\s+)?(?P<to3>[^.;,]{2,70}))? |
         item\s+(?:on\s+(?:the\s+)?)?agenda\s+(?:in|for)\s+(?P<to5>[^.;,]{2,70})
    | (?P<to8>next\s+(?:meeting[’']?s?\s+)?agenda)\s+(?:will|would|to|should|is\s+to)\s+(?:also\s+)?
         (?:include|have|carry)
    | (?:keep|remain|stay|leave)\s+(?:this\s+|it\s+)?on\s+(?:the\s+)?(?P<to7>agenda)
    | (?:put|place[d]?|add(?:ed)?|include[d]?|be|item|go|goes)\b[^.;]{0,30}\b(?:on|to|in|
        for)\s+(?:the\s+)?(?P<to6>(?:next|future|forthcoming|following|\w+)\s+(?:meeting[’']?s?\s+)?agenda)
    )
    """.replace("MEETING1", _MEETING.replace("GROUP", "to1")).replace("MEETING4", _MEETING.replace("GROUP", "to4")),
    re.VERBOSE | re.IGNORECASE,
)
NOT_SURELY_REFERRED = re.compile(
    r"\b(?:requested|was\s+an|previously|last|asked|had\s+been|suggest\w*|may\s+be|could\s+be|would\s+like)\b",
    re.IGNORECASE,
)
NOT_REFERRED = re.compile(r"\badjourned\s+at\b|\bdeferred\s+(?:from|by)\b", re.IGNORECASE)

SUGGEST_SURE = re.compile(
    r"\b(?<!had )suggested\s+that\b[^.;]{3,80}\b(?:should|could|might)\b(?!\s+have\b)", re.IGNORECASE
)
# What holds beside a promise or a decision, and what was suggested before this meeting.
SUGGEST_WORD = re.compile(r"\bsuggest(?:ed|s|ing)\b|\basked\s+(?:if|whether)\b", re.IGNORECASE)
BEFORE_NOW = re.compile(r"\b(?:had|previously|been)\s+(?:\w+ly\s+)?$|\bto\s+be\s+$", re.IGNORECASE)
SUGGESTED = re.compile(
    r"""
    \b(?:
      (?<!at\ the\ )suggest(?:ed|s|ing)(?!\s+precept) | suggestion\s+(?:was|had\s+been|has\s+been)\s+made |
           (?<!not\ )(?<!be\ )recommend(?:ed|s|ing)\s+(?:that|to|the)
    | request(?:ed|s|ing)\s+(?:that(?!\s+(?:his|her|their|thanks))|for|if|permission|an?|notification|
        whether)(?!\s+minuted) |
         requests?\s+(?:was|were|have\s+been|had\s+been|has\s+been)\s+made | ^\W*a\s+request\s+for
    | ask(?:ed|s|ing)\s+(?:(?:the\s+)?\w+\s+)?(?:if|whether)\b[^.;]*\b(?:could|can|would|should|might|may)\b |
         asked\s+(?:that|for)\b | urged | proposes
    | asking\s+for\b | asked\s+why\b[^.;]*\bcould\s+not | suggestions?\b[^.;]{0,40}\bincluded |
         (?:is|was)\s+(?:\w+ly\s+)?(?:essential|important|vital|advisable)\s+(?:that|to)
    | wondered\s+(?:if|whether) | need\s+to\s+consider | why\s+not | put\s+forward\s+a\s+proposal |
         way\s+forward | one\s+solution | wish(?:es|ed)\s+to\s+(?:know|attend)
    | felt\b[^.;]*\b(?:should|would|could)\b | could\s+more
    )\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
SHOULD = re.compile(
    r"\b(?:could\s+(?:remain|look|consider|more)|should\s+(?:be\s+(?:\w+ed|made|put|given|an?)|remain|attend|"
    r"consider|not\s+be|"
    r"make|take|provide|also)|would\s+(?:be\s+(?:welcome|appreciated|helpful|useful|beneficial)|"
    r"improve|like\s+(?:the|to\s+(?:see|be\s+informed)))|m(?:ight|ay)\s+(?:wish\s+to\s+)?consider)\b"
    r"(?!\s+(?:starting|available\s+next|seen))",
    re.IGNORECASE,
)
NOT_WISHED = re.compile(
    r"\b(?:how|what|where|why|which|as\s+they|since|unless|stating|advised\s+that|"
    r"that\s+should|will\s+be|should\s+be\s+\w+ing|decided)\b[^,.]{0,60}$",
    re.IGNORECASE,
)
SUGGESTIONS_HEADING = re.compile(r"\b(?:recommendations?|suggestions?|ideas)\b", re.IGNORECASE)
TO_BODY = re.compile(
    r"\b(?:suggested|recommended|asked|requested|urged)\s+(?:that\s+|if\s+|"
    r"for\s+)?(?P<to>(?:the\s+)?(?:[A-Z][\w’'&-]*\s*){1,4}|(?:the\s+)?(?:council|police|committee|school|"
    r"clerk|panel)\b)"
)

EXPECTED_SURELY = re.compile(
    r"\b(?:should\s+(?:now\s+|soon\s+|hopefully\s+)?(?:be\s+(?:starting|available|completed|ready|"
    r"in\s+place|finished|able|live|operational)|help|start|begin|arrive|improve)|"
    r"hopefully\s+(?!we\s+have)|it\s+(?:is|was)\s+(?:hoped|expected|anticipated|thought|planned|"
    r"envisaged)|(?:is|are)\s+(?:expected|anticipated|scheduled|likely)\s+to|"
    r"(?:is|are)\s+due\s+(?:for|to\s+(?:be|start|begin|commence|finish|complete|open|close|attend|visit|return|"
    r"retire|expire|arrive|end|"
    r"reopen|take|run|come|move|go|meet|join|leave|receive)))\b",
    re.IGNORECASE,
)
EXPECTED = re.compile(
    rf"""
    \b(?:
      should\s+(?:now\s+|soon\s+|then\s+|hopefully\s+)?(?:be\s+(?:\w+ing\b|available|completed|ready|in\s+place|
          finished|able|live)|help|start|begin|arrive|improve|resolve|take|receive|reduce|result)
    | (?:is|are|was|were)\s+(?:now\s+|currently\s+|also\s+)?(?:due(?!\s+to\s+(?:the|an?|this|his|her|its|their|
        lack|\w+ing)\b)|expected|anticipated|hoped|planned|scheduled|
        likely|unlikely|set|intended|thought|predicted|envisaged)\s+(?:to|that|for|by|will|this|it|the|in|on|
        which)
    | programmed\s+(?:to|for) | (?:anticipated|expected|feared|predicted|speculated|thought\ likely)\s+(?:to|that|
        by|no|this|the|it|with) |
         there\s+(?:is|are)\s+to\s+be | imminent | close\s+to\s+being | plan(?:s|ning)?\s+to |
             may\s+(?:well\s+)?be\s+\w+ing |
         (?:intend|aim)(?:s|ed|ing)?\s+to
    | hop(?:es?|ed|ing)\s+(?:to|that|this|the|it|for) | hopefully\s+(?!we\s+have) | (?:is|
        are)\s+(?:currently\s+)?(?:planning|going\s+to|hoping) | is\s+to\s+be\s+an?\b
    | (?:will|shall)\s+(?:not\s+|no\s+longer\s+)?{ADVERBS}(?!be\s+(?:considered|discussed|deferred|raised|
        reinstated|an?\s+agenda|on\s+the)|
        qualif|accept\b)[a-z]+
    | would\s+(?:not\s+|still\s+|also\s+)*(?:be\s+{ADVERBS}(?:boarded|launched|opened|closed|completed|installed|
        repaired|starting)|
        result|resolve|start|begin|assist|involve|remain|continue\s+to\s+be|reduce|increase|reopen)
    | looks?\s+likely | may\s+be\s+(?:threatened|
        lost|closed|delayed)
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)


# When the meeting itself meets again is no expectation; and what waits for a condition is said by that.
AS_A_RULE = re.compile(r"\b(?:in\s+most\s+cases|usually|generally|normally|always)\b", re.IGNORECASE)
NEXT_MEETING = re.compile(
    r"\bmeetings?\b[^.]{0,40}\b(?:will|is|are|to|set|due)\b[^.]{0,30}\b(?:held|be|take|for|on)\b", re.IGNORECASE
)
WAITS = re.compile(r"\W*(?:once|if|when|subject\s+to|provided)\b", re.IGNORECASE)


def conditionals_in(sentence: Sentence, *, settled: bool) -> Iterator[Statement]:
    """An action, a decision or a promise that waits for something."""
    text = sentence.text
    for found in CONDITION.finditer(text):
        if ASKS_WHETHER.search(text[: found.start()]) or not (settled or PROMISES.search(text)):
            continue
        what = words_of(re.split(r",|\bthen\b", found["what"], maxsplit=1)[0])
        yield sentence.says(StatementKind.CONDITIONAL, sure=False, condition=what)
        return


def referrals_in(sentence: Sentence) -> Iterator[Statement]:
    """A matter sent to another meeting or committee."""
    text = sentence.text
    for found in REFERRED.finditer(text):
        to = words_of(
            next(
                (found[name] for name in ("to1", "to2", "to3", "to4", "to5", "to6", "to7", "to8") if found[name]), None
            )
        )
        if NOT_REFERRED.search(found[0]):
            continue
        due, due_on = due_in(text, meeting_on=sentence.context.meeting_on, after=found.start())
        yield sentence.says(
            StatementKind.REFERRAL,
            sure=bool(to) and not NOT_SURELY_REFERRED.search(text),
            to=to,
            due=due,
            due_on=due_on,
        )
        return


def suggestions_in(sentence: Sentence, *, settled: bool) -> Iterator[Statement]:
    """Something that a body should do, asked for or recommended; weak words count only where nothing is settled."""
    text = sentence.text
    to = TO_BODY.search(text)
    should = None if settled else SHOULD.search(text)
    listed = SUGGESTIONS_HEADING.search(sentence.context.subheading or sentence.context.item_title) and not settled
    listed = listed and len(text.split()) > 2
    plain = (SUGGEST_WORD if settled else SUGGESTED).search(text)
    if (
        (plain and not BEFORE_NOW.search(text[: plain.start()]))
        or listed
        or (should and not NOT_WISHED.search(text[: should.end()]))
    ):
        sure = bool(SUGGEST_SURE.search(text)) and not settled
        yield sentence.says(StatementKind.SUGGESTION, sure=sure, to=words_of(to["to"]) if to else None)


def expectations_in(sentence: Sentence, *, settled: bool) -> Iterator[Statement]:
    """What is expected of the future, with its words of time. A promise or a decision is no mere expectation."""
    text = sentence.text
    found = (EXPECTED_SURELY if settled else EXPECTED).search(text)
    if (
        found
        and not NEXT_MEETING.search(text)
        and not AS_A_RULE.search(text)
        and not (found[0].lower().startswith("will") and WAITS.match(text))
    ):
        due, due_on = due_in(text, meeting_on=sentence.context.meeting_on, after=found.start())
        if due is None:
            due, due_on = due_in(text, meeting_on=sentence.context.meeting_on)
        sure = bool(EXPECTED_SURELY.match(text, found.start())) and not settled
        yield sentence.says(StatementKind.EXPECTATION, sure=sure, due=due, due_on=due_on)

"""What was told: reports, and the plain statement that there was nothing."""

import re
from collections.abc import Iterator

from wardmote.documents.sentences import words
from wardmote.documents.statements.actors import actor_before
from wardmote.documents.statements.sentence import Sentence
from wardmote.documents.statements.vocabulary import ADVERBS, PERSON
from wardmote.documents.tree import Statement, StatementKind

_SAYS_THAT = (
    r"reported|advised|informed|explained|confirmed|stated|said|told|mentioned|commented|noted|"
    r"announced|added|shared|stressed|"
    r"reiterated|emphasised|clarified|felt|believed|believes|thought|considered|observed|remarked|"
    r"indicated|intimated|warned|"
    r"highlighted|maintained|acknowledged|admitted|claimed|complained|argued|replied|responded|"
    r"reminded|reports|advises|states|says|"
    r"assured|hoped|recalled|referred|described|summarised|updated|outlined|expressed|raised|spoke|gave|"
    r"presented|feels|informs|intimate|"
    r"read\s+out|pointed\s+out|drew\s+attention|brought\s+to|advising|informing|stating|(?:was|"
    r"were)\s+(?:concerned|worried|unhappy|disappointed|not\s+happy|not\s+in\s+favour)|"
    r"feel(?!\s+free)"
)
TOLD = re.compile(rf"\b(?:(?:has|have|had)\s+)?{ADVERBS}(?P<verb>{_SAYS_THAT})\b", re.VERBOSE)
# These tell only with such words after them: "raised concerns", "gave an update".
NEEDS = {
    "raised": r"\s+(?:\w+\s+){0,3}?(?:concern|issue|matter|question|point|problem|the)",
    "gave": r"\s+(?:\w+\s+){0,4}?(?:update|report|account|summary|overview|talk|presentation|details|"
    r"information|feedback|explanation|figures)",
    "presented": r"\s+(?:\w+\s+){0,4}?(?:report|update|figures)",
    "expressed": r"\s+(?:\w+\s+){0,3}?(?:concern|view|opinion|disappointment|dissatisfaction|worry|fears|support|"
    r"surprise)",
    "spoke": r"\s+(?:\w+\s+){0,2}?(?:about|of|on|in|regarding)",
    "referred": r"\s+to",
    "brought to": r"\s+(?:\w+\s+){0,4}?attention",
    "shared": r"\s+(?:that|how|the|with|her|his|their|information)",
    "considered": r"\s+that",
    "thought": r"\s+(?:that|it|the)",
    "felt": r"\s+(?:that|it|the|he|she|they|this|more|there)",
    "updated": r"\s+(?:the\s+)?(?:meeting|council|members|committee|panel|on|councillors|that|everyone)",
    "added": r"\s+(?:that|it|there|the|this|they|he|she)",
    "noted": r"\s+(?:that|the|there|how)",
    "claimed": r"\s+that",
    "complained": r"\s+(?:that|about|of)",
    "advising": r"\s+(?:that|of|she|he|they|there|on)",
    "informing": r"\s+(?:that|of|the|us)",
    "stating": r"\s+(?:that|there|it|the|they|he|she)",
    "feel": r"\s+(?:that|it|the|a|an|there)",
    "hoped": r"\s+(?:that|it|to)",
}
PLAINLY_TOLD = words("reported advised informed explained confirmed stated said told mentioned announced")
COURTESY = re.compile(r"\b(?:thank\w*|welcom\w+|introduc\w+|congratulat\w+|apologi\w+)\b", re.IGNORECASE)
IMPERSONAL = re.compile(
    r"\b(?:it\s+(?:was|is|has\s+been|had\s+been)\s+(?:also\s+|further\s+|then\s+)?(?:reported|"
    r"pointed\s+out|felt|stated|said|advised|mentioned|confirmed|explained|highlighted|"
    r"observed|commented|understood|questioned)|(?:concerns?|complaints?|issues?)\s+(?:was|were|"
    r"had\s+been)\s+(?:again\s+)?(?:expressed|raised|voiced|made|received)|(?:was|were)\s+raised\b|"
    r"report\s+(?:was|had\s+been)\s+(?:received|given)|(?:were|was)\s+(?:informed|advised|told|"
    r"reminded)\s+(?:that|of|about)|(?:letter|email|e-mail|message|report|call)\s+(?:had\s+been\s+|"
    r"has\s+been\s+|was\s+)?(?:received\s+)?from\b.{2,120}?\b(?:advising|saying|stating|informing|"
    r"reporting|explaining|updating)|(?:is|are|was|were)\s+(?:reported|said)\s+to|reports?\s+(?:had|has|"
    r"have)\s+been\s+(?:received|made)|"
    r"(?:members|councillors|the\s+(?:panel|council|committee|meeting))\s+heard|(?:letter|"
    r"e-?mail)\s+ha[sd]\s+been\s+received|"
    r"the\s+response\s+(?:from|was))\b",
    re.IGNORECASE,
)
NAME_AND_DASH = re.compile(rf"(?P<who>{PERSON})\s*(?:[–—-]|:)\s+(?!(?:to|ask\w+|thank\w+|agreed)\s)(?=\w)")
OPENS_WITH_PRONOUN = re.compile(
    r"(?:(?:He|She|They)\b(?!\s+(?:also\s+|then\s+)?(?:suggested|asked|requested|thanked|offered|agreed|will)\b)|"
    r"His\b|Her\b|Their\b|"
    r"This\s+(?:would|is|was|had|has)\b)"
)
REPORT_HEADING = re.compile(r"\breport\b(?!\s+back)|\bupdate\s+from\b", re.IGNORECASE)
OBJECT_ONLY = re.compile(r"\s+(?:the|a|an|this|these|it|them)\b")
NOT_TELLING = re.compile(
    r"\b(?:to\s+be|be|been|will\s+be|as|previously|was|were|is|are|which|already)\s+$", re.IGNORECASE
)
FIRST_PERSON = re.compile(r"\bI\b|\b[Ww]e\b")
FINITE_VERB = re.compile(r"\b(?:is|are|was|were|has|have|had|will|would|attended|continues?|stands?|hopes?)\b")
NAMES_TELLER = re.compile(r"\b(?:by|from)\s+(?P<who>(?:the\s+)?[A-Z][\w’'.]*(?:\s+[A-Z][\w’'.]*){0,3})")

NONE_OF = re.compile(
    r"""
      (?:^\W*|(?-i:(?<=\s)(?=No\s)))(?:there\s+(?:was|were|is|are|being|had\s+been|have\s+been)\s+)?(?:no|none|
          nil|nothing)\b(?!\s+(?:longer|one\s+(?:was|is)|(?:further\s+)?(?:information|updates?|news|response|
          reply|replies|answer|comments?\s+(?:from|had)|feedback|progress)|(?:further|more)\s+heard|heard))
        .{0,80}?\b(?:declar\w+|interests?|matters?(?:\s+arising)?|apologies|crimes?|incidents?|reports?|reported|
            issues?|questions?|correspondence|applications?|
        received|made|items?|members\s+of\s+the\s+public|public|business|raised|objections?|further|
            representative|requests?|arising|present|problems?|accidents?|burglaries|offences|to\s+report|
            called)\b
    | \b(?:had|have|has|did)\s+not\s+(?:seen|see|received|receive|recorded|found|find)\s+any(?:one|body|thing)?\b
    | \bno\s+(?:election|objections?|planning\s+applications?)\b[^.]{0,30}\b(?:called|received)\b
    | \bthere\s+(?:was|were|is|are|had\s+been|have\s+been|being)\s+(?:currently\s+)?(?:no|none|nothing|
        nil)\b(?!\s+(?:longer|reason|doubt|need|way|objection\s+to|comment|response|reply|answer|news|update|
        further\s+information))
    | ^\W*(?:none|nil|n/a|nothing(?:\s+to\s+report)?)\W*$ | \b(?-i:None|Nil|NONE|NIL)\W*$
    | ^\W*no\s+(?!further\s+action)(?:(?!was|were|is|are|has|had|have|will|to|longer|doubt)[\w’'-]+\s*){1,5}\W*$
    | \b(?:no|nothing)\s+(?:\w+\s+){0,3}?(?:had|has|have|was|were)\s+(?:been\s+)?(?:occurred|observed|found|seen|
        reported|raised|witnessed)\b
    | \bthere\s+(?:had|has|have)\s+not\s+been\s+any\b | \bthere\s+(?:was|were|is|are)\s+no\s+updates?\b |
        \bwitnessed\s+no\b
    | [:–—-]\s*(?:none|nil|nothing\s+to\s+report|no\s+(?:change|report|matters|apologies|applications))\b
    | \b(?:had|has|have)\s+(?:received\s+)?(?:no|nothing)\s+(?:\w+\s+)?(?:reports?|to\s+report|to\s+give|
        complaints|incidents|crimes)\b | \bnothing\s+(?:further\s+)?to\s+report\b
    | \bno\s+(?:\w+\s+){0,3}(?:crimes?|incidents?|offences?|reports?|complaints?|burglaries|thefts?|
        declarations?|locations?|addresses|apologies|matters|accidents|hotspots|
        interests)\b(?:[^.]{0,60}?\b(?:reported|received|recorded|made|identified|declared|raised|associated|
        arising|noted)\b|\W*$)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_ASKED_ABOUT = (
    r"(?:declarations?|interests?|dispensations?|apologies|matters?|questions?|correspondence|crimes?|incidents?|"
    r"burglar(?:y|ies)|"
    r"members\s+of\s+the\s+public|public|items?|other\s+business|reports?|speakers?)\b"
)
PLAINLY_NONE = re.compile(
    rf"\bthere\s+(?:was|were|is|are|being)\s+no\s+(?:\w+\s+)?{_ASKED_ABOUT}|^\W*(?:none|nil|nothing\s+to\s+report)\W*$"
    rf"|^\W*no\s+{_ASKED_ABOUT}",
    re.IGNORECASE,
)
CLOSES = re.compile(
    r"\bno\s+(?:further|other)\s+(?:business|questions|matters?\s+to\s+discuss).*\b(?:closed|thanked|"
    r"ended|concluded|declared)\b",
    re.IGNORECASE | re.DOTALL,
)


def reports_in(sentence: Sentence) -> Iterator[Statement]:
    """What somebody reported, advised, said or felt.

    Where the words name no teller, a heading ("Warden's report") or the sentence before ("He also …") may do, unsurely.
    """
    text, context = sentence.text, sentence.context
    for found in TOLD.finditer(text):
        verb, after = " ".join(found["verb"].split()), text[found.end("verb") :]
        if verb in NEEDS and not re.match(NEEDS[verb], after, re.IGNORECASE):
            continue
        if NOT_TELLING.search(text[: found.start()]) or re.fullmatch(r"(?:\s+that)?\s*:\W*", after):
            continue
        if verb == "reported" and found[0].startswith("had") and OBJECT_ONLY.match(after):
            continue  # "the Clerk had reported the drain": done outside the meeting
        if speaker := actor_before(text, found.start()):
            explicit = verb in PLAINLY_TOLD and bool(re.match(r"\s*(?:\w+\s+){0,3}?that\b", after))
            yield sentence.says(StatementKind.REPORT, sure=explicit, said_by=speaker)
            return
    if IMPERSONAL.search(text):
        by = NAMES_TELLER.search(text)
        yield sentence.says(
            StatementKind.REPORT, sure=bool(re.search(r"\breported\s+that\b", text)), said_by=words_of_teller(by)
        )
    elif context.speaker_asserts:
        yield sentence.says(StatementKind.REPORT, sure=not COURTESY.search(text), said_by=context.speaker)
    elif named := NAME_AND_DASH.match(text):
        yield sentence.says(StatementKind.REPORT, sure=False, said_by=named["who"])
    elif sentence.said_before and OPENS_WITH_PRONOUN.match(text):
        yield sentence.says(StatementKind.REPORT, sure=False, said_by=sentence.said_before)
    elif _reads_as_report(text, context.subheading or context.item_title):
        yield sentence.says(StatementKind.REPORT, sure=False)


def _reads_as_report(text: str, heading: str) -> bool:
    return bool(REPORT_HEADING.search(heading) and FINITE_VERB.search(text))


def words_of_teller(found: re.Match[str] | None) -> str | None:
    """Who, of "it was reported by Mr Weir that …"."""
    return found["who"] if found else None


def speaker_of(reports: list[Statement], context_speaker: str | None) -> str | None:
    """Who speaks in the sentence: the one it names, else the one of the line above."""
    return next((report.said_by for report in reports if report.said_by), None) or context_speaker


def nil_returns_in(sentence: Sentence) -> Iterator[Statement]:
    """A plain statement that there was none."""
    if NONE_OF.search(sentence.text) and not CLOSES.search(sentence.text):
        yield sentence.says(StatementKind.NIL_RETURN, sure=bool(PLAINLY_NONE.search(sentence.text)))

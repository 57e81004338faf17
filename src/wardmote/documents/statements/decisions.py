"""Decisions: what the meeting agreed, resolved, approved, carried or declined."""

import re
from collections.abc import Iterator

from wardmote.documents.statements.sentence import Sentence
from wardmote.documents.tree import Statement, StatementKind

_MEETING = (
    r"(?:(?:the\s+)?(?:town\s+|parish\s+|full\s+)?(?:council(?:lors)?|committee|"
    r"members(?:\s+present)?|meeting|panel|trustees|board|partners)|"
    r"everyone|all(?:\s+(?:present|members|councillors))?|we|those\s+present|cllrs)"
)
_SURELY = (
    r"(?:unanimously|further|also|then|therefore|subsequently|formally|duly|generally|hereby|all|both|"
    r"again|in\s+principle)"
)
_SETTLED = (
    r"(?:agreed|resolved|approved|adopted|accepted|ratified|carried|passed|elected|re-elected|co-opted|appointed|"
    r"declined|rejected|refused|endorsed|authorised|granted|confirmed|noted\s+and\s+approved|"
    r"taken\s+as\s+read|signed|received\s+and\s+approved|supported)"
)

SURE_FORMS = (
    re.compile(
        r"^\W*(?:it\s+was\s+)?RESOLVED\b|^\W*(?:[\d/.]+\s+)?Resolved\b(?!\s+(?:the|this)\s+(?:issue|"
        r"problem))|\bit\s+was\s+(?:\w+\s+)?resolved\b",
        re.MULTILINE,
    ),
    re.compile(r"\bDECISIONS?\b|^\W*Decision\s*:|^\W*AGREED\b|^\W*Agreed\s*[:–-]"),
    re.compile(r"\bit\s+(?:was|is)\s+(?:\w+\s+){0,2}?(?:agreed|resolved|decided)\b(?!\s+between)", re.IGNORECASE),
    re.compile(
        r"\bpropos(?:ed|er|al|ing)\b.{0,400}?\bsecond(?:ed|er)\b|^\W*second(?:ed|er)\b|\bsecond(?:ed|"
        r"er)\b.{0,400}?\b(?:agreed|carried|favour|vote)",
        re.IGNORECASE | re.DOTALL,
    ),
    re.compile(
        r"\b(?:carried|approved|agreed|adopted|passed|elected)\s+unanimously\b|\bunanimously\s+(?:carried|"
        r"approved|adopted|agreed|elected|resolved)",
        re.IGNORECASE,
    ),
    re.compile(r"\ball\s+(?:were\s+)?(?:agreed|in\s+favour|in\s+agreement)\b", re.IGNORECASE),
    re.compile(
        r"\bmotion\s+(?:was\s+)?(?:carried|passed|lost|defeated)\b|\bvote\s+(?:was\s+)?(?:carried|"
        r"for\s+option)",
        re.IGNORECASE,
    ),
    re.compile(
        r"\bminutes\b[^;]{0,160}?\b(?:was|were|be|being|are|having\s+been)\s+(?:\w+\s+){0,3}?(?:agreed|"
        r"approved|accepted|adopted|confirmed|signed|passed|taken\s+as)\b(?!\s+(?:at|by)\s+the\s+next)",
        re.IGNORECASE,
    ),
    re.compile(r"\b(?:a\s+)?true\s+(?:and\s+(?:accurate|correct)\s+)?record\b", re.IGNORECASE),
)
LIKELY_FORMS = (
    re.compile(
        rf"\b{_MEETING}\s+(?:{_SURELY}\s+)*(?:agreed|resolved|voted|decided|approved|adopted|accepted|"
        rf"elected|declined|rejected|objected|supported)\b(?!\s+between)",
        re.IGNORECASE,
    ),
    re.compile(
        r"\bproposed\s+(?:by\b|approval|payment|acceptance|adoption|that|the\s+minutes|to)|"
        r"\bproposal\s+by\b|\bproposed\b.{0,400}?\b(?:carried|agreed)\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:two|three|four|five|six|seven|eight|nine|\d+)\s+(?:\w+\s+)?(?:were\s+)?in\s+favour\b|"
        r"\bmajority\s+(?:vote|agreed|in\s+favour)|\bby\s+a\s+majority\b|(?<!not )\bin\s+favour\s+of\s+(?:this|"
        r"it|the)\b|\bshow\s+of\s+hands\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?<!not )(?<!not been )\b(?:was|were|"
        r"(?<!will )(?<!may )(?<!would )(?<!could )(?<!can )(?<!to )(?<!not )(?<!might )be)\s+(?:(?:all|both|"
        r"duly|unanimously|formally|hereby)\s+)?(?:agreed|approved|adopted|accepted|ratified|"
        r"carried(?!\s+(?:out|forward|over))|elected|re-elected|co-opted|appointed\s+as|deferred)\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"^\W*(?:unanimously\s+)?agreed\s+(?:to|that|by)\b|\b(?:precept|budget|rents?|fees?|"
        r"charges?)\b.{0,30}\b(?:was|were)\s+set\b|^\W*recommend(?:ed)?\s+(?:for\s+)?(?:approval|refusal)|"
        r"\bapproval\s+(?:was\s+)?(?:given|granted)\b",
        re.IGNORECASE,
    ),
    re.compile(r"\bcouncil\s+(?:therefore\s+)?(?:has|have|had)\s+no\s+(?:objections?|comments?)\b", re.IGNORECASE),
    re.compile(
        r"[–—:,-]\s*(?:unanimously\s+)?(?:agreed|approved|accepted|supported|no\s+objections?|"
        r"no\s+comments?(?:\s+returned)?|objection\s+raised|object|support|refused)\W*$",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:approved|supported|rejected|refused|"
        r"objected\s+to)\s+by\s+(?:the\s+)?(?:parish(?:\s+council)?|town\s+council|pc\b|council\b|members|"
        r"committee)",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:actions?|further\s+actions?)\s+agreed\s*:|\bvote\s+was\s+for\b|\s[–-]\s*(?:No|Yes)\W*$", re.IGNORECASE
    ),
    re.compile(
        r"^\W*(?:no\s+objections?|no\s+comments?|approved|agreed|accepted|unanimous(?:ly)?(?:\s+agreed)?|"
        r"all\s+agreed|carried)\W*$",
        re.IGNORECASE,
    ),
    re.compile(
        r"\bfollowing\s+payments?.{0,400}?\b(?:approved|authorised)\b|\bapproved\s+for\s+payment\b|"
        r"\bpayment\s+(?:of\s+\w+\s+)?(?:was|were)\s+(?:agreed|approved)\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:accounts?|payments?|cheques?|budget|precept|policy|policies|report|quot\w+|tender|"
        r"application)\b.{0,80}\b(?:was|were)\b.{0,30}\b(?:approved|agreed|accepted|adopted)\b",
        re.IGNORECASE,
    ),
)
# A heading whose lines are each decided ("Approved by the Parish Council:"); it decides nothing itself.
LISTED = re.compile(
    r"^\W*(?:applications?\s+)?(?:approved|supported|rejected|refused|objected\s+to|"
    r"no\s+objections?)\b(?:\s+(?:by|from)\s+(?:the\s+)?(?:parish|town|council|members|pc|"
    r"committee)\b.{0,20})\W*$",
    re.IGNORECASE,
)
FINITE_VERB = re.compile(r"\b(?:is|are|was|were|has|have|had|will|would)\b")
LABEL_ALONE = re.compile(r"\W*(?:decisions?|resolved|agreed)\W*", re.IGNORECASE)
PLURAL_UNDERTAKING = re.compile(r"\bcouncillors\s+agreed\s+to\b", re.IGNORECASE)
# Not the meeting's: another's, an earlier one's, or a person's own undertaking.
PLUPERFECT = re.compile(
    r"\b(?:had|has|have)\s+(?:\w+\s+){0,2}?(?:been\s+)?(?:agreed|approved|resolved|decided|accepted|"
    r"adopted|carried)\b|\b(?:previously|already)\s+(?:been\s+)?(?:agreed|approved)\b",
    re.IGNORECASE,
)
ANOTHERS = re.compile(
    r"\b(?:borough|county|district|city)(?:\s+council)?\s+(?:[\w’'/,-]+\s+){0,3}?(?:agreed|approved|refused|granted|"
    r"rejected)\b|\b(?:application|app)\b[^.]{0,30}\b(?:granted|refused)\b|"
    r"\b(?:approved|granted|refused|rejected|supported)\s+by\s+(?:the\s+)?(?:borough|county|district|"
    r"city|bc\b|planning\s+authority|inspector)|"
    r"\bit\s+was\s+agreed\s+between\b|\bwhen\s+it\s+was\s+agreed\b",
    re.IGNORECASE,
)
WISH = re.compile(
    r"\bif\s+(?:this\s+)?(?:was|were|is)\s+(?:favourable|approved|agreed|accepted)\b|"
    r"\bto\s+be\s+(?:agreed|approved|confirmed)\b|\bnot\s+yet\s+been\b",
    re.IGNORECASE,
)


def decisions_in(sentence: Sentence) -> Iterator[Statement]:
    """The decision of a sentence, if the meeting made one in it."""
    text = sentence.text
    if LISTED.match(text) or LABEL_ALONE.fullmatch(text):
        return
    listed = LISTED.match(sentence.context.subheading or sentence.context.item_title)
    if listed and not FINITE_VERB.search(text):
        yield sentence.says(StatementKind.DECISION, sure=False)
        return
    if sentence.label == "decision":
        yield sentence.says(StatementKind.DECISION, sure=True)
        return
    sure = any(form.search(text) for form in SURE_FORMS)
    if not sure and not any(form.search(text) for form in LIKELY_FORMS):
        return
    if (
        ANOTHERS.search(text)
        or PLURAL_UNDERTAKING.search(text)
        or (not sure and (WISH.search(text) or PLUPERFECT.search(text)))
    ):
        return
    yield sentence.says(StatementKind.DECISION, sure=sure and not PLUPERFECT.search(text) and not WISH.search(text))

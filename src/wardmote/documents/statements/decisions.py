"""Decisions: what the meeting agreed, resolved, approved, carried or declined."""

import re
from collections.abc import Iterator

from wardmote.documents.statements.sentence import Sentence
from wardmote.documents.statements.vocabulary import FIRM_TASKS
from wardmote.documents.tree import Statement, StatementKind

_MEETING = (
    r"(?:(?:the\s+|our\s+)?(?:[\w’'-]+\s+){0,2}?(?:council|committee|panel|board|meeting|forum|trustees|partners|group|"
    r"association|members(?:\s+present)?|councillors|cllrs)|everyone|everybody|all(?:\s+(?:present|members|councillors|"
    r"parties))?|we|those\s+present|the\s+(?:PC|TC|CC|RA)\b)"
)
_HOW = (
    r"(?:unanimously|further|also|then|therefore|subsequently|formally|duly|generally|hereby|all|both|again|"
    r"in\s+principle|"
    r"broadly|reluctantly|provisionally|\w+ed\s+and|read\s+and|have|has|were|was)"
)
_SETTLED = (
    r"(?:agreed|resolved|approved|adopted|accepted|ratified|carried|passed|elected|re-elected|co-opted|appointed|"
    r"endorsed|"
    r"nominated|authorised|authorized)"
)
_VOTED_ON = (
    r"(?:motions?|proposals?|amendments?|resolutions?|recommendations?|votes?|nominations?|offers?|suggestions?)"
)
_NUMBER = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|\d+)"

# Each of these says by itself that the meeting settled something.
SURE_FORMS = (
    re.compile(
        r"^\W*+(?:[\d/.()-]++\s++)?(?:it\s+was\s+)?(?i:resolved)\s+"
        r"(?:\W{0,9}[\d/.]{1,20}\W{1,9})?(?:it\s+was\s+)?(?:unanimously\s+|agreed\s+)?"
        r"(?i:that|to)\b"
    ),
    re.compile(r"^\W*(?:AGREED|RESOLVED|Resolved|Agreed)\s*:|\b[Ii]t\s+was\s+(?:unanimously\s+)?RESOLVED\b"),
    re.compile(
        r"(?<!\bthat )(?<!\bwhen )(?<!\bas )(?<!\bwhich )\bit\s+was\s+(?:then\s+|also\s+|further\s+|therefore\s+|"
        r"unanimously\s+)?"
        r"(?:agreed|resolved|decided)\s+(?:unanimously\s+)?(?:that|to|not)\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"\bproposed\b.{0,400}?\bseconded\b.{0,200}?\b(?:agreed|carried|resolved|approved|in\s+favour|"
        r"unanimous(?:ly)?)\b",
        re.IGNORECASE | re.DOTALL,
    ),
    re.compile(
        r"\b(?:carried|approved|agreed|adopted|elected|resolved)\s+unanimously\b|\bunanimously\s+(?:carried|"
        r"approved|agreed|"
        r"adopted|elected|resolved)\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"\bminutes\b[^;“\"]{0,160}?\b(?:was|were|having\s+been)\s+(?:\w+,?\s+){0,3}?(?:agreed|approved|accepted|adopted|"
        r"confirmed|signed)\b(?!\s+(?:at|by)\s+the\s+next)",
        re.IGNORECASE,
    ),
)
LIKELY_FORMS = (
    re.compile(r"\bRESOLVED\b|\bRESOLUTION\b|\bDECISIONS?\b|\bAGREED\b|\bCARRIED\b|^\W*+(?:[\d/.]++\s++)?Resolved\b"),
    re.compile(
        r"\bit\s+(?:was|is|has\s+been)\s+(?:[\w,]+\s+){0,4}?(?:agreed|resolved|decided|concluded|"
        r"carried)\b(?!\s+between)",
        re.IGNORECASE,
    ),
    re.compile(
        r"\bpropos(?:ed|er|al|ing|es)\b.{0,400}?\bsecond(?:ed|er|s|ing)\b|^\W*second(?:ed|er)\b",
        re.IGNORECASE | re.DOTALL,
    ),
    re.compile(r"\bsecond(?:ed|er)\b.{0,400}?\b(?:agreed|carried|favour|vote|propos)", re.IGNORECASE | re.DOTALL),
    re.compile(
        r"\bproposed\s*(?:by\b|:|approval|payment|acceptance|adoption|that|the\s+minutes)|^\W*Proposal\s*[–—:-]|"
        r"\bproposal\s+(?:was|is)\s+(?:made|put)\b|\bpropos(?:ed|al)\b.{0,400}?\b(?:carried|agreed|accepted)\b",
        re.IGNORECASE | re.DOTALL,
    ),
    re.compile(
        r"\bunanimous(?:ly)?\b|\b(?:agreed|carried|approved)\s+(?:by\s+all|nem\.?\s*con)|\bnem\.?\s*con\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b{_VOTED_ON}\s+(?:(?:was|were|is|being)\s+)?(?:then\s+|duly\s+|also\s+|put\s+to\s+(?:a|"
        rf"the)\s+vote\s+and\s+)?"
        r"(?:carried|passed|lost|defeated|fell|failed|accepted|agreed|approved|rejected|adopted|withdrawn|supported)\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:all|{_NUMBER}|majority|members|councillors|council|everyone|committee|"
        rf"panel)\s+(?:\w+\s+)?(?:(?:was|were|being|voted)\s+)?(?:in\s+(?:favour|agreement)|"
        rf"against)\b|\b(?:by|on)\s+a\s+majority\b|\bmajority\s+(?:vote|decision|agreed)|\bshow\s+of\s+hands\b|"
        rf"\b{_NUMBER}\s+(?:votes?\s+)?for\b[^.]{{0,20}}\bagainst\b|"
        r"\bconsensus\s+(?:was|reached)\b|\bby\s+consensus\b|\b(?:general|unanimous|full)\s+agreement\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:a\s+)?(?:true|correct|accurate)\s+(?:and\s+(?:accurate|correct)\s+)?record\b|\btaken\s+as\s+read\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?:^|(?-i:(?=The\s|Members\s))|[.;:,]\s+|\b(?:and|that|discussion|debate|present|so|but|then)\s+|"
        rf"^\W*)\b{_MEETING}\s+(?:{_HOW}\s+)*(?:agreed|resolved|"
        r"voted|decided|approved|adopted|accepted|ratified|endorsed|elected|appointed|declined|rejected|objected|"
        r"supported|"
        r"concluded\s+that|confirmed\s+(?:its|their|the)|granted|authorised|recommended|nominated|opted|"
        r"chose)\b(?!\s+between)",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:the\s+)?(?:councillors|members|trustees)\s+(?:\w+ly\s+|all\s+)?(?:agreed|resolved|decided)\b(?!\s+with)",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?<!\bif\s)(?<!\bwhether\s)\b(?:all|everyone|members|councillors|council|committee|panel|meeting)\s+(?:present\s+|"
        r"members\s+)?(?:was|were|is|are)\s+"
        r"(?:all\s+|both\s+)?(?:happy|content|satisfied|minded|in\s+agreement)\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?<!not )(?<!not been )\b(?:was|were|that\s+it\s+be|been)\s+(?:{_HOW}\s+)*{_SETTLED}\b"
        r"(?!\s+(?:out|forward|over|at\s+the|in\s+(?:the|a)\b))",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?:^|[.;:]\s+|\b(?:discussion|discussed(?:\s+and)?)\s*,?\s+|\s[–—-]\s)(?:all\s+|"
        r"unanimously\s+)?agreed?(?:\s+|\s*[–—:,-]+\s*)(?:to|that|this|it|by|not|on|as|"
        r"the|unanimously)\b|^\W*(?:agreed|approved|accepted|carried|granted|resolved|unanimous(?:ly)?|"
        r"all\s+agreed|motion\s+carried)\b\W*"
        r"(?:unanimously|by\s+all)?\W*$|\bapproval\s+(?:was\s+)?(?:given|granted)\b|\bstanding\s+orders\s+(?:were\s+)?"
        r"(?:suspended|re-?instated)|\bdelegated\s+(?:authority|powers?)\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:precept|budget|rents?|fees?|charges?)\b.{0,30}\b(?:was|were)\s+set\b|"
        r"^\W*That\b[^.]*\bare\s+approved\b|(?<!not )\b(?:to\s+)?recommend(?:ed|ation)?\b[^.]{0,20}"
        r"\b(?:approval|refusal)\b|\brecommended\s+that\b[^.]{0,60}\b(?:application|approved|refused)|"
        r"\bapplication\b[^.]{0,40}\brecommended\b|"
        r"\bbe\s+(?:approved|adopted|accepted|elected)\b(?=[^.]*\b(?:propos|resol|agree))|\bpropos(?:ed|"
        r"al)\b[^.]*\bbe\s+(?:approved|adopted)",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?:(?<![a-z])(?:council|committee|members|we)\s+(?:therefore\s+)?|\band\s+)(?:has|have|had|recorded|made|"
        r"raised)\s+(?:an?\s+)?[‘'“\"]?\s*no[\W_]+"
        r"(?:objections?|comments?|observations?)\b|\bno\s+(?:objections?|comments?|"
        r"observations?)\s+(?:were\s+)?(?:made|raised)\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"^\W*(?:no\s+(?:further\s+)?action\s+(?:to\s+be\s+taken|required"
        r"|necessary|needed))\W*$",
        re.IGNORECASE,
    ),
    re.compile(
        r"[–—:,.-]\s*(?:unanimously\s+)?(?:agreed|carried|approved|accepted|supported|no\s+objections?|"
        r"no\s+comments?(?:\s+returned)?|"
        r"no\s+observations?|objection\s+raised|object(?:\s+on\s+[\w\s]{3,50})?|objections?|support|refused?|"
        r"refusal|approval|approve)\W*$"
        r"|^\W*no\s+(?:objections?|comments?|observations?)\W*$",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:approved|supported|rejected|refused|objected\s+to)\s+by\s+(?:the\s+)?(?:parish(?:\s+council)?|"
        r"town\s+council|pc\b|"
        r"council\b|members|committee|trustees|panel)|\bapproved\s+for\s+payment\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:actions?|priorities|dates?|targets?)\s+agreed\s*:|\bvote\s+was\s+for\b|\s[–-]\s*(?:No|Yes)\W*$|"
        r"\bsigned\s+by\s+the\s+chair",
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
LABEL_ALONE = re.compile(r"\W*+(?:decisions?|resolved|agreed)[^\w.]*", re.IGNORECASE)
# Several people's own promise rather than the meeting's decision.
UNDERTAKING = re.compile(rf"\bcouncillors\s+agreed\s+to\s+(?:{'|'.join(sorted(FIRM_TASKS))}|confirm)\b", re.IGNORECASE)
# Not the meeting's: another's, an earlier one's, or a person's own undertaking.
PLUPERFECT = re.compile(
    r"(?<!\bmembers\s)(?<!\bcouncillors\s)\b(?:had|has|have)\s+(?:\w+\s+){0,2}?(?:been\s+)?(?:agreed|approved|resolved|decided|accepted|"
    r"adopted|carried|passed)\b|\b(?:previously|already)\s+(?:been\s+)?(?:agreed|approved)\b",
    re.IGNORECASE,
)
ANOTHERS = re.compile(
    r"\b(?:borough|county|district|city)(?:\s+council)?\s+(?:[\w’'/,-]+\s+){0,3}?(?:agreed|approved|refused|granted|"
    r"rejected)\b|\b(?:application|app)\b[^.]{0,30}\b(?<!be )(?:granted|refused)\b|"
    r"\b(?:approved|granted|refused|rejected|supported)\s+by\s+(?:the\s+)?(?:borough|county|district|"
    r"city|bc\b|planning\s+authority|inspector)|"
    r"\bagreed\s+at\s+(?:the|our)\s+(?:last|previous)\b|\bit\s+was\s+agreed\s+between\b|\bwhen\s+it\s+was\s+agreed\b",
    re.IGNORECASE,
)
WISH = re.compile(
    r"\bvote\s+of\s+thanks\b|\bif\s+(?:this\s+)?(?:was|were|is)\s+(?:favourable|approved|agreed|accepted)\b|"
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
        yield sentence.says(StatementKind.DECISION, sure=bool(SURE_FORMS[0].search(text)))
        return
    settled_now = PLUPERFECT.sub("", text)
    sure = any(form.search(settled_now) for form in SURE_FORMS)
    if not sure and not any(form.search(settled_now) for form in LIKELY_FORMS):
        return
    if ANOTHERS.search(text) or UNDERTAKING.search(text) or (not sure and WISH.search(text)):
        return
    yield sentence.says(StatementKind.DECISION, sure=sure and settled_now == text and not WISH.search(text))

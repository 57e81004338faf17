"""What is compared, what is said to have led to what, and what comes back again and again."""

import re
from collections.abc import Iterator

from wardmote.documents.statements.sentence import Sentence, words_of
from wardmote.documents.tree import Direction, Statement, StatementKind

_LESS = (
    r"lower|below|down|fewer|less|decreas\w+|reduc\w+|fall(?:en|ing)?|fell|drop(?:ped)?|declin(?:e|ed|"
    r"ing)|improv(?:ed|ing|ement)|better|under|quieter|halved|slowed"
)
_MORE = (
    r"higher|above|up|more|increas\w+|ris(?:e|en|ing)|rose|grown|grew|worse(?:ned|ning)?|doubled|"
    r"tripled|over|greater|escalat\w+|spike|surge"
)
_SAME = r"same|unchanged|stable|steady|similar|in\s+line"
_MEASURED = (
    r"crimes?|figures?|incidents?|reports?|calls?|offences?|burglar\w+|thefts?|anti-?social|asb|"
    r"speed\w*|speeds|traffic|complaints?|numbers?|rates?|levels?|accidents?|"
    r"collisions?|visits?|response\s+times?|footfall|vandalism|damage|drugs?|violence|disorder|"
    r"nuisance|lorries|vehicles|usage|attendance|litter(?:ing)?|fly-?tipping|"
    r"situation|problem|parking|demand|arrests|noise|dust|smell"
)
COMPARED = re.compile(
    rf"""
      (?:\b(?:{_MEASURED})\b[^.;]{{0,60}}?|\b(?:this|it|there|that)\s+)\b(?:is|are|was|were|has|have|had|been|
          being|remains?|remained|continues?|seem(?:s|ed)?|appear(?:s|ed)?)\s+
        (?:(?:been|now|currently|also|still|significantly|slightly|considerably|drastically|much|greatly|well|
            to\s+be|down\s+to|gone|at|a\s+little|far|on\s+the|about|roughly|broadly|the)\s+){{0,4}}
        (?P<dir1>{_LESS}|{_MORE}|{_SAME})\b(?!\s+(?:off|from\s+the|into)\b)
    | \b(?P<dir2>{_LESS}|{_MORE})\s+(?:by\s+)?(?:\d+(?:\.\d+)?\s?(?:%|per\s?cent)|from\s+\d|
        on\s+(?:the\s+)?(?:last|previous|same)|compared|than)\b
    | \b(?:a|an|the)\s+(?:\w+\s+)?(?P<dir3>increase|decrease|reduction|rise|fall|drop|decline|improvement|
        spike)\s+(?:in|of)\b
    | \bthere\s+(?:seem\w*|appear\w*|are|were|is|was|have\s+been|had\s+been)\s+(?:to\s+be\s+)?(?P<dir5>fewer|
        less|more)\b
    | \b(?:has|have|had)\s+(?:\w+ly\s+)?(?P<dir7>increased|decreased|risen|fallen|dropped|doubled|halved|
        improved|worsened|reduced)\b(?!\s+(?:the|a|its|their|our|his|her|off|from\s+the|into|over)\b)
    | £\d+\s+(?P<dir6>below|above|under|over)\b
    | \b(?:{_MEASURED})\s+(?:continues?\s+to\s+)?(?P<dir4>fell|rose|dropped|decreased|increased|declined|
        improved|doubled|halved|worsened)\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
NOT_FACT = re.compile(
    r"\b(?:would|could|should|may|might|if|to|will|proposed|hop\w+|suggested|precept|help|need\w*|"
    r"request\w*|prevent|cost|want\w*|drawn|made|set|put|brought|carried|signed|taken|give|end|tidy|"
    r"follow)\s+(?:\w+\s+){0,4}$",
    re.IGNORECASE,
)
COMPARATOR = re.compile(
    r"\b(?:compared\s+(?:with|to)|than|below|above|in\s+comparison\s+(?:with|to)|against|"
    r"on\s+(?=(?:the\s+)?(?:last|previous|same))|from)\s+"
    r"(?P<what>(?:the\s+|those\s+|that\s+|other\s+)?[^.,;]{2,60})",
    re.IGNORECASE,
)

CAUSE = re.compile(
    r"""
      \b(?:(?:has|have|had|which|this|that|and|also|would|will|may|could)\s+)*
      (?P<forward>result(?:ed|ing|s)?\s+in|le(?:d|ads)\s+to|blamed|leading\s+to(?!\s+[A-Z])|caus(?:ed|es|ing)(?!\s+by)|
          as\s+a\s+result(?!\s+of)|therefore|contribut(?:ed|ing)\s+to
        |for\s+this\s+reason|means\s+that|meant\s+that|giving\s+rise\s+to|making\s+it\s+(?:impossible|difficult)|
            makes\s+it\s+(?:impossible|difficult)|created\s+an?|creating)\b
    | \b(?P<backward>due\s+to|because(?:\s+of)?|owing\s+to|as\s+a\s+(?:result|consequence)\s+of|
        given\s+this | down\s+to\s+the(?=\s+(?:amount|work|number|lack|fact)) | (?:caused|fuelled|prompted|
            triggered)\s+by|in\s+(?:view|light)\s+of|on\s+account\s+of
        |following(?=\s+(?:an?\s+(?!show|brief|short|discussion|vote|meeting)|complaints?|\d|two|three|several|
            recent|reports|re-|heavy|concerns|incidents))
        |(?<!soon )(?<!as )(?<!well )(?<!far )(?<!long )(?<!such )(?<!same )as(?=\s+(?:(?:he|she|they|it|we|I|
            there|this|
            no)\s+(?!is\s+already)\w+|(?!soon|well|far|long|follows|part|and|per|a\ result|
                an?\s)(?:[\w’'-]+\s+){1,5}?(?:is|are|was|were|has|have|had|
            did|does|do|would|could|will|cannot)\b))
        |(?<!meeting )(?<!heard )since(?=\s+(?:[\w’'-]+\s+){1,4}?(?:was|were|(?:has|have|had)\s+been|being)\b))\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
NO_CAUSE = re.compile(
    r"\bdue\s+to\s+(?:be\b|start|begin|commence|take|finish|complete|meet|open|close|attend|visit|"
    r"return|retire|expire|arrive|end)",
    re.IGNORECASE,
)

AGAIN = re.compile(
    r"""
      \bagain\b
    | \b(?:at|from)\s+(?:the|our)\s+(?:last|previous)\s+(?:\w+\s+)?meeting | \b(?:is|are|still)\s+awaited\b |
        \bunresolved\b |
         \bremains?\s+(?:\w+\s+)?(?:blocked|broken|outstanding|unrepaired|overgrown|a\s+problem|an\s+issue|
             out\s+of\s+order|closed|unsafe)\b |
         \bprevious(?:ly)?\s+(?:recommended|minutes) | \bno\s+response\b | \bstill\s+\w+ing\b |
             \bno\s+updates?\b | \bthere\s+(?:has|had)\s+been\s+no\b |
         \bpreviously\s+(?:been\s+)?agreed\b | \bwaiting\s+(?:for|to\s+hear|on)\b | ^\W*no\s+news\b |
         \bno\s+\w+\s+has\s+been\s+made\b
    | \bno\s+(?:further\s+)?(?:response|reply|replies|answer|feedback|update|information|news|communication|
        comment|action|contact|progress)s?\b[^.;]{0,40}\b(?:received|heard|forthcoming|given|made|from|been|
        taken|had|yet)\b
    | \b(?:nothing|not)\s+(?:further\s+|more\s+|yet\s+|been\s+)?(?:heard|responded|replied|acknowledged|
        materialised)\b
    | \bnothing\s+(?:\w+\s+){0,2}(?:has|had)\s+been\s+(?:heard|received|done)
    | \bstill\s+(?:\w+\s+)?(?:not|no|awaiting|awaited|waiting|outstanding|unresolved|to\s+be|appears?|
        a\s+(?:major\s+|big\s+)?(?:problem|issue)|blocked|broken|being|chasing|need|need(?:s|ed)|be|people|
        on-?going|happening|causing|waiting)\b
    | \b(?:are|is|was|were)\s+still\b | \bawaiting\s+(?:a\s+|further\s+|an\s+)?(?:response|reply|answer|
        confirmation|update|quote|news|feedback|information)
    | \b(?:continu(?:es?|ed|ing)\s+to\s+be\s+(?:a\s+)?(?:problem|issue|raised|reported)|ongoing|on-going|
        recurring|persist\w*|long-?standing|outstanding\s+(?:since|from|issue|matter|action))\b
    | \bas\s+(?:previously\s+)?(?:reported|raised|discussed|mentioned|minuted)\s+(?:at|in|previously|before|
        last)\b | \b(?:previously|already)\s+(?:been\s+)?(?:reported|raised|discussed|mentioned|minuted)\b
    | \b(?:third|second|fourth|umpteenth)\s+(?:time|meeting|month)\b | \b(?:several|many|
        numerous)\s+(?:occasions|times)\b | \b(?:has|have)\s+(?:not\s+(?:yet\s+)?(?:been|responded|replied)|
        been\s+going\s+on)
    | \bchasing\b | \b(?:so\s+far|to\s+date)\s+no\b | \bno\s+\w+(?:\s+\w+){0,6}\s+to\s+date\b |
         \bback\s+again\b | \bcontinues\s+to\b
    | \bin\s+the\s+past\s+and\b | \b(?:has|have|had)\s+not\s+(?:yet\s+)?(?:been\s+)?(?:repaired|responded|
        replied|acknowledged|completed|done|resolved|fixed)\b | \black\s+of\s+(?:response|reply)
    | \bnot\s+yet\s+(?:been\s+)?(?:received|heard|repaired|done|resolved|completed)
    """,
    re.VERBOSE | re.IGNORECASE,
)

WAYS = ("dir1", "dir2", "dir3", "dir4", "dir5", "dir6", "dir7")
WISHED_OR_DENIED = re.compile(r"\b(?:would|could|no|not|may)\b")
SUBJECT_OF = re.compile(r"\bthat\s|[,;:]\s|\s[–-]\s")
VERB_OF = re.compile(
    r"\s(?:is|are|was|were|has|have|had|remains?|remained|continues?|seem(?:s|ed)?|appear(?:s|ed)?)\s", re.IGNORECASE
)
BETTER_OR_WORSE = re.compile(r"improv|better|worse", re.IGNORECASE)
THE_SAME = re.compile(rf"(?:{_SAME})", re.IGNORECASE)
LESS = re.compile(rf"(?:{_LESS}|decrease|reduction)", re.IGNORECASE)
SURE_CAUSE = re.compile(
    r"\b(?:has|have|had)\s+(?:result|led)|\bbecause\s+of\b|\b(?:was|were|been)\s+caused\s+by\b", re.IGNORECASE
)
MEASURED_BY = re.compile(r"\d\s?(?:%|per\s?cent)", re.IGNORECASE)


def claims_in(sentence: Sentence) -> Iterator[Statement]:
    """A comparison or a trend, stated as fact."""
    text = sentence.text
    for found in COMPARED.finditer(text):
        group, word = next((name, found[name]) for name in WAYS if found[name])
        at = found.start(group)
        lead = text[max(0, at - 60) : at]
        if WISHED_OR_DENIED.search(lead) if group == "dir3" else NOT_FACT.search(lead):
            continue
        comparator = COMPARATOR.search(text, max(0, at - 1))
        before_verb = VERB_OF.split(text[:at], maxsplit=1)[0]
        subject = None if group == "dir3" else words_of(SUBJECT_OF.split(before_verb)[-1])
        yield sentence.says(
            StatementKind.CLAIM,
            sure=bool(comparator and MEASURED_BY.search(text)) and group in {"dir1", "dir2"},
            subject=subject,
            direction=_direction(word),
            comparator=words_of(comparator["what"]) if comparator else None,
        )
        return


def _direction(word: str) -> Direction | None:
    """Which way; None for "better" and "worse", which do not say what went up or down."""
    if BETTER_OR_WORSE.match(word):
        return None
    if THE_SAME.fullmatch(word):
        return Direction.SAME
    return Direction.LOWER if LESS.fullmatch(word) else Direction.HIGHER


def causes_in(sentence: Sentence) -> Iterator[Statement]:
    """One thing that led to another."""
    text = sentence.text
    for found in CAUSE.finditer(text):
        if NO_CAUSE.match(text, found.start("backward")) if found["backward"] else False:
            continue
        before, after = text[: found.start()], text[found.end() :].rstrip(". ")
        if found["forward"]:
            because, subject = words_of(before), words_of(after)
        else:
            because, subject = words_of(after), words_of(before)
        yield sentence.says(
            StatementKind.CAUSE,
            sure=bool(because and subject and SURE_CAUSE.search(text[max(0, found.start() - 5) : found.end()])),
            because=because,
            subject=subject,
        )
        return


def recurring_in(sentence: Sentence) -> Iterator[Statement]:
    """The words themselves say that the matter was there before, or that an answer is outstanding."""
    if AGAIN.search(sentence.text):
        subject = sentence.context.subheading or sentence.context.item_title or None
        yield sentence.says(StatementKind.RECURRING, sure=False, subject=subject)

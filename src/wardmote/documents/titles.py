"""What titles look like: the usual ones of business, and where a run-in title ends and its sentence begins."""

import re
from enum import IntEnum

_OPENING = (
    r"(?:to\s+(?:receive|consider|approve|note|discuss|confirm|agree|accept|sign|record|elect|appoint"
    r"|review|report|resolve|declare|adopt)\b.*)"
)
_REPORTS = (
    r"(?:(?:the|report|reports|update|updates|from|by|and|of|on|parish|town|ward|county|district|borough|city"
    r"|community|local|authority|village|hall|police|"
    r"policing|safer|neighbourhoods?|team|councils?|councillors?|councillor[’']?s[’']?|clerk[’']?s?|chair(?:man"
    r"|person)?[’']?s?|mayor[’']?s?|vice|officer[’']?s?|snt|cllrs?|"
    r"pcso[’']?s?|\w+[’']s|\w+s[’']|treasurer|secretary|police|crime|finance|tree|footpaths?|wardens?|committee|committees|sub|working|group|monthly|external|matters|bodies"
    r"|representatives|other|outside|meetings|attended|verbal|written|written|&|/|,|-)\s*)*"
)
# What business is about, rather than what it is: such a title may also stand below an item.
_TOPICS = r"""(?:roads?|footpaths?|public\s+rights\s+of\s+way|traffic|parking|street\s*light(?:ing|s)|lighting|cemetery
    |burial\s+ground|churchyard|play(?:ing)?\s+(?:fields?|areas?|ground)|recreation\s+ground|allotments?
    |village\s+hall|community\s+(?:centre|hall|safety|engagement)|
    bus\s+shelters?|litter\s+bins?|dog\s+(?:fouling|bins?)|trees?|grass\s+cutting|grounds?\s+maintenance|training
    |website|standing\s+orders|risk\s+assessment|(?:internal\s+|external\s+)?audit|insurance
    |neighbourhood\s+(?:plan|watch)|speed\s*watch|speeding|cctv|
    general\s+data\s+protection.{0,30}|gdpr|policies|staffing|personnel|assets?|environment|emergency\s+plan
    |parish\s+plan|crime(?:\s+(?:figures|statistics|report|update|and\s+disorder))?|police(?:\s+\w+)?
    |anti-?social\s+behaviour|asb|priorities|
    agreed\s+priorities|confidentiality(?:\s+agreement)?|town\s+walkabouts?|walkabouts?|next\s+steps
    |parish\s+matters|village\s+matters|town\s+matters)(?:[\s,&/]+(?:and\s+)?(?:matters|issues|update|report)){0,2}"""
_KNOWN = re.compile(
    rf"""(?:the\s+)?(?:
    (?:accepted\s+|receive\s+)?app?[oi]l+[oi]g(?:y|ies)\b.{{0,60}} | (?:chair(?:man|person)?[’']?s?\s+)?(?:opening\s+
    |welcome|introduction)(?:remarks)?(?:\s+and\s+(?:introductions?|apologies|opening).*)? | introductions? |
    (?:consider\s+|members[’']?\s+|no\s+|receive\s+|record\s+)?(?:declarations?
    |disclosures?)\s+of\s+(?:\w+\s+){{0,3}}interests?.{{0,80}} | (?:requests\s+for\s+)?dispensations?.{{0,30}} |
    (?:approval\s+of\s+|confirmation\s+of\s+|agree\s+|approve\s+|adoption\s+of\s+
    |signing\s+of\s+)?(?:the\s+)?(?:draft\s+)?(?:minutes|notes)\s+(?:of|from)\s+(?:the\s+|our\s+)?(?:last|previous
    |\w+)?\s*(?:\w+\s+){{0,3}}meetings?.{{0,80}} |
    (?:approval|confirmation|acceptance|adoption|accuracy)\s+of\s+(?:the\s+)?(?:\w+\s+)?(?:minutes|notes).{{0,40}}
    | (?:previous\s+|last\s+)?minutes | minutes\s+and\s+matters\s+arising |
    (?:reports\s+and\s+)?matters\s+arising\b.{{0,80}} | matters\s+outstanding.{{0,40}} | (?:action
    |outstanding)\s+(?:points|items|list|log|actions)\b.{{0,50}} | actions?\s+(?:from|arising
    |outstanding).{{0,50}} | actions |
    {_REPORTS}(?:reports?|updates?|matters)
    (?:\s+(?:and|&)\s+(?:discussions?|questions|updates?|feedback))?
    | (?:updates?|reports?)\s+(?:from|by|on|of)\b.{{0,70}} | reports |
    (?:incoming\s+|items\s+of\s+)?correspondence(?:\s+received|\s+and\s+\w+)? | (?:payments|cheques|bills|accounts
    |invoices|receipts)(?:\s+(?:and|&)\s+\w+)?\s+(?:for\s+(?:approval|payment)|to\s+be\s+(?:paid|approved)|received
    |due).{{0,40}} |
    (?:approval|authorisation)\s+of\s+(?:accounts|payments|invoices|cheques).{{0,40}} | (?:accounts|payments
    |cheques|finances?|financial\s+(?:matters|report|statement|position|update)|budget(?:\s+\d{{4}}.{{0,6}})?
    |precept|bank\s+balances?)(?:[\s/&]+(?:and\s+)?(?:payments|accounts|precept|budget|matters|report|update
    |financial\s+position\s+update)){{0,2}} |
    (?:consider\s+)?planning(?:\s+(?:applications?|matters|issues|decisions|reports?|and\s+\w+|update))*
    | highways?(?:[\s,&]+(?:and\s+)?(?:matters|issues|footpaths?|drainage|lighting|transport|rights\s+of\s+way
    |trees)){{0,4}} |
    {_TOPICS} |
    (?:councillors?[’']?s?[’']?\s+|members[’']?\s+|public\s+)?(?:any\s+)?other\s+(?:urgent\s+|relevant\s+
    |competent\s+)?(?:business|issues|matters|items).{{0,30}} | a\.?o\.?b\.?
    | any\s+(?:other\s+)?(?:urgent\s+)?business.{{0,40}} | urgent\s+(?:items|business|matters).{{0,50}} |
    (?:councillors|members)[’']?s?[’']?\s+(?:reports?|concerns|items|questions|business|announcements
    |forum).{{0,40}} | (?:announcements|notices|questions).{{0,40}} |
    (?:public|open)\s+(?:participation|forum|session|question(?:s|\s+time)?|time|speaking|discussion|open\s+forum
    |comment).{{0,60}} | parishioners[’']?\s+(?:time|questions|forum) | (?:questions|comments|items)\s+(?:from
    |raised\s+by)\s+(?:the\s+|members\s+of\s+the\s+)?(?:public|residents|parishioners|members|councillors).{{0,40}} |
    (?:reports?\s+from\s+councillors.{{0,10}}|agenda\s+)?items\s+for\s+(?:the\s+)?(?:next|future|forthcoming
    |inclusion).{{0,70}} | (?:forward|future|next)\s+agenda.{{0,30}} | (?:the\s+)?(?:date|time
    |dates)\b.{{0,30}}\bmeetings?.{{0,40}} | (?:next|future|forthcoming)\s+meetings?(?:\s+dates?)?
    | d\.?o\.?n\.?m\.? | dates?\s+for\s+(?:your\s+|the\s+)?diar(?:y|ies) |
    (?:exclusion\s+of|closed\s+session|confidential\s+(?:items?|session|matters)|part\s+(?:two|2|ii)).{{0,60}}
    | (?:election|appointment)\s+of\s+(?:the\s+)?(?:vice|chair|officers|committee|represent|mayor).{{0,60}}
    | (?:co-?option|casual\s+vacanc|vacanc(?:y|ies)).{{0,50}} |
    (?:closure|close)(?:\s+of\s+(?:the\s+)?meeting)? | membership(?:\s+of\s+.{{0,40}})? | terms\s+of\s+reference
    | (?:(?:those|councillors|cllrs|members)\s+)?(?:present|attending) | attendance.{{0,40}}
    )\s*""",
    re.I | re.X,
)
_TOPIC = re.compile(_TOPICS, re.I | re.X)
# Usual sub-headings below planning and accounts: never items of their own.
_BELOW = re.compile(
    r"(?:(?:applications?|plans?)\s+)?(?:approv|support|reject|refus|grant|withdraw|permit|object|pending"
    r"|determin|consent)\w*\b.{0,60}|(?:new|received|planning)?\s*applications?\b.{0,40}"
    r"|(?:planning\s+)?decisions?\b.{0,40}|notices?\s+of\b.{0,40}|income|expenditure|receipts|payments"
    r"|recommendations?|resolved|councillors|cheques\b.{0,40}|responses?|action|update|reserved matters.*",
    re.I,
)
_VERBS = frozenset(
    re.findall(
        r"\S+",
        """
    is are was were be been being has have had do does did will would shall should can could may might must
    isn't wasn't aren't hasn't reported advised asked said agreed proposed noted raised felt stated confirmed
    explained informed thanked requested suggested received attended seems seem appears appear needs need wants
    took takes gave gives went goes became becomes came comes said says reminded declared welcomed expressed
    resolved adopted carried offered met wished looked found told thought hoped spoke commented mentioned
    outlined presented pointed referred continues closed opened apologised
        """,
    )
)
_JOINERS = frozenset(
    re.findall(
        r"\S+",
        """
    of and the for to on from as by with in at or & a an into re via per under near between along / - – dated
    held
        """,
    )
)
_STARTERS = frozenset(
    re.findall(
        r"\S+",
        """
    The There It Cllr Cllr. Cllrs Councillor Councillors Mr Mr. Mrs Mrs. Ms Miss Dr PC PCSO Sgt Inspector Insp
    After Following This That These Those We I He She They A An In At As No None Members Discussion Monday
    Tuesday Wednesday Thursday Friday Saturday Sunday Resolved RESOLVED Proposed Noted NOTED Agreed AGREED
    Nothing All Due Currently Once Since Two Three Received Confirmed Apologies Clerk Chairman
        """,
    )
)


_COUNCILS = frozenset({"county", "district", "borough", "parish", "town", "ward", "city", "community"})


class Known(IntEnum):
    """How sure the words alone make a heading."""

    NO = 0
    BELOW = 1  # a usual sub-heading
    ITEM = 2  # a usual item of business


def bare(words: str) -> str:
    """A title without marks of emphasis, end punctuation and doubled spaces."""
    return re.sub(r"\s+", " ", words.replace("*", "").replace("_", " ").replace("\\", "")).strip(" \t:.-–—|\xa0\ufeff")


def known(words: str) -> Known:
    """Whether the words are a usual title.

    >>> [known(title).name for title in ("To receive apologies", "Date of next meeting:", "Mill Lane")]
    ['ITEM', 'ITEM', 'NO']
    >>> known("Approved by the Borough").name
    'BELOW'
    """
    title = bare(words)
    if _BELOW.fullmatch(title) and not re.match(r"(?i)payments?\s+for|planning\s+app", title):
        return Known.BELOW
    if len(title) < 160 and (_KNOWN.fullmatch(title) or re.fullmatch(_OPENING, title, re.I)):
        return Known.ITEM
    return Known.NO


def is_topic(words: str) -> bool:
    """Whether a usual title names only a topic.

    >>> is_topic("Street lighting"), is_topic("Apologies")
    (True, False)
    """
    return _TOPIC.fullmatch(bare(words)) is not None


def verbless(words: str) -> bool:
    """Whether the words could be a title: no common finite verb among them."""
    return not any(word.strip('.,;:()“”"').lower() in _VERBS for word in words.split())


def title_case(words: str) -> float:
    """The share of the longer words that begin with a capital or a figure, 0 to 1."""
    longer = [word.strip("‘“'\"(*_–-") for word in words.split() if word.strip("‘“'\"(*_–-").lower() not in _JOINERS]
    longer = [word for word in longer if word]
    return sum(not word[0].islower() for word in longer) / len(longer) if longer else 0.0


_SPLIT = re.compile(
    r"(?P<colon>(?:\s{0,9}:|\s{1,9};)(?:\*\*)?(?:\s{0,9}[–—-])?(?=\s)|:-(?=[A-Z]))|(?P<dash>\s{1,9}[–—-]{1,5}\s{1,9}|\s{0,9}[–—]\s{1,9}|(?<=\w)-\s+)"
)


def before_mark(words: str, *, most: int = 12) -> tuple[int, int, str] | None:
    """Where a run-in title ends and its text begins, and whether a "colon" or a "dash" parts them."""
    for mark in _SPLIT.finditer(words, 0, 600):
        title = words[: mark.start()]
        colon = (
            re.compile(r"[^:.;!?\r\n]*:(?=\s+\S)").match(words, mark.end())
            if mark["dash"] and known(title) is Known.ITEM
            else None
        )
        if colon and len(words[: colon.end()].split()) <= most + 4 and verbless(words[mark.end() : colon.end()]):
            return colon.end() - 1, colon.end(), "colon"
        if len(title.split()) > (most if known(title) is Known.NO else 18) or re.search(r"[.;!?]\s", title):
            return None
        if not words[mark.end() :].strip():
            return None
        if bare(title):
            return mark.start(), mark.end(), "colon" if mark["colon"] is not None else "dash"
    return None


def before_sentence(words: str) -> tuple[int, int] | None:
    """Where a title that no mark parts from its sentence ends, and where the sentence begins.

    >>> before_sentence("Clock Repair Costs The Clerk wished to ask for quotes.")
    (18, 19)
    """
    tokens = [(found.start(), found.end(), found[0]) for found in re.finditer(r"\S+", words[:600])]
    formal = known(" ".join(token for _, _, token in tokens[:3])) is Known.ITEM
    for place, (start, _, token) in enumerate(tokens[:16]):
        if place == 0:
            if token[0].islower():
                return None
            continue
        previous = tokens[place - 1][2]
        plain = token.rstrip(",.")
        joined = previous.lower() in _JOINERS | _COUNCILS or previous.endswith((",", "(", "/"))
        if (
            plain in _STARTERS
            and not joined
            and (place + 1 < len(tokens) or plain in {"None", "Noted", "Agreed", "Received"})
            and not token.isupper() | (token == "I" and previous in {"Part", "World", "War"})
        ):
            return tokens[place - 1][1], start
        if (
            plain in {"I", "A", "PC", "PCSO"}
            and not joined
            and place + 1 < len(tokens)
            and tokens[place + 1][2][0].islower() | (plain[0] == "P")
        ):
            return tokens[place - 1][1], start
        if re.fullmatch(r"[a-z1-9]\)", token) or token in {"•", "·"}:
            return tokens[place - 1][1], start
        if re.fullmatch(r"[A-Z]{2,4}", token) and not joined and place + 1 < len(tokens):
            told = tokens[place + 1][2]  # "Questions from the public AV introduced": initials of a person
            if told in _VERBS or told == "to" or re.fullmatch(r"[a-z]+ed", told):
                return tokens[place - 1][1], start
        if token[0].islower() and token not in _JOINERS and tokens[0][2] not in {"To", "TO"} and not formal:
            return None
    return None

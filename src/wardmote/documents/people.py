"""Who was there and who sent apologies, as the notes write them: title, name, role."""

import itertools
import re
from dataclasses import dataclass, replace

from wardmote.documents.attendance import List, Stretch, initials_only, opens_attendance, several_words
from wardmote.documents.names import (
    ELSEWHERE,
    INITIALS,
    NAME,
    OFFICER,
    PART,
    POLICE,
    ROLE,
    SHORT_NAME,
    SURNAME,
    TITLE,
    after_title,
    begins_with_person,
)
from wardmote.documents.rolls import posts_in, spaced
from wardmote.documents.tree import Named, Span

_NO_NAMES = re.compile(
    r"(?i)none|nil|received|accepted|noted|all|good|public|press|police|clerk|chair\w*|holiday|illness|work|both"
    r"|staff|officers|guests?|visitors|observers|n/?a|apolog\w+|tbc|various|others?|minutes|highways"
)
_PLURAL = re.compile(r"(?i)(?:councillors|cllrs|cllr[’']s|clrs|messrs|pcs|pcso[’']?s|sgts|drs)\b\.?$")
_BRACKET = re.compile(r"\s*[–—-]?\s*\(([^()\n]{1,80})\)")
_SINGULAR = {
    "councillors": "Councillor",
    "cllrs": "Cllr",
    "cllr's": "Cllr",
    "cllr’s": "Cllr",
    "clrs": "Clr",
    "messrs": "Mr",
    "pcs": "PC",
    "pcsos": "PCSO",
    "pcso's": "PCSO",
    "pcso’s": "PCSO",
}
_STARTS = re.compile(
    r"(?:^|\bin\s+the\s+chair:?\s|\bwere:?\s|\bwas\s|\bward\*?\s|(?:clerk|officer|secretary|manager|mayor|chair\w{0,6}|inspector|sergeant)\s*\(|\b(?:present|attendance|clerk|rfo|treasurer|secretary|chair(?:man|woman|person)?|mayor|president|convener|convenor)\s|[,;:&\n\t•·|–—*/]|\s-|\band\b|\bfrom\b|\bplus\b|\bby\b)[\s*_•·-]*$",
    re.I,
)
_INNER = re.compile(
    r"(?<=[\s.,;&*])((?:also\s+)?in\s+attendance|apologies(?:\s+for\s+absence)?|absent|(?:also\s+)?present)"
    r"(?:\s*[:–]|\s+from\b|(?<=present)\s+(?:was|were)\b|(?<=also\spresent)\s+(?=[A-Z]))",
    re.I,
)
_ATTENDING = re.compile(r"(?i)\W*attend(?:ing|ees)\b")  # of a second list: not the members
_ALSO_CAME = re.compile(
    r"(?i)^\W*(?:also|others?)\b.{0,60}\b(?:was|were)\b|\b(?:was|were)\s+(?:also\s+)?(?:present|in\s+attendance)\b"
)
_SENTENCE = re.compile(
    r"(?<![A-Z])(?<!Cllr)(?<!Cllrs)(?<!Mr)(?<!Mrs)(?<!Ms)(?<!Dr)(?<!Rev)(?<!Insp)(?<!Sgt)(?<!Messrs)(?<!Clr)(?<!Clrs)"
    r"(?<!Coun)(?<!Supt)(?<!Prof)\.\s+(?=[A-Z])"
)
_TELLS = re.compile(
    r"\b(?:welcomed|reported|informed|advised|declared|opened|thanked|asked|noted|proposed|agreed|explained|said"
    r"|gave|elected|[Rr]esolved|RESOLVED|stated|confirmed|introduced|joined|left|arrived|would|will)\b"
)
_TITLES = re.compile(rf"(?<![A-Za-z]){TITLE}\s*(?={SHORT_NAME})")
_FULL, _SHORT = re.compile(NAME), re.compile(SHORT_NAME)
_INITIALS = re.compile(r"(?!PC\b|PS\b|DC\b|PCSO\b)[A-Z]{2,3}(?:-[A-Z]{1,2})?(?=\s*(?:[,;&.(\n]|and\b|$))")
_NO_ROLE = re.compile(r"^[A-Z]{1,4}$|\b(?:left|arrived|joined|part|until|till|late|absent)\b")
_INITIALLED = re.compile(rf"{INITIALS}[ \t\xa0]?{PART}")
_AFTER_A_NAME = re.compile(
    r"\s*(?:$|[,;&+()\n\t.•–—*|]|-\s|and\b|who\b|due\b|[ \t](?:[A-Z]\.[ ]?){1,3}[A-Z][a-z]|[A-Z]{2,3}\)|\s{2,}"
    r"|[ \t][A-Z]{3,}\b|(?:attended|joined|was|were)\b|(?:of|from)\s+(?:the\s+)?[A-Z])"
)
_IN_CHAIR = re.compile(r"(?i)[,\s(]*(?:was\s+)?in\s+the\s+chair")
_NAMED_WARD = re.compile(rf"{PART}\s+Ward\b")
_INITIALS_AFTER = re.compile(rf"{PART}(?=\s*\([A-Z]{{2,4}}\))")
_OF_A_WARD = re.compile(r"\s+Ward\b")  # "A Vane, Mill Ward": no person
_OFFICE = re.compile(r"(?i)(?:deputy|vice)?[ -]*(?:chair|mayor|clerk)")
# "the Clerk – A Vane", "Minutes: B Moss", "Vice-Chair Cllr Oak": a role that stands before its person.
_ROLE_BEFORE = re.compile(
    r"(?:^|[.;:,&(\n]|\band\b|\bthe\b|\bplus\b)[\s*_–-]*"
    r"(?P<role>(?:(?:town|parish|deputy|acting|assistant|locum|vice)[\s-]+)*(?:clerk|chair(?:man|woman|person)?|mayor"
    r"|secretary|treasurer|rfo)|minute[ -]?(?:taker|secretary)|minutes)(?:\s*[:|–-][\s–-]*|(?<=clerk),\s*|\s+)$",
    re.I,
)
# A name that the margin cut after its first part, in a list with commas: "…, Ann" and "Vane, Ben Moss" below it.
_WRAPPED_NAME = re.compile(
    rf"(?:[,;:&]|\band\b)[ \t]+{PART}[ \t]*\r?\n[ \t]*(?={PART}(?:[ \t]*[,;(.\r\n]|[ \t]+(?:and|&)\b))"
)
_COUNCILLORS_PRESENT = re.compile(
    r"(?i)\W*(councillors|cllrs)\s+(?:present|attending)\W+(?:were\W+)?(?!councillor|cllr)"
)
_OTHERS = re.compile(r"(?i)\b(?:clerk|officer|secretary|warden|together|police)\b")  # "Councillors" ends before them
_PART, _TWO = re.compile(PART), re.compile(rf"{PART}\s+{PART}")
_LEAD = re.compile(r"(?:\s*[–—,|-]\s*|[ \t\xa0]+|\s+(?!Councillor\b|Cllr\b))(?=[A-Za-z])")
_TITLED_FULL = re.compile(rf"(?P<title>{TITLE})\s*(?P<name>{NAME}|{SURNAME})")
_TITLED_SHORT = re.compile(rf"(?P<title>{TITLE})\s*(?P<name>{SHORT_NAME}|{SURNAME})")


@dataclass(frozen=True, slots=True)
class People:
    """Who the document records, in its order."""

    present: tuple[Named, ...]
    in_attendance: tuple[Named, ...]
    apologies: tuple[Named, ...]


def people_in(text: str, stretches: tuple[Stretch, ...], *, panel: bool, printed: str | None = None) -> People:
    """The people of a document's lists. Of a council, clerks, officers, police and other councils' members are in
    attendance; on a panel (`panel`) all but the clerk are there as members, unless the notes list them apart.
    `printed` is the text as it stands where `text` has its wrapped lines joined.
    """
    lists: dict[List, list[Named]] = {kind: [] for kind in List}
    seen: set[tuple[List, Span]] = set()
    unspaced = text
    for stretch in stretches:
        low, high = stretch.span.start, stretch.span.end
        text = text[:low] + spaced(text[low:high]) + text[high:]
    text = _WRAPPED_NAME.sub(lambda found: re.sub(r"[\r\n]", " ", found[0]), text)
    initialled = any(initials_only(text[stretch.span.start : stretch.span.end]) for stretch in stretches)
    for place, stretch in enumerate(stretches):
        if any(one.list is List.PRESENT for one in stretches[:place]) and _ATTENDING.match(text, stretch.span.start):
            stretch = replace(stretch, list=List.IN_ATTENDANCE)
        low = stretch.span.start
        posts = sorted((low + start, low + end) for start, end in posts_in(unspaced[low : stretch.span.end]))
        for kind, span in _parts(text, stretch):
            for one in _named(text[span.start : span.end], span.start, initialled, posts):
                apart = kind is List.PRESENT and _apart(one, panel)
                if (
                    kind is List.APOLOGIES
                    and one.role
                    and not (ROLE.search(one.role) or OFFICER.search(one.role) or begins_with_person(one.role))
                ):
                    one = replace(one, role=None)  # "(on holiday)" is a reason, no role
                if printed is not None:
                    one = replace(one, text=printed[one.span.start : one.span.end])
                if kind is List.IN_ATTENDANCE and _IN_CHAIR.match(text, one.span.end):
                    kind = List.PRESENT
                into = lists[List.IN_ATTENDANCE if apart else kind]
                if (kind, one.span) not in seen and not (
                    stretch.prose and any(one.text == other.text for other in into)
                ):
                    seen.add((kind, one.span))
                    into.append(one)
    if not lists[List.PRESENT] and not any(one.list is List.PRESENT for one in stretches):
        # "In attendance" as the only list: those with a role of their own apart, the others are the members
        members = [one for one in lists[List.IN_ATTENDANCE] if not _apart(one, panel)]
        members = members if len(members) > 1 else []
        lists[List.PRESENT] = members
        lists[List.IN_ATTENDANCE] = [one for one in lists[List.IN_ATTENDANCE] if one not in members]
    council = panel or any(re.search(r"(?i)chair|coun|cllr", f"{one.title} {one.role}") for one in lists[List.PRESENT])
    police = [one for one in lists[List.PRESENT] if one.title and POLICE.match(one.title) and council and not panel]
    present = tuple(one for one in lists[List.PRESENT] if one not in police)
    attending = tuple(sorted([*lists[List.IN_ATTENDANCE], *police], key=lambda one: one.span))
    return People(present, attending, tuple(lists[List.APOLOGIES]))


def _apart(one: Named, panel: bool) -> bool:
    if one.role and re.search(r"(?i)\bclerk\b|secretary" + ("" if panel else "|minute"), one.role):
        return True
    if panel:
        return False
    return bool(
        (one.title and ELSEWHERE.match(one.title))
        or (
            one.role
            and (
                OFFICER.search(one.role)
                or re.search(r"(?i)(?:county|borough|district|city|ward)\s+c(?:ouncil|llr)", one.role)
            )
        )
    )


def _parts(text: str, stretch: Stretch) -> list[tuple[List, Span]]:
    """A stretch cut where another list begins inside it, and without sentences that tell of something else."""
    words = text[stretch.span.start : stretch.span.end]
    edges = [(0, stretch.list)]
    for inner in _INNER.finditer(words):
        before = words[edges[-1][0] : inner.start()]
        if not re.search(r"[,.;:\n]", before) or re.fullmatch(r"(?i)\W*also,\s*", before):
            continue  # "Councillors present:", "Also, present:"
        edges.append((inner.start(), opens_attendance(inner[0]) or stretch.list))
        line = words.find("\n", inner.end())
        if inner[0].endswith("from") and line > 0 and words[:line].count("\n"):
            edges.append((line, stretch.list))  # "Mill Ward: apologies from A Vane", one of several lines
    parts: list[tuple[List, Span]] = []
    for (start, kind), (end, _) in zip(edges, [*edges[1:], (len(words), stretch.list)], strict=True):
        cuts = [start, *(stop.end() for stop in _SENTENCE.finditer(words, start, end)), end]
        for low, high in itertools.pairwise(cuts):
            told = re.sub(r"\([^()]*\)|\bwho\b[^,;.]*|\b(?:joined|left)\s+the\s+meeting\b[^,;.]*", "", words[low:high])
            if kind is List.APOLOGIES and re.match(r"(?i)\W*no\s+apolog", told):
                continue
            if _TELLS.search(told) and not (kind is List.APOLOGIES and "apologies" in told):
                continue  # "(left at 8 pm)" tells of no other
            apart = kind is List.PRESENT and low > start and _ALSO_CAME.search(told)
            span = Span(stretch.span.start + low, stretch.span.start + high)
            parts.append((List.IN_ATTENDANCE if apart else kind, span))
    return parts


def _named(words: str, at: int, initialled: bool, posts: list[tuple[int, int]]) -> list[Named]:
    titles = _TITLES.findall(words)
    separated = len(re.findall(r"[,;\n\t&•·]|\band\b", words)) * 2 >= len(titles)
    singles = sum(
        _PART.fullmatch(after_title(entry.strip(" *_.•·-"))) is not None
        for entry in re.split(r"[,;:&\n\t]|\band\b", words)
    )
    a_name = len(re.findall(r"\bWard\b", words)) == 1 and len(_TWO.findall(words)) > 2  # "Ben Ward" among others
    first_names = singles > 1 and singles >= len(_TWO.findall(words))
    name, titled = (_FULL, _TITLED_FULL) if separated else (_SHORT, _TITLED_SHORT)
    found: list[Named] = []
    place = post = 0
    shared: str | None = None
    opened = _COUNCILLORS_PRESENT.match(words)
    if opened:
        place, shared = opened.end(), _singular(opened[1])
    while place < len(words):
        while post < len(posts) and posts[post][1] <= at + place:
            post += 1
        if post < len(posts) and posts[post][0] <= at + place:
            place = posts[post][1] - at
            continue
        match = _titled_at(titled, words, place) if not words[place - 1 : place].isalnum() or place == 0 else None
        own = match["title"].strip() if match else None
        if match and own is not None:
            shared = _singular(own) if _PLURAL.search(own) else None
            one, place = _with_role(words, at, match.start(), match.end(), shared or own, match["name"])
            found.append(one)
            continue
        bare = (
            name.match(words, place)
            if words[place : place + 1].isupper() and _may_begin(words, place, bool(found) and not separated)
            else None
        )
        if bare is None and found and found[-1].span.end - at == place - 1 and words[place - 1] in " \t":
            bare = _INITIALLED.match(words, place)  # the comma before it forgotten: "B C Oak D Moss"
        if bare is None and shared and words[max(0, place - 2) : place] == ") ":
            bare = _INITIALS_AFTER.match(words, place)  # "Councillors Oak (BO) Moss (CM)"
        if bare and _OF_A_WARD.match(words, bare.end()):
            bare = _NAMED_WARD.match(words, place) if a_name else None
        short = _INITIALS.match(words, place) if initialled and _may_begin(words, place, False) else None
        if short and not match:
            one, place = _with_role(words, at, short.start(), short.end(), None, short[0])
            found.append(one)
            continue
        single = bare is not None and not several_words(bare[0])
        if bare and (shared or (_stands_alone(words, bare.start(), bare.end()) and (first_names or not single))):
            one, place = _with_role(words, at, bare.start(), bare.end(), shared, bare[0])
            found.append(one)
            continue
        if shared and _OTHERS.match(words, place):
            shared = None
        if words[place] in ".;:" and shared and not words[place - 1 : place].isupper():
            shared = None
        step = re.compile(r"\w+|\W").match(words, place)
        place = step.end() if step else place + 1
    return found


def _titled_at(titled: re.Pattern[str], words: str, place: int) -> re.Match[str] | None:
    """A person with a title on the same line; "Councillors" alone on a line stands for the names below it."""
    found = titled.match(words, place)
    between = words[found.end("title") : found.start("name")] if found else ""
    return None if found and "\n" in between and not _PLURAL.search(found["title"].strip()) else found


def _singular(title: str) -> str:
    last = title.split()[-1].lower().rstrip(".")
    return " ".join([*title.split()[:-1], _SINGULAR.get(last, title.split()[-1])])


def _may_begin(words: str, place: int, unseparated: bool) -> bool:
    return bool(_STARTS.search(words, max(0, place - 24), place)) or (unseparated and words[place - 1 : place] == " ")


def _stands_alone(words: str, start: int, end: int) -> bool:
    """Whether a name without a title is one: two words or more, and a separator, a role or the end after it."""
    rest = words[end : end + 100]
    if begins_with_person(re.sub(r"^\s+[–-]\s", "", rest)) and re.match(r"\s+[–-]\s", rest):
        return False  # the place or body that somebody is of: "Mill Ward - Mr Oak"
    if not several_words(words[start:end]):
        whole = re.match(r"\s*(?:$|[,;&+\n.(]|and\b)", rest) and re.search(
            r"(?:[,;&:\n]|\band)\s*[*_]*\s*$", words[max(0, start - 12) : start]
        )
        return bool(whole) and not _NO_NAMES.fullmatch(words[start:end])
    return bool(
        _AFTER_A_NAME.match(rest)
        or ROLE.match(rest.lstrip(" ,–-"))
        or begins_with_person(rest)
        or (_INITIALLED.match(words, start) and _INITIALLED.match(rest.lstrip(" \t")))
    )


def _with_role(words: str, at: int, start: int, end: int, title: str | None, name: str) -> tuple[Named, int]:
    role: str | None = None
    after = end
    bracket = _BRACKET.match(words, after)
    while bracket:
        after = bracket.end()
        role = role or (None if _NO_ROLE.search(bracket[1]) else bracket[1].strip())
        bracket = _BRACKET.match(words, after)
    lead = _LEAD.match(words, after)
    said = ROLE.match(words, lead.end()) if lead else None
    if said and re.match(r"\w*\s*[:|]|\s+[–-]\s", words[said.end() : said.end() + 9]):
        said = None  # the label of the next line
    if said and lead and "," in lead[0] and _OFFICE.match(said[0]) and _titled_at(_TITLED_SHORT, words, said.end() + 1):
        said = None  # the role of the next person: "…, Vice-Chair Cllr Oak"
    if said and lead and "," in lead[0] and _OFFICE.match(said[0]) and (named := _FULL.match(words, said.end() + 1)):
        said = None if several_words(named[0]) else said  # "…, Clerk Ann Vane"
    if said and lead and "\n" in lead[0] and (_TWO.match(said[0]) or _TWO.match(words, said.end() + 1)):
        said = None  # the person of the next line, or that person's post
    if role is None and said and lead and not _titled_at(_TITLED_SHORT, words, lead.end()):
        role, after = said[0].strip(), said.end()
        initials = _BRACKET.match(words, after)
        after = initials.end() if initials and re.fullmatch(r"[A-Z]{1,4}", initials[1]) else after
    if role is None and (label := _ROLE_BEFORE.search(words[max(0, start - 40) : start])):
        role = label["role"]
    text = words[start:end].strip()
    return Named(text, Span(at + start, at + start + len(text)), title, name.strip(), role), after

"""Who was there and who sent apologies, as the notes write them: title, name, role."""

import itertools
import re
from dataclasses import dataclass, replace
from enum import StrEnum

from wardmote.documents.tree import Named, Span

_HONORIFIC = r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Rev(?:d|erend)?|Sir|Dame|Lord|Lady|Prof(?:essor)?|Canon|Fr|Father|Messrs)\b\.?"
_RANK = (
    r"(?:(?:Acting|Temp(?:orary)?|Chief|Det(?:ective)?)\.?\s+)*(?:Insp(?:ector)?|Superintendent|Supt|Sgt"
    r"|Sergeant|Constable|PC|PCSO|CSO|DC|DS|DI|WPC|SPC|Commissioner|PS"
    r"|Ch(?:ief)?\.?\s+Insp(?:ector)?)\b\.?(?:\s+\d{2,5}\b)?"
)
_COUNCILLOR = (
    r"(?:(?:Borough|County|District|City|Town|Parish|Ward|Unitary|B|C|D|BC|CC"
    r"|DC)\.?/?\s*)?(?:Councillors?|Cllrs?|Cllr[’']s|Clrs?|Couns?)\b\.?"
)
_OFFICE = (
    r"(?:(?:Police\s+)?Community\s+Support\s+Officer|Police\s+Constable|Police\s+Sergeant|Alderman"
    r"|(?:Deputy\s+)?(?:Town\s+)?Mayor|MP|Community\s+Warden)"
)
_TITLE = rf"(?:(?:{_COUNCILLOR}|{_RANK}|{_OFFICE}|CC\b|BC\b)(?:\s*{_HONORIFIC})?|{_HONORIFIC})"
_NOT_A_NAME = (
    r"(?!(?:Vice|Chair(?:man|woman|person)?|Clerk|Parish|Borough|County|District|Town|Ward|City|Council\w*|Cllrs?"
    r"|Footpath|Warden|Officer|Police|Safer|Community|Neighbourhood|Team|Members?|Public|Committee|Society|"
    r"Association|Constabulary|Local|Apolog\w+|Absent|Present|Attend\w*|None|Received|From|The|Item|Also|And"
    r"|Mayor|Deputy|Group|Street|Road|Lane|Hall|Meeting|Minutes|Mr|Mrs|Ms|Miss|Dr|Rev|PC|PCSO|Sgt|Insp\w*|"
    r"January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday"
    r"|Wednesday|Thursday|Friday|Saturday|Sunday|Station|Panel|Partnership|Forum|Service|Trust|Press|Resident\w*|"
    r"\w+\s+(?:County|Borough|District|City|Parish|Town)\s+Council)\b)"
)
_INITIALS = r"(?:[A-Z]\.?\s?){1,3}"
_PART = (
    rf"(?:{_NOT_A_NAME}(?:(?:Mc|Mac|O[’']|D[’']|de\s|De\s|van\s|von\s|le\s|Le\s"
    rf"|St\.?\s)?[A-Z][a-zà-ÿ’']+(?:[A-Z][a-z]+)?(?:-[A-Z][a-zà-ÿ’']+)*)(?<!’s)(?<!'s))"
)
_NAME = rf"(?:{_INITIALS}\s?{_PART}(?:\s{_PART}){{0,1}}|{_PART}(?:\s(?:[A-Z]\.?\s)?{_PART}){{0,2}})"
_SHORT_NAME = rf"(?:{_INITIALS}\s?{_PART}|{_PART}(?:\s{_PART})?)"
_BEGINS = re.compile(rf"\W*(?:[Tt]he\s+)?{_TITLE}\s*(?=[A-Z])|\W*(?:Messrs|Cllrs|Councillors)\b")
_POLICE = re.compile(_RANK + "|" + _OFFICE)
_ELSEWHERE = re.compile(r"(?i)^(?:borough|county|district|city|unitary|ward)|^(?:BC|CC)\b")
_OFFICER = re.compile(
    r"(?i)\b(?:clerk|(?<!vice )(?<!vice-)officer|secretary|minute[ -]?taker|press|reporter|warden|rfo|assistant"
    r"|engineer|manager|surveyor|county council|borough council|district council|constabulary|observer|guest"
    r"|speaker|police)\b"
)
_ROLE = re.compile(
    r"(?i)(?!and\b)(?:vice[ -]*|deputy\s+)?(?:chair(?:man|woman|person)?|mayor)\b(?:\s+of\s+[\w ]{2,40})?"
    r"|(?:(?:deputy|acting|locum|assistant|parish|town|temporary)\s+)*clerk\b(?:\s+(?:and|&|to)\s+[\w ]{2,60})?"
    r"|(?:footpath|tree|flood)s?\s+warden|"
    r"(?!and\b)[\w ]{0,30}\b(?:officer|secretary|treasurer|manager|warden|engineer|inspector)\b"
    r"|(?!and\b)[\w ]{0,30}(?:county|borough|district|city|town|parish)\s+council(?:lor)?|minute[ -]?taker"
)
_OPENS = re.compile(
    r"""(?ix)\W*(?:
    (?P<apology>(?:apolog(?:y|ies)\b|absen(?:t|ce)\b.{0,20}\bapolog))|
    (?P<absent>absent\b|not\s+present\b)|
    (?P<attending>(?:also\s+)?in\s+attendance\b|also\s+(?:present|attending|there)\b|officers?\s+(?:present
    |in\s+attendance)\b|police\s+present\b|(?:guests?|visitors|observers|officers)\s*:|(?:clerk
    |minutes?\s+taken\s+by|minute\s+taker|notes\s+(?:taken\s+)?by)\s*:)|
    (?P<present>(?:those\s+|councillors?\s+|cllrs?\s+|(?:committee\s+|panel\s+)?members\s+)?(?:present|attending
    |attendees)\b(?!\s+(?:to|the|a|their|an)\b)|attendance\s*[:–-]|councillors\s*:|(?:committee\s+
    |panel\s+)?members\s*:|those\s+(?:in\s+attendance)\b|chair(?:man|person)?\s*:(?=\s*[A-Z][a-z]))
    )""",
)


class List(StrEnum):
    """Which list of people a stretch of text belongs to."""

    PRESENT = "present"
    IN_ATTENDANCE = "in attendance"
    APOLOGIES = "apologies"
    ABSENT = "absent"  # without apologies: read, and kept in none of the three lists


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the reading text that lists people."""

    list: List
    span: Span


def begins_with_person(words: str) -> bool:
    """Whether the words open with a person by title: no heading does.

    >>> begins_with_person("Cllr Mrs Vane"), begins_with_person("PC Oak reported"), begins_with_person("Police Matters")
    (True, True, False)
    """
    return _BEGINS.match(words) is not None


def opens_attendance(words: str) -> List | None:
    """Which list of people a line opens, if any.

    >>> [opens_attendance(line) for line in ("Present: Cllr Vane", "Those attending Mr A Oak", "Presentation")]
    [<List.PRESENT: 'present'>, <List.PRESENT: 'present'>, None]
    """
    found = _OPENS.match(words)
    if found is None:
        return None
    if found["apology"] or found["absent"]:
        return List.APOLOGIES if found["apology"] else List.ABSENT
    return List.IN_ATTENDANCE if found["attending"] else List.PRESENT


def listed(words: str) -> bool:
    """Whether a line goes on with a list of people: by title, by name and role, or "7 members of the public"."""
    plain = words.strip(" \t\r\n\xa0*_.,;:-–—•·\ufeff")
    if begins_with_person(plain):
        return len(re.findall(r"[a-z]{2,}", re.sub(_BEGINS, "", plain))) < 60 and not re.search(
            r"\b(?:reported|informed|advised|said|gave|asked|declared|proposed|welcomed|would|has|had|was|is|will)\b",
            plain,
        )
    if re.fullmatch(
        r"(?i)(?:and\s+|plus\s+|approximately\s+)?(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|several"
        r"|no)\s+(?:other\s+)?(?:members?|residents?|parishioners?|electors?)\b.{0,40}"
        r"|(?:members?\s+of\s+the\s+)?public\s*[:(-].{0,20}|none",
        plain,
    ):
        return True
    return re.fullmatch(
        rf"(?:{_INITIALS}\s*)?{_PART}(?:\s+{_PART}){{0,2}}(?:\s*[(,–-]\s*[A-Z][\w ,&/’'-]{{2,80}}\)?)?", plain
    ) is not None and (len(plain.split()) > 1)


_JOINER = re.compile(r"\s*(?:,\s*and\s+|,\s*&\s*|,|;|&|\band\b|\bplus\b|/)\s*", re.I)
_NO_NAMES = re.compile(
    r"(?i)none|nil|received|accepted|noted|all|good|public|press|police|clerk|chair\w*|holiday|illness|work|both"
    r"|staff|officers|guests?|visitors|observers|n/?a|apolog\w+|tbc|various|others?|minutes|highways"
)
_PLURAL = re.compile(r"(?i)(?:councillors|cllrs|cllr[’']s|clrs|messrs|pcs|pcsos|sgts|drs)\b\.?$")
_BRACKET = re.compile(r"\s*[–—-]?\s*\(([^()\n]{1,80})\)")
_SINGULAR = {
    "councillors": "Councillor",
    "cllrs": "Cllr",
    "cllr's": "Cllr",
    "cllr’s": "Cllr",
    "clrs": "Clr",
    "messrs": "Mr",
}
_STARTS = re.compile(r"(?:^|[,;:&\n\t•·|–—*/]|\s-|\band\b|\bfrom\b|\bplus\b|\bby\b)[\s*_•·-]*$", re.I)
_INNER = re.compile(
    r"(?<=[\s.,;&*])((?:also\s+)?in\s+attendance|apologies(?:\s+for\s+absence)?|absent|(?:also\s+)?present)\s*[:–]",
    re.I,
)
_SENTENCE = re.compile(
    r"(?<![A-Z])(?<!Cllr)(?<!Cllrs)(?<!Mr)(?<!Mrs)(?<!Ms)(?<!Dr)(?<!Rev)(?<!Insp)(?<!Sgt)\.\s+(?=[A-Z])"
)
_TELLS = re.compile(
    r"\b(?:welcomed|reported|informed|advised|declared|opened|thanked|asked|noted|proposed|agreed|explained|said"
    r"|gave|elected|resolved|stated|confirmed|introduced|joined|left|arrived|would|will)\b"
)
_CHAIRED = re.compile(r"(?:chaired|opened|presided\s+(?:at|over))\s+(?:the|this)\s+meeting")
_MET = re.compile(
    r"\b(?:met\s+with|met\s+(?:some\s+)?\d+|(?:also\s+)?attended(?:\s+(?:the|this)\s+meeting)?"
    r"|were\s+(?:also\s+)?(?:present|in\s+attendance)|was\s+(?:also\s+)?(?:present|in\s+attendance))\b"
)

_TITLES = re.compile(rf"(?<![A-Za-z]){_TITLE}\s*(?={_SHORT_NAME})")
_FULL, _SHORT = re.compile(_NAME), re.compile(_SHORT_NAME)
_TITLED_FULL = re.compile(rf"(?P<title>{_TITLE})\s*(?P<name>{_NAME})")
_TITLED_SHORT = re.compile(rf"(?P<title>{_TITLE})\s*(?P<name>{_SHORT_NAME})")


def in_prose(words: str, at: int) -> list[Stretch]:
    """The stretches of an opening paragraph that say who met and who took the chair."""
    found: list[Stretch] = []
    for sentence in re.finditer(r"[^.]+(?:\.(?!\s+[A-Z][a-z])[^.]*)*\.?", words):
        met, chaired = _MET.search(sentence[0]), _CHAIRED.search(sentence[0])
        if met:
            found.append(Stretch(List.PRESENT, Span(at + sentence.start(), at + sentence.start() + met.start())))
        elif chaired:
            end = min(chaired.start(), (sentence[0] + ",").index(","))
            found.append(Stretch(List.PRESENT, Span(at + sentence.start(), at + sentence.start() + end)))
    return found


@dataclass(frozen=True, slots=True)
class People:
    """Who the document records, in its order."""

    present: tuple[Named, ...]
    in_attendance: tuple[Named, ...]
    apologies: tuple[Named, ...]


def people_in(text: str, stretches: tuple[Stretch, ...], *, panel: bool) -> People:
    """The people of a document's lists. Of a council, clerks, officers, police and other councils' members are in
    attendance;
    on a panel (`panel`) all but the clerk are there as members, unless the notes list them apart.
    """
    lists: dict[List, list[Named]] = {kind: [] for kind in List}
    seen: set[tuple[List, Span]] = set()
    for stretch in stretches:
        for kind, span in _parts(text, stretch):
            for one in _named(text[span.start : span.end], span.start):
                apart = kind is List.PRESENT and _apart(one, panel)
                if (
                    kind is List.APOLOGIES
                    and one.role
                    and not (_ROLE.search(one.role) or _OFFICER.search(one.role) or _BEGINS.match(one.role))
                ):
                    one = replace(one, role=None)  # "(on holiday)" is a reason, no role
                into = lists[List.IN_ATTENDANCE if apart else kind]
                if (kind, one.span) not in seen:
                    seen.add((kind, one.span))
                    into.append(one)
    council = panel or any(re.search(r"(?i)chair|coun|cllr", f"{one.title} {one.role}") for one in lists[List.PRESENT])
    police = [one for one in lists[List.PRESENT] if one.title and _POLICE.match(one.title) and council and not panel]
    present = tuple(one for one in lists[List.PRESENT] if one not in police)
    attending = tuple(sorted([*lists[List.IN_ATTENDANCE], *police], key=lambda one: one.span))
    return People(present, attending, tuple(lists[List.APOLOGIES]))


def _apart(one: Named, panel: bool) -> bool:
    if one.role and re.search(r"(?i)\bclerk\b|secretary|minute", one.role):
        return True
    if panel:
        return False
    return bool(
        (one.title and _ELSEWHERE.match(one.title))
        or (
            one.role
            and (
                _OFFICER.search(one.role)
                or re.search(r"(?i)(?:county|borough|district|city|ward)\s+c(?:ouncil|llr)", one.role)
            )
        )
    )


def _parts(text: str, stretch: Stretch) -> list[tuple[List, Span]]:
    """A stretch cut where another list begins inside it, and without sentences that tell of something else."""
    words = text[stretch.span.start : stretch.span.end]
    edges = [(0, stretch.list)]
    for inner in _INNER.finditer(words):
        edges.append((inner.start(), opens_attendance(inner[0]) or stretch.list))
    parts: list[tuple[List, Span]] = []
    for (start, kind), (end, _) in zip(edges, [*edges[1:], (len(words), stretch.list)], strict=True):
        cuts = [start, *(stop.end() for stop in _SENTENCE.finditer(words, start, end)), end]
        for low, high in itertools.pairwise(cuts):
            if not _TELLS.search(words[low:high]):
                parts.append((kind, Span(stretch.span.start + low, stretch.span.start + high)))
    return parts


def _named(words: str, at: int) -> list[Named]:
    titles = _TITLES.findall(words)
    separated = len(re.findall(r"[,;\n\t&•·]|\band\b", words)) * 2 >= len(titles)
    name, titled = (_FULL, _TITLED_FULL) if separated else (_SHORT, _TITLED_SHORT)
    found: list[Named] = []
    place = 0
    shared: str | None = None
    while place < len(words):
        match = titled.match(words, place) if not words[place - 1 : place].isalnum() or place == 0 else None
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
        if bare and (shared or _stands_alone(words, bare.start(), bare.end())):
            one, place = _with_role(words, at, bare.start(), bare.end(), shared, bare[0])
            found.append(one)
            continue
        if words[place] in ".;:" and shared and not words[place - 1 : place].isupper():
            shared = None
        step = re.compile(r"\w+|\W").match(words, place)
        place = step.end() if step else place + 1
    return found


def _singular(title: str) -> str:
    last = title.split()[-1].lower().rstrip(".")
    return " ".join([*title.split()[:-1], _SINGULAR.get(last, title.split()[-1])])


def _may_begin(words: str, place: int, unseparated: bool) -> bool:
    return bool(_STARTS.search(words, max(0, place - 12), place)) or (unseparated and words[:place].endswith(" "))


def _stands_alone(words: str, start: int, end: int) -> bool:
    """Whether a name without a title is one: two words or more, and a separator, a role or the end after it."""
    rest = words[end:]
    if len(words[start:end].split()) < 2:
        whole = re.match(r"\s*(?:$|[,;&\n]|and\b)", rest) and re.search(
            r"(?:[,;&:\n]|\band)\s*[*_]*\s*$", words[max(0, start - 12) : start]
        )
        return bool(whole) and not _NO_NAMES.fullmatch(words[start:end])
    return bool(re.match(r"\s*(?:$|[,;&(\n\t.•–—*|]|-\s|and\b|who\b|due\b|\s{2,})", rest)) or bool(
        _ROLE.match(rest.lstrip(" ,–-"))
    )


def _with_role(words: str, at: int, start: int, end: int, title: str | None, name: str) -> tuple[Named, int]:
    role: str | None = None
    after = end
    bracket = _BRACKET.match(words, after)
    if bracket:
        after = bracket.end()
        role = None if re.fullmatch(r"[A-Z]{1,4}", bracket[1]) else bracket[1].strip()
    else:
        lead = re.compile(r"(?:\s*[–—,-]\s*|\s+|\s*\t\s*)(?=[A-Za-z])").match(words, after)
        said = _ROLE.match(words, lead.end()) if lead else None
        person = _TITLED_SHORT.match(words, lead.end()) if lead else None
        if said and not person:
            role, after = said[0].strip(), said.end()
            initials = _BRACKET.match(words, after)
            after = initials.end() if initials and re.fullmatch(r"[A-Z]{1,4}", initials[1]) else after
    if role is None and (
        label := re.search(
            r"(?i)\b((?:town\s+|parish\s+|deputy\s+)?(?:clerk|chair(?:man|person)?|mayor|secretary)"
            r"|minute[ -]taker|minutes)\s*:\s*$",
            words[max(0, start - 40) : start],
        )
    ):
        role = label[1]
    text = words[start:end].strip()
    return Named(text, Span(at + start, at + start + len(text)), title, name.strip(), role), after

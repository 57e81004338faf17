"""What people are called: titles, names, roles, and which words are none of them."""

import re

APOLOG = r"app?[oi]?l+[oi]g"  # as clerks spell it, before "y" or "ies"
HONORIFIC = (
    r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Rev(?:d|erend)?|Sir|Dame|Lord|Lady|Prof(?:essor)?|Canon|Fr|Father|Messrs|Cdr|Capt(?:ain)?"
    r"|Col(?:onel)?|Maj(?:or)?|Lt)\b\.?"
)
RANK = (
    r"(?:(?:Acting|Temp(?:orary)?|Chief|Det(?:ective)?|Police|A/|T/)\.?\s*)*(?:Insp(?:ector)?|Superintendent|Supt|Sgt"
    r"|Sargeant|Sergeant|Constable|P\.C\.S\.O|P\.C|PCs?|PCSO(?:[’']?s)?|PSCO|CSO|DC|DS|DI|WPC|SPC|Commissioner|PS|Commander"
    r"|Ch(?:ief)?\.?\s+Insp(?:ector)?)\b\.?(?:\s+\d{2,5}\b)?"
)
COUNCILLOR = (
    r"(?:(?:Borough|County|District|City|Town|Parish|Ward|Unitary|Community|B|C|D|BC|CC|DC|(?<![a-z]\s)"  # "Kent Cllr"
    r"(?!(?:Chair|Vice|Present|Apolog|Mayor|Deputy|From|And|The|Also|Attend|Absent|Receiv|Member|Panel)[a-z]*\s)"
    r"[A-Z][a-z]{2,14}(?=[ \xa0]))\.?/?[ \t\xa0]*)?(?:Councillors?|Cllrs?|Cllr[’']s|Clrs?|Couns?|Cnclrs?|Cll)\b\.?"
)
OFFICE = (
    r"(?:(?:Police\s+)?Community\s+Support\s+Officer|Police\s+Constable|Police\s+Sergeant|Alderman"
    r"|(?:Deputy\s+)?(?:Town\s+)?Mayor|MP|Community\s+Warden)"
)
TITLE = rf"(?:(?:{COUNCILLOR}|{RANK}|{OFFICE}|CC\b|BC\b)(?:\s*{HONORIFIC})?|{HONORIFIC})"
NOT_A_NAME = (
    r"(?!(?:Vice|Superintendent|Supt|Chief|Sergeant|Constable|Commander|Head\s+(?:Teacher|Master|Mistress)|Chair(?:man|woman|person|ing)?|Clerk|Parish|Borough|County|District|Town|Ward|City|Council\w*|Cllrs?"
    r"|Footpath|Warden|Officers?|Police|Safer|Community|Neighbourhood|Team|Members?|Public|Committee|Society|"
    r"Association|Constabulary|Local|Apolog\w+|Absent|Present|Attend\w*|None|Received|From|The|Together|Item|Also|And|In"
    r"|Mayor|Deputy|Group|Street|Road|Lane|Hall|Meeting|Minutes|Mr|Mrs|Ms|Miss|Dr|Rev|PC|PCSO|Sgt|Insp\w*|"
    r"January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday"
    r"|Wednesday|Thursday|Friday|Saturday|Sunday|Station|Panel|Partnership|Forum|Service|Trust|Press|Resident\w*|"
    r"Treasurer|Secretary|Lengthsman|Manager|Watch|Leader|Representatives?|Governor|Resident|Finance|Report|Papers?|"
    r"Assistant|Admin\w*|Responsible|Financial|RFO|Proper|Executive|"
    r"\w+\s+(?:County|Borough|District|City|Parish|Town)\s+Council)\b)"
)
# Surnames that are places or months elsewhere: names only after an initial or a title.
SURNAME = r"(?:Hall|Lane|Street|Ward|May|March|Parish|Marsh|Road|Service)\b(?!\s+(?:[Cc]ouncil|Cllr|[Mm]eeting))"
INITIALS = r"(?:[A-Z]\.?[ \t\xa0]?){1,3}"
PART = (
    rf"(?:{NOT_A_NAME}(?:(?:Mc|Mac|O[’']|D[’']|(?:de|De|den|der|da|di|du|la|van|von|le|ter)\x20|Le\x20"
    rf"|St\.?\x20)?[A-ZÀ-Þ][a-zà-ÿ’']+(?:[A-Z][a-z]+)?(?:-[A-Z][a-zà-ÿ’']+)*)(?<!’s)(?<!'s))"
)
_SPACE = r"[ \t\xa0]"
# "Hall" after a first name, unless it is a building.
_NAMED_HALL = (
    r"(?!(?:Village|Church|Town|Memorial|Community|Guild|Parish|Jubilee|School|Chapel|Civic|City|County|Methodist"
    r"|Drill|Music|Sports|Old|New|The|St|Baptist|Masonic|Market|Moot|Mission|Legion)\b)"
)
NAME = (
    rf"(?:{INITIALS}{_SPACE}?(?:{PART}|{SURNAME})(?:{_SPACE}{PART}){{0,1}}"
    rf"|{_NAMED_HALL}{PART}{_SPACE}(?:Hall|May|Marsh)\b"
    rf"|{PART}(?:{_SPACE}{{1,2}}(?:[A-Z]\.?{_SPACE})?{PART}){{0,2}})"
)
SHORT_NAME = rf"(?:{INITIALS}{_SPACE}?(?:{PART}|{SURNAME})|{PART}(?:{_SPACE}{PART})?)"
POLICE = re.compile(RANK + "|" + OFFICE)
# Members of another council, who attend a town's or parish's meeting as guests.
ELSEWHERE = re.compile(
    r"(?i)^(?:borough|county|district|city|unitary|ward)|^(?:BC|CC)\b"
    r"|^(?!(?:parish|town|community|village)\b)[a-z]{3,}\s+(?:councillor|cllr)"
)
OFFICER = re.compile(
    r"(?i)\b(?:clerk|(?<!vice )(?<!vice-)officer|secretary|minute[ -]?taker|press|reporter|warden|rfo|assistant"
    r"|engineer|manager|surveyor|county council|borough council|district council|constabulary|observer|guest"
    r"|speaker|police|lengthsman)\b"
)
ROLE_WORDS = (
    r"(?!and\b)(?:vice[ -]*|deputy\s+)?(?:chair(?:man|woman|person)?|mayor)\b(?:\s+of\s+[\w ]{2,40})?"
    r"|(?:(?:deputy|acting|locum|assistant|parish|town|temporary)\s+)*clerk\b(?:\s+(?:and|&|to)\s+[\w ]{2,60}"
    r"|\s?/\s?\w+(?:[ ](?!and\b)\w+){0,2})?"
    r"|(?:footpath|tree|flood)s?\s+warden|lengthsman\b|councillor\b(?:\s*/\s*(?:vice[ -])?chair\w*)?|"
    r"(?:(?!and\b)\w+[ \t]+){0,4}(?:officer|secretary|treasurer|manager|warden|engineer|inspector|superintendent"
    r"|leader)\b"
    r"|(?:(?!and\b)\w+[ \t]+){0,4}(?:county|borough|district|city|town|parish)\s+council(?:lor)?|minute[ -]?taker"
)
ROLE = re.compile(ROLE_WORDS, re.I)
_BEGINS = re.compile(
    rf"\W*+(?:[Tt]he\s+)?(?:(?:[Vv]ice[ -]?)?[Cc]hair(?:man|woman|person)?[ \t]+)?{TITLE}\s*(?=[A-Z])"
    r"|\W*+(?:Messrs|Cllrs|Councillors)\b"
)


def begins_with_person(words: str) -> bool:
    """Whether the words open with a person by title: no heading does.

    >>> begins_with_person("Cllr Mrs Vane"), begins_with_person("PC Oak reported"), begins_with_person("Police Matters")
    (True, True, False)
    """
    return _BEGINS.match(words) is not None


def after_title(words: str) -> str:
    """The words without the title of the person they open with."""
    opening = _BEGINS.match(words)
    return words[opening.end() :] if opening else words

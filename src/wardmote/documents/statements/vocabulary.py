"""The words that the rules of this package are written in: who acts, and which verbs are tasks."""

import re

from wardmote.documents.sentences import words

TITLES = (
    "Messrs", "Mrs", "Mr", "Ms", "Miss", "Mx", "Dr", "Revd", "Rev", "Canon", "Father", "Sir", "Dame", "Lady",
    "Lord", "Cllrs", "Cllr", "Clr", "Coun", "Councillors", "Councillor", "County", "Borough", "District", "Ward",
    "Town", "Parish", "Cty", "CC", "BC", "DC", "PCSO", "PCSOs", "CSO",
    r"P\.C\.S\.O", r"P\.C", "WPC", "PC", "PS", "DS", "DI", "Sgt",
    "Sergeant", "Chief", "Insp", "Inspector", "Supt", "Superintendent", "Constable", "Ch", "Acting", "Alderman",
    "Major", "Captain", "Col",
)  # fmt: skip

# Nouns for people and bodies that can be given something to do.
ROLE_NOUNS = (
    "clerk", "clerks", "chair", "chairman", "chairwoman", "chairperson", "chairs", "vice-chair", "vice-chairman",
    "mayor", "councillor", "councillors", "cllr", "cllrs", "member", "members", "officer", "officers", "police",
    "inspector", "sergeant", "constable", "pc", "pcso", "pcsos", "cso", "csos", "team", "teams", "council",
    "councils", "committee", "committees", "sub-committee", "subcommittee", "group", "party", "panel", "warden",
    "wardens", "ranger", "rangers", "handyman", "caretaker", "groundsman", "lengthsman", "contractor",
    "contractors", "engineer", "engineers", "manager", "managers", "secretary", "treasurer", "solicitor",
    "solicitors", "trustees", "school", "schools", "company", "board", "trust", "department", "owner", "owners",
    "landowner", "landowners", "volunteer", "volunteers", "coordinator", "co-ordinator", "administrator", "auditor",
    "auditors", "rfo", "highways", "surveyor", "developer", "developers", "architect", "representative",
    "representatives", "rep", "reps", "representation", "residents", "resident", "snt", "npt", "headteacher",
    "head", "assistant", "deputy", "everyone", "all", "staff", "planners", "authority", "agency", "force",
    "commissioner", "planning", "association", "club", "church", "vicar", "tenant", "tenants", "occupier",
    "occupiers", "electrician", "builder", "builders", "supplier", "leader", "webmaster", "editor", "minister",
    "mp", "liaison", "foreman", "gardener", "planner", "partners", "partnership", "governors", "scouts", "pta",
    "forum", "speedwatch", "someone", "somebody", "policeman", "policewoman", "applicant", "organisers",
    "organiser", "consultant", "consultants", "operator", "operators", "meeting", "superintendent", "commander",
    "commissioners", "director", "directors", "executive", "accountant", "supervisor", "supervisors", "trustee",
    "opcc", "pcc", "constabulary", "service", "services", "office", "keyholder", "bookkeeper", "farmer", "farmers",
    "householder", "householders", "neighbour", "neighbours", "organisation", "charity", "society", "surveyors",
    "technician", "technicians", "inspectors", "sergeants", "constables", "dpo", "lead", "leads", "convener",
    "convenor", "president", "steward", "stewards", "ambassador", "agent", "agents", "landlord", "manageress",
    "provider", "providers", "installer", "unit", "sector", "verger", "parishioners", "driver", "drivers",
)  # fmt: skip

# A capital letter does not make an actor of these; "a plan to …" is a plan.
NOT_ACTORS = words(
    """
    plan plans proposal proposals application request requests decision intention need permission aim aims
    invitation offer agreement opportunity attempt ability time way failure desire motion resolution notice order
    right how what where when whether able due likely unlikely going ought used wish wishes want it this that these
    those there items item thanks response reply reference regard addition relation visit visits access attendance
    attention damage repairs repair works work changes change alternative option options money funding funds
    measures reason reasons something nothing anything action actions letter email notes minutes up down as in so
    and or but if prior according subject contrary having hoping trying continuing currently already only first next
    last not also road lane street park bridge avenue drive close apologies matters update updates report reports
    resolved agreed approved approval enough too keen happy willing pleased ready free possible important necessary
    better best good easy
    difficult unable hard further more january february march april may june july august september october november
    december monday tuesday wednesday thursday friday saturday sunday discussion concern concerns declaration
    declarations councils' yes no objections objection vat
    """
)

# Base forms of what people are asked to do in notes of meetings.
TASKS = words(
    """
    award contribute donate grant spend
    accept accompany acquire act action activate add address adjust advertise advise agree amend analyse answer
    apologise appeal apply appoint approach approve arrange ascertain ask assess assist attach attempt attend audit
    authorise
    bid book break brief bring budget build buy call cancel canvass carry carryout change chase check circulate
    clarify clean clear close collate collect come commission communicate compile complain complete compose confirm
    consider consult contact continue convene convey co-operate cooperate co-ordinate coordinate copy correspond
    count cover create cut deal decide deliver demand design detail determine develop devise discuss dismantle
    display dispose distribute do draft draw draw-up drop ease e-mail email empty encourage enforce engage enquire
    ensure erect escalate establish evaluate examine expedite explain explore express extend feed feedback fetch
    fill finalise find finish fit fix follow form formulate forward gather get give go hand hang help highlight hire
    hold host identify implement include increase inform initiate inquire insert inspect install instigate instruct
    insure introduce investigate invite involve invoice issue join keep know lead leave let liaise lift list load
    lobby lock log look mail maintain make manage map mark measure meet mention mend monitor mow move negotiate
    nominate note notify obtain offer open order organise oversee paint pass patrol pay perform phone photograph
    pick place plan plant post prepare present press price print prioritise proceed process procure produce progress
    promote propose provide prune publicise publish purchase purse pursue push put query question quote raise
    re-apply re-issue re-send read rearrange recommend record recruit redraft refer refresh refund refurbish
    register reimburse relay relocate remind remove renew repaint repair repeat replace reply report represent
    reprint request research re-site resite resolve respond restore resubmit resurface retain return revert review
    revise ring rota run scan schedule scrutinise search seek seed select sell send serve set share show sign site
    slow sort sound source speak spot-check spray settle stage stand start state stop store strim submit sue suggest
    supply support survey suspend take talk target task telephone test thank tidy trace transfer treat trial trim try
    turn
    uncover undertake update upgrade upload use utilise verify view visit volunteer walk warn watch water weed
    welcome withdraw withhold witness work write
    """
)
# Tasks that nobody does in the meeting itself, so that "was asked to" and "agreed to" leave no doubt.
FIRM_TASKS = words(
    """
    award contribute donate grant spend
    arrange ask book buy call chase check circulate clean clear contact copy cut draft email enquire e-mail find follow
    forward inform inspect install investigate invite liaise look monitor notify obtain order organise paint phone
    prepare purchase pursue remind remove repair replace report request ring seek send
    submit telephone update visit write
    """
)
# Of these, the meeting's own business: an agenda line rather than a task when a body is their subject.
BUSINESS = words(
    """
    receive consider note approve discuss agree resolve accept adopt elect decide confirm sign
    """
)
# States rather than deeds; what "will" joined to these foretells.
STATES = words(
    """
    be have need cost see benefit like prefer appear seem become remain mean result improve reduce increase depend
    last begin happen occur require affect cause create lose expect receive hope think feel know rise fall go grow
    vary stay suffer love hate want wish exist fail enable allow end close commence apply include save prevent
    deter expire incur
    """
)

# "The light will be repaired" foretells works; "a letter will be sent" is somebody's task.
WORKS = words(
    """
    installed completed repaired turned closed built resurfaced launched replaced held opened switched constructed
    fixed begun started finished considered discussed taken introduced increased reduced affected required noted
    accepted approved used needed given repeated cleared delivered carried covered seen kept shown heard dealt
    """
)

IRREGULAR_PARTICIPLES = words(
    """
    sent made put sought held given taken written built cut done found kept laid left paid set shown told brought
    bought drawn chosen hung met spoken got gone seen hit let read rung sold dealt lit mown withheld redrawn
    rewritten run undertaken send
    """
)
PARTICIPLE = rf"(?:[a-z][a-z-]{{2,}}(?<!ne)ed|{'|'.join(sorted(IRREGULAR_PARTICIPLES))})\b"
ADVERBS = (
    r"(?:(?:of\ course|now|then|also|therefore|thus|again|still|further|formally|kindly|in\ turn|in\ future|both|"
    r"either|all|continue\ to|"
    r"subsequently|hopefully|first|firstly|(?!(?:supply|reply|apply|comply|rely|tally)\b)[a-z]{2,}ly)\s+)*"
)

_TITLE = rf"(?:(?:{'|'.join(sorted(TITLES, key=len, reverse=True))})\b\.?\s*)"
_NAME = r"(?:[A-Z][\w’'-]+)"
_INITIALS = r"(?:(?:[A-Z]\.?\s*){1,3})"
_ROLE = rf"(?:{'|'.join(sorted(ROLE_NOUNS, key=len, reverse=True))})"
_THE = r"(?:[Tt]he|[Aa]n?|[Oo]ur|[Tt]heir|[Ee]ach|[Aa]ll|[Aa]ny|[Bb]oth|[Ss]ome|[Oo]ne|[Oo]ther)"
_PLAIN = (
    r"(?!(?:is|are|was|were|be|been|to|of|for|from|by|with|that|and|or|will|would|had|has|have|asked|requested|at|"
    r"in|on|"
    r"near|outside|opposite|behind|between|into|about|after|before|as|the|a|an|our|all|no|any|if|when|"
    r"not)\b)[A-Za-z][\w’'&/-]*"
)
_OF = rf"(?:\s+(?:of|for|from|at)\s+(?:the\s+)?{_NAME}(?:\s+(?:and\s+|&\s+)?{_NAME}){{0,3}}|\s+of\s+the\s+public)?"

PERSON = rf"{_TITLE}{{1,3}}{_INITIALS}?{_NAME}(?:[ -]{_NAME}){{0,3}}|{_TITLE}+(?:[A-Z]\.?\s?){{1,3}}(?![a-z])"
ROLE = (
    rf"(?:{_THE}\s+(?:{_PLAIN}\s+){{0,3}}?|(?:[A-Z][\w’'&-]*\s+){{0,4}}|"
    rf"[A-Z][\w’'&-]+\s+(?:(?!\w+ed\b){_PLAIN}\s+){{1,3}}?)"
    rf"(?i:{_ROLE})\b(?:\s+[A-Z]{{2,5}}\b)?{_OF}"
)
BODY = r"(?:[Tt]he\s+)?(?:[A-Z][\w’'&.-]*)(?:\s+(?:(?:of|and|&|for|the)\s+)?[A-Z(][\w’'&)-]*){0,5}"
SHORT = r"[A-Z]{2,4}(?:\s*[/&+,]\s*[A-Z]{2,4})*"
_ONE = rf"(?:{PERSON}|{ROLE}|{SHORT}\b|{BODY})(?:\s*\([^)]{{1,40}}\))?"
PRONOUN = r"(?:[Ss]ome\s?one|[Ss]omebody|[Hh]e|[Ss]he|[Tt]hey|[Ww]e|I|s/he|he/she)"

# One or several actors, standing right before what they are to do.
ACTOR_BEFORE = re.compile(
    rf"(?:^|(?<=[\s(\[“‘\"':•·–—/-]))(?P<actor>{_ONE}(?:(?:\s*,\s*|\s+(?:and|&|or|plus|with|to)\s+|"
    rf"\s*[/&+]\s*)(?:the\s+)?{_ONE}){{0,4}})[\s,:]*$"
)
PRONOUN_BEFORE = re.compile(rf"(?:^|\s)(?P<actor>{PRONOUN})[\s,]*$")
# Nouns that may be a place or a thing as well as somebody.
_SOMETIMES_A_THING = words(
    """
    head all school schools church planning club meeting force company forum party group chair agency
    """
)
STRONG_ACTOR = re.compile(
    rf"\b(?:{_TITLE}\s*[A-Z]|(?i:{'|'.join(noun for noun in ROLE_NOUNS if noun not in _SOMETIMES_A_THING)})\b"
    r"|Chair\b|[Tt]he\s+[Cc]hair\b|(?i:working\s+(?:group|party))\b)"
)
# Those whom the meeting itself can give a task, not a firm or an authority.
OURS = re.compile(
    r"\b(?:Messrs|Mrs?|Ms|Miss|Dr|Revd?|Cllrs?|Coun|Councillors?|PCSOs?|PC|CSO|PS|Sgt|Sergeant|Insp|Inspector|Supt|"
    r"Superintendent)\b\.?\s+[A-Z]"
    r"|\b(?i:clerk|rfo|chair(?:man|woman|person)?|mayor|cllrs?|councillors?|warden|handyman|caretaker|secretary|"
    r"treasurer|webmaster|members|lengthsman|inspector|superintendent|sergeant|pcsos?|officers?|team|"
    r"working\s+(?:group|party)"
    r"|administrator)$"
)


def base_of(participle: str) -> tuple[str, ...]:
    """The base forms a participle may come from: "copied" → copy, "chased" → chase, "planned" → plan."""
    if not participle.endswith("ed"):
        return (participle,)
    stem = re.sub(r"iz$", "is", participle[:-2])
    participle = stem + "ed"
    doubled = stem[:-1] if len(stem) > 2 and stem[-1] == stem[-2] else stem
    return (stem, participle[:-1], doubled, stem[:-1] + "y" if stem.endswith("i") else stem)


def is_task(participle: str) -> bool:
    """Whether the participle is of a verb that people are given to do."""
    return participle in IRREGULAR_PARTICIPLES or any(base in TASKS for base in base_of(participle))

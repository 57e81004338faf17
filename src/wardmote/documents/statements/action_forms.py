"""The forms of words in which notes give somebody something to do."""

import re

from wardmote.documents.sentences import words
from wardmote.documents.statements.vocabulary import (
    ADVERBS,
    BUSINESS,
    FIRM_TASKS,
    PARTICIPLE,
    PERSON,
    ROLE,
    ROLE_NOUNS,
    SHORT,
)

LABEL = re.compile(
    r"(?:^|(?<=[\s•·(\[*.]))(?:[Ff]urther\s+|[Nn]ew\s+)?(?:[Aa]ctions?|ACTIONS?)(?:\s+(?:[Pp]oint|"
    r"[Ii]tem|[Rr]equired|[Aa]greed|[Nn]eeded|[Bb]y|[Ff]or))*"
    r"(?:\s*\d+(?:\.\d+)?)?\s*(?:[:–—]|\s-\s)\s*\**\s*|(?<!\w)ACTION(?:S|ED)?\b(?!\s+(?:PLAN|FRAUD|"
    r"GROUP))[\s:.–—-]*|(?:^|(?<=[.\s]))Actions?\s+(?=(?:[A-Z]{2,3}|Clerk|All)\b)|^AP\s?\d*\s*[:–-]\s*"
)
LABEL_IS_LOUD = re.compile(r"\bACTION|[Aa]ctions?\b[^:]{0,20}:")
TO_DO = re.compile(
    rf"\b(?P<be>(?:is|are)\s+{ADVERBS}(?:going\s+)?)?to\s+{ADVERBS}[‘'“\"]?(?P<verb>[a-z][a-z-]+)\b", re.VERBOSE
)
TO_BE_DONE = re.compile(
    rf"\b(?:(?P<be>is|are|was|were)\s+{ADVERBS})?[Tt]o\s+{ADVERBS}(?:be\s+{ADVERBS}(?P<verb>{PARTICIPLE})|"
    r"go\s+(?:out\s+)?(?:to|on|in)\b)",
    re.VERBOSE,
)
WILL = re.compile(
    rf"\b(?P<modal>will|shall|would|[’']ll|"
    rf"[’']d)\s+{ADVERBS}(?:(?P<being>be)\s+{ADVERBS})?(?P<verb>[a-z][a-z-]+)\b",
    re.VERBOSE,
)
UNDERTOOK = re.compile(
    rf"\b(?:(?:has|have|had)\s+)?{ADVERBS}(?:agreed|offered|undertook|undertaken|volunteered|promised|agrees|"
    rf"g[ai]ven?\s+an\s+undertaking|"
    rf"committed|pledged)\s+{ADVERBS}to\s+{ADVERBS}(?P<verb>[a-z][a-z-]+)\b",
    re.VERBOSE,
)
WAS_ASKED = re.compile(
    rf"\b(?:(?:(?:was|were|is|are|be|been)\s+{ADVERBS})?(?:asked|requested|instructed|tasked|"
    rf"authorised|authorized|delegated|directed)|"
    rf"(?:was|were|is|are|be|been)\s+{ADVERBS}(?:"
    rf"nominated|appointed|advised|mandated|required|invited|given\s+(?:the\s+)?(?:task|authority|"
    rf"delegated\s+authority|permission)))\s+"
    rf"(?:(?P<object>by\s+(?:the\s+)?\w+)\s+)?{ADVERBS}(?:to\s+{ADVERBS}(?P<verb>[a-z][a-z-]+)|with\s+\w+ing)\b",
    re.VERBOSE,
)
ASKED = re.compile(
    rf"\b(?:asked|requested|instructed|tasked|authorised|authorized|directed|delegated|mandated|asks|"
    rf"requests|instructs)\s+"
    rf"(?:for\s+|that\s+|(?P<if>if\s+|whether\s+))?(?P<owner>(?:the\s+|our\s+)?[\w’'./& -]{{2,50}}?)\s+"
    rf"(?:not\s+)?(?:to|should|could|would|can)\s+{ADVERBS}(?P<verb>[a-z][a-z-]+)\b",
    re.VERBOSE,
)
MEETING_AGREED = re.compile(
    r"\b(?:it\s+(?:was|is|has\s+been)\s+(?:\w+\s+){0,2}?(?:agreed|resolved|decided|requested|proposed|"
    r"carried)|resolved|agreed|decided|"
    r"(?:council(?:lors)?|members|committee|meeting|panel|all|everyone|"
    r"parish)\s+(?:\w+ly\s+)?(?:agreed|resolved|decided))\b",
    re.IGNORECASE,
)
AGREED_TO = re.compile(
    rf"\b(?P<who>it\s+(?:was|is)\s+(?:\w+\s+){{0,2}}?)?(?:^agree|agreed|resolved|"
    rf"decided)\s*[:,]?\s+(?:by\s+all\s+|in\s+principle\s+)?{ADVERBS}to\s+{ADVERBS}(?P<verb>[a-z][a-z-]+)\b",
    re.VERBOSE | re.IGNORECASE,
)
# "It was agreed that the Clerk write …", "… that a letter be sent", "… that the Clerk should …"
AGREED_THAT = re.compile(
    rf"\b(?:agreed|resolved|requested|decided|proposed?|unanimously|"
    rf"recommended)\b[^.;]{{0,12}}?\b(?:that\s++)?(?P<who>[^.;:]{{2,90}}?)\s++"
    rf"(?:(?:(?:should|would|will|shall|must|to)\s+)?{ADVERBS}be\s+{ADVERBS}(?P<done>{PARTICIPLE})"
    rf"|(?:(?:should|would|will|shall|must|to)\s+){ADVERBS}(?P<verb>[a-z][a-z-]+)\b)",
    re.VERBOSE | re.IGNORECASE,
)
TASK_WORD = re.compile(rf"\b{ADVERBS}(?P<verb>[a-z][a-z-]+)\b", re.VERBOSE)
THAT = re.compile(
    r"\b(?:agreed|resolved|requested|proposed|suggested|recommended|decided|asked|requests?|"
    r"action\w*)\b[^.;]{0,60}?(?:\b(?:that|for)\b|:)",
    re.IGNORECASE,
)
A_NOTE_BE_PUT = re.compile(
    rf"\b(?:an?|the)\s+(?:(?!to\b|should|will|would|can|may|must|shall|could|might|not\b|"
    rf"that\b)\w+\s+){{1,4}}be\s+(?P<verb>{PARTICIPLE})"
)
AFTER_DASH = re.compile(
    r"\s[–—-]\s*(?:to\s+(?P<verb>[a-z][a-z-]+)|(?P<bare>report\s+to|contact|ask|write|obtain|arrange|chase|inform|"
    r"invite|remind))\b"
)
LEFT_WITH = re.compile(r"\b(?:left\s+(?:with|to|for)|delegated\s+to|passed\s+to|up\s+to|handed\s+to)\s+$")
TO_BID = re.compile(
    r"(?:\W*+(?:DECISIONS?|RESOLVED|ACTIONS?|Decisions?|Actions?|"
    r"Resolved)?[:\s]*+(?:\d+[.)]\s*+)?)To\s+[a-z]"
)
CHANGES = words("increase reduce improve close apply have step top")
NAMED_THEN_DO = re.compile(rf"(?P<who>{PERSON}|{ROLE}|{SHORT})\s*[:–]\s*(?P<verb>[A-Za-z][a-z-]+)\b")
ACTIONS_HEADING = re.compile(
    r"\W*(?:agreed\s+|new\s+|next\s+|outstanding\s+)?(?:actions?(?:\s+(?:points?|list|log|agreed|arising|"
    r"items?))?|steps)"
    r"(?:\s+(?:from|of|since|brought|carried)\b.*)?\W*$",
    re.IGNORECASE,
)
NO_ONE = re.compile(r"(?:that\s+)?(?:no|nothing|none)\b", re.IGNORECASE)
IMPERATIVE = re.compile(
    r"(?:To\s+)?(?P<verb>(?:(?<=To\s)[a-z]|[A-Z])[a-z-]+)\s+(?!(?:of|is|are|was|were|has|had|have|will|made|"
    r"received|between)\b)"
)
# "… the drill hall Mrs Weir to arrange."
LAST_WORDS = re.compile(
    r"\b(?P<who>[A-Z][\w’'-]*)\s+to\s+(?:arrange|action|organise|investigate|chase|do|check|follow\s+up|progress)\W*$"
)
NO_VERB = words("the a an this that these those our his her their its all both each us them him it me you date no any")
REQUEST_MADE = re.compile(r"\brequests?\s+(?:was|were|had\s+been|has\s+been)\s+made\b", re.IGNORECASE)
ASKED_FOR = re.compile(
    r"\b(?:agreed|resolved|proposed|asked|requested|instructed|suggested|left|up|delegated|down)\b[^.;]{0,40}$",
    re.IGNORECASE,
)
HAD_BEEN = re.compile(r"\bha(?:d|s)\s+(?:\w+\s+)?(?:been\s+)?(?:\w+ly\s+)?$|\bhad\s+(?:\w+\s+)?been\s+(?:\w+\s+)?$")
WHICH = re.compile(r"\b(?:which|who)\b")
NONE_BEFORE = re.compile(r"\b(?:no|nobody|none|neither|nothing)\s+(?:(?!and\b|but\b)\w+\s+){0,3}$", re.IGNORECASE)
A_FOLLOWS = re.compile(r"\s+(?:a|an|another)\s")
OUT_OR_WITH = re.compile(r"\s+(?:out|with|by)\b")
# These open a line of tasks wherever it stands; "Report", "Plant" or "Work" may be nouns there.
CLEAR_ORDERS = words(
    """
    amend arrange ask obtain contact write send chase investigate inform purchase ensure organise invite install submit
    circulate get provide prepare buy liaise enquire remind seek add remove replace find speak put
    """
)
EARLIER = re.compile(
    r"\b(?:previously|had|has|have)\s+(?:\w+\s+)?(?:been\s+)?(?:agreed|resolved|decided|asked|"
    r"requested|arranged)\b",
    re.IGNORECASE,
)
# An entry of an action list that is ticked off: "… – action closed", "(done)".
TICKED_OFF = re.compile(
    r"[–—(:;.-]\s*(?:actions?\s+)?(?:now\s+)?(?:closed|completed?|done|discharged|actioned)[).\s]*$", re.IGNORECASE
)
DEFEATED = re.compile(r"\b(?:was|were)\s+(?:defeated|lost|not\s+carried|rejected|withdrawn)\b", re.IGNORECASE)
DOING = re.compile(
    r"\b(?:investigating|arranging|chasing|seeking|obtaining|sourcing|pursuing|contacting|organising|looking\s+into)\b"
)
IS_DOING = re.compile(
    rf"\b(?:is|are|was|were)\s+{ADVERBS}(?P<verb>(?:investigat|arrang|chas|seek|obtain|sourc|pursu|contact|writ|"
    rf"prepar|draft|"
    rf"liais|organis)ing|looking\s+into)\b",
    re.VERBOSE,
)
NEEDS_TO = re.compile(
    rf"\b(?:(?:(?:will|would)\s+need|needs?)\s+to|should|must)\s+{ADVERBS}(?P<verb>[a-z][a-z-]+)\b", re.VERBOSE
)
# "A letter should also be sent": what is meant is a task, unless somebody only wishes it.
NOTE_SHOULD_BE = re.compile(
    rf"\b(?:letters?|e-?mails?|enquir(?:y|ies)|quot(?:es?|ations?)|notices?|repl(?:y|ies)|responses?|cop(?:y|ies)|"
    rf"invitations?|adverts?|articles?|prices|protocols?|polic(?:y|ies)|lists?)\b[^.;,]{{0,40}}?\s+(?:should|must|(?:will\s+)?needs?\s+to)\s+{ADVERBS}be\s+(?P<verb>{PARTICIPLE})",
    re.VERBOSE,
)
ONLY_WISHED = re.compile(
    r"\b(?:suggest\w*|felt|feels?|ask\w*|request\w*|recommend\w*|thought|if|whether|said|stated|proposed|why|who)\b",
    re.IGNORECASE,
)
# "… will be cleared out by a local contractor", "… funded jointly by the Harbour Committee"
BY_WHOM = re.compile(
    rf"\s+(?:(?:out|up|down|off|over)\s+)?{ADVERBS}by\s+(?P<who>(?:the|an?|our)\s+"
    r"(?:(?!(?:of|to|for|from|with|and|that|who|in|at|on)\b)[a-z][a-z-]*\s+){0,3}?"
    rf"(?:{'|'.join(sorted(ROLE_NOUNS, key=len, reverse=True))})\b"
    r"|(?:the\s+)?[\w’'.-]+(?:\s+[A-Z][\w’'.-]*){0,3})",
    re.VERBOSE,
)
SUBJECT_AT_START = re.compile(
    r"^(?P<who>.{1,60}?)\s+(?:has|had|have|is|are|was|were|will|would|agreed|offered|reported|advised|"
    r"confirmed|said|informed|stated|explained|felt|thanked)\b"
)
INITIALS_AT_END = re.compile(
    r"\[(?P<square>[A-Z]{2,3}(?:\s*[/,&+]\s*[A-Z]{2,3})*|[Aa]ll|Clerk)\]\W*$|"
    r"\((?P<round>[A-Z]{2,3}(?:\s*[/,&+]\s*[A-Z]{2,3})*|Clerk|CLERK|All|ALL)\)\W*$|(?<=[.!?])\s+(?P<alone>CLERK|Clerk|All|ALL|[A-Z]{2,4}(?:\s*[/,&+]\s*[A-Z]{2,4})*)\W*$|"
    r"\s[–—-]+\s*(?P<dashed>[A-Z]{2,3}(?:\s*[/,&+]\s*[A-Z]{2,3})*|Clerk|All|ALL)\W*$"
)
NOT_INITIALS = words(
    "PC CC BC NCC VAT TBC ASB DV PCSO CSO TRO TPO DPI AOB SNT MP CCTV NI UK EU IT HR PAT AED SID SAM GP GDPR "
    "II III IV WW"
)
BARE_OWNER = re.compile(r"^\W*(?:actions?|by|owner|who|lead)?\W*(?P<owner>[A-Z](?:(?!\sto\s)[\w .’'/&,+-]){1,50}?)\W*$")
FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|shall|should|can|could|may|might|must|does|do|did|"
    r"cannot|asked|requested|wished?|wants?|wanted|"
    r"hop(?:es?|ed|ing)|needs?|ought|able|likely|due|expected|appears?|appeared|seems?|seemed|"
    r"reported|said|suggested|proposed|"
    r"going|supposed|used|thought|believed|understood|considered|decided|planned|intended|scheduled|"
    r"attended|allow\w*|enabl\w*|"
    r"continu\w*|waiting|stated|stands?|required|meant|aim\w*)\b",
    re.IGNORECASE,
)
CLAUSE_EDGE = re.compile(r"[.;:•]\s|\s[–—-]\s|,\s|\band\s|\bbut\s|\bso\s|\)\s")
# What stands right before an actor and makes "X to do" something other than X's task.
NOT_GIVEN = re.compile(
    r"\b(?:allow\w*|enabl\w*|help\w*|encourag\w*|remind\w*|wish\w*|want\w*|like|thank\w*|permit\w*|"
    r"urg\w*|caus\w*|forc\w*|expect\w*|"
    r"given|sent|available|according|reply|response|replied|letter|email|spoke|thanks|attention|of|"
    r"from|by|with|to|at|in|on|into|no|any|enough|than|invit\w*|opportunit\w+|"
    r"had\s+asked|has\s+asked|have\s+asked|been\s+asked)\s+(?:all\s+|the\s+|any\s+)*$",
    re.IGNORECASE,
)
QUESTION = re.compile(r"\?\W*$")


# Asking the public is no action of anybody's.
THE_PUBLIC = re.compile(
    r"\b(?:residents?|public|community|people|drivers|motorists|parents|owners|dog\s+walkers|tenants)$", re.IGNORECASE
)
NO_TASK_TO_AGREE = BUSINESS - {"discuss"} | {"defer", "support", "proceed", "offer", "object", "recommend"}
NO_TASK_DONE = words(
    "filled accepted approved adopted agreed deferred noted discussed supported considered increased reduced raised "
    "received confirmed elected held set authorised authorized declined refused rejected"
)
MEETING_AS_ONE = re.compile(
    r"\b(?:council|committee|meeting|panel|parish|members|all|everyone|councill?ors|cllrs)$", re.IGNORECASE
)

INITIALS = re.compile(r"[A-Z]{2,3}(?:\s*[/,&+]\s*[A-Z]{2,3})*")
ASKING = words("asked requested instructed tasked invited told advised")
PLAINLY_ASKED = words("asked requested instructed tasked")
ASKED_BY = re.compile(r"\bby\s+((?:the\s+)?[\w .]+?)\s+to\b")
LOOSELY_ASKED = re.compile(r"^been\b|\bwith\b|\b(?:advised|required|invited|appointed|nominated)\b")
AUXILIARY_BEFORE = re.compile(r"\s*\b(?:will|would|should|shall|to|could|may|also|and|has|have|had)\s*$")
PERFECT = re.compile(r"\s*(?:has|have|had)\b")
EDGE_BEFORE = re.compile(r"(?:[.;:,–—•)-]|\b(?:and|but|so|then|agreed|that|Resolved))\s*$")
OBJECT_OF = re.compile(r"\b(?:for|[a-z]+ed)\s+(?:the\s+)?$")  # "… has contacted the Clerk to enquire"
PROPOSED = re.compile(r"\b(?:proposed?|unanimously|recommended)\b", re.IGNORECASE)
SETTLED = re.compile(r"agreed|resolved|decided", re.IGNORECASE)
WISHED = re.compile(r"suggest|recommend|request|ask", re.IGNORECASE)
IS_OR_HAS = re.compile(r"\b(?:was|were|is|are|has|had|have)\b")
ASKS_WHO = re.compile(r"\b(?:who|what|how|whether)\b[^,.]*$")
QUESTION_WORD = re.compile(r"\b(?:what|how|who|whether|if)\b")
AND_BEFORE = re.compile(r"\b(?:and|but)\s+$")
WISHED_BEFORE = re.compile(r"\b(?:felt|suggested|thought)\b[^.;]*\b(?:should|could|might)\s+(?:be\s+)?$", re.IGNORECASE)
TELLS_WHOM = re.compile(r"\b(?:[A-Z]{3,5}|Highways|Police|Clerk)\s*$")
WHO_BEFORE = re.compile(r",?\s+who\s+$")
NOT_OR_HAVE = re.compile(r"\s*(?:not|have(?!\s+an?\b))\b")
# What somebody hopes or believes that another will do is nobody's promise.
HOPED = re.compile(
    r"\b(?:hop(?:ed?|ing)|hopefully|probably|likely|thought|expected|asked\s+if|wondered\s+if|whether|know|knew|knows|"
    r"believ\w+|had\s+said|confident|assurances?|fear\w*|because|(?:helpful|useful|appreciated|grateful)\s+if)\b[^,]*$"
)
MEETING = re.compile(r"\bmeetings?$", re.IGNORECASE)
PLACE_FOLLOWS = re.compile(r"\s+(?:place|effect)\b")
OVER_FOLLOWS = re.compile(r"\s+over\b")
ADJOURNED = re.compile(r"\b(?:adjourn|suspend)\w*\b", re.IGNORECASE)
OF_A_PLACE = re.compile(r"\b(?:at|in|on|of|from|near|outside|along)\s+(?:the\s+)?$")
PAYMENTS_LEAD = re.compile(
    r"(?:the\s+)?(?:following\s+)?(?:payments?|accounts?|cheques?|invoices?)\b[^.]*[:;]\s*$", re.IGNORECASE
)
# What these do to a matter sends it to a meeting; it gives nobody a task.
MEETING_WORK = words("discussed considered deferred carried debated decided reviewed held confirmed adjourned")
NOTHING = re.compile(r"\s+(?:no|nothing)\b")  # "agreed to take no action"
NOT_BEFORE = re.compile(r"\b(?:not|no\s+longer|never)\s+$")
AS_A_RULE = re.compile(r"\b(?:normally|usually|generally|always|ideally|otherwise)\b")
HAD_BEFORE = re.compile(r"\bhad\s+(?:\w+ly\s+|also\s+|already\s+)?$")
DIRECT = re.compile(r"(?:^|[–—,;:.)•-])\s*$")
CLEAN_LEAD = re.compile(
    r"^(?:.*(?:[.;:–—•]|\s-))?\W*+(?:(?:action(?:s|ed)?|agreed|resolved|it\s+was\s+(?:\w+\s+)?(?:agreed|"
    r"resolved))\b(?:\s*+that)?)?[\s:,–-]*+$",
    re.IGNORECASE | re.DOTALL,
)
ASKED_FOR_PAPER = re.compile(
    r"\b(?:panel|members|committee|council|board|forum|chair\w*|meeting)\s+(?:\w+ly\s+|also\s+|"
    r"then\s+)?(?:requested|asked\s+for)\s+"
    r"(?!clarification)(?:[\w’'-]+\s+){0,4}?(?:briefing|update|report|figures|information|details|breakdown|paper|"
    r"data|copy|copies|plan|"
    r"presentation|list|feedback)\b|\bmade\s+a\s+request\s+for\s+(?:a\s+|the\s+)?(?:copy|copies|report|update|figures|list)\b",
    re.IGNORECASE,
)
# "He was happy to draw up a list", "the Clerk had still to order the bin", "she was to meet the bank".
WILLING = re.compile(
    rf"\b(?:(?P<glad>(?:is|are|was|were)\s+{ADVERBS}(?:happy|willing|prepared|glad))"
    rf"|(?:has|have|had)\s+(?:still|yet)|still\s+(?:has|have|had|needs?|needed)"
    rf"|(?:was|were)(?!\s+(?:un)?able\b))\s+to\s+{ADVERBS}(?P<verb>[a-z][a-z-]+)\b",
    re.VERBOSE,
)
# "My next task is to review the rules."
DONE_THERE = words("answer report explain help welcome join take say hear")  # what people are glad to do in the meeting
NOT_FROM_HERE = re.compile(
    r"\bagreed\s+at\s+(?:the|our)\s+(?:last|previous)\b|\bdealt\s+with\s+later\b|"
    r"\blater\s+in\s+the\s+(?:meeting|agenda)\b|\bunder\s+(?:agenda\s+)?item\s+\d",
    re.IGNORECASE,
)
TASK_IS = re.compile(r"\b(?:(?:next|first|main)\s+(?:task|job|step)|action)\s+(?:is|was|will\s+be)\s+to\s+[a-z]")
# "… to accept Mr Vane's offer to supply a tap": what was offered is now to be done.
OFFER_TAKEN = re.compile(
    rf"\baccept(?:ed|ing)?\s+(?P<who>{PERSON}|{ROLE})[’']s?\s+(?:kind\s+)?offer\s+to\s+(?P<verb>[a-z]+)"
)
# "The hedge will need cutting back by the owner."
NEEDS_DOING = re.compile(
    r"\bneeds?\s+[a-z]+ing\b[^.;,]{0,20}\bby\s+(?P<who>(?:the\s+)?[\w’'/-]+(?:\s+[A-Z][\w’'.-]*){0,3})"
)
AGAIN = re.compile(r"\band\s+(?:will|would)\s+(?:be|do\s+so)\s+(?:again|shortly|soon)\b")
GO_AHEAD = re.compile(r"\s+ahead\b")
WITH_OBJECT = re.compile(r"\s+(?:her|him|them|the\s+\w+|[A-Z]\w+(?:\s+[A-Z]\w+)*)\s+(?:to|about)\b")
# Of the meeting's own course: nobody has anything to do after it.
OWN_COURSE = re.compile(r"\s+(?:into|out\s+of)\b")
ATTENDANCE = re.compile(r"\W*(?:present|apologies|in\s+attendance|attendees)\b", re.IGNORECASE)
UNDERTOOK_THAT = re.compile(
    rf"\b(?:undertook|promised)\s+that\b[^.;]{{2,60}}\b(?:would|will)\s+(?:be\s+{PARTICIPLE}|[a-z]+)"
)
MEETING_ASKED = re.compile(
    r"\b(?:panel|members|committee|council|board|forum|chair\w*|meeting)\s+(?:also\s+|then\s+)?(?:requested|asked)\b",
    re.IGNORECASE,
)
# "To be discussed at the next meeting of the Towpath Committee": a task of that committee, not this meeting's work.
BY_A_COMMITTEE = re.compile(
    r"\s+at\s+(?:the|an?)\s+(?:next\s+)?(?:meeting\s+of\s+(?:the\s+)?)?(?:[A-Z][\w’'&-]*\s+(?:and\s+)?){1,4}"
    r"(?:[Cc]ommittee|[Ww]orking\s+(?:[Pp]arty|[Gg]roup))\b"
)
# "Every household will receive a letter": somebody is to send it.
PAPER_COMES = re.compile(
    rf"\b(?:will|shall)\s+{ADVERBS}(?:be\s+{ADVERBS}(?:given|sent|handed)|receive)\s+(?:an?|the|their|copies)\b"
    r"[^.;,]{0,40}?\b(?:letters?|cop(?:y|ies)|leaflets?|forms?|questionnaires?|invitations?|packs?|folders?)\b",
    re.VERBOSE,
)
# "It was agreed that a second key was needed."
AGREED_NEED = re.compile(
    r"\b(?:agreed|resolved|decided)\s+(?:unanimously\s+|by\s+all\s+)?that\s+(?:an?|another|new|more|two|three|some)\s"
    r"[^.;,]{2,60}?\s(?:is|was|are|were)\s+(?:also\s+)?(?:needed|required|necessary)\b",
    re.IGNORECASE,
)
# "Proposal: that both papers are published": the indicative for what is to be.
SETTLES = re.compile(r"\b(?:agreed|resolved|propos(?:ed|al)|decided)\b", re.IGNORECASE)
THAT_IS_DONE = re.compile(rf"\bthat\s+[^.;:,]{{2,60}}?\s(?:is|are)\s+{ADVERBS}(?P<done>{PARTICIPLE})", re.VERBOSE)
DONE_AFTER = FIRM_TASKS | {"publish", "display", "post"}
# "… on the understanding that the accounts be kept."
ON_TERMS_THAT = re.compile(
    rf"\bon\s+the\s+(?:agreement|understanding|condition|proviso|basis)\s+that\b[^.;]{{2,120}}?"
    rf"\sbe\s+{ADVERBS}(?P<done>{PARTICIPLE})",
    re.VERBOSE,
)
FOR_OR_WITH = re.compile(r"\b(?:for|with)\s+(?!consideration)")
FINITE_FOLLOWS = re.compile(r"(?:\s+or\s+\w+)?\s+(?:should|will|must|is|are|was|were|can)\b")

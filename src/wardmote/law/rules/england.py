"""The rules of England as they were read, kind by kind, with what was read and when. Pure.

Only what a source says stands under `said_by_source`; the rest is usual practice that the clerk may change.
"""

from datetime import date

from wardmote.law.rules.bodies import BodyKind, Nation, Powers, Question, Quorum, Rules, Voters

CHECKED_ON = date(2026, 6, 30)
SALC, LALC = "salc.org.uk/wiki/page/227", "lalc.co.uk/wiki/page/88"
POWERS, PUBLIC = "portal.salc.org.uk/wiki/page/312", "salc.org.uk/wiki/page/245"
S13 = "Local Government and Housing Act 1989, section 13 (legislation.gov.uk/ukpga/1989/42/section/13)"
S85 = "Local Government Act 1972, section 85"
WORKING = "westwratting.org.uk/parish-council/committees-working-groups-and-advisory-groups"
QUORUM = "horningshamparishcouncil.gov.uk/a-guide-to-parish-council-meetings"
_Q = Question
_STANDING = Quorum(None, None, 3)


def _rules(kind: BodyKind, *, source: str, said: set[Question], **answers: object) -> Rules:
    told = {"nation": Nation.ENGLAND, "checked_on": CHECKED_ON, "said_by_source": frozenset(said)}
    return Rules(kind=kind, source=source, **told, **answers)  # type: ignore[arg-type]


_COMMITTEE = {
    "clear_days": 3,
    "needs_summons": True,
    "quorum": _STANDING,
    "voters": Voters.COUNCILLORS,
    "public_may_attend": True,
    "powers": Powers.AS_DELEGATED,
    "counts_for_s85": True,
    "source": f"{S13}; {POWERS}; {PUBLIC}; {S85}",
    "said": {_Q.VOTERS, _Q.PUBLIC, _Q.POWERS, _Q.SIX_MONTHS},
}
ENGLAND: tuple[Rules, ...] = (
    _rules(
        BodyKind.COUNCIL,
        clear_days=3,
        needs_summons=True,
        quorum=Quorum(1, 3, 3),
        voters=Voters.COUNCILLORS,
        public_may_attend=True,
        powers=Powers.RESOLVES,
        counts_for_s85=True,
        source=f"{SALC}; {LALC}; {QUORUM}; {PUBLIC}; {S85}",
        said={_Q.NOTICE, _Q.SUMMONS, _Q.QUORUM, _Q.PUBLIC, _Q.POWERS, _Q.SIX_MONTHS, _Q.VOTERS},
    ),
    _rules(BodyKind.COMMITTEE, **_COMMITTEE),  # type: ignore[arg-type]
    _rules(BodyKind.SUB_COMMITTEE, **_COMMITTEE),  # type: ignore[arg-type]
    _rules(
        BodyKind.ADVISORY_COMMITTEE,
        clear_days=3,
        needs_summons=True,
        quorum=_STANDING,
        voters=Voters.MEMBERS,
        public_may_attend=True,
        powers=Powers.RECOMMENDS,
        counts_for_s85=True,
        source=f"{POWERS}; {S13}; {S85}",
        said={_Q.VOTERS, _Q.POWERS, _Q.SIX_MONTHS},
    ),
    _rules(
        BodyKind.WORKING_PARTY,
        clear_days=None,
        needs_summons=False,
        quorum=None,
        voters=Voters.BY_TERMS,
        public_may_attend=False,
        powers=Powers.RECOMMENDS,
        counts_for_s85=False,
        source=WORKING,
        said={_Q.PUBLIC, _Q.POWERS},
    ),
    _rules(
        BodyKind.EXTERNAL_PARTNERSHIP,
        clear_days=None,
        needs_summons=False,
        quorum=None,
        voters=Voters.BY_TERMS,
        public_may_attend=False,
        powers=Powers.RECOMMENDS,
        counts_for_s85=False,
        source=WORKING,
        said={_Q.PUBLIC, _Q.POWERS},
    ),
)

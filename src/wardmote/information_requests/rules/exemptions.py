"""The exemptions that Wardmote brings: a shape to begin with, which the clerk changes. They are not advice. Pure."""

from dataclasses import dataclass
from datetime import date

from wardmote.information_requests.rules.asking import RequestKind
from wardmote.register.rules import Deed, Verb

ADD_EXEMPTION = Deed("information_requests.add_exemption", Verb.COLLECT)
SET_EXEMPTION = Deed("information_requests.set_exemption", Verb.ALTER)

CHECKED_ON = date(2026, 11, 27)
FOIA = "legislation.gov.uk/ukpga/2000/36/section"
SCHEDULE_2 = "Data Protection Act 2018, Schedule 2 (legislation.gov.uk/ukpga/2018/12/schedule/2)"
NOT_READ = "Data Protection Act 2018, Schedule 2, as it is usually cited: not read yet, so check it before you use it"


@dataclass(frozen=True, slots=True)
class Exempt:
    """One exemption: under which law, where it stands, and whether the public interest has to be weighed."""

    kind: RequestKind
    code: str
    name: str
    qualified: bool
    source: str
    checked_on: date

    @property
    def cited(self) -> str:
        """As an answer names it.

        >>> ENGLAND[2].cited
        'section 30 (Investigations and proceedings)'
        """
        return f"{self.code} ({self.name})"


def _foi(section: int, name: str, *, qualified: bool) -> Exempt:
    kind, source = (
        RequestKind.FREEDOM_OF_INFORMATION,
        f"Freedom of Information Act 2000, and its section 2(3) ({FOIA}/{section})",
    )
    return Exempt(kind, f"section {section}", name, qualified, source, CHECKED_ON)


def _access(paragraph: int, name: str, source: str = NOT_READ) -> Exempt:
    kind = RequestKind.SUBJECT_ACCESS
    return Exempt(kind, f"Schedule 2, paragraph {paragraph}", name, False, source, CHECKED_ON)


ENGLAND = (
    _foi(21, "Reachable by other means", qualified=False),
    _foi(22, "Intended for future publication", qualified=True),
    _foi(30, "Investigations and proceedings", qualified=True),
    _foi(31, "Law enforcement", qualified=True),
    _foi(38, "Health and safety", qualified=True),
    _foi(40, "Personal information", qualified=False),
    _foi(41, "Provided in confidence", qualified=False),
    _foi(42, "Legal professional privilege", qualified=True),
    _foi(43, "Commercial interests", qualified=True),
    _access(2, "Crime and taxation", SCHEDULE_2),
    _access(5, "Legal proceedings"),
    _access(16, "Rights of others"),
    _access(19, "Legal professional privilege"),
)

"""A list is read as spreadsheets write it, and each line is judged. No database."""

import csv
import io
from datetime import date, time
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wardmote.desk.rules.lists import ListKind, Names, NotAList, Outcome, Row, day_of, read_sheet
from wardmote.desk.rules.meetings_list import MeetingNow, MeetingsNow, judge_meetings
from wardmote.desk.rules.members_list import PanelNow, Term, judge_members
from wardmote.membership.rules import Came, MembershipKind
from wardmote.people.rules import SeatKind

TODAY = date(2022, 11, 14)
BEN, DI = UUID(int=1), UUID(int=2)
NAMES = Names({BEN: "Ben Member", DI: "Di Even"}, {"ben member": frozenset({BEN}), "di even": frozenset({DI})})
PANEL = PanelNow(
    names=NAMES,
    held={BEN: (Term("mayor", date(2022, 5, 1), None),)},
    seats={"mayor": SeatKind.MEMBER, "town clerk": SeatKind.CLERK},
    addresses={"ben@anytown.example": BEN},
    telephones={BEN: "01632 960 001"},
    bodies={"panel": "Panel", "council": "Council"},
)
MET = MeetingsNow(
    NAMES,
    {"panel": "Panel", "council": "Council"},
    {
        ("panel", date(2022, 7, 15)): MeetingNow({BEN: Came.ATTENDED}, by_notes=True),
        ("panel", date(2022, 8, 15)): MeetingNow(not_held=True),
    },
)


def members(text):
    return judge_members(read_sheet(text.encode()).rows, panel=PANEL, today=TODAY)


def meetings(text):
    return judge_meetings(read_sheet(text.encode()).rows, now=MET, today=TODAY)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("cut", [",", ";", "\t"])
def test_as_excel_writes_it(encoding, cut):
    lines = [("Tel.", "E-mail address", "FULL NAME", "Shoe size"), ("0123", "", "Zoë Ångström", "9"), ("",) * 4]
    text = "\r\n".join(cut.join(line) for line in [*lines, lines[1]])
    sheet = read_sheet(text.encode(encoding))
    assert sheet.kind is ListKind.MEMBERS and sheet.unread == ("Shoe size",)
    assert [(row.number, row.cells["name"], row.cells["telephone"]) for row in sheet.rows] == [
        (2, "Zoë Ångström", "0123"),
        (4, "Zoë Ångström", "0123"),
    ]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"PK\x03\x04rest", "workbook"),
        (b"\x01\x00\x02", "no text"),
        (b"", "No headings"),
        (b"Colour,Size\nred,9", "No headings"),
        (b"Name,Seat\n,\n", "no line below"),
        (b"Name\n" + b"Ben Member\n" * 2001, "more than 2,000"),
        (b"Name\n" + b"x" * 1_000_000, "larger than 1 MB"),
    ],
)
def test_what_is_no_list_is_refused_in_words(content, says):
    with pytest.raises(NotAList, match=says) as refusal:
        read_sheet(content)
    assert "Nothing was stored." in str(refusal.value)


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        ("...,,,,,,,,", "no name"),
        ("Cy New,,,not an address,,,,,", "not one e-mail address"),
        ("Cy New,,wizard,,,,,,", "is no kind"),
        ("Cy New,,,,31/2/2022,,,,", "is no day"),
        ("Cy New,,,,10/28/2022,,,,", "is no day"),
        ("Cy New,,,,1/5/2022,1/5/2022,,,", "end before it begins"),
        ("Cy New,,,,,1/5/2022,,,", "no first day"),
        ("Cy New,,,,,,,Panl,", "If the Panel is meant"),
        ("Cy New,,,,,,,Panel,perhaps", "neither yes nor no"),
        ("Cy New,,police,,,,,Panel,yes", "Who only attends has no vote"),
        ("Cy New,,member,,,,,Panel,no", "A member votes"),
        ("Cy New,Inspector,,,,,,,", "may be of the police"),
        ("Cy New,Mayor,police,,,,,,", "another kind: member"),
        ("Cy New,Town Clerk,,,,,,,", "makes nobody clerk"),
        ("Cy New,,,ben@anytown.example,,,,,", "Somebody else has the address"),
        ("Ben Member,Mayor,,other@anytown.example,,,,,", "signs in with another address"),
        ("Ben Member,Mayor,,,2/5/2022,,,,", "with other days"),
        ("Ben Member,Mayor,,,,,01632 999 999,,", "Another telephone number"),
        (f"Cy New,{'x' * 41},,,,,,,", "too long"),
    ],
)
def test_each_fault_of_a_member_has_its_sentence(cells, says):
    (one,) = members(f"name,seat,kind,email,from,until,telephone,body,vote\n{cells}")
    assert one.outcome is Outcome.LEFT_OUT and one.line is None and says in one.says
    assert all(len(sentence.split()) < 25 for sentence in one.says.split(". "))


def test_a_line_counts_for_those_below_it():
    found = members(
        "name,seat,email,kind,body\nCllr Cy New,Ranger,cy@anytown.example,Co-opted,panel\n"
        "CY NEW,ranger,CY@anytown.example,,Panel\nEd Other,Ranger,cy@anytown.example,,\nMr Ben Member,Mayor,,,\n"
    )
    assert [one.outcome for one in found] == [Outcome.NEW, Outcome.THERE, Outcome.LEFT_OUT, Outcome.THERE]
    assert found[0].line.place is MembershipKind.CO_OPTED and found[0].line.from_on == TODAY


def test_somebody_nearly_known_is_asked_about():
    (one,) = members("Name\nBen Membre")
    assert one.outcome is Outcome.NEW and "If Ben Member is meant" in one.says


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        (",Panel,,,Ben Member,,", "no day"),
        ("15/12/2022,Panel,,,Ben Member,,", "not come yet"),
        ("14/10/2022,,,,Ben Member,,", "which body"),
        ("14/10/2022,Panl,,,Ben Member,,", "If the Panel is meant"),
        ("14/10/2022,Panel,late,,Ben Member,,", "is no time"),
        ("14/10/2022,Panel,,,Ben Membr,,", "If Ben Member is meant, write that"),
        ("14/10/2022,Panel,,,Zog Quux,,", "Bring in the list of members first"),
        ("14/10/2022,Panel,,,Ben Member,Cllr Ben Member,", "stands twice"),
        ("14/10/2022,Panel,,,Ben Member,,yes", "cancelled, and somebody attended"),
        ("14/10/2022,Panel,,,,,maybe", "neither yes nor no"),
        ("15/7/2022,Panel,,,,Ben Member,", "The record says of Ben Member: attended"),
        ("15/7/2022,Panel,,,Di Even,,", "notes of this meeting do not say whether Di Even came"),
        ("15/7/2022,Panel,,,,,yes", "as not cancelled"),
        ("15/8/2022,Panel,,,Ben Member,,", "as cancelled"),
    ],
)
def test_each_fault_of_a_meeting_has_its_sentence(cells, says):
    (one,) = meetings(f"Date,Committee,Start,Venue,Present,Apologies,Cancelled\n{cells}")
    assert one.outcome is Outcome.LEFT_OUT and says in one.says


def test_several_names_in_a_cell_or_a_line_for_each_is_the_same():
    together = meetings('Date,Body,Attended,Apologies\n14/10/2022,Panel,"Cllr Ben Member;",Di Even\n')
    apart = meetings("Name,Attended,Date,Body\nBen Member,yes,14.10.2022,Panel\nDi Even,apologies,2022-10-14,Panel\n")
    told = [{}, {}]
    for came, judged in zip(told, (together, apart), strict=True):
        for one in judged:
            assert one.outcome is Outcome.NEW, one.says
            came.update(one.line.came)
    assert told == [{BEN: Came.ATTENDED, DI: Came.APOLOGIES}] * 2


def test_what_the_record_has_is_there_already():
    found = meetings("Date,Body,Attended,Cancelled\n15/7/2022,panel,Ben Member,\n15/8/2022,Panel,,x\n")
    assert [one.outcome for one in found] == [Outcome.THERE] * 2


WORD = st.text(st.characters(categories=["Lu", "Ll"]), min_size=2, max_size=12)
MEMBER = st.fixed_dictionaries(
    {
        "name": st.tuples(WORD, WORD).map(" ".join),
        "seat": st.text(st.characters(codec="utf-8", categories=["L", "P", "Zs"]), max_size=30),
        "from_on": st.dates(date(1990, 1, 1), date(2022, 1, 1)),
        "telephone": st.from_regex(r"[0-9 +]{0,15}", fullmatch=True),
    }
)


@settings(max_examples=60, deadline=None)
@given(st.lists(MEMBER, min_size=1, max_size=8), st.sampled_from(",;\t"), st.sampled_from(["utf-8", "utf-8-sig"]))
def test_a_list_that_was_written_out_reads_back_the_same(people, cut, encoding):
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=cut)
    writer.writerow(["From", "Name", "Tel", "Seat"])
    for one in people:
        writer.writerow([f"{one['from_on']:%d/%m/%Y}", one["name"], one["telephone"], one["seat"]])
    sheet = read_sheet(out.getvalue().encode(encoding))
    plain = [{key: " ".join(str(value).split()) for key, value in one.items()} for one in people]
    read = [{**row.cells, "from_on": str(day_of(row.cells["from_on"]))} for row in sheet.rows]
    assert read == plain


def test_a_time_of_day_with_seconds_is_read():
    cells = {"day": "14/10/2022", "body": "Panel", "time": "10:15:00", "attended": "Di Even"}
    (one,) = judge_meetings([Row(2, cells)], now=MET, today=TODAY)
    assert one.line.starts == time(10, 15)

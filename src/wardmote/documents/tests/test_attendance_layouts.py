"""Who was there, in the layouts and sentences that clerks use. People and places are invented."""

import pytest

from wardmote.documents.read import read_text
from wardmote.documents.tree import Document, StatementKind

BUSINESS = "\n\n1. Minutes of the last meeting\nThe minutes were agreed.\n\n2. Highways\nThe Clerk to write.\n"


def names(document: Document) -> tuple[list[str], list[str], list[str]]:
    """Who was present, in attendance, and sent apologies."""
    return (
        [one.name for one in document.present],
        [one.name for one in document.in_attendance],
        [one.name for one in document.apologies],
    )


def told(people: str) -> tuple[list[str], list[str], list[str]]:
    return names(read_text(f"Minutes of Oakham Parish Council held on 4 May 2021 in the Hall\n\n{people}{BUSINESS}"))


def test_two_columns_whose_gap_was_lost() -> None:
    present, _, sent = told(
        "Present\nAnn Vane (Chairman) Ben Moss\nCarl Oak Dora Finch\nEve Weir Fay Birch\nApologies\n"
        "Guy Sedge Hal Rush\nIda Thorn Jon Reed\nKit Elm\n"
    )
    assert present == ["Ann Vane", "Ben Moss", "Carl Oak", "Dora Finch", "Eve Weir", "Fay Birch"]
    assert sent == ["Guy Sedge", "Hal Rush", "Ida Thorn", "Jon Reed", "Kit Elm"]


def test_a_post_run_into_the_name() -> None:
    present, _, sent = told(
        "Present\n\nAnn VanePanel Chair\n\nBen MacMossHead of Wardens\n\nSgt. Cleo RushOakham Team\n\n"
        "Apologies\n\nEve WeirPanel member\n\nFay BirchResident\n"
    )
    assert present == ["Ann Vane", "Ben MacMoss", "Cleo Rush"]
    assert sent == ["Eve Weir", "Fay Birch"]


def test_the_second_column_says_what_they_are() -> None:
    present, attending, _ = told(
        "Attendees:\n\nInspector Ann Vane            Rutland Constabulary\nBen Moss                 Ashwell Homes\n"
        "Carl Oak                 Oakham & District Good Neighbours\nDora Finch               Ridlington Rovers\n"
    )
    assert sorted([*present, *attending]) == ["Ann Vane", "Ben Moss", "Carl Oak", "Dora Finch"]


def test_what_follows_the_comma_on_each_line_is_no_person() -> None:
    _, attending, _ = told(
        "Present: Cllrs A Vane, B Moss and C Oak\n\nOfficials in attendance:\n\n"
        "Mr D Finch, Head of Rivers, Welland Water Service\nMrs E Weir, Local Officer, Rutland Fire and Rescue\n"
        "Dr F Birch, Director of Welland and Gwash Division\n"
    )
    assert attending == ["D Finch", "E Weir", "F Birch"]


def test_a_register_that_says_who_came() -> None:
    present, _, sent = told(
        "Chairperson\n\nAnn Vane\n\nPresent\n\nZone 1 Coordinator\n\nBen Moss\n\nApologies\n\nTreasurer\n\nCarl Oak\n\n"
        "Present\n\nWebmaster\n\nDora Finch\n\nAbsent\n"
    )
    assert (present, sent) == (["Ann Vane", "Carl Oak"], ["Ben Moss"])
    rows = "| Ann Vane | Chair | Present |\n| Ben Moss | Clerk | Apologies |\n| Carl Oak | Member | Present |\n"
    present, _, sent = told(rows)
    assert (present, sent) == (["Ann Vane", "Carl Oak"], ["Ben Moss"])


def test_who_came_for_each_place() -> None:
    document = read_text(
        "Forum of the Oakham wards, 4 June 2021\n1) Welcome\nPresent:\nNorth Mill: Ann Vane, Ben Moss\n"
        "The Lanes and Hill: No rep\nSouth Gate: Carl Oak, Apologies from Dora Finch\nWest Field: Eve Weir\n"
        "2) Reports\nNone were given.\n"
    )
    assert names(document) == (["Ann Vane", "Ben Moss", "Carl Oak", "Eve Weir"], [], ["Dora Finch"])


@pytest.mark.parametrize(
    ("people", "present", "attending", "sent"),
    [
        (
            "Councillors A Vane (Chairman) (AV), B Moss (BM), C Oak (CO) and D Finch (DF)\n\n"
            "Parish Clerk and RFO E R Weir",
            ["A Vane", "B Moss", "C Oak", "D Finch"],
            ["E R Weir"],
            [],
        ),
        (
            "Present     The Mayor, Cllr. A. Vane (AV) (in the chair).\n\n"
            "Councillors:  Mrs. B. Moss (BM), C. Oak (CO).\n\n"
            "Councillors not present: D. Finch (DF) and E. Rush.\n\n"
            "The Town Clerk, Mrs. F. Weir, and a member of the public were also present.",
            ["A. Vane", "B. Moss", "C. Oak"],
            ["F. Weir"],
            [],
        ),
        (
            "Members and Officers present: Mr A Vane (Chairman), Mr B Moss, Mrs C Oak (Clerk)\n\n"
            "Also present were Mr Rush. Dora Finch and Mandy Hall attended as observers.",
            ["A Vane", "B Moss"],
            ["C Oak", "Rush", "Dora Finch", "Mandy Hall"],
            [],
        ),
        (
            "Present: Cllrs Vane, Moss and Oak. County Councillor Dora Finch was in attendance with 14 members of the "
            "public. Also in attendance for part of the meeting was Mrs Eve Weir, Head Teacher and Mr Guy Sedge of the "
            "Rutland Bee Society who gave the first talk.",
            ["Vane", "Moss", "Oak"],
            ["Dora Finch", "Eve Weir", "Guy Sedge"],
            [],
        ),
        (
            "THOSE PRESENT :- The Chairman, Cllrs. Vane and Moss also present were 2 Parishioners and P.C. Ned Rush."
            "\n\nAPPOLOGIES :- Cllr. Oak.",
            ["Vane", "Moss"],
            ["Ned Rush"],
            ["Oak"],
        ),
        (
            "PRESENT: Councillor A Vane (in the Chair), Councillors B C Moss D E Oak, F. Finch and G Weir.",
            ["A Vane", "B C Moss", "D E Oak", "F. Finch", "G Weir"],
            [],
            [],
        ),
        (
            "PRESENT: Cllrs. Ann Vane (Chair); Ben Moss: Carl Oak; Dora Finch;Eve Weir: Guy Sedge (Clerk)",
            ["Ann Vane", "Ben Moss", "Carl Oak", "Dora Finch", "Eve Weir"],
            ["Guy Sedge"],
            [],
        ),
        (
            "Councillors present.  Chairman Ann Vane, Ben Moss, Carl Oak\n\n"
            "Apologies were received from Cllr Finch (ill) and Eve Weir of Welland Housing.",
            ["Ann Vane", "Ben Moss", "Carl Oak"],
            [],
            ["Finch", "Eve Weir"],
        ),
    ],
)
def test_who_was_there(people: str, present: list[str], attending: list[str], sent: list[str]) -> None:
    assert told(people) == (present, attending, sent)


def test_people_of_numbered_headings_and_of_the_first_item() -> None:
    document = read_text(
        "Minutes of the meeting held on 21 September 2020\n\n1. CHAIRMAN: Cllr. A. Vane\n\n2. PRESENT: Cllrs. B. Moss "
        "& C. Oak\n\n3. APOLOGIES: Cllrs. D. Finch\n\n4. MINUTES\nThey were agreed.\n"
    )
    assert names(document) == (["A. Vane", "B. Moss", "C. Oak"], [], ["D. Finch"])
    document = read_text(
        "Oakham Community Council met on Thursday, 12th February 2015. 1. Welcome: Cllr Vane, Vice Chair, chaired the "
        "meeting. Also in attendance were District Cllrs Moss and Oak, and 5 members of the public. 2. Apologies: "
        "Apologies were received from Cllrs Finch and Weir. 3. Police matters: PC Rush reported a theft.\n"
    )
    assert names(document) == (["Vane"], ["Moss", "Oak"], ["Finch", "Weir"])
    assert [item.number for item in document.items] == ["1", "2", "3"]


def test_numbers_that_look_like_days() -> None:
    document = read_text(
        "Minutes of the meeting held on Monday 6th September 2004\n\nPresent: Mr A Vane and Mr B Moss\n\n"
        "04.07.01 Apologies for absence\nNone.\n\n04.07.02 Declarations of interest\nNone.\n\n"
        "04.07.03Finance\nThe Clerk paid the hall.\n"
    )
    assert [item.number for item in document.items] == ["04.07.01", "04.07.02", "04.07.03"]
    assert str(document.starts_at) == "2004-09-06"


def test_titles_in_capitals_with_a_stop_under_one_number() -> None:
    document = read_text(
        "Minutes of the Meeting held 1st November 2004.\n\nPresent: Cllrs Vane and Moss.\n\nThe Minutes of the Meeting "
        "held 5th July 2004 were read and accepted.\n\n1. THE POND.\n\nThe reeds were cut.\n\n1. SEWAGE.\n\n"
        "The drain is clear.\n\n1. DOG BIN.\n\nIt was emptied.\n"
    )
    assert [item.title for item in document.items] == ["THE POND", "SEWAGE", "DOG BIN"]
    assert str(document.starts_at) == "2004-11-01"


def test_numbers_whose_space_was_lost_or_that_a_stroke_follows() -> None:
    document = read_text(
        "Minutes of Oakham Parish Council held on 5 May 2021\n\nPresent: Cllrs Vane and Moss.\n\n"
        "1ELECTION OF CHAIRMAN Cllr. Vane was elected.\n2APOLOGIES None.\n3MINUTES OF LAST MEETING The minutes were "
        "approved.\n"
    )
    assert [item.number for item in document.items] == ["1", "2", "3"]
    document = read_text(
        "Minutes of the meeting held on 14 November 2019\n\n1/ Members present\n\nChairman Councillor Ann Vane and "
        "Councillor Ben Moss.\nCouncillor Carl Oak joined the meeting at 8pm.\n\n2/ Public Questions\n\nNone.\n\n"
        "3/ Minutes of the last meeting\n\nThey were agreed.\n"
    )
    assert [item.number for item in document.items] == ["1", "2", "3"]
    assert names(document)[0] == ["Ann Vane", "Ben Moss", "Carl Oak"]


def test_who_took_the_minutes_and_who_else_was_there() -> None:
    present, attending, _ = told(
        "Present: Ann Vane, Ben Moss. Also present C. Oak (Clerk), and 2 residents.\n"
        "Minutes taken by Dora Finch – volunteer"
    )
    assert (present, attending) == (["Ann Vane", "Ben Moss"], ["C. Oak", "Dora Finch"])
    document = read_text(
        "Clerk: Ann Vane Minutes of the meeting of Oakham Parish Council held on Tuesday 15th August 2017 in the Hall "
        "MINUTES 1. Councillors Present. Cllrs Moss; Oak; Finch + 1 resident. 2. Apologies. Ward Cllr Weir, who had "
        "sent an update on various issues. 3. Minutes. The minutes of 18.07.2017 were approved. 4. Speeding. Cllr Oak "
        "will inform residents.\n"
    )
    assert [item.number for item in document.items] == ["1", "2", "3", "4"]
    assert names(document)[0] == ["Moss", "Oak", "Finch"]
    assert names(document)[2] == ["Weir"]


def test_payments_below_a_bullet_that_says_so() -> None:
    document = read_text(
        "Minutes of the meeting held on 21 May 2019\n\nPresent: Ann Vane, Ben Moss\n\n1. Apologies: None\n\n"
        "2. Finance:\n\n  • The budget was reviewed and the following payments were approved:\n"
        "  1. £64.29 to the Rutland Association.\n"
        "  2. £189.82 to Welland Mutual for insurance.\n"
    )
    assert [one.amount_pence for one in document.statements() if one.kind is StatementKind.SPENDING] == [6429, 18982]


def test_numbers_of_five_figures_or_before_a_stroke() -> None:
    document = read_text(
        "Minutes of Monday 4th October 2021\n12930. Present:\nChairman – A.B Vane (Ann), "
        "Vice Chairman – C. Moss (Carl)\n\n"
        "12931. Apologies for Absence – Clerk D E Oak due to a cold.\n\n12932. Highways – The hedge was cut.\n"
    )
    assert [item.number for item in document.items] == ["12930", "12931", "12932"]
    assert names(document) == (["A.B Vane", "C. Moss"], [], ["D E Oak"])
    document = read_text(
        "Notes of 22nd November 2012\n\nPresent\n\nAnn VaneMill\n\nBen MossHill\n\n1 / Welcome and Introduction\n"
        "The Chair welcomed all.\n2 / Apologies\nAs above.\n3 / Notes of last meeting\nThey were signed.\n"
    )
    assert [item.number for item in document.items] == ["1", "2", "3"]


def test_apologies_that_run_on_from_their_heading() -> None:
    document = read_text(
        "Minutes of a Meeting of the Council held on 9th November, 2015.\n\nPresent: - Messrs.A.Vane, B.Moss (in the "
        "chair).\n\n1. Apologies for absence District Councillor C.Oak, PCSO.D.Finch, Messrs.E.Weir (business), "
        "F. Birch (family)\n\n"
        "2. Declarations of Interest No interests were declared.\n"
    )
    assert names(document)[2] == ["C.Oak", "D.Finch", "E.Weir", "F. Birch"]
    assert document.items[0].title == "Apologies for absence"


@pytest.mark.parametrize(
    ("people", "present"),
    [
        ("Present: Ann Vane, Ben Ward, Carl Oak, Dora Finch", ["Ann Vane", "Ben Ward", "Carl Oak", "Dora Finch"]),
        ("Present: Ann Vane\nBen Moss\nDora Finch\nParish Clerk Eve Weir", ["Ann Vane", "Ben Moss", "Dora Finch"]),
        ("Members Present: A Vane, B. Moss C Oak, D Finch", ["A Vane", "B. Moss", "C Oak", "D Finch"]),
        ("Present : Messrs. Oak (Chairman), Moss, Finch; Mrs Weir.", ["Oak", "Moss", "Finch", "Weir"]),
        ("Present A Vane (AV) Chair, Councillors Moss (BM) Oak (CO) Finch (DF)", ["A Vane", "Moss", "Oak", "Finch"]),
        (
            "Present: Cllr Ann Vane, Cllr Ben Moss.\n\nAlso, present: Carl Oak (Keeper of the Grounds)",
            ["Ann Vane", "Ben Moss"],
        ),
        ("Present: Ann Vane RVW, Ben Moss Superintendent, Carl Oak", ["Ann Vane", "Ben Moss", "Carl Oak"]),
    ],
)
def test_names_beside_other_words(people: str, present: list[str]) -> None:
    assert told(people)[0] == present

"""Layouts and forms of words met in notes of many councils; people, places and sentences are invented."""

import pytest

from wardmote.documents.read import read_text
from wardmote.documents.tree import Document, StatementKind

HEAD = "Hollowby Parish Council\nMinutes of the meeting held on Monday 3rd March 2031 at 7.30pm in the Mill Room\n"


def items_of(text: str) -> list[tuple[str | None, str]]:
    return [(item.number, item.title) for item in read_text(text).items]


def kinds_of(words: str, *, title: str = "Roads", people: str = "Cllr Ann Birch (AB), Cllr Cy Dell (CD)") -> set[str]:
    text = f"{HEAD}Present: {people}\n1. Apologies\nNone.\n2. {title}\n{words}\n3. Planning\nNone.\n"
    item = read_text(text).items[1]
    return {statement.kind.value for block in item.blocks for statement in block.statements}


def actions_of(words: str, *, title: str = "Roads") -> list[tuple[str | None, bool]]:
    text = f"{HEAD}Present: Cllr Ann Birch (AB), Cllr Cy Dell (CD)\n1. Apologies\nNone.\n2. {title}\n{words}\n"
    return [
        (statement.owner, statement.sure)
        for statement in read_text(text).statements()
        if statement.kind is StatementKind.ACTION
    ]


def sums_of(words: str, *, title: str) -> list[int | None]:
    text = f"{HEAD}Present: Cllr Ann Birch\n1. Apologies\nNone.\n2. {title}\n{words}\n3. Planning\nNone.\n"
    return [one.amount_pence for one in read_text(text).statements() if one.kind is StatementKind.SPENDING]


def names(document: Document) -> tuple[list[str], list[str], list[str]]:
    lists = document.present, document.in_attendance, document.apologies
    return tuple([one.text for one in people] for people in lists)  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("1201  The Chairman welcomed all", "1202  Finance. It was agreed to pay.", "1203  Highways: None"),
         ["1201", "1202", "1203"]),
        (("1677. APOLOGIES.", "None.", "1678. MINUTES.", "Signed.", "1679. FINANCE.", "None."),
         ["1677", "1678", "1679"]),
        (("CS07/08.34 Apologies were received.", "CS07/08.35 Interests. None.", "CS07/08.36 Minutes. Signed."),
         ["CS07/08.34", "CS07/08.35", "CS07/08.36"]),
        (("C048/23   1.   APOLOGIES", "None", "C049/23   2.   INTERESTS", "None", "C050/23   3.   QUESTIONS", "None"),
         ["C048/23", "C049/23", "C050/23"]),
        (("2307.01 Apologies", "None", "2307.02 Minutes", "Signed.", "2307.03 Police report", "None",
          "2307.04 Planning", "None"), ["2307.01", "2307.02", "2307.03", "2307.04"]),
        (("1.APOLOGIES FOR ABSENCE:", "None.", "2.DECLARATIONS OF INTEREST:", "None."), ["1", "2"]),
        (("1", "Apologies", "There were none.", "2", "Minutes", "They were signed."), ["1", "2"]),
        (("889 | PUBLIC TIME. | | |", "None came.", "890 | APOLOGIES. | | |", "None."), ["889", "890"]),
    ],
)  # fmt: skip
def test_numbers_of_any_form_count_items(lines, expected):
    assert [number for number, _ in items_of(HEAD + "\n".join(lines) + "\n")] == expected


def test_a_second_count_is_no_part_of_the_title():
    found = items_of(
        f"{HEAD}C048/23   1.   APOLOGIES\nNone\nC049/23   2.   FINANCE\nNone\nC050/23   3.   ROADS\nNone\n"
    )
    assert [title for _, title in found] == ["APOLOGIES", "FINANCE", "ROADS"]


def test_titles_in_capitals_that_run_into_their_text():
    found = items_of(
        f"{HEAD}Present were Mr A Birch and Mrs C Dell.\n\n"
        "APOLOGIES were received from Mr E Ford.\n\n"
        "MATTERS ARISING from the Minutes. The hedge has been cut.\n\n"
        "FINANCE. A cheque was signed.\n\nHIGHWAYS AND PATHS. The Clerk was asked to write to the county.\n"
    )
    assert [title for _, title in found] == [
        "APOLOGIES", "MATTERS ARISING from the Minutes", "FINANCE", "HIGHWAYS AND PATHS",
    ]  # fmt: skip


def test_bullets_open_items_where_usual_titles_stand_in_them():
    found = items_of(
        f"{HEAD}- Apologies: Cllr Ford\n- Police report: Two thefts were reported.\n"
        "- Treasurer’s report: The balance was noted.\n- Planning matters: None.\n"
    )
    assert [title for _, title in found] == ["Apologies", "Police report", "Treasurer’s report", "Planning matters"]


def test_entries_one_below_the_other_are_no_items():
    found = items_of(
        "Hollowby notes\nThree quotations came in.\n1) Birch and Son - 515 pounds.\n2) Dell Fencing - 493 pounds.\n"
        "3) Ford Gates - 430 pounds.\nIt was decided to take the second.\n"
    )
    assert found == []


@pytest.mark.parametrize(
    ("lists", "expected"),
    [
        ("Present: Chairman Cllr A Birch, Vice-chair Cllr C Dell and the Clerk – Eve Ford",
         (["Cllr A Birch", "Cllr C Dell"], ["Eve Ford"], [])),
        ("PRESENT: Chairman - Cllr A Birch\nVice-Chairman - Cllr C Dell\nApologies: Cllr E Ford",
         (["Cllr A Birch", "Cllr C Dell"], [], ["Cllr E Ford"])),
        ("Present: Councillor A Birch\nMr C Dell\nCouncillor E F Ward\nIn attendance: Clerk Eve Ford",
         (["Councillor A Birch", "Mr C Dell", "Councillor E F Ward"], ["Eve Ford"], [])),
        ("PRESENT:\nCouncillor A Birch\nIN ATTENDANCE:\nDirector of Services\nCommittee Office\nSergeant C Dell",
         (["Councillor A Birch"], ["Sergeant C Dell"], [])),
        ("Mill End - Mr A Birch\nLock End - Mrs C Dell\nHill End - Mr E Ford, Ms G Hale\n1. Apologies\nNone.",
         (["Mr A Birch", "Mrs C Dell", "Mr E Ford", "Ms G Hale"], [], [])),
        ("Present: Cllr A Birch and P.C. C. Dell\nNo apologies were received from Cllr Ford.",
         (["Cllr A Birch"], ["P.C. C. Dell"], [])),
        ("APOLOGIES:\nCouncillors: A Birch, C Dell\nFINANCE:\nNone.\nROADS:\nNone.", ([], [], ["A Birch", "C Dell"])),
        ("Present: Cllr A Birch\nCllr C Dell was also in attendance. Mr E Ford, Link Officer, was in attendance.",
         (["Cllr A Birch"], ["Cllr C Dell", "Mr E Ford"], [])),
    ],
)  # fmt: skip
def test_lists_of_people(lists, expected):
    assert names(read_text(f"{HEAD}{lists}\n")) == expected


def test_apologies_end_with_their_sentence():
    document = read_text(
        f"{HEAD}1) Present:\nIn the Chair A.Birch, C.Dell and E.Ford (clerk).\n2) Apologies\nG.Hale, I.Kerr, Lee Moss. "
        "Resolved that they may sign at the next meeting.\n3) Finance\nNone.\n"
    )
    assert names(document) == (["A.Birch", "C.Dell"], ["E.Ford"], ["G.Hale", "I.Kerr", "Lee Moss"])
    assert StatementKind.DECISION in {statement.kind for statement in document.statements()}


def test_a_page_that_became_one_line():
    document = read_text(
        "HOLLOWBY COMMUNITY COUNCIL MINUTES OF MEETING HELD IN THE MILL HALL 16th MAY 2031 Present Councillors "
        "A Birch, C Dell and E Ford Apologies Councillor G Hale 1.Police Report The Clerk explained that PCSO "
        "Kerr will raise this with the county. 2.Finance A letter was read. "
        "3.Planning There were no applications to consider today.\n"
    )
    assert names(document)[0] == ["Councillors A Birch", "C Dell", "E Ford"]
    assert str(document.starts_at) == "2031-05-16" and document.place == "MILL HALL"
    assert [item.number for item in document.items] == ["1", "2", "3"]


@pytest.mark.parametrize(
    ("words", "owner"),
    [
        ("A litter pick would be organized – AB", "AB"),
        ("The lamp is out and will be replaced.                              Clerk", None),
        ("The lease is being chased. CLERK", "CLERK"),
        ("The hedge is overgrown.\nAction: CD", "CD"),
        ("The Chair asked that a letter be sent to the school.\nAction: CD", "CD"),
        ("ACTION: AB to advise the Clerk.", "AB"),
        ("The path is flooded.Action 2.01: CD", "CD"),
        ("The Clerk has rung Highways, who will spray the weeds.", "Highways"),
        ("Agree to acquire three quotes.", None),
        ("A clear protocol that says this will need to be written.", None),
    ],
)
def test_actions_in_the_margin_and_below(words, owner):
    found = actions_of(words)
    assert len(found) == 1
    assert owner is None or found[0][0] == owner


@pytest.mark.parametrize(
    "words",
    [
        "Members were invited to declare their interests.",
        "Members will no longer be required to sign.",
        "Sergeant Birch explained that he would normally lead this meeting.",
        "The Council resolved to accept the accounts.",
        "The Chairman invited P.C. Dell to make his report.",
        "It was felt that the mill should be asked to pay.",
        "It was agreed to take no action.",
        "RESOLVED: That Councillor Mrs Birch be appointed Deputy Mayor.",
    ],
)
def test_what_gives_nobody_a_task(words):
    assert actions_of(words) == []


@pytest.mark.parametrize(
    "words",
    [
        "Agreed – that a sign be made for the gate.",
        "The minutes of the previous meeting were read, approved and signed.",
        "The sum was small and the councillors agreed that it be paid.",
        "Members have also agreed for the firm to cut the ivy back.",
        "Agreed this be deferred until next meeting.",
        "Six votes for, one abstention – Carried",
        "31/0042 Mill Cottage, Lock Lane, ZZ9 9ZZ The Council objected to the plan.",
    ],
)
def test_decisions(words):
    assert "decision" in kinds_of(words)


def test_what_no_meeting_decided():
    assert "decision" not in kinds_of("The Clerk asked if everyone was happy with the form.")
    assert "decision" not in kinds_of("The request had been passed to the county.")


def test_a_decision_after_the_close_is_read():
    document = read_text(
        f"{HEAD}1. Apologies\nNone.\n2. Roads\nNone.\n"
        "As there was no further business the Chair closed the meeting at 9pm. It was agreed that the hall be kept.\n"
    )
    assert StatementKind.DECISION in {statement.kind for statement in document.statements()}


@pytest.mark.parametrize(
    ("title", "words", "expected"),
    [
        ("Finance", "The Clerk told of these cheques,\nClerk salary £ 211.01\nBirch Ltd £60.00", [21101, 6000]),
        ("Finance", "Balance in the bank £900.00", []),
        ("Roads", "Payment for these was made to Mr Birch, a total of £368.10", [36810]),
        ("Finance", "a. Payment of the following invoices was noted:\nBirch Ltd £4 for post\n"
         "b. The Clerk had received a cheque for £200 from the trust.", [400]),
        ("Accounts", "Payments for January £ Chq No.\nLengthsman £168.00 839", [16800]),
        ("Roads", "The request for a donation of £50 was refused.", []),
        ("Payments", "Petty cash £30.00", [3000]),
        ("Payments", "Birch salary £1030-92", [103092]),
    ],
)  # fmt: skip
def test_sums(title, words, expected):
    assert sums_of(words, title=title) == expected


def test_dates_and_places():
    day = read_text("Hollowby AGM 2031\nMinutes, Tuesday 11 November\n\n1. Apologies\nNone.\n2. Aims for 2032\nNone.\n")
    assert str(day.starts_at) == "2031-11-11"  # a Tuesday in 2031, not in 2032
    stamped = read_text("HP 17.08.2031\nMinutes of the Hollowby Panel held on Sunday, 17th August 2031 at 7.00 pm\n")
    assert stamped.starts_at is not None and stamped.starts_at.isoformat() == "2031-08-17T19:00:00+01:00"
    assert read_text("Minutes of the parish council meeting held on 3rd March 2031\n").place is None
    assert read_text(f"{HEAD}").place == "Mill Room"
    spaced = read_text("M I N U T E S of the MEETING of HOLLOWBY PARISH COUNCIL held at the Mill on 3rd March 2031\n")
    assert spaced.kind.value == "minutes" and spaced.body == "HOLLOWBY PARISH COUNCIL"

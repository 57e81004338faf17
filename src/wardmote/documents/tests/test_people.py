"""Who was there, as clerks write it. Every name is invented."""

import pytest

from wardmote.documents.names import begins_with_person
from wardmote.documents.read import read_text


def names(text: str) -> dict[str, list[str]]:
    document = read_text(text + "\n1. Roads\nQuiet.\n2. Parks\nQuiet.\n")
    return {kind: [one.text for one in getattr(document, kind)] for kind in ("present", "in_attendance", "apologies")}


@pytest.mark.parametrize(
    ("text", "present", "attending"),
    [
        ("Present: Cllrs A Vane, B Moss (Chair) & C Larch", ["Cllrs A Vane", "B Moss", "C Larch"], []),
        (
            "Those attending Mr M Vane (Chairman), Mrs V Moss (Clerk) 21 members of the public",
            ["Mr M Vane"],
            ["Mrs V Moss"],
        ),
        (
            "Present\nCouncillor Ann Vane (Chair)\nCouncillor Bob Moss\nMr Sam Larch - Clerk\n2 members of the "
            "public\n",
            ["Councillor Ann Vane", "Councillor Bob Moss"],
            ["Mr Sam Larch"],
        ),
        (
            "Present: - Ms Ann Vane - Vice-Chairman, Mr. Bob Moss.\n\nPCSO Zoe Oak\n",
            ["Ms Ann Vane", "Mr. Bob Moss"],
            ["PCSO Zoe Oak"],
        ),
        (
            "Attendance: Cllr Ann Vane Vice Chair Cllr Bob Moss Cllr Cat Elm Zoe Larch Parish Clerk and Finance "
            "Officer",
            ["Cllr Ann Vane", "Cllr Bob Moss", "Cllr Cat Elm"],
            ["Zoe Larch"],
        ),
        (
            "Present: Cllr Ann Vane\nAlso in attendance: Cllr Bob Moss Westshire County Council Mr C Elm Footpath "
            "Warden",
            ["Cllr Ann Vane"],
            ["Cllr Bob Moss", "Mr C Elm"],
        ),
        (
            "Present: Cllr A Vane (AV), Borough Councillor B Moss, Cllr Mrs S Elm-Oak",
            ["Cllr A Vane", "Cllr Mrs S Elm-Oak"],
            ["Borough Councillor B Moss"],
        ),
        ("Present: Cllr A Vane, PC 1234 Oak, Sgt Elm", ["Cllr A Vane"], ["PC 1234 Oak", "Sgt Elm"]),
        ("Police Panel\nPresent: Cllr A Vane, Sgt Elm, Jo Fern (Town Clerk)", ["Cllr A Vane", "Sgt Elm"], ["Jo Fern"]),
        (
            "PRESENT:\nCouncillors\tJ. Vane (in the Chair)\n\t\tP. Moss\t\tQ. Larch\nOFFICERS:\tT. Elm (Town Clerk)\n",
            ["Councillors\tJ. Vane", "P. Moss", "Q. Larch"],
            ["T. Elm"],
        ),
        ("Attendees: Ann, Bob, Sgt Coe", ["Ann", "Bob", "Sgt Coe"], []),
        (
            "Sgt Ann Vane, PC Bob Moss and PCSO Cat Elm met with some 25 residents. Dan Oak, of the borough, "
            "chaired the meeting.",
            ["Sgt Ann Vane", "PC Bob Moss", "PCSO Cat Elm", "Dan Oak"],
            [],
        ),
    ],
)
def test_present_and_in_attendance(text: str, present: list[str], attending: list[str]):
    found = names(text)
    assert (found["present"], found["in_attendance"]) == (present, attending)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Apologies: None", []),
        ("Apologies received from Mr A Vane", ["Mr A Vane"]),
        ("Apologies were received from Cllr Vane who was on holiday", ["Cllr Vane"]),
        ("Apologies: Received from Councillors Vane and Moss.", ["Councillors Vane", "Moss"]),
        (
            "There were apologies received from Cllr Ann Vane and Cllr Bob Moss (Chair) both due to work.",
            ["Cllr Ann Vane", "Cllr Bob Moss"],
        ),
        (
            "Apologies: Apologies were received from Cllr M Vane, Borough Councillor C Moss and County Councillor "
            "T Elm.",
            ["Cllr M Vane", "Borough Councillor C Moss", "County Councillor T Elm"],
        ),
        ("Apologies for absence: Cllr. Ann Vane & Cllr. Bob Moss Absent: None.", ["Cllr. Ann Vane", "Cllr. Bob Moss"]),
    ],
)
def test_apologies_above_the_items(text: str, expected: list[str]):
    assert names(text)["apologies"] == expected


def test_apologies_in_an_item():
    document = read_text(
        "124/31 Apologies and Welcome There were apologies received from Cllr Ann Vane and Cllr Bob Moss (Chair) "
        "both due to work.\n125/31 Roads The sign is bent.\n126/31 Parks It is quiet.\n"
    )
    assert [(one.title, one.name, one.role) for one in document.apologies] == [
        ("Cllr", "Ann Vane", None),
        ("Cllr", "Bob Moss", "Chair"),
    ]


def test_title_name_and_role_are_told_apart():
    document = read_text(
        "Present: Cllrs A Vane, B Moss (Vice-Chair)\nApologies: Insp. K Oak (on leave)\n1. Roads\nQuiet.\n2. "
        "Parks\nQuiet.\n"
    )
    assert [(one.title, one.name, one.role) for one in document.present] == [
        ("Cllr", "A Vane", None),
        ("Cllr", "B Moss", "Vice-Chair"),
    ]
    assert [(one.title, one.name, one.role) for one in document.apologies] == [("Insp.", "K Oak", None)]


def test_a_person_is_no_heading_and_a_heading_no_person():
    assert (
        begins_with_person("Cllr Vane - asked")
        and begins_with_person("The Inspector Oak")
        and begins_with_person("Cllrs Vane and Moss")
    )
    assert (
        not begins_with_person("CCTV") and not begins_with_person("Police Matters") and not begins_with_person("Drains")
    )


def test_text_below_the_apologies_is_not_lost_to_the_list():
    document = read_text("1. Apologies\nReceived from Cllr Vane.\nThe Clerk to write to Cllr Moss.\n2. Roads\nQuiet.\n")
    assert [one.text for one in document.apologies] == ["Cllr Vane"]
    assert any(statement.kind.value == "action" for statement in document.items[0].blocks[-1].statements)


def test_the_title_of_several_is_the_title_of_each():
    document = read_text("1. Apologies\nReceived from Councillors Vane and Moss.\n2. Roads\nQuiet.\n")
    assert [(one.title, one.name) for one in document.apologies] == [("Councillor", "Vane"), ("Councillor", "Moss")]


def test_a_list_without_a_heading_above_the_items():
    people = "- Ann Vane (Chair)\n- Sgt Bob Moss\n- Cllr Cat Elm\n"
    text = "Elmstow Ward Panel\n" + people + "\nMatters arising\nThe gate was mended.\n"
    assert [one.text for one in read_text(text).present] == ["Ann Vane", "Sgt Bob Moss", "Cllr Cat Elm"]

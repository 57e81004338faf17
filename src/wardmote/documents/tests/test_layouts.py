"""Whole notes in eight layouts, read at once: items, people, days and places. Every word is invented."""

from typing import NamedTuple

import pytest

from wardmote.documents.read import read_text


class Expected(NamedTuple):
    """What notes say."""

    items: list[tuple[str | None, str]]
    present: list[str]
    attending: list[str]
    apologies: list[str]
    starts_at: str | None
    next_meeting: str | None
    place: str | None


NOTES: dict[str, tuple[str, Expected]] = {
    "a_mixed_list_and_run_in_items": (
        "Hollowby Town Council\n"
        "Minutes of the Full Council meeting held in the Assembly Rooms, Hollowby on Monday 3rd of "
        "March 2031 commencing at 7.30pm\n"
        "Members present: Cllrs. Thorne (Chair), Ashby & Quill\n"
        "Also present: Inspector P. Wick, Mrs T Dell (Town Clerk) and 4 members of the public\n"
        "1. Apologies for absence were received and accepted from Cllr Birch (holiday) and Cllr Mrs Sedge\n"
        "2. Declarations of interest – none\n"
        "3. Police matters – Inspector Wick reported two thefts from sheds.\n"
        "4. Date of next meeting: Monday 7th April 2031 at 7.30pm\n",
        Expected(
            [
                ("1", "Apologies for absence were received and accepted from Cllr Birch (holiday) and Cllr Mrs Sedge"),
                ("2", "Declarations of interest – none"),
                ("3", "Police matters"),
                ("4", "Date of next meeting"),
            ],
            ["Cllrs. Thorne", "Ashby", "Quill"],
            ["Inspector P. Wick", "Mrs T Dell"],
            ["Cllr Birch", "Cllr Mrs Sedge"],
            "2031-03-03T19:30:00+00:00",
            "2031-04-07T19:30:00+01:00",
            "Assembly Rooms, Hollowby",
        ),
    ),
    "a_table_of_people": (
        "MINUTES of the meeting of WENSLOW PARISH COUNCIL\n"
        "held on 14 May 2031 at 7pm at the Village Hall\n"
        "\n"
        "Attendees\n"
        "Name | Role\n"
        "Ann Thorne | Chair\n"
        "Bob Ashby | Councillor\n"
        "Cy Quill | Clerk\n"
        "\n"
        "Apologies: Dee Birch\n"
        "\n"
        "**1. Minutes of the last meeting**\n"
        "Agreed.\n"
        "**2. Highways**\n"
        "The Clerk will write to the county.\n"
        "**3. DONM**\n"
        "11 June 2031, 7pm\n",
        Expected(
            [("1", "Minutes of the last meeting"), ("2", "Highways"), ("3", "DONM")],
            ["Ann Thorne", "Bob Ashby"],
            ["Cy Quill"],
            ["Dee Birch"],
            "2031-05-14T19:00:00+01:00",
            "2031-06-11T19:00:00+01:00",
            "Village Hall",
        ),
    ),
    "one_a_line_with_initials": (
        "Notes of Elmstow Police Liaison Forum, 4.2.31\n"
        "\n"
        "Present\n"
        "A. Thorne (AT) – Chairman\n"
        "B. Ashby (BA)\n"
        "Sgt C. Quill\n"
        "PC 432 D. Birch\n"
        "E. Sedge - Elmstow Residents' Group\n"
        "In attendance\n"
        "F. Wick, Town Clerk\n"
        "\n"
        "Apologies\n"
        "G. Marsh\n"
        "H. Dell\n"
        "\n"
        "Item 1 – Welcome\n"
        "AT opened.\n"
        "\n"
        "Item 2 – Speeding\n"
        "Two sites were checked.\n"
        "\n"
        "Item 3 – Next meeting\n"
        "The next meeting will be held on 6 May 2031 at 2pm in the Library.\n",
        Expected(
            [("Item 1", "Welcome"), ("Item 2", "Speeding"), ("Item 3", "Next meeting")],
            ["A. Thorne", "B. Ashby", "Sgt C. Quill", "PC 432 D. Birch", "E. Sedge"],
            ["F. Wick"],
            ["G. Marsh", "H. Dell"],
            "2031-02-04",
            "2031-05-06T14:00:00+01:00",
            None,
        ),
    ),
    "columns_of_tabs": (
        "WENSLOW TOWN COUNCIL\n"
        "POLICE AND COMMUNITY SAFETY COMMITTEE\n"
        "Tuesday, 6 May 2031\n"
        "\n"
        "PRESENT:\tCouncillors\tA Thorne (Chairman)\n"
        "\t\t\tB Ashby\n"
        "\t\t\tC Quill\n"
        "\t\t\tD Birch\n"
        "OFFICERS:\tE Sedge, Deputy Town Clerk\n"
        "\n"
        "12\tAPOLOGIES FOR ABSENCE\n"
        "\tApologies for absence were received from Councillors Marsh and Dell.\n"
        "\n"
        "13\tMINUTES\n"
        "\tRESOLVED that the minutes of 1 April 2031 be signed.\n"
        "\n"
        "14\tPOLICE REPORT\n"
        "\tSergeant Wick gave a report.\n"
        "\n"
        "15\tDATE OF NEXT MEETING\n"
        "\tTuesday 3 June 2031 at 7.00pm.\n"
        "\n"
        "The meeting closed at 8.05pm.\n",
        Expected(
            [
                ("12", "APOLOGIES FOR ABSENCE"),
                ("13", "MINUTES"),
                ("14", "POLICE REPORT"),
                ("15", "DATE OF NEXT MEETING"),
            ],
            ["Councillors\tA Thorne", "B Ashby", "C Quill", "D Birch"],
            ["E Sedge"],
            ["Councillors Marsh", "Dell"],
            "2031-05-06",
            "2031-06-03T19:00:00+01:00",
            None,
        ),
    ),
    "markdown_with_labels": (
        "# Elmstow Safer Streets Panel\n"
        "\n"
        "**Date:** Thursday 9 October 2031\n"
        "**Time:** 18:30\n"
        "**Venue:** The Old Library\n"
        "\n"
        "**Attending:** Ann Thorne (chair), Bob Ashby, Cllr Cy Quill, Sgt Dee Birch\n"
        "\n"
        "**Apologies:** Ed Sedge\n"
        "\n"
        "## 1. Welcome and introductions\n"
        "\n"
        "Ann welcomed everyone.\n"
        "\n"
        "## 2. Police update\n"
        "\n"
        "- Burglary is down.\n"
        "\n"
        "## 3. Dates of next meetings\n"
        "\n"
        "- 8 January 2032\n"
        "- 9 April 2032\n",
        Expected(
            [("1", "Welcome and introductions"), ("2", "Police update"), ("3", "Dates of next meetings")],
            ["Ann Thorne", "Bob Ashby", "Cllr Cy Quill", "Sgt Dee Birch"],
            [],
            ["Ed Sedge"],
            "2031-10-09T18:30:00+01:00",
            "2032-01-08",
            "Old Library",
        ),
    ),
    "one_flattened_paragraph": (
        "Minutes of Wenslow Parish Council held on Wednesday 5th November 2031 at 7.15 p.m. in Wenslow "
        "Church Room. Present: Cllr A Thorne (Chair), Cllr B Ashby, Cllr C Quill. In attendance: D "
        "Birch (Clerk), County Cllr E Sedge. 1. Apologies for absence. Cllr F Marsh (work). 2. "
        "Declarations of interest. None. 3. Minutes. The minutes of 1st October were agreed. 4. "
        "Highways. 4.1 Mill Lane. The Clerk reported that the sign is bent. 4.2 Elm Road. It was agreed "
        "to write. 5. Date of next meeting. Wednesday 3rd December 2031.\n",
        Expected(
            [
                ("1", "Apologies for absence"),
                ("2", "Declarations of interest"),
                ("3", "Minutes"),
                ("4", "Highways"),
                ("5", "Date of next meeting"),
            ],
            ["Cllr A Thorne", "Cllr B Ashby", "Cllr C Quill"],
            ["D Birch", "County Cllr E Sedge"],
            ["Cllr F Marsh"],
            "2031-11-05T19:15:00+00:00",
            "2031-12-03",
            "Wenslow Church Room",
        ),
    ),
    "dashes_after_titles": (
        "Wenslow Parish Council\n"
        "Minutes of the meeting held at Wenslow Village Hall on the 12th January 2031 at 7.30pm\n"
        "Present – Councillors Thorne, Ashby, Quill and Birch. The Clerk, Mrs Sedge, was also present.\n"
        "Apologies – Cllr Marsh (holiday), Cllr Dell (unwell)\n"
        "Declarations of Interest – None\n"
        "Minutes – The minutes of the December meeting were signed.\n"
        "Finance – The clerk presented the accounts.\n"
        "Planning – No applications.\n"
        "Any other business – Cllr Quill asked about the bench.\n"
        "Next meeting – 9th February 2031\n",
        Expected(
            [
                (None, "Declarations of Interest – None"),
                (None, "Minutes"),
                (None, "Finance"),
                (None, "Planning"),
                (None, "Any other business"),
                (None, "Next meeting"),
            ],
            ["Councillors Thorne", "Ashby", "Quill", "Birch"],
            ["Mrs Sedge"],
            ["Cllr Marsh", "Cllr Dell"],
            "2031-01-12T19:30:00+00:00",
            "2031-02-09",
            "Wenslow Village Hall",
        ),
    ),
    "capitals_without_numbers": (
        "ELMSTOW AND WENSLOW NEIGHBOURHOOD WATCH\n"
        "Minutes of meeting Tuesday 4th March 2031\n"
        "PRESENT\n"
        "Ann Thorne, Bob Ashby, Cy Quill\n"
        "APOLOGIES\n"
        "Dee Birch, Ed Sedge\n"
        "POLICE REPORT\n"
        "PC Wick said it was quiet.\n"
        "TREASURER'S REPORT\n"
        "The balance is £40.\n"
        "ANY OTHER BUSINESS\n"
        "None.\n"
        "NEXT MEETING\n"
        "1st April 2031 at 7pm, Scout Hut\n",
        Expected(
            [
                (None, "APOLOGIES"),
                (None, "POLICE REPORT"),
                (None, "TREASURER'S REPORT"),
                (None, "ANY OTHER BUSINESS"),
                (None, "NEXT MEETING"),
            ],
            ["Ann Thorne", "Bob Ashby", "Cy Quill"],
            [],
            ["Dee Birch", "Ed Sedge"],
            "2031-03-04",
            "2031-04-01T19:00:00+01:00",
            None,
        ),
    ),
}


@pytest.mark.parametrize("layout", NOTES)
def test_a_layout(layout: str):
    text, expected = NOTES[layout]
    document = read_text(text)
    assert document.reprint() == text
    assert (
        Expected(
            [(item.number, item.title) for item in document.items],
            [one.text for one in document.present],
            [one.text for one in document.in_attendance],
            [one.text for one in document.apologies],
            document.starts_at.isoformat() if document.starts_at else None,
            document.next_meeting.isoformat() if document.next_meeting else None,
            document.place,
        )
        == expected
    )

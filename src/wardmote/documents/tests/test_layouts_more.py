"""Whole notes in further layouts, read at once: items, people, days and places. Every word is invented."""

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
    "numbers_of_three_parts": (
        "Wenslow Parish Council – Minutes\n"
        "Thursday 2nd October 2031, Wenslow Memorial Hall\n"
        "\n"
        "Attendance:\n"
        "Councillors: Ann Thorne (Chairman), Bob Ashby (Vice Chairman), Cy Quill\n"
        "Clerk: Dee Birch\n"
        "District Councillor: Ed Sedge\n"
        "Members of the public: 3\n"
        "\n"
        "10/31/1 Apologies\n"
        "None received.\n"
        "\n"
        "10/31/2 Declarations of interest\n"
        "Cllr Quill declared an interest in 10/31/5.\n"
        "\n"
        "10/31/3 Public session\n"
        "A resident asked about the bus.\n"
        "\n"
        "10/31/4 Date and time of next meeting\n"
        "6th November 2031 at 7.30pm\n"
        "\n"
        "Meeting closed 8.50pm\n",
        Expected(
            [
                ("10/31/1", "Apologies"),
                ("10/31/2", "Declarations of interest"),
                ("10/31/3", "Public session"),
                ("10/31/4", "Date and time of next meeting"),
            ],
            ["Ann Thorne", "Bob Ashby", "Cy Quill"],
            ["Dee Birch", "Ed Sedge"],
            [],
            "2031-10-02",
            "2031-11-06T19:30:00+00:00",
            "Wenslow Memorial Hall",
        ),
    ),
    "formal_agenda_words": (
        "MINUTES OF A MEETING OF ELMSTOW TOWN COUNCIL HELD IN THE COUNCIL CHAMBER, TOWN HALL, ELMSTOW "
        "ON MONDAY 10TH MARCH 2031 AT 7.00 PM\n"
        "\n"
        "Councillors present: Thorne (Mayor), Ashby, Quill, Birch and Sedge.\n"
        "\n"
        "Officers in attendance: Town Clerk (F Marsh), Deputy Clerk (G Dell).\n"
        "\n"
        "1. To receive apologies for absence\n"
        "Apologies were received from Councillors Wick and Hale who were unwell.\n"
        "\n"
        "2. To receive declarations of interest\n"
        "There were none.\n"
        "\n"
        "3. To receive a report from the police\n"
        "Sergeant Ford said that thefts had fallen.\n"
        "\n"
        "4. To note the date of the next meeting - 14th April 2031\n",
        Expected(
            [
                ("1", "To receive apologies for absence"),
                ("2", "To receive declarations of interest"),
                ("3", "To receive a report from the police"),
                ("4", "To note the date of the next meeting - 14th April 2031"),
            ],
            ["Thorne", "Ashby", "Quill", "Birch", "Sedge"],
            ["F Marsh", "G Dell"],
            ["Councillors Wick", "Hale"],
            "2031-03-10T19:00:00+00:00",
            "2031-04-14",
            "COUNCIL CHAMBER, TOWN HALL, ELMSTOW",
        ),
    ),
    "initials_for_people": (
        "Elmstow Police & Community Panel\n"
        "Minutes – 7 July 2031 (via Zoom)\n"
        "\n"
        "Present: AT, BA, CQ (Chair), DB, Sgt E Sedge\n"
        "Apologies: FM and GD\n"
        "\n"
        "1) Welcome\n"
        "CQ opened the meeting.\n"
        "2) Minutes of last meeting\n"
        "Agreed.\n"
        "3) Crime figures\n"
        "a) Burglary – down by a tenth.\n"
        "b) Vehicle crime – the same as in May.\n"
        "4) AOB\n"
        "None.\n"
        "5) Next meeting\n"
        "Monday 6 October, 6pm, via Zoom\n",
        Expected(
            [
                ("1", "Welcome"),
                ("2", "Minutes of last meeting"),
                ("3", "Crime figures"),
                ("4", "AOB"),
                ("5", "Next meeting"),
            ],
            ["AT", "BA", "CQ", "DB", "Sgt E Sedge"],
            [],
            ["FM", "GD"],
            "2031-07-07",
            "2031-10-06T18:00:00+01:00",
            "Zoom",
        ),
    ),
    "number_of_the_year": (
        "Wenslow Parish Council\n"
        "Minutes of the Annual Meeting of the Council held on Tuesday, 13 May 2031 commencing at 7.00 "
        "pm at The Pavilion, Mill Lane\n"
        "\n"
        "Present: Councillor A Thorne, in the Chair\n"
        "Councillors B Ashby, C Quill and D Birch\n"
        "Together with the Clerk, E Sedge, and two residents.\n"
        "\n"
        "Apologies for absence: Councillors F Marsh, G Dell and County Councillor H Wick.\n"
        "\n"
        "31/101. ELECTION OF CHAIRMAN\n"
        "Councillor Thorne was elected.\n"
        "\n"
        "31/102. DECLARATIONS OF INTEREST\n"
        "None were made.\n"
        "\n"
        "31/103. POLICE\n"
        "PCSO Ford's report was noted.\n"
        "\n"
        "31/104. NEXT MEETING\n"
        "Tuesday, 10 June 2031.\n",
        Expected(
            [
                ("31/101", "ELECTION OF CHAIRMAN"),
                ("31/102", "DECLARATIONS OF INTEREST"),
                ("31/103", "POLICE"),
                ("31/104", "NEXT MEETING"),
            ],
            ["Councillor A Thorne", "Councillors B Ashby", "C Quill", "D Birch"],
            ["E Sedge"],
            ["Councillors F Marsh", "G Dell", "County Councillor H Wick"],
            "2031-05-13T19:00:00+01:00",
            "2031-06-10",
            "Pavilion, Mill Lane",
        ),
    ),
    "bullets_of_people": (
        "Minutes of Hollowby Residents' Association committee meeting\n"
        "Date: 3 February 2031, 8pm\n"
        "Place: 4 Mill Lane\n"
        "Present\n"
        "- Ann Thorne (chair)\n"
        "- Bob Ashby (treasurer)\n"
        "- Cy Quill\n"
        "Apologies\n"
        "- Dee Birch\n"
        "\n"
        "Matters arising\n"
        "The tree has been cut.\n"
        "Treasurer's report\n"
        "We have £20.\n"
        "AOB\n"
        "Nothing.\n"
        "Next meeting: Monday 3 March\n",
        Expected(
            [
                (None, "Apologies"),
                (None, "Matters arising"),
                (None, "Treasurer's report"),
                (None, "AOB"),
                (None, "Next meeting"),
            ],
            ["Ann Thorne", "Bob Ashby", "Cy Quill"],
            [],
            ["Dee Birch"],
            "2031-02-03T20:00:00+00:00",
            "2031-03-03",
            "4 Mill Lane",
        ),
    ),
    "groups_without_numbers": (
        "Hollowby Speed Watch Group. Notes of meeting on Friday, 4th April 2031 at the Mill.\n"
        "In attendance: Ann Thorne, Bob Ashby, PC Cy Quill, Dee Birch (Hollowby Parish Council).\n"
        "Apologies received from Ed Sedge.\n"
        "\n"
        "Training:\n"
        "Three people were trained.\n"
        "\n"
        "Sites:\n"
        "A new site in Mill Lane will be used.\n"
        "\n"
        "Equipment:\n"
        "The gun is to be serviced.\n"
        "\n"
        "The next meeting will take place on Friday 2nd May at 10am.\n",
        Expected(
            [(None, "Training"), (None, "Sites"), (None, "Equipment")],
            ["Ann Thorne", "Bob Ashby", "PC Cy Quill", "Dee Birch"],
            [],
            ["Ed Sedge"],
            "2031-04-04",
            "2031-05-02T10:00:00+01:00",
            None,
        ),
    ),
    "titles_ended_by_a_stop": (
        "WENSLOW PARISH COUNCIL\n"
        "Minutes of the Parish Council Meeting held on\n"
        "Tuesday 9th September 2031 at 7.30pm\n"
        "in the Reading Room\n"
        "\n"
        "PRESENT: Mr. A. Thorne (Chairman), Mrs. B. Ashby, Dr. C. Quill, Ms. D. Birch.\n"
        "ALSO PRESENT: Mrs. E. Sedge (Clerk), Mr. F. Marsh (County Councillor) and 6 parishioners.\n"
        "APOLOGIES: Mr. G. Dell.\n"
        "\n"
        "MINUTES. The minutes of the last meeting were approved.\n"
        "\n"
        "MATTERS ARISING. The drain has been cleared.\n"
        "\n"
        "HIGHWAYS. The Clerk had written about the sign.\n"
        "\n"
        "DATE OF NEXT MEETING. Tuesday 14th October 2031.\n",
        Expected(
            [
                (None, "APOLOGIES"),
                (None, "MINUTES"),
                (None, "MATTERS ARISING"),
                (None, "HIGHWAYS"),
                (None, "DATE OF NEXT MEETING"),
            ],
            ["Mr. A. Thorne", "Mrs. B. Ashby", "Dr. C. Quill", "Ms. D. Birch"],
            ["Mrs. E. Sedge", "Mr. F. Marsh"],
            ["Mr. G. Dell"],
            "2031-09-09T19:30:00+01:00",
            "2031-10-14",
            "Reading Room",
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

"""Items, sub-headings and blocks, as clerks of many councils lay them out. All texts are invented."""

import pytest

from wardmote.documents.read import read_text
from wardmote.documents.tree import BlockKind, Document


def titles(text: str) -> list[tuple[str | None, str]]:
    return [(item.number, item.title) for item in read_text(text).items]


def subheadings(document: Document) -> list[str]:
    return [block.text for block in document.blocks() if block.kind is BlockKind.SUBHEADING]


NOTES = """\
 Elmstow Partnership Panel Meeting
Friday 9th May 2031 at 10.15am
Notes

1.\tApologies
\tReceived from Councillors Vane and Moss.
[bookmark: _Hlk7]3.\tSigned Papers
Members were reminded of the paper.

4.\tReport of the Team
\tInspector Larch reported that:
· Thefts are below last year.
· There are no open cases.
5. \tTo consider updates on what was agreed.

Shop Theft (ST)
The team visits each shop.

Riding on the Green
\t\t
A rider was spoken to.
6.\tOther Things
‘Night noise’ by the bridge on a Sunday.
Officers will be asked to look. Once the sign is up, it will be seen.
"""


def test_numbers_are_as_printed_and_a_skipped_one_stays_skipped():
    assert titles(NOTES) == [
        ("1", "Apologies"),
        ("3", "Signed Papers"),
        ("4", "Report of the Team"),
        ("5", "To consider updates on what was agreed"),
        ("6", "Other Things"),
    ]
    assert subheadings(read_text(NOTES)) == [
        "Shop Theft (ST)",
        "Riding on the Green",
        "‘Night noise’ by the bridge on a Sunday.",
    ]


def test_a_lead_in_speaks_for_the_bullets_below_it():
    item = read_text(NOTES).items[2]
    bullets = [block for block in item.blocks if block.kind is BlockKind.BULLET]
    assert len(bullets) == 2
    assert all(one.said_by == "Inspector Larch" for block in bullets for one in block.statements)
    assert all(block.statements for block in bullets)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "138/30 Apologies There were apologies from Cllr Vane.\n139/30 Clerk Training The Clerk wished to "
            "attend. All agreed. 140/30 Bins The bin was moved.\n14130 Lamps It had been mended.\n",
            [("138/30", "Apologies"), ("139/30", "Clerk Training"), ("140/30", "Bins"), ("14130", "Lamps")],
        ),
        (
            "1\\. Those Attending: Cllr A Vane, Cllr B Moss\n\n2\\. Apologies: None\n\n10 Planning:\n\n3\\. Roads\n",
            [("1", "Those Attending"), ("2", "Apologies"), ("3", "Roads")],
        ),
        (
            "ITEM 1: WELCOME\nHello.\nITEM 2: REPORT OF THE SERGEANT\nQuiet.\n",
            [("ITEM 1", "WELCOME"), ("ITEM 2", "REPORT OF THE SERGEANT")],
        ),
        ("Min 45 Apologies\nNone.\nMin 46 Roads\nThe Clerk spoke.\n", [("Min 45", "Apologies"), ("Min 46", "Roads")]),
        (
            "PL31/01\tAPOLOGIES FOR ABSENCE\nNone.\nPL31/02\tMINUTES\nAgreed.\n",
            [("PL31/01", "APOLOGIES FOR ABSENCE"), ("PL31/02", "MINUTES")],
        ),
        (
            "1 Apologies\nNone.\n2 Declarations of Interest\nNone.\n3 Roads\n4 houses were seen.\n",
            [("1", "Apologies"), ("2", "Declarations of Interest"), ("3", "Roads")],
        ),
        (
            "**1.**     **Apologies** **for Absence:**\n\nNone.\n\n**2.**   **Roads**\n\nQuiet.\n",
            [("1", "Apologies for Absence"), ("2", "Roads")],
        ),
        ("1.\nApologies\nNone.\n2.\nRoads\nQuiet.\n", [("1", "Apologies"), ("2", "Roads")]),
        (
            "Agenda\n1. To receive apologies\n2. To approve the minutes of 7 March 2031\n3. To agree dates\n",
            [("1", "To receive apologies"), ("2", "To approve the minutes of 7 March 2031"), ("3", "To agree dates")],
        ),
        (
            "Matters Arising:\n\n(a) The bench was mended.\n\nPlanning\n\nA barn on Mill Lane was seen by two "
            "members.\n\nCorrespondence\n\n(a) A letter.\n",
            [(None, "Matters Arising"), (None, "Planning"), (None, "Correspondence")],
        ),
        (
            "Apologies: Were received from Cllr Vane\n\nRoads: The sign is bent.\n\nPlanning: None.\n",
            [(None, "Apologies"), (None, "Roads"), (None, "Planning")],
        ),
        (
            "# Panel notes\n\n## Shop theft\n\nQuiet.\n\n### What next\n\nWait.\n\n## The mews\n\nDark.\n",
            [(None, "Shop theft"), (None, "The mews")],
        ),
        (
            "**Apologies**\n\nCllr Vane\n\n**Town centre**\n\nIt was quiet.\n\n**Date of next meeting**\n\n5 May "
            "2031\n",
            [(None, "Apologies"), (None, "Town centre"), (None, "Date of next meeting")],
        ),
        (
            "APOLOGIES\nNone.\n\nSHOP THEFT\nQuiet.\n\nANY OTHER BUSINESS\nNone.\n",
            [(None, "APOLOGIES"), (None, "SHOP THEFT"), (None, "ANY OTHER BUSINESS")],
        ),
    ],
)
def test_ways_of_heading_items(text: str, expected: list[tuple[str | None, str]]):
    assert titles(text) == expected


def test_lists_inside_an_item_do_not_count_items():
    text = (
        "1. Apologies\nNone.\n2. Letters\n1. A letter of the county\n2. A card\n3. Another letter came in.\n3. "
        "Roads\nQuiet.\n4. Parks\nQuiet.\n"
    )
    assert titles(text) == [("1", "Apologies"), ("2", "Letters"), ("3", "Roads"), ("4", "Parks")]


def test_run_in_subheadings_of_lettered_entries():
    text = (
        "1. Apologies\nNone.\n2. Matters Arising:\n\na) Mill Lane - the sign is still awaited.\n\nb) The pump "
        "- this has been painted.\n\nc) A new sign had been ordered - it will be fixed.\n\n3. Parks\nQuiet.\n"
    )
    assert subheadings(read_text(text)) == ["Mill Lane", "The pump"]


@pytest.mark.parametrize(
    "line",
    [
        "Mr Vane - asked about a bus",
        "Elm Lamps Ltd - £65.78 - repairs",
        "ACTION: Clerk to write",
        "DECISION: To bid for a gate.",
    ],
)
def test_people_payments_and_actions_head_nothing(line: str):
    assert subheadings(read_text(f"1. Apologies\nNone.\n2. Other matters\n{line}\n")) == []


def test_bullets_and_numbers_inside_a_line_are_blocks_of_their_own():
    text = (
        "1. Apologies\nNone.\n2. Parks The following were raised: • The gate sticks. • The bench is broken. "
        "DONE: 1) To mend it. 2) To paint it.\n"
    )
    item = read_text(text).items[1]
    assert [block.raw.strip()[:9] for block in item.blocks] == [
        "2. Parks",
        "The follo",
        "• The gat",
        "• The ben",
        "1) To men",
        "2) To pai",
    ]


def test_a_wrapped_paragraph_is_one_block():
    text = (
        "3/31  PUBLIC PARTICIPATION: A resident spoke of the mess on the path which runs\nbeside the school. The "
        "Clerk will order two signs and ask the warden to make more\n"
        "visits in the summer.\n\n4/31  ROADS: It was said that the line on the bend has worn away and that the "
        "drain\nis blocked.\n\n5/31  LAMPS: None.\n"
    )
    document = read_text(text)
    assert [item.number for item in document.items] == ["3/31", "4/31", "5/31"]
    assert [len(item.blocks) for item in document.items] == [2, 2, 2]


def test_closing_lines_stand_apart():
    document = read_text(
        "1. Apologies\nNone.\n2. Parks\nQuiet.\n\nThe meeting closed at 9.05pm\n\nSigned ........... Chairman    "
        "Date ..........\n"
    )
    assert [block.kind for block in document.closing] == [BlockKind.CLOSING, BlockKind.CLOSING]


def test_front_matter_is_set_apart():
    document = read_text(
        '---\ntitle: "Elmstow notes"\ndate: "2031-05-09"\n---\n\n1. Apologies\nNone.\n2. Parks\nQuiet.\n'
    )
    assert document.preamble[0].kind is BlockKind.FRONT_MATTER
    assert document.title == "Elmstow notes"


def test_a_sentence_above_the_first_item_is_a_paragraph():
    document = read_text(
        "Elmstow Council\nSergeant Larch informed the meeting that no thefts had been reported.\n1. "
        "Apologies\nNone.\n2. Parks\nQuiet.\n"
    )
    assert [block.kind for block in document.preamble] == [BlockKind.TITLE, BlockKind.PARAGRAPH]
    assert document.preamble[1].statements


def test_an_item_may_be_a_paragraph_without_a_title():
    words = "Sergeant Larch reported that " + "the gate of the park was mended and " * 4 + "that all was well."
    document = read_text(f"1. Apologies\nNone.\n2. {words}\n3. Parks\nQuiet.\n")
    assert [item.title for item in document.items] == ["Apologies", "", "Parks"]
    assert document.items[1].blocks[0].statements


def test_a_markdown_table_of_actions():
    text = (
        "## Actions\n\n| Action | Owner | By when |\n|---|---|---|\n| Mend the gate | PC Oak | 1 June 2031 "
        "|\n\n## Parks\n\nQuiet.\n"
    )
    rows = [block for block in read_text(text).blocks() if block.kind is BlockKind.ROW]
    assert len(rows) == 2 and rows[1].statements[0].owner == "PC Oak"


def test_a_short_line_right_above_a_paragraph_is_a_subheading_like_its_neighbours():
    text = (
        "1. Apologies\nNone.\n2. Other Issues\nBins in Mill Park\nIt has been cleaner since they were moved.\n"
        "Loud music by the bridge on Friday and Saturday nights\nOfficers will be asked to look into it. They were "
        "told of it before.\n3. Parks\nQuiet.\n"
    )
    assert subheadings(read_text(text)) == [
        "Bins in Mill Park",
        "Loud music by the bridge on Friday and Saturday nights",
    ]


def test_a_number_given_twice_still_opens_an_item():
    text = "1. APOLOGIES: None\n2. MATTERS ARISING:\na) The gate sticks.\n2. REPORTS:\na) The bench is broken.\n"
    assert titles(text) == [("1", "APOLOGIES"), ("2", "MATTERS ARISING"), ("2", "REPORTS")]


def test_numbers_in_brackets():
    text = "(l) Apologies:- None\n(2) Minutes:-\nRead.\n(3) Roads:-\n(a) The sign is bent.\n(4) Parks:-\nQuiet.\n"
    assert [number for number, _ in titles(text)] == ["(l)", "(2)", "(3)", "(4)"]


def test_parts_of_items_run_together_in_one_paragraph():
    text = (
        "1. Apologies. None.\n2. Reports. 2.1 Clerk’s Report. 2.1.1 Water at the pond. It was said that it leaks. "
        "2.1.2 Gates – closing order. A letter had come. 2.2 Police Report. It was quiet.\n3. Parks. Quiet.\n"
    )
    assert subheadings(read_text(text)) == [
        "Clerk’s Report",
        "Water at the pond",
        "Gates – closing order",
        "Police Report",
    ]


def test_many_blank_lines_are_read_at_once():
    text = "1. Apologies\n" + "\n" * 150_000 + "2. Roads\nQuiet.\n" + "Minutes " + " " * 150_000 + "x\n"
    assert read_text(text).reprint() == text


@pytest.mark.parametrize(
    ("opening", "run"),
    [
        ("", "."),
        ("", "'"),
        ("", "-"),
        ("Present: ", "("),
        ("Present: ", "\u2003"),
        ("Apologies were received from ", "/"),
        ("It was agreed that ", "\t"),
        ("ACTION: ", "A. "),
    ],
)
def test_a_long_run_of_one_sign_is_read_at_once(opening, run):
    text = opening + run * (10_000 // len(run)) + "x\n"
    assert read_text(text).reprint() == text

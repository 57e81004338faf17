"""A Word file of an agenda comes back: every difference is told, once, and taking all of them gives what it says."""

from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.agenda_papers import BASE, TITLES, Changed, differences, entry, read, sent
from wardmote.documents.agenda_word import agenda_of
from wardmote.meetings.rules import ChangedMeanwhile, Draft, NotThisAgenda, applied, compared

FILES = Path(__file__).parent / "files"


def says(found):
    return [one.says for one in found]


def take_all(content, base=BASE, ours=None):
    theirs, ours = read(content, base, ours), ours or base
    return applied(base, ours, theirs, taken={one.key for one in compared(base, ours, theirs)})


def kept(draft):
    """As the record keeps it: each new item gets an id."""
    entries = enumerate(draft.entries)
    return replace(draft, entries=tuple(replace(one, id=one.id or entry(100 + n, "").id) for n, one in entries))


def shape(draft):
    return draft.held_on, draft.starts, draft.place, [(one.title, one.note) for one in draft.entries]


def test_what_nobody_changed_has_no_differences():
    assert differences(sent()) == []


def test_each_change_is_one_sentence():
    word = Changed(sent())
    word.retype(word.line("Time:"), "Time: 10am")
    word.rename(3, "Other Business")
    word.add(4, "Parking", "In Mill Street.")
    word.write_under(0, "By e-mail to the clerk.")
    word.move(2, 1)
    word.remove(5)
    found = differences(word.content)
    assert says(found) == [
        "Time: 10:15am → 10am.",
        "Text added under item 1 “Apologies”.",
        "Item 3 “Agreed priorities” moved up: now after “Apologies”.",
        "Item 4 “Other Issues” now reads “Other Business”.",
        "New item after “Other Business”: “Parking”.",
        "Item 5 “Next Steps” is gone.",
    ]
    assert [one.words for one in found if one.words] == ["By e-mail to the clerk.", "In Mill Street."]


def test_what_hangs_under_an_item_that_is_gone_is_counted():
    word = Changed(sent())
    word.remove(3)
    theirs = read(word.content)
    (gone,) = compared(BASE, BASE, theirs, hanging={BASE.entries[3].id: 3})
    assert gone.says == (
        "Item 4 “Other Issues” is gone (3 things carried over stood under it: they would stand under "
        "“Matters carried over”)."
    )


def test_each_is_taken_or_left_by_itself():
    word = Changed(sent())
    word.rename(3, "Other Business")
    word.remove(0)
    word.add(99, "Parking")
    theirs = read(word.content)
    for one in compared(BASE, BASE, theirs):
        after = kept(applied(BASE, BASE, theirs, taken={one.key}))
        left = [other.key for other in compared(BASE, after, read(word.content, BASE, after))]
        assert one.key not in left and len(left) == 2


def test_what_is_no_difference_cannot_be_taken():
    with pytest.raises(ChangedMeanwhile, match="Nothing was stored"):
        applied(BASE, BASE, read(sent()), taken={"place"})


# Any script of edits

WORDS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), min_size=1, max_size=40)
TITLE = WORDS.map(lambda words: "T" + " ".join(words.split())).filter(lambda words: len(words) > 1)
NOTE = st.lists(WORDS.map(lambda words: "n" + " ".join(words.split())), min_size=1, max_size=2).map("\n".join)
PLACE = st.integers(0, 9)
EDIT = st.one_of(
    st.tuples(st.just("rename"), PLACE, TITLE),
    st.tuples(st.just("move"), PLACE, PLACE),
    st.tuples(st.just("add"), PLACE, TITLE, st.one_of(st.just(""), NOTE)),
    st.tuples(st.just("remove"), PLACE),
    st.tuples(st.just("write_under"), PLACE, NOTE),
    st.tuples(st.just("time"), st.sampled_from([None, time(9), time(12), time(14, 30)])),
    st.tuples(st.just("place"), st.one_of(st.none(), TITLE)),
    st.tuples(st.just("day"), st.sampled_from([date(2022, 12, 9), date(2023, 1, 13)])),
)


def edit(word, expected, script):
    """The same script on the file and, as plain lists, on what it should then say."""
    told, items = {"day": BASE.held_on, "time": BASE.starts, "place": BASE.place}, expected
    kept = len(items)
    for what, *given_ in script:
        if what in told:
            told[what] = given_[0]
            form = {"day": "{0:%A} {0.day} {0:%B %Y}", "time": "{0:%H:%M}", "place": "{0}"}[what]
            words = "not set" if given_[0] is None else form.format(given_[0])
            word.retype(word.line(f"{what.capitalize()}:"), f"{what.capitalize()}: {words}")
            continue
        number, *rest = given_
        if what == "add":
            number = min(number, len(items))
            word.add(number, *rest)
            items.insert(number, rest)
            continue
        number %= len(items)
        if what == "move":
            to = rest[0] % len(items)
            word.move(number, to)
            items.insert(to, items.pop(number))
        elif what == "remove":
            if kept > 2 and len(items) > 1:
                kept -= 1
                word.remove(number)
                items.pop(number)
        elif what == "rename":
            word.rename(number, rest[0])
            items[number] = [rest[0], items[number][1]]
        else:
            word.write_under(number, rest[0])
            note = items[number][1]
            items[number] = [items[number][0], f"{note}\n{rest[0]}" if note else rest[0]]
    return told["day"], told["time"], told["place"], [tuple(item) for item in items]


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.lists(EDIT, max_size=8))
def test_taking_all_gives_what_the_file_says_and_taking_none_changes_nothing(script):
    word = Changed(sent())
    expected = edit(word, [[one.title, one.note] for one in BASE.entries], script)
    theirs = read(word.content)
    assert theirs.not_taken == ()
    found = compared(BASE, BASE, theirs)
    after = applied(BASE, BASE, theirs, taken={one.key for one in found})
    assert shape(after) == expected
    assert applied(BASE, BASE, theirs, taken=set()) == BASE
    assert compared(BASE, kept(after), read(word.content, BASE, kept(after))) == []  # the same file again


# An older version


def test_a_file_of_an_older_version_shows_both_and_loses_neither():
    word = Changed(sent())
    word.rename(3, "Other Business")
    word.rename(0, "Apologies and welcome")
    word.write_under(1, "With the inspector.")
    ours = replace(BASE, starts=time(9), entries=(*BASE.entries[:3], entry(3, "Any Other Issues"), *BASE.entries[4:]))
    ours = replace(ours, entries=(*ours.entries, entry(7, "Bonfire")))
    found = {one.key: one for one in differences(word.content, ours=ours)}
    assert len(found) == 3
    both = found[f"renamed-{BASE.entries[3].id}"]
    assert both.says == "Item 4 “Any Other Issues” now reads “Other Business”."
    assert both.also == "The record has changed since: “Other Issues” became “Any Other Issues”."
    after = take_all(word.content, ours=ours)
    assert after.starts == time(9) and after.entries[-1].title == "Bonfire"
    assert after.entries[1].note == "With the inspector."


def test_what_the_record_took_out_meanwhile_can_be_put_back_if_the_file_changed_it():
    word = Changed(sent())
    word.rename(3, "Other Business")
    ours = replace(BASE, entries=tuple(one for one in BASE.entries if one.title not in {"Other Issues", "Next Steps"}))
    (back,) = differences(word.content, ours=ours)
    assert back.says.startswith("“Other Issues” is gone from the record; in your file it reads “Other Business”.")
    after = take_all(word.content, ours=ours)
    assert [one.title for one in after.entries] == [*TITLES[:3], "Other Business"]
    assert after.entries[3].id == BASE.entries[3].id


def test_what_both_changed_alike_is_no_difference():
    word = Changed(sent())
    word.rename(3, "Other Business")
    ours = replace(BASE, entries=(*BASE.entries[:3], entry(3, "Other Business"), BASE.entries[4]))
    assert differences(word.content, ours=ours) == []


def test_items_that_the_clerk_may_not_see_stay_where_they_are():
    word = Changed(sent())
    word.move(3, 0)
    word.remove(1)
    hidden = entry(50, "Arrest in Mill Street")
    whole = Draft(BASE.held_on, BASE.starts, BASE.place, (*BASE.entries[:2], hidden, *BASE.entries[2:]))
    theirs = read(word.content)
    taken = {one.key for one in compared(BASE, BASE, theirs)}
    after = applied(BASE, BASE, theirs, taken=taken, whole=whole)
    assert hidden in after.entries
    assert [one for one in after.entries if one != hidden] == list(applied(BASE, BASE, theirs, taken=taken).entries)


# Marks that are lost or slip


def test_without_marks_items_are_told_by_their_words_and_that_is_said():
    word = Changed(sent())
    word.rename(3, "Other Issue and Business")
    word.remove(0)
    word.add(99, "Parking in Mill Street", "It is full.")
    theirs = read(word.forget())
    assert len(theirs.guessed) == 4
    found = {one.says: one for one in compared(BASE, BASE, theirs)}
    assert set(found) == {
        "Item 4 “Other Issues” now reads “Other Issue and Business”.",
        "New item after “Next Steps”: “Parking in Mill Street”.",
        "Item 1 “Apologies” is gone.",
    }
    assert found["Item 4 “Other Issues” now reads “Other Issue and Business”."].guessed


def test_a_heading_whose_mark_went_with_its_words_is_told_by_its_place():
    word = Changed(sent())
    heading = word.headings()[3]
    for node in list(heading._p):
        if node.tag.endswith("}bookmarkStart"):
            heading._p.remove(node)
    word.rename(3, "Whatever else there is")
    (found,) = differences(word.content)
    assert (found.says, found.guessed) == ("Item 4 “Other Issues” now reads “Whatever else there is”.", True)


def test_a_line_typed_above_a_heading_does_not_steal_its_mark():
    word = Changed(sent())
    heading = word.headings()[3]
    typed = word.word.add_paragraph("Parking", style="Heading 1")
    heading._p.addprevious(typed._p)
    (start,) = [n for n in heading._p if n.tag.endswith("}bookmarkStart")]
    typed._p.insert(1, start)
    assert says(differences(word.content)) == ["New item after “Agreed priorities”: “Parking”."]


def test_an_emptied_heading_is_gone_and_a_line_with_a_number_is_a_new_item():
    word = Changed(sent())
    word.rename(3, "")
    word.write_under(4, "6. Parking")
    assert says(differences(word.content)) == [
        "New item after “Next Steps”: “Parking”.",
        "Item 4 “Other Issues” is gone.",
    ]


# What is no part of an agenda


def test_what_is_carried_over_is_never_read_as_text_and_a_change_of_it_is_said():
    word = Changed(sent())
    word.retype(word.line("The Mayor to write"), "The Mayor has written.")
    word.line("The Clerk to visit")._p.getparent().remove(word.line("The Clerk to visit")._p)
    theirs = read(word.content)
    assert compared(BASE, BASE, theirs) == []
    assert theirs.not_taken == ("“The Mayor has written.” – Wardmote writes this itself. Change it where it is kept.",)


@pytest.mark.parametrize(
    ("begins", "typed"),
    [
        ("Time:", "Time: half ten"),
        ("Day:", "Day: in December"),
        ("Day:", "Day: 3 or 4 May 2023"),
        ("Day:", "Day: 4 May"),
    ],
)
def test_a_day_or_time_that_cannot_be_read_is_said_not_guessed(begins, typed):
    word = Changed(sent())
    word.retype(word.line(begins), typed)
    theirs = read(word.content)
    assert compared(BASE, BASE, theirs) == []
    assert theirs.not_taken[0].startswith(f"“{typed}” – this can't be read for certain.")


def test_another_paper_with_hardly_an_item_in_it_is_no_agenda():
    word = Changed(sent())
    for number in range(5):
        word.rename(number, f"Zyxw {number * 7}")
    with pytest.raises(NotThisAgenda, match="Only 0 of the 5 items"):
        read(word.forget())


# Tracked changes and comments


def test_tracked_changes_are_shown_as_such():
    word = Changed(sent())
    word.track(word.headings()[3], "Other Business")
    word.strike(word.headings()[4])
    word.strike(word.line("The Long Room"))
    word.rename(0, "Welcome and apologies")
    found = {one.says: one.tracked for one in differences(word.content)}
    assert found == {
        "Item 1 “Apologies” now reads “Welcome and apologies”.": False,
        "Item 4 “Other Issues” now reads “Other Business”.": True,
        "Item 5 “Next Steps” is gone.": True,
    }


def test_comments_are_told_apart_from_the_words():
    word = Changed(sent())
    word.word.add_comment(word.headings()[0].runs[0], text="Ask the Mayor.", author="Ben", initials="B")
    file = agenda_of(word.content, name="agenda.docx")
    assert file.comments == ("Ben: Ask the Mayor.",)
    assert differences(word.content) == []


# Files that LibreOffice 7.4 has written


@pytest.mark.parametrize("name", ["as_sent.docx", "through_odt.docx"])
def test_libreoffice_changes_nothing(name):
    content = (FILES / name).read_bytes()
    assert agenda_of(content, name=name).card == "BCDF2346_1_signed"
    assert differences(content) == []


def test_changes_that_went_through_libreoffice():
    found = {one.says: (one.words, one.tracked) for one in differences((FILES / "changed.docx").read_bytes())}
    assert found == {
        "Time: 10:15am → 10am.": ("", False),
        "Text added under item 1 “Apologies”.": ("By e-mail to the clerk.", False),
        "Item 3 “Agreed priorities” moved up: now after “Apologies”.": ("", False),
        "Item 4 “Other Issues” now reads “Other Business”.": ("", True),
        "New item after “Other Business”: “Parking”.": ("In Mill Street.", False),
        "Item 5 “Next Steps” is gone.": ("", False),
    }
    assert agenda_of((FILES / "changed.docx").read_bytes(), name="changed.docx").comments == ("Ben: Ask the Mayor.",)

"""Promises and tasks in further forms of words that clerks use. People and sentences are invented."""

import pytest

from wardmote.documents.read import read_text
from wardmote.documents.statements import statements_in
from wardmote.documents.tree import Context, StatementKind

NOTES = Context(people=("Cllr Amber Thorne", "Mr Kofi Osei", "Bo Moss", "Sgt Lindqvist"))


def owners(sentence: str) -> list[str | None]:
    found = statements_in(sentence, at=0, context=NOTES)
    return [statement.owner for statement in found if statement.kind is StatementKind.ACTION]


@pytest.mark.parametrize(
    ("sentence", "owner"),
    [
        ("We should find more volunteers for the watch.                     BM/KO", "BM/KO"),
        ("The rota is not yet ready.                                   All", "All"),
        ("The figures need to be looked at before they are signed off. BM", "BM"),
        ("Mr Osei is to speak to the school. Action KO.", "KO"),
        ("Register: land at Mill Green, BM will ask the neighbours.", "BM"),
        ("BM will enlist the help of the lock keeper.", "BM"),
        ("The Chairman said he was happy to draw up both plans.", "he"),
        ("Cllr Thorne had still to order the new posts.", "Cllr Thorne"),
        ("The Clerk advised that she was to meet with the bank.", "she"),
        ("The Chairman said he would see her to arrange this.", "he"),
        ("It was agreed to accept Mr Osei's offer to supply a water butt.", "Mr Osei"),
        ("The path will need clearing out by the landowner.", "the landowner"),
        ("Mr Osei will of course keep everyone informed.", "Mr Osei"),
        ("Complaints go to the Parish Council who will then forward them to the county.", "the Parish Council"),
        ("Thanks go to the Mowing Team, who will be cutting the verge.", "the Mowing Team"),
        ("This is to be discussed with the school.", None),
        ("The lamp was reported last week and will be again.", None),
        ("My next task is to review the standing orders.", None),
        ("The Council agreed to go ahead with the purchase of two goals.", "The Council"),
        ("The Clerk asked councillors not to put plans in the red bag.", "councillors"),
        ("Cllr Thorne had received no reply and would be chasing the firm.", None),
        ("We propose that we should prepare a policy on filming.", "we"),
        ("This to be discussed at the next meeting of the Towpath Committee.", None),
        ("Every household in Mill Row will receive a letter about the lamps.", None),
        ("Members will then be given a full copy of the rules.", None),
        ("The culvert will be cleared out by a local drainage contractor.", "a local drainage contractor"),
        ("The bank will be mended jointly by the Watch Committee and the county.", "the Watch Committee"),
        ("It was agreed that a second key was needed for the boathouse.", None),
        ("Proposal: that the policy is adopted and that both papers are published on the website.", None),
        ("The loan was made on the understanding that the accounts be kept and shown.", None),
    ],
)
def test_an_action(sentence: str, owner: str | None) -> None:
    found = owners(sentence)
    assert len(found) == 1
    assert owner is None or found == [owner]


@pytest.mark.parametrize(
    "sentence",
    [
        "RESOLVED to go into closed session under the Public Bodies (Admission to Meetings) Act 1960.",
        "The Chairman was authorised to sign the Minutes of the last meeting.",
        "The Parish Council has been invited to enter a team in the quiz.",
        "A quote of £205 plus VAT to cut the hedges has been received.",
        "Agreed – to take no further action on the hedge.",
        "Shops had said that they would be willing to advertise.",
        "Present: Bo Moss – Clerk.",
        "It was agreed at the last meeting to look at the future of the group.",
        "It was RESOLVED to adjourn the meeting for Mr Osei to address members.",
        "The resignation to now take effect.",
        "The seats were raised; this is to be dealt with later.",
        "It would be helpful if absent members would confirm the details.",
        "He introduced Sgt Lindqvist who would be taking over the area.",
        "The community are requested to feed back to the police.",
        "The reply said that works at Millbridge would form part of the scheme.",
        "The Chairman said that this would be addressed later in the meeting.",
        "The accounts to be discussed at the next meeting.",
        "The Council will receive a report on the lamps.",
        "It was agreed that no second key was needed.",
        "It was agreed that the road is used by lorries.",
        "The old bank was mended by a contractor.",
        "The lamps will be delayed by the late arrival of contractors.",
        "To approve the notes and authorise the Chairman to sign the minutes of the last meeting.",
    ],
)
def test_no_action(sentence: str) -> None:
    assert owners(sentence) == []


def test_no_speculation_is_sure() -> None:
    told = "Mr Osei was happy to draw up a list. The gate sticks.          BM\nBM will enlist the help of the keeper."
    assert not any(one.sure for one in statements_in(told, at=0, context=NOTES) if one.kind is StatementKind.ACTION)


def test_decided_in_few_words() -> None:
    kinds = [
        {one.kind for one in statements_in(words, at=0, context=NOTES)}
        for words in (
            "He asked to claim 5p a sheet. Agreed.",
            "No further action required.",
            "Standing order 7 was suspended.",
        )
    ]
    assert StatementKind.DECISION in kinds[0]
    assert StatementKind.DECISION in kinds[1]
    assert StatementKind.SPENDING not in kinds[2]


def test_a_sum_and_then_the_word_to_go_on() -> None:
    told = "One quote of £917.80 had been received for the swings. "
    told += "It was agreed that the Clerk should instruct the firm to proceed."
    assert any(one.kind is StatementKind.SPENDING for one in statements_in(told, at=0, context=NOTES))


def test_people_in_a_row_and_those_told_in_sentences() -> None:
    document = read_text(
        "Minutes of the meeting held on Monday 18th March 2013\nA.Vane B.Moss C.Oak D.Finch\nE.Weir F.Birch\n"
        "Cllr Rush Cllr Sedge\n1.Welcome and Apologies\nThere were aplogies from G.Thorn, Cllr Reed and H.Elm.\n"
        "2. Dog Fouling\nA further bin will be asked for.\n"
    )
    assert [one.name for one in document.present] == [
        "A.Vane", "B.Moss", "C.Oak", "D.Finch", "E.Weir", "F.Birch", "Rush", "Sedge",
    ]  # fmt: skip
    assert [one.name for one in document.apologies] == ["G.Thorn", "Reed", "H.Elm"]
    document = read_text(
        "Minutes of the meeting held on 7 March 2013\n\n13 Present:\nCouncillors Ann Vane (Chairman), Ben Moss, "
        "Carl Oak, Clerk Dora Finch\n\nCouncillor Eve Weir sent a letter of resignation. Councillor Rush sent his "
        "apologies which were accepted.\n\n14. Public Question Time:\nNobody asked.\n\n15. Matters arising:\nNone.\n"
    )
    assert [one.name for one in document.present] == ["Ann Vane", "Ben Moss", "Carl Oak"]
    assert [one.name for one in document.in_attendance] == ["Dora Finch"]
    assert [one.name for one in document.apologies] == ["Rush"]
    document = read_text(
        "Minutes of 10 January 2019\n45. Attended by: Cllrs Ann Vane (Chairman), Ben Moss, Carl Oak Dora Finch, "
        "Eve Weir.\n46. Apologies: Cllr Rush.\n47. Minutes of the last meeting were approved and signed.\n"
    )
    assert [one.name for one in document.present] == ["Ann Vane", "Ben Moss", "Carl Oak", "Dora Finch", "Eve Weir"]


def test_titles_before_dashes_stand_below_titles_of_their_own_line() -> None:
    document = read_text(
        "Minutes of PACT Panel meeting held on July 12 2012\nPresent: Ann Vane (chair), Ben Moss, Carl Oak.\n"
        "Matters arising\nMill Path – the litter and the nettles beside it have been cleared.\n"
        "Church Lane – The county has said that it will put in calming measures.\n"
        "Gate Road – The works to the kerbs will be carried out in August.\n"
        "Road & Traffic Issues\nBen Moss reported that requests go to the county.\n"
        "Police & Crime Commissioner\nAnn Vane reported that four people stand for election.\n"
    )
    assert [item.title for item in document.items] == [
        "Matters arising", "Road & Traffic Issues", "Police & Crime Commissioner",
    ]  # fmt: skip

"""Statements: what sentences of invented notes are taken to do, who is to do it, and what is left not stated."""

import signal
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wardmote.documents.statements import label_of, statements_in
from wardmote.documents.tree import Context, Direction, Statement, StatementKind

NOTES = Context(meeting_on=date(2031, 3, 11), people=("Cllr Amber Thorne", "Mr Kofi Osei", "Sgt Lindqvist"))


def read(text: str, context: Context = NOTES) -> tuple[Statement, ...]:
    return statements_in(text, at=0, context=context)


def kinds(text: str, context: Context = NOTES) -> set[str]:
    return {statement.kind.value for statement in read(text, context)}


def one(text: str, kind: str, context: Context = NOTES) -> Statement:
    (found,) = [statement for statement in read(text, context) if statement.kind == kind]
    return found


@pytest.mark.parametrize(
    ("text", "owner", "due", "sure"),
    [
        ("Town Clerk to write to the ferry company.", "Town Clerk", None, True),
        ("Mr Osei to make enquiries.", "Mr Osei", None, True),
        ("Sgt Lindqvist to reply by 1 May.", "Sgt Lindqvist", "by 1 May", True),
        ("Cllrs Thorne and Osei to walk the towpath before the next meeting.", "Cllrs Thorne and Osei",
         "before the next meeting", True),
        ("The quay is dark - the Clerk to chase the lighting engineer.", "the Clerk", None, True),
        ("Officers will be requested to look into it.", "Officers", None, True),
        ("The Inspector was asked to bring figures to the next meeting.", "The Inspector", "to the next meeting",
         False),
        ("Cllr Thorne agreed to speak to the owner next week.", "Cllr Thorne", "next week", True),
        ("Cllr Thorne volunteered to paint the railings.", "Cllr Thorne", None, True),
        ("PCSO Adeyemi undertook to visit both shops.", "PCSO Adeyemi", None, True),
        ("The Clerk will circulate the rota within 14 days.", "The Clerk", "within 14 days", True),
        ("The Clerk is to report back in June.", "The Clerk", "in June", True),
        ("It was agreed that the Clerk would order two signs.", "the Clerk", None, True),
        ("It was agreed that the Clerk write to the harbour master.", "the Clerk", None, True),
        ("ACTION: Deputy Clerk to obtain three prices.", "Deputy Clerk", None, True),
        ("Action: Clerk", "Clerk", None, True),
        ("Action: Sgt Lindqvist by 30 April", "Sgt Lindqvist", "by 30 April", True),
        ("The bollard is loose. ACTION: Clerk", "Clerk", None, True),
        ("Replace the bollard [KO]", "KO", None, True),
        ("Chase the surveyor (Clerk)", "Clerk", None, False),
        ("AT/KO to chase", "AT/KO", None, True),
        ("Rangers to clear the culvert as soon as possible", "Rangers", "as soon as possible", False),
        ("A letter to be sent to the diocese.", None, None, False),
        ("To be reported to Highways.", None, None, False),
        ("It was agreed to buy a ladder.", None, None, False),
        ("A list of dates will be posted on the website.", None, None, False),
        ("Cllr Thorne: book the drill hall.", "Cllr Thorne", None, False),
    ],
)  # fmt: skip
def test_an_action_in_every_form_with_its_owner(text: str, owner: str | None, due: str | None, sure: bool) -> None:
    action = one(text, "action")
    assert (action.owner, action.due, action.sure) == (owner, due, sure)
    assert ("owner" in action.not_stated) is (owner is None)
    assert ("due" in action.not_stated) is (due is None)


@pytest.mark.parametrize(
    "text",
    [
        "To consider what was done for the agreed priorities.",
        "To receive apologies for absence.",
        "Members to note the new opening hours.",
        "The Clerk has written to the ferry company.",
        "The Clerk reported that the bench had been mended.",
        "The plan to widen the quay was explained.",
        "Visitors wishing to rent a mooring may apply.",
        "The bakery will close in May.",
        "Residents are asked to keep their gates shut.",
        "The meeting thanked everybody and closed at 9 pm.",
        "Actions: none",
        "How is the reserve to be allocated?",
        "Police action has led to two arrests.",
        "It was agreed that no action be taken.",
        "The next meeting is to be held in the drill hall.",
    ],
)
def test_what_is_no_action(text: str) -> None:
    assert "action" not in kinds(text)


def test_the_passive_keeps_who_asks_and_who_is_asked() -> None:
    silent = one("Officers will be requested to check the yard.", "action")
    assert (silent.owner, silent.asked_by) == ("Officers", None)
    assert "asked_by" in silent.not_stated
    spoken = one("The committee asked the Clerk to check the yard.", "action")
    assert (spoken.owner, spoken.asked_by) == ("the Clerk", "The committee")


def test_a_day_is_given_where_the_words_give_one() -> None:
    assert one("Clerk to write by 1 April 2031.", "action").due_on == date(2031, 4, 1)
    assert one("Clerk to write as soon as possible.", "action").due_on is None


@pytest.mark.parametrize(
    "text",
    [
        "RESOLVED to renew the licence.",
        "It was agreed to support the bid.",
        "It was unanimously resolved that the policy be adopted.",
        "Proposed Cllr Thorne, seconded Mr Osei and carried.",
        "Proposed: AT. Seconded: KO. All in favour.",
        "The minutes of the meeting of 9 January were approved and signed.",
        "The accounts were taken as a true record.",
        "The Council resolved to object to the application.",
        "Planning application 31/0044, new boathouse. No objections.",
        "Decision: to keep the fountain.",
        "Cllr Thorne was elected Chair.",
    ],
)
def test_decisions(text: str) -> None:
    assert "decision" in kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "Mr Osei agreed to speak to the owner.",
        "The county council has approved the scheme.",
        "Approved by the Parish Council:",
        "It had previously been agreed elsewhere.",
        "Cllr Thorne was not in favour of this.",
    ],
)
def test_what_the_meeting_did_not_decide(text: str) -> None:
    assert not any(statement.sure for statement in read(text) if statement.kind == StatementKind.DECISION)


def test_a_heading_that_decides_is_true_of_the_lines_below_it() -> None:
    assert kinds("Boathouse at Eel Lane", Context(subheading="Supported by the Parish Council")) == {"decision"}


def test_a_list_of_decisions_is_decided_throughout() -> None:
    found = read("DECISION: 1) To hire a skip. 2) To ask for two more bids.")
    assert [statement.kind.value for statement in found].count("decision") == 2
    assert [statement.kind.value for statement in found].count("action") == 2


def test_a_label_above_a_list_is_true_of_its_entries() -> None:
    assert {"decision", "action"} <= kinds("To hire a skip.", Context(label="decision"))
    assert "action" in kinds("To hire a skip.", Context(label="action"))
    assert kinds("DECISION:") == set()
    assert (label_of("RESOLVED:"), label_of("Actions:"), label_of("Bins")) == ("decision", "action", "")


@pytest.mark.parametrize(
    ("text", "pence", "budget"),
    [
        ("The cost of the new lamp to be paid from the Panel Budget.", None, "the Panel Budget"),
        ("It was agreed to pay £1,250.50 from the Hall Fund.", 125050, "the Hall Fund"),
        ("A grant of £500 was awarded to the sea cadets.", 50000, None),
        ("Resolved to buy two bins at a cost of £420 plus VAT.", 42000, None),
        ("Agreed to renew the contract at £4.5k a year.", 450000, None),
        ("Mr Osei asked for a course at a cost of £60, which would be shared with Millbridge.", 6000, None),
        ("A cheque is now being issued for the first stage.", None, None),
        ("The mooring posts will be funded jointly by the Harbour Committee and the county.", None, None),
    ],
)
def test_spending(text: str, pence: int | None, budget: str | None) -> None:
    spending = one(text, "spending")
    assert (spending.amount_pence, spending.budget) == (pence, budget)
    assert ("amount_pence" in spending.not_stated) is (pence is None)
    assert ("budget" in spending.not_stated) is (budget is None)


@pytest.mark.parametrize(
    "text",
    [
        "The balance of the deposit account is £9,876.54.",
        "Income of £200 was received from moorings.",
        "The county will make savings of £3m.",
        "A VAT refund of £345.67 was received.",
        "A pontoon could be had at a cost of £900.",
        "A cheque has been received from the rowing club.",
        "The bypass will be funded by the county council.",
        "The mooring scheme is to be paid for by council tax.",
    ],
)
def test_what_is_not_the_meetings_spending(text: str) -> None:
    assert "spending" not in kinds(text)


def test_each_payment_of_a_table_that_lost_its_columns_counts_once() -> None:
    text = "Payee Net VAT Gross Tarr Ltd skips 100.00 20.00 120.00 Osei & Co 7.50 1.50 9.00 TOTAL 107.50 21.50 129"
    found = [statement for statement in read(text) if statement.kind == StatementKind.SPENDING]
    assert [statement.amount_pence for statement in found] == [12000, 900]
    assert found[0].text == "Tarr Ltd skips 100.00 20.00 120.00"


def test_a_line_below_payments_is_one() -> None:
    payments = Context(item_title="Accounts for payment")
    assert one("Tarr Ltd, skip hire, £120.00", "spending", payments).amount_pence == 12000
    assert kinds("Balance at bank £4,000.00", payments) == set()


@pytest.mark.parametrize(
    ("text", "kind", "owner"),
    [
        ("Book the hall\tClerk\t1 May 2031", "action", "Clerk"),
        ("Book the hall\t\tSoon", "action", None),
    ],
)
def test_a_row_is_read_by_the_heads_of_its_columns(text: str, kind: str, owner: str | None) -> None:
    heads = Context(columns=("Action", "Owner", "By when"))
    (found,) = read(text, heads)
    assert (found.kind, found.owner, found.text) == (kind, owner, text)


def test_rows_without_heads_and_heads_without_rows() -> None:
    assert read("Action\tOwner\tBy when") == ()
    (found,) = read("4\tTowpath\tObtain three prices\tClerk")
    assert (found.kind, found.owner, found.sure) == (StatementKind.ACTION, "Clerk", False)
    paid = one("Tarr Ltd\t100.00\t20.00\t120.00", "spending", Context(columns=("Payee", "Net", "VAT", "Total")))
    assert paid.amount_pence == 12000


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Sgt Lindqvist reported that two boats had been stolen.", "report"),
        ("Mrs Pell expressed concern about the weir.", "report"),
        ("It was reported that the lamp is out.", "report"),
        ("There were no matters arising.", "nil_return"),
        ("No crimes were reported this month.", "nil_return"),
        ("There are no specific places of concern.", "nil_return"),
        ("Nothing to report.", "nil_return"),
        ("Once the lease is signed the Clerk will order the keys.", "conditional"),
        ("If no reply comes, the Clerk will write again.", "conditional"),
        ("Mr Osei suggested that the council fit a mirror.", "suggestion"),
        ("Mrs Pell asked if the council could provide a bin.", "suggestion"),
        ("It was agreed to discuss this at the next Harbour Committee meeting.", "referral"),
        ("The item was deferred to the May meeting.", "referral"),
        ("Put on the next agenda.", "referral"),
        ("A new constable should be starting in the next few weeks.", "expectation"),
        ("This should help with the speeding.", "expectation"),
        ("The ferry is due to return in June.", "expectation"),
        ("The mural was discussed again.", "recurring"),
        ("No response has been received from the owner.", "recurring"),
        ("The lamp has still not been mended.", "recurring"),
        ("The patrols have resulted in fewer complaints.", "cause"),
        ("The lamps failed due to a power cut.", "cause"),
        ("The noise has improved since the gate was locked.", "cause"),
        ("Thefts are down 12% compared with last year.", "claim"),
    ],
)
def test_the_other_kinds(text: str, kind: str) -> None:
    assert kind in kinds(text)


def test_a_claim_has_subject_direction_and_comparator_or_says_that_it_has_none() -> None:
    claim = one("Boat thefts are below the county average.", "claim")
    assert (claim.subject, claim.direction, claim.comparator) == (
        "Boat thefts",
        Direction.LOWER,
        "the county average",
    )
    bare = one("Boat thefts have increased.", "claim")
    assert (bare.direction, bare.comparator, bare.not_stated) == (Direction.HIGHER, None, ("comparator",))


def test_what_a_cause_a_condition_and_a_referral_keep() -> None:
    cause = one("The lamps failed because of a power cut.", "cause")
    assert (cause.subject, cause.because) == ("The lamps failed", "a power cut")
    assert one("Once the lease is signed, the Clerk will order keys.", "conditional").condition == "the lease is signed"
    assert one("Deferred to the May meeting.", "referral").to == "May meeting"


def test_an_expectation_keeps_its_words_of_time() -> None:
    assert (
        one("A new constable should be starting in the next few weeks.", "expectation").due == "in the next few weeks"
    )


def test_who_says_it() -> None:
    assert one("Sgt Lindqvist reported that two boats were stolen.", "report").said_by == "Sgt Lindqvist"
    below = Context(speaker="Inspector Greenhill", speaker_asserts=True)
    found = read("Patrols should be starting in May.", below)
    assert {statement.said_by for statement in found} == {"Inspector Greenhill"}
    assert {"report", "expectation"} <= {statement.kind.value for statement in found}


def test_a_sentence_may_be_several_statements_and_spans_count_from_where_the_words_begin() -> None:
    text = "The Mayor smiled. It was agreed that the Clerk would pay £20 from the Tea Fund."
    found = statements_in(text, at=100, context=NOTES)
    assert {"decision", "action", "spending"} <= {statement.kind.value for statement in found}
    assert {(statement.span.start, statement.span.end) for statement in found} == {(118, 100 + len(text))}


@pytest.fixture
def ends():
    """A pattern that runs away never ends: a minute is a hundred times what a page takes. This times nothing."""

    def stop(*_: object) -> None:
        raise AssertionError("the reading does not end")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(60)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.mark.parametrize(
    "words", ["a letter to be sent ", "proposed ", "agreed that the council ", "12.00 ", "Alder Birch "]
)
def test_a_page_without_a_stop_ends(words: str, ends: None) -> None:
    assert statements_in((words * 20_000)[:20_000], at=0, context=NOTES) is not None


PIECES = (
    "the Clerk to will agreed that be sent £4.20 RESOLVED ACTION: [JB] once if Cllr Thorne May 12.00 no Net , . ; -"
)
LIKELY = st.lists(st.sampled_from([*PIECES.split(), "\t", "\n"]), max_size=25).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(LIKELY | st.text(max_size=80), st.integers(0, 50))
def test_any_text_is_read_and_every_span_is_its_text(text: str, at: int) -> None:
    for statement in statements_in(text, at=at, context=NOTES):
        assert at <= statement.span.start < statement.span.end <= at + len(text)
        assert text[statement.span.start - at : statement.span.end - at] == statement.text

"""More styles of many clerks: who is to do it, what may be otherwise than it seems, and all kinds mixed."""

import pytest

from wardmote.documents.statements import statements_in
from wardmote.documents.tree import Context, StatementKind

NOTES = Context(people=("Cllr Amber Thorne", "Mr Kofi Osei", "Sgt Lindqvist", "Cllr B Pell (Chair)"))
COSTLY = {"action", "decision", "spending"}

MIXED = """
The OPCC to share the dates of the surgeries with the Panel. | action
The Monitoring Officer will circulate the revised procedure. | action
The Commissioner agreed to share the report with members once it is published. | action conditional
Members requested that an item on rural crime be brought to the next meeting. | action referral
It was requested that a glossary be included in future reports. |
The Vice-Chair offered to meet with the youth group. | action
Action: Chief Inspector Bell to confirm numbers | action
ACTION 3 – Clerk to obtain keys | action
Clerk to follow up. | action
Noted. |
Noted; Clerk to file. | action
The Clerk was authorised to spend up to £200 on plants. | action decision spending
RESOLVED that the Clerk be authorised to pay the invoice of £310. | decision action spending
RESOLVED: 1. That the accounts be approved. | decision
It was resolved to approve the payments listed. | decision
Proposed Cllr Thorne, seconded Cllr Pell, that £300 be granted to the hall. All in favour. | decision spending action
Cllr Pell moved that the report be accepted; Cllr Thorne seconded; carried. | decision
The Chairman closed the meeting at 9.05 pm. |
As there was no further business the meeting closed at 8 pm. |
Cllr Thorne declared an interest in item 7 and left the room. |
The Chair invited questions from the public. |
Mr Osei asked what was being done about the boats. |
The Superintendent explained how the new rota works. | report
The Clerk had been asked to obtain prices; these were tabled. |
Since the last meeting the gate has been mended. |
The Clerk has ordered the bench. |
The bench has been ordered. |
The Clerk reported that she had written to the council. | report
Highways have been informed. |
The lamp was reported to the county on 3 May. |
Cllr Pell has agreed to take on the website. | action
Volunteers are needed to help with the fete. |
Anyone wishing to help should contact the Clerk. |
The public are encouraged to report incidents online. |
Residents are urged to lock their sheds. |
Sgt Lindqvist encouraged residents to report incidents. |
The ward sergeant will attend the next meeting. | action
The Committee considered the application and raised no objection. | decision
The Committee considered three applications. |
It was agreed that the Panel's priorities remain as speeding and boat theft. | decision
The priorities for the next quarter were agreed as speeding and boat theft. | decision
Priorities agreed: speeding, boat theft, nuisance parking. | decision
Apologies were received and accepted from Cllr Pell. | decision
Cllr Pell was re-elected Chair for the coming year. | decision
Nominations were invited for Chair. |
Cllr Pell was duly elected and took the chair. | decision
The Panel thanked the officers for attending. |
The Force had recruited 40 officers. |
Dates of future meetings were agreed. | decision
The draft letter was approved subject to two changes. | decision
Council to consider quotes at its May meeting. |
Clerk to add to May agenda. | action referral
The Clerk is to prepare a specification so that prices can be sought. | action
Grass at the quay needs cutting - contractor to be contacted. | action
The contractor is to be asked to return. | action
Thanks to be sent to Mrs Vane. | action
Cllr Pell to thank Mrs Vane. | action
A vote of thanks was proposed by Mr Osei. |
KO will check with the insurers. | action
AT agreed to draft a note. | action
Speedwatch: volunteers have been trained and sessions will begin in May. | expectation
New cameras will be installed on the bypass by the county in spring. | expectation
1. Cllr Thorne to book the hall for the May meeting. | action
Clerk to add speeding to the agenda for the next meeting. | action
JB/KO – obtain quote for the shelter | action
Shelter – Clerk obtaining quote | action
Clerk to purchase two new lamps at £45 each. | action spending
It was AGREED to accept the quotation from Tarr Ltd of £1,200 for the roof. | decision spending
The Council RESOLVED to approve the following payments: | decision
Agreed to purchase a new lock. | decision spending action
Agreed Clerk to write to the diocese. | action
Agreed: KO to write. | action decision
Cllr Pell proposed accepting the tender from Osei & Co; seconded Cllr Thorne; agreed. | decision
The proposal was put to the vote and carried with one abstention. | decision
Cllr Thorne's offer to paint the railings was accepted. | decision
The Panel noted the report. |
The Panel resolved not to object. | decision
Recommended: that the Council adopts the plan. |
Recommended that the application be refused on highway grounds. | decision
The Clerk advised that three quotes had been obtained for the roof. | report
After a short discussion members decided to leave the sign where it is. | decision
After discussion, agreed to write to the MP. | action decision
The Chair will sign the agreement on behalf of the Council. | action
Insp Greenhill said officers would carry out speed checks on Eel Lane. | action report
Sgt Lindqvist assured the panel that patrols would continue. | report
Councillors expressed their thanks to the caretaker. |
The Inspector gave an undertaking to provide the figures. | action
The Superintendent undertook that a written answer would be given. | action
Officers to provide an update at the next meeting. | action
It was noted that the Clerk would be on leave in May. |
Police to monitor. | action
Police monitoring. |
Ongoing. | recurring
Cllr Vane is to attend the training on 4 May. | action
Training for new members is being arranged by the county. |
The drain will be jetted by the water company next week. | expectation
Mrs Vane has been asked to judge the gardens. | action
The Deputy PCC confirmed she would take this back to the Commissioner. | action report
The Panel asked for a briefing on drones. | action
The Panel asked for an update in six months. | action
The Chair asked officers to bring back a paper on parking. | action
The Chair asked if there were any questions. |
Members asked questions about staffing. |
Cllr Pell asked for clarification of the figures. |
Payment of the invoices was approved. | decision
A cheque for £60.00 was signed for the hall hire. | spending
Hall hire £60.00 cheque 104 | spending
The Clerk's salary and expenses for May were paid. | spending
"""

OWNERS = """
Local policing team to carry out spot checks on Quay Street. | Local policing team
She will come to a council meeting to introduce herself. | She
The committee agreed that Cllr Thorne would mend the gate. | Cllr Thorne
The matter was left with the Deputy Clerk to pursue. | the Deputy Clerk
The cost of the lamp to be paid from the Police Panel Budget. |
Officers will be requested to look into it. | Officers
Clerk to ask the school for a key. | Clerk
"""

DOUBTFUL = """
RESOLVED – lamp mended
Decision: refused
Decision: approved
This is due to the weather.
Nothing further to be done.
Payments to be made:
It was previously recommended that the gate should remain shut.
We had two calls as a result of the leaflet.
Mr Osei was asked to speak about the regatta.
A letter to be sent to the diocese.
The Council hoped that this would result in a full council.
There was no pavement on that side.
He thanked everybody for coming.
"""


def cases(table: str) -> list[tuple[str, set[str]]]:
    """The lines "sentence | kinds" of a table."""
    lines = [line.rpartition("|") for line in table.strip().splitlines()]
    return [(text.strip(), set(kinds.split())) for text, _, kinds in lines]


def found(text: str) -> set[str]:
    return {statement.kind.value for statement in statements_in(text, at=0, context=NOTES)}


@pytest.mark.parametrize(("text", "expected"), cases(MIXED))
def test_all_that_costs_most_when_misread(text: str, expected: set[str]) -> None:
    assert (found(text) & COSTLY, expected - found(text)) == (expected & COSTLY, set())


@pytest.mark.parametrize(("text", "owner"), cases(OWNERS))
def test_who_is_to_do_it(text: str, owner: set[str]) -> None:
    owners = [one.owner for one in statements_in(text, at=0, context=NOTES) if one.kind == StatementKind.ACTION]
    assert [set((one or "").split()) for one in owners] == [owner]


@pytest.mark.parametrize("text", DOUBTFUL.strip().splitlines())
def test_what_may_be_otherwise_is_not_sure(text: str) -> None:
    assert not any(statement.sure for statement in statements_in(text, at=0, context=NOTES))

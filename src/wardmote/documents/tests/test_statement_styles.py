"""The styles of many clerks: invented sentences, with what each asks, settles and spends, and what else it surely does.

Of the three kinds that cost most when misread (action, decision, spending) each sentence has exactly those named; of
the others at least those named.
"""

import pytest

from wardmote.documents.statements import statements_in
from wardmote.documents.tree import Context

PEOPLE = ("Cllr Amber Thorne", "Mr Kofi Osei", "Sgt Lindqvist", "Cllr B Pell (Chair)")
NOTES = Context(people=PEOPLE)
COSTLY = {"action", "decision", "spending"}

ACTIONS = """
Cllr Pell to speak to the marina about the hooter | action
The Deputy Clerk to get three prices for the slipway | action
Local policing team to carry out spot checks on Quay Street. | action
Clerk is to seek advice from the county association. | action
The Clerk was instructed to write to the water company. | action
The Clerk was tasked with obtaining a price for the fence. | action
Members asked that the Clerk obtain a plan of the yard. | action
The Panel requested that figures for the last three years be provided. | action
The Chair asked the Superintendent to provide a breakdown by ward. | action
Ms Vane undertook to send the slides to members. | action
Mr Osei said he would find out who owns the hedge. | action report
She said that she would speak to the ferryman. | action report
The Clerk confirmed that she would chase the contractor. | action report
Cllr Thorne agreed to be the contact for the flood group. | action
Cllr Thorne kindly offered to water the tubs over the summer. | action
Cllrs Pell and Thorne volunteered to paint the bandstand. | action
The Commissioner promised to look into the delays. | action
Sgt Lindqvist will arrange extra patrols at the slipway. | action
PC Rook will be visiting the boatyard next week. | action
We will publish the results on the noticeboard. | action
I will ring the harbour master tomorrow. | action
The county council will resurface Eel Lane in May. | action
The contractor has agreed to return and make good. | action
Harbour Trust to advise on the railings. | action
AT to draft a reply. KO to check it. | action
Action - KO to bring a map. | action
ACTION: Bring the map to the June meeting. | action
ACTION KO/AT | action
Actions: Sgt Lindqvist to bring the ward figures | action
(Action: Clerk) | action
The kerb is broken. Action: Clerk to report. | action
Kerb at Tarr Corner sunken – report to Highways | action
Hedge at No. 4 overhanging; letter to be sent to the owner. | action
Lamp 14 out. To be reported. | action
Enquiries to be made of the land registry. | action
Three quotations to be obtained for the roof. | action
The wording to be checked with the solicitor before it is printed. | action
Dates to be circulated by the Clerk. | action
Further information to be sought from the developer. | action
It was suggested, and agreed, that a sign be put up. | action decision
A site visit will be arranged. | action
An article will be placed in the parish magazine. | action
The matter would be raised with the estates team. | action
The Clerk would look into the cost of a second bin. | action
The Clerk is looking into the cost of a second bin. | action
The Clerk needs to renew the licence by March. | action
The Clerk should write to the bus company. | action
Cllr Thorne to liaise with the school and report back. | action
Mrs Vane, the Warden, to inspect the footpaths. | action
Members were asked to send their comments to the Clerk by Friday. | action
All councillors to let the Clerk have their dates. | action
A response would be provided to the Panel in writing. | action
The Commissioner would write to the Panel with the figures. | action
Officers agreed to circulate the briefing note after the meeting. | action
The Secretary was requested to convey the Panel's thanks. | action
It was left to the Clerk to settle the date. | action
The matter was left with Cllr Thorne to pursue. | action
Clerk asked to write to the diocese. | action
Clerk to action. | action
If the gate is not mended by June the Clerk will write again. | action conditional
Subject to the landlord's consent, Mr Osei will fit the plaque. | action conditional
Inspector Greenhill would ask the neighbourhood team to visit the arcade. | action
"""

NOT_ACTIONS = """
The Police and Crime Commissioner is looking at average speed cameras. |
More people are coming forward because they know that the team will act. | cause
Mr Pell asked for the visits himself. |
Everybody is welcome to attend. |
The Clerk had written to the diocese in May. |
The sergeant has asked the boatyard to close its gate and it has done so. |
He thanked the volunteers for their work to clear the beach. |
The meeting is open to the public. |
The purpose of the visit was to see the new pump. |
Nothing further to be done. |
Item carried forward to the next meeting. | referral
To be discussed at the next meeting. | referral
The next meeting will be held on 4 May in the drill hall. |
There were no volunteers to lead the walk. |
Payments to be made: |
It is too early to say. |
The Chair welcomed everyone to the meeting and opened it at 7 pm. |
The Chair declared the meeting closed at 9.10 pm. |
The team continues to visit the arcade. |
Members of the public are reminded to lock their bicycles. |
The force will receive a grant of £2m from government next year. |
The Clerk was thanked for her work on the accounts. |
He was happy to answer questions. |
The bus company will no longer run a Sunday service. |
To confirm the minutes of the last meeting |
Officers were able to recover both boats. |
The Council has a duty to consider crime in all that it does. |
"""

DECISIONS = """
RESOLVED: that the report be noted. | decision
RESOLVED That the report and the comments of the Panel be noted | decision
IT WAS RESOLVED to adopt the standing orders. | decision
Members RESOLVED to accept the lowest tender. | decision spending
Resolved unanimously that the minutes be approved as a correct record. | decision
RESOLVED (24/118) to close the session to the public. | decision
It was proposed by Cllr Pell and seconded by Cllr Thorne that Mr Osei be elected Chair. | decision
On the proposition of Cllr Pell, seconded by Cllr Thorne, it was agreed to support the bid. | decision
Cllr Pell proposed, Cllr Thorne seconded and all agreed that the yard be closed in winter. | decision
Proposer: Cllr Pell Seconder: Cllr Thorne Vote: unanimous | decision
A vote was taken: 5 for, 2 against, 1 abstention. The motion was carried. | decision
The motion fell. | decision
The motion was put to the vote and lost by 4 votes to 3. | decision
Carried. | decision
Agreed unanimously. | decision
All agreed. | decision
It was AGREED that the rent be held for a year. | decision
AGREED: to support the regatta. | decision
The Panel AGREED the minutes of 4 March. | decision
The Panel agreed its work programme. | decision
The minutes of the meeting held on 4 March were agreed as a correct record and signed by the Chair. | decision
The minutes, having been circulated, were taken as read and signed. | decision
The notes of the last meeting were approved. | decision
The Panel endorsed the proposed precept. | decision
Council approved the risk assessment. | decision
Members voted to leave the gate as it is. | decision
The committee decided not to renew the lease. | decision
Cllr Thorne was appointed to the harbour board. | decision
Cllr Thorne was elected as Vice-Chair for the year. | decision
Mr Osei was co-opted to the council. | decision
The council has no objection to the application. | decision
31/0044 Boathouse, Eel Lane – No objection | decision
31/0045 New pontoon - OBJECT on grounds of noise | decision
31/0046 Loft at Tarr House: SUPPORT | decision
Recommendation: approval | decision
It was recommended that the application be refused. | decision
The budget for the coming year was approved. | decision
The accounts were adopted. | decision
Delegated authority was given to the Clerk to settle the wording. | decision
It was felt that no action was needed. | report
There was general agreement that the fair should go ahead. | decision
The recommendation was accepted. | decision
Standing orders were suspended to let residents speak. | decision
The panel confirmed its support for the appointment. | decision
"""

NOT_DECISIONS = """
The borough council approved the scheme in May. |
The planning authority has refused the application. |
It had been agreed at the last meeting that the sign was too small. |
The Clerk explained how decisions are made. |
The Inspector agreed that the lane is dark. |
Everyone was in good spirits. |
The vote will take place in May. |
The application has yet to be decided. |
Cllr Pell said that residents were in favour of the scheme. | report
The county had agreed to pay for the lamp. |
The Panel heard that a new policy was being prepared. |
The PCC had accepted the Panel's earlier recommendation. |
"""

SPENDING = """
The cost of the lamp in Quay Street to be paid from the Police Panel Budget. | action spending
It was agreed to reimburse Mrs Vane £23.40 for the paint. | action decision spending
Resolved to donate £100 to the sea scouts. | action decision spending
A donation of £50 to the lifeboat was agreed. | decision spending
The Council approved a grant of £250 towards the regatta. | decision spending
The quotation of £1,840 from Tarr Ltd was accepted. | decision spending
Cheque 100231 to Tarr Ltd for £88.00 was signed. | spending
Payment of £45 to the drill hall was authorised. | decision spending
The Clerk's expenses of £31.20 were approved for payment. | decision spending
£300 was spent on the new noticeboard. | spending
The sum of £600 be transferred to the harbour fund. |
It was agreed to buy a second-hand pump at a cost of no more than £400. | action decision spending
The Clerk to pay the invoice from Osei & Co for £75.00. | action spending
The Panel agreed to contribute £500 from its budget to the youth bus. | decision spending
BACS Tarr Ltd grass cutting £210.00 | spending
DD Harbour Water £18.40 | spending
Chq 000412 - Osei Print - newsletters - £64.50 | spending
"""

NOT_SPENDING = """
The precept was set at £12,400. | decision
The current account stands at £4,310.22. |
The burglar took £200 and a watch. |
The force has a budget of £310m. |
A fine of £80 was issued to the driver. |
Council tax would rise by £10 a year at Band D. |
The Commissioner announced £1.2m for youth work across the county. |
Interest of £3.20 was received. |
The bank balance at 31 March was £9,000. |
A quotation of £900 had been received from Tarr Ltd. |
"""

OTHERS = """
Inspector Greenhill reported three thefts from boats in March. | report
Sgt Lindqvist updated the panel on the speed checks. | report
Members heard that two officers had left. | report
The Clerk read out a letter from the ferry company. | report
PC Rook gave the crime figures for the month. | report
In reply to a question, the Commissioner said that the desk would stay open. | report
Concern was expressed about the state of the steps. | report
No declarations were made. | nil_return
There were no apologies. | nil_return
None. | nil_return
Declarations of interest: none | nil_return
No members of the public were present. | nil_return
There had been no burglaries since March. | nil_return
Nil | nil_return
Burglary had fallen by 12% compared to the previous year. | claim
Vehicle crime is up 4% on last year. | claim
Reports of noise have doubled since May. | claim
There were 14 thefts, an increase of 3 on last month. | claim
The council will fit the plaque once permission is given. | conditional
Provided that funds allow, the steps will be rebuilt. | conditional
A resident asked whether the council would consider a crossing. | suggestion
Cllr Thorne suggested that the panel should meet in the evening. | suggestion
It was suggested that the fair be moved to July. | suggestion
Residents would like to see more patrols. | suggestion
The item was deferred until the next meeting. | referral
Refer to the Finance Committee. | referral
This will be placed on the agenda for the May meeting. | referral
The works are expected to take three weeks. | expectation
The new station is due to open in spring. | expectation
It is hoped that the lamps will be on by May. | expectation
The bridge will reopen at Easter. | expectation
The gate has been reported again. | recurring
A reply is still awaited. | recurring
There has been no reply from the ferry company. | recurring
The drain remains blocked. | recurring
The path is closed because of flooding. | cause
Since the lamps were put up there has been less trouble. | cause
The leak was caused by a cracked pipe. | cause
"""


def cases(table: str) -> list[tuple[str, set[str]]]:
    """The lines "sentence | kinds" of a table."""
    lines = [line.rpartition("|") for line in table.strip().splitlines()]
    return [(text.strip(), set(kinds.split())) for text, _, kinds in lines]


def found(text: str, context: Context = NOTES) -> set[str]:
    return {statement.kind.value for statement in statements_in(text, at=0, context=context)}


@pytest.mark.parametrize(("text", "expected"), cases(ACTIONS + NOT_ACTIONS))
def test_what_is_to_be_done_and_what_is_not(text: str, expected: set[str]) -> None:
    assert (found(text) & COSTLY, expected - found(text)) == (expected & COSTLY, set())


@pytest.mark.parametrize(("text", "expected"), cases(DECISIONS + NOT_DECISIONS))
def test_what_was_decided_and_what_was_not(text: str, expected: set[str]) -> None:
    kinds = found(text)
    assert ("decision" in kinds, expected - kinds) == ("decision" in expected, set())


@pytest.mark.parametrize(("text", "expected"), cases(SPENDING + NOT_SPENDING))
def test_what_was_spent_and_what_was_not(text: str, expected: set[str]) -> None:
    kinds = found(text)
    assert ("spending" in kinds, expected - kinds) == ("spending" in expected, set())


@pytest.mark.parametrize(("text", "expected"), cases(OTHERS))
def test_what_else_is_said(text: str, expected: set[str]) -> None:
    assert expected <= found(text)

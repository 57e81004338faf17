"""What each address answers each kind of viewer, and what is sent to it.

The public, and a former member with a live session, are sent to the sign-in page, or get the page if it is for anyone.
"""

WHO = ("unsigned", "member", "inspector", "clerk")
GET = """
desk:home 200 200 200 200
desk:review 403 403 403 200
desk:begin 404 404 404 404
desk:begin-six 404 404 404 404
desk:begin-check 404 404 404 404
desk:settings 403 403 403 200
desk:invitations 403 403 403 200
desk:lists 403 403 403 200
desk:lists-check 403 403 403 302
desk:guides 200 200 200 200
desk:guide 200 200 200 200
desk:picture 200 200 200 200
meetings:meetings 200 200 200 200
meetings:take 403 403 403 200
meetings:plan 403 403 403 200
meetings:waiting 403 403 403 200
meetings:meeting 200 200 200 200
summons:steps 403 403 403 200
summons:do 403 403 403 200
summons:summons-file 200 200 200 200
summons:notice 200 200 200 200
summons:notice-file 200 200 200 200
summons:deliver 403 403 403 200
copies:copies 403 403 403 200
copies:copy 403 403 403 200
information_requests:requests 200 200 200 200
information_requests:new 403 403 403 200
information_requests:exemptions 403 403 403 200
information_requests:request 404 200 404 200
information_requests:find 404 200 404 200
meetings:replan 403 403 403 200
meetings:standing-order 403 403 403 200
meetings:original 403 200 200 200
meetings:paragraph 403 200 200 200
meetings:adopt 403 403 403 200
calendars:this-year 302 302 302 302
calendars:year 200 200 200 200
calendars:body-year 200 200 200 200
calendars:due 200 200 200 200
calendars:subscribe 200 200 200 200
calendars:digest 200 200 200 200
calendars:digest-for 403 403 403 200
calendars:rhythm 403 403 403 200
calendars:meeting-file 200 200 200 200
calendars:feed 200 200 200 200
meetings:matters 200 200 200 200
meetings:matter 200 200 200 200
actions:actions 200 200 200 200
actions:action 200 200 200 200
actions:download 200 200 200 200
actions:new 403 403 403 200
correspondence:letters 403 403 403 200
correspondence:settings 403 403 403 200
priorities:priorities 200 200 200 200
priorities:new 403 403 403 200
priorities:priority 200 200 200 200
priorities:edit 403 403 403 200
priorities:change-said 403 403 403 200
membership:bodies 200 200 200 200
membership:body 200 200 200 200
membership:terms 200 200 200 200
membership:attendance 200 200 200 200
membership:download 200 200 200 200
membership:person 200 200 200 200
membership:who-came 403 403 403 200
proposals:proposals 200 200 200 200
proposals:download 200 200 200 200
proposals:proposal 200 200 200 200
proposals:new 403 403 403 200
proposals:ask 403 403 403 200
proposals:claim 403 403 403 200
proposals:at-odds 403 403 403 200
proposals:expect 403 403 403 200
proposals:chase 403 403 403 200
proposals:answer 403 403 403 200
proposals:settle 403 403 403 200
proposals:became 403 403 403 200
proposals:correct 403 403 403 200
membership:correct 403 403 403 200
membership:elsewhere 403 403 403 200
membership:approve 403 403 403 200
membership:apology 200 200 200 200
membership:note-apology 403 403 403 200
membership:add 403 403 403 200
membership:adopt-terms 403 403 403 200
membership:change 403 403 403 200
membership:substitute 403 403 403 200
membership:ask 403 403 403 200
membership:answer 403 403 403 200
crime:glance 200 200 200 200
crime:kind 200 200 200 200
crime:coverage 200 200 200 200
crime:area 200 200 200 200
crime:comparators 200 200 200 200
crime:supplied 200 200 200 200
crime:supply 403 403 200 200
crime:claims 200 200 200 200
crime:claim 200 200 200 200
sittings:open 302 302 302 302
sittings:sitting 200 200 200 200
sittings:changes 200 200 200 200
sittings:decide 403 403 403 200
sittings:adjourn 403 403 403 200
search:search 200 200 200 200
search:matter 200 200 200 200
search:action 200 200 200 200
search:place 200 200 200 200
interventions:interventions 200 200 200 200
interventions:new 200 200 200 200
interventions:intervention 200 200 200 200
interventions:edit 200 200 200 200
interventions:agree 200 200 200 200
interventions:count 200 200 200 200
interventions:count-monthly 200 200 200 200
interventions:correct 200 200 200 200
interventions:download 200 200 200 200
policing:team 200 200 200 200
policing:questions 200 200 200 200
policing:ask 200 200 200 200
policing:question 200 200 200 200
updates:updates 200 200 200 200
updates:update 403 200 200 200
updates:send 403 403 403 200
updates:fill 403 403 200 200
updates:form 200 200 200 200
policing:new-post 403 403 200 200
policing:change-post 403 403 200 200
policing:fill-post 403 403 200 200
policing:holding 403 403 200 200
policing:named-officer 403 403 200 200
confidentiality:agreement 200 200 200 200
confidentiality:change-agreement 403 403 403 200
confidentiality:panel 200 200 200 200
confidentiality:person 200 200 200 200
confidentiality:note-signature 403 403 403 200
confidentiality:handover 403 403 403 200
places:council 403 403 403 200
law:kinds 403 403 403 200
law:kind 403 403 403 200
law:this-year 403 403 403 302
law:days 403 403 403 200
people:add 403 403 403 200
people:edit 403 403 403 200
people:give-seat 403 403 403 200
people:move 403 403 403 200
people:end 403 403 403 200
people:contact 403 403 403 200
people:e-summons 404 404 404 200
people:spelling 403 403 403 200
people:seat 200 200 200 200
people:ask-let-in 200 200 200 200
people:let-ins 200 200 200 200
people:let-in 200 200 200 200
people:plan-handover 403 403 403 302
public:record 200 200 200 200
public:page 200 200 200 200
public:releases 200 200 200 200
health 200 200 200 200
"""
POST = """
desk:review-head 403 403 403 302
desk:review-item 403 403 403 302
desk:review-marking 403 403 403 302
desk:review-sentence 403 403 403 302
desk:review-matter 403 403 403 302
desk:review-action 403 403 403 302
desk:review-name 403 403 403 302
desk:review-place 403 403 403 302
desk:review-missed 403 403 403 422
desk:review-undo 403 403 403 302
desk:lists-take-back 403 403 403 302
meetings:judge 403 403 403 302
meetings:pack 200 200 200 200
information_requests:name-reviewer 403 403 403 422
information_requests:look 404 409 404 409
information_requests:look-again 404 302 404 302
information_requests:extend 403 403 403 422
information_requests:taken-back 403 403 403 302
information_requests:disclose-open 404 302 404 302
information_requests:agree-open 404 302 404 302
information_requests:make-answer 404 302 404 302
information_requests:undo 404 302 404 302
information_requests:police 404 422 404 422
information_requests:review 404 422 404 422
information_requests:answer-file 404 200 404 200
information_requests:send 404 422 404 422
information_requests:take-back-answer 404 302 404 302
information_requests:set-exemption 403 403 403 302
copies:print 403 403 403 200
copies:open-part 403 403 403 200
copies:file 403 403 403 200
copies:take-back 403 403 403 302
meetings:agenda 200 200 200 200
meetings:returned 403 403 403 422
meetings:undo-agenda 403 403 403 302
meetings:name-body 403 403 403 302
law:withdraw 403 403 403 302
law:set-day 403 403 403 302
meetings:body-powers 403 403 403 302
meetings:usual 403 403 403 302
meetings:add-item 403 403 403 302
meetings:change-item 403 403 403 302
meetings:tell 403 403 403 302
calendars:public-feed 403 403 403 200
calendars:change-day 403 403 403 302
calendars:make-year 403 403 403 302
calendars:mark-days 403 403 403 302
calendars:take-away 403 403 403 302
meetings:settle 403 403 403 302
meetings:withdraw-adoption 403 403 403 302
meetings:confirm 403 403 403 302
meetings:settle-matter 403 403 403 302
sittings:room 403 403 403 302
sittings:reminder 403 403 403 302
sittings:save 403 403 403 422
sittings:declare 403 403 403 302
sittings:spoken 403 403 403 302
sittings:take-back 403 403 403 302
sittings:confirm 403 403 403 302
sittings:undo 403 403 403 302
sittings:settle 403 403 403 302
sittings:strike 403 403 403 302
sittings:close 403 403 403 302
actions:assign 403 403 403 302
actions:move-on 403 403 403 302
actions:undo 403 403 403 302
actions:chase 403 403 403 302
actions:answered 403 403 403 302
actions:mark 403 403 403 302
correspondence:try-again 403 403 403 302
actions:judge 403 403 403 302
priorities:mark 403 403 403 302
priorities:tell 403 403 403 302
priorities:add-measure 403 403 403 302
priorities:remove-measure 403 403 403 302
priorities:say 403 403 403 302
priorities:end 403 403 403 302
priorities:reopen 403 403 403 302
membership:take-back 403 403 403 302
proposals:mark 403 403 403 302
proposals:withdraw 403 403 403 302
proposals:seen 403 403 403 302
proposals:take-back 403 403 403 302
membership:take-back-substitute 403 403 403 302
membership:chase 403 403 403 302
membership:apologise 302 302 302 302
membership:settle-apology 403 403 403 302
membership:take-back-elsewhere 403 403 403 302
membership:take-back-reason 403 403 403 302
crime:draw 422 422 302 302
crime:declare 422 422 302 302
crime:similar 302 302 302 302
crime:supply-file 403 403 422 422
crime:release-supplied 403 403 302 422
crime:check 302 302 302 302
crime:send 403 403 403 302
crime:reply 422 422 422 302
interventions:mark 403 403 403 302
interventions:take-back 302 302 302 302
policing:answer 403 403 302 302
policing:withdraw 403 302 403 302
policing:mark-reply 403 403 302 302
updates:prepare 403 403 403 302
updates:revoke 403 403 403 302
updates:word 403 403 403 200
updates:reopen 403 403 302 302
updates:answer-live 403 403 302 302
updates:mark-line 403 403 302 302
policing:take-back 403 403 302 302
people:reopen 403 403 403 302
people:invite 403 403 403 302
people:stop-address 302 302 302 302
people:confirm-let-in 302 302 302 302
people:refuse-let-in 302 302 302 302
people:settle-handover 403 403 403 302
people:undo-handover 403 403 403 302
public:compose 403 403 403 302
public:approve 302 302 302 302
"""
OF_A_PRIORITY = ("priority", "edit", "mark", "tell", "add-measure", "say", "end", "reopen")
OF_A_CLAIM = ("claim", "check", "send", "reply")
WITH_ALL = {"when": "all months loaded", "answers": ["Of 1 comparison: 1 supports it."], "borne": []}
FOUND = {
    "sentence": "",
    "that_day": None,
    "with_all": WITH_ALL,
    "comparators": {"label": ""},
    "missing": [],
    "instead": "",
    "command": "",
}
OF_AN_INTERVENTION = ("intervention", "edit", "agree", "count-monthly", "mark", "download")
OF_A_PROPOSAL = ("proposal", "mark", "ask", "claim", "at-odds", "expect")
OF_AN_ASKING = ("chase", "answer", "withdraw")
OF_A_PROPOSAL_ENTRY = ("seen", "settle", "became", "correct", "take-back")
OF_AN_UPDATE = ("update", "send", "fill", "word", "revoke", "reopen", "answer-live")
OF_A_REQUEST = ("request", "look", "look-again", "extend", "taken-back", "disclose-open", "agree-open", "make-answer")
OF_AN_ENTRY = ("decide", "confirm", "undo", "strike")
SENT = {
    "calendars:change-day": {"do": "skip", "day": "2022-12-30"},
    "sittings:close": {"do": "close"},
    "sittings:reminder": {"said_by": "The Mayor"},
    "desk:review-marking": {"marking": "public"},
    "meetings:judge": {"same": "yes"},
    "meetings:pack": {"form": "docx"},
    "meetings:name-body": {"name": "Ferncombe Panel", "kind": "external partnership"},
    "meetings:add-item": {"title": "Parking"},
    "meetings:change-item": {"do": "down"},
    "meetings:settle-matter": {"settled": "yes"},
    "actions:move-on": {"to": "done", "note": "Seen on the spot."},
    "actions:answered": {"words": "They will come."},
    "actions:mark": {"marking": "panel"},
    "priorities:mark": {"marking": "confidential"},
    "interventions:mark": {"marking": "panel"},
    "proposals:mark": {"marking": "panel"},
    "priorities:tell": {"no_change": "on"},
    "priorities:add-measure": {"words": "Reports of theft"},
    "priorities:say": {"said": "It is dark.", "did": "A lamp."},
    "priorities:end": {"why": "Reached."},
    "actions:judge": {"same": "no"},
    "membership:settle-apology": {"do": "noted"},
    "crime:draw": {"areas": ["E01028873"]},
    "crime:declare": {"name": "Ours", "towns": "Leek", "declared_by": "the inspector", "reason": "Alike."},
    "crime:supply-file": {"supplied_by": "the analyst"},
    "crime:release-supplied": {"since": "2022-09", "until": "2022-10", "do": "release"},
    "crime:reply": {"reply": "It was said of the whole district."},
    "updates:mark-line": {"marking": "confidential"},
    "updates:answer-live": {"live": "no"},
    "policing:answer": {"words": "Twice.", "said_by": "Sgt Moss"},
}
TABLE = {
    line.split()[0]: (verb, line.split()[1:])
    for verb, table in (("get", GET), ("post", POST))
    for line in table.strip().splitlines()
}
OF_THE_FIRST_DAY = {"desk:begin", "desk:begin-six", "desk:begin-check"}  # gone as soon as there is a clerk

"""The addresses of this room. Ids are UUIDs: a number in an address tells how many there are."""

from django.urls import path

from wardmote.meetings.views import planning, record, standing

app_name = "meetings"
urlpatterns = [
    path("meetings/", record.meetings, name="meetings"),
    path("meetings/take/", record.take, name="take"),
    path("meetings/plan/", planning.plan, name="plan"),
    path("meetings/waiting/", record.waiting, name="waiting"),
    path("meetings/waiting/<uuid:proposal_id>/", record.judge, name="judge"),
    path("meetings/<uuid:meeting_id>/", record.meeting, name="meeting"),
    path("meetings/<uuid:meeting_id>/pack/", record.make_pack, name="pack"),
    path("meetings/<uuid:meeting_id>/plan/", planning.replan, name="replan"),
    path("meetings/<uuid:meeting_id>/agenda/", planning.agenda_file, name="agenda"),
    path("meetings/<uuid:meeting_id>/agenda/returned/", planning.give_back, name="returned"),
    path("meetings/<uuid:meeting_id>/agenda/undo/", planning.undo, name="undo-agenda"),
    path("meetings/<uuid:meeting_id>/tell/", record.tell_members, name="tell"),
    path("meetings/originals/<uuid:original_id>/", record.original, name="original"),
    path("meetings/paragraphs/<uuid:paragraph_id>/", record.paragraph, name="paragraph"),
    path("meetings/statements/<uuid:statement_id>/settle/", record.settle, name="settle"),
    path("meetings/statements/<uuid:statement_id>/adopt/", record.adopt, name="adopt"),
    path("meetings/adoptions/<uuid:adoption_id>/withdraw/", record.withdraw_adoption, name="withdraw-adoption"),
    path("meetings/decisions/<uuid:decision_id>/confirm/", record.confirm, name="confirm"),
    path("matters/", record.matters, name="matters"),
    path("matters/<uuid:matter_id>/", record.matter, name="matter"),
    path("matters/<uuid:matter_id>/settle/", record.settle_matter, name="settle-matter"),
    path("settings/agenda/", standing.standing_order, name="standing-order"),
    path("settings/agenda/body/", standing.name_body, name="name-body"),
    path("settings/agenda/body/powers/", standing.body_powers, name="body-powers"),
    path("settings/agenda/usual/", standing.usual, name="usual"),
    path("settings/agenda/items/", standing.add, name="add-item"),
    path("settings/agenda/items/<uuid:item_id>/", standing.change, name="change-item"),
]

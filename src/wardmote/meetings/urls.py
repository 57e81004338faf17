"""The addresses of this room. Ids are UUIDs: a number in an address tells how many there are."""

from django.urls import path

from wardmote.meetings import views

app_name = "meetings"
urlpatterns = [
    path("meetings/", views.meetings, name="meetings"),
    path("meetings/take/", views.take, name="take"),
    path("meetings/plan/", views.plan, name="plan"),
    path("meetings/waiting/", views.waiting, name="waiting"),
    path("meetings/waiting/<uuid:proposal_id>/", views.judge, name="judge"),
    path("meetings/<uuid:meeting_id>/", views.meeting, name="meeting"),
    path("meetings/<uuid:meeting_id>/pack/", views.make_pack, name="pack"),
    path("meetings/<uuid:meeting_id>/tell/", views.tell_members, name="tell"),
    path("meetings/originals/<uuid:original_id>/", views.original, name="original"),
    path("meetings/paragraphs/<uuid:paragraph_id>/", views.paragraph, name="paragraph"),
    path("meetings/statements/<uuid:statement_id>/settle/", views.settle, name="settle"),
    path("meetings/decisions/<uuid:decision_id>/confirm/", views.confirm, name="confirm"),
    path("matters/", views.matters, name="matters"),
    path("matters/<uuid:matter_id>/", views.matter, name="matter"),
    path("matters/<uuid:matter_id>/settle/", views.settle_matter, name="settle-matter"),
]

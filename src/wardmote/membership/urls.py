"""The addresses of this room."""

from django.urls import path

from wardmote.membership.views import apologies, attendance, requests, six_months, tables

app_name = "membership"
urlpatterns = [
    path("", tables.bodies, name="bodies"),
    path("bodies/<uuid:body_id>/", tables.body, name="body"),
    path("bodies/<uuid:body_id>/add/", tables.add, name="add"),
    path("bodies/<uuid:body_id>/terms/", tables.adopt_terms, name="adopt-terms"),
    path("bodies/<uuid:body_id>/attendance/", attendance.attendance, name="attendance"),
    path("bodies/<uuid:body_id>/attendance/download/", attendance.download, name="download"),
    path("meetings/<uuid:meeting_id>/who-came/", attendance.who_came, name="who-came"),
    path("meetings/<uuid:meeting_id>/who-came/<uuid:person_id>/", attendance.correct, name="correct"),
    path("people/<uuid:person_id>/", attendance.person, name="person"),
    path("people/<uuid:person_id>/elsewhere/", six_months.elsewhere, name="elsewhere"),
    path("people/<uuid:person_id>/approve/", six_months.approve, name="approve"),
    path("elsewhere/<uuid:row_id>/take-back/", six_months.take_back_elsewhere, name="take-back-elsewhere"),
    path("reasons/<uuid:row_id>/take-back/", six_months.take_back_reason, name="take-back-reason"),
    path("terms/<uuid:terms_id>/", tables.terms, name="terms"),
    path("places/<uuid:membership_id>/", tables.change, name="change"),
    path("places/<uuid:membership_id>/take-back/", tables.take_back, name="take-back"),
    path("places/<uuid:membership_id>/substitute/", tables.substitute, name="substitute"),
    path("substitutes/<uuid:substitute_id>/take-back/", tables.take_back_substitute, name="take-back-substitute"),
    path("meetings/<uuid:meeting_id>/ask/", requests.ask, name="ask"),
    path("meetings/<uuid:meeting_id>/apology/", apologies.note, name="note-apology"),
    path("meetings/<uuid:meeting_id>/apology/mine/", apologies.my_own, name="apologise"),
    path("apologies/<uuid:apology_id>/settle/", apologies.settle, name="settle-apology"),
    path("apology/<str:token>/", apologies.apology, name="apology"),
    path("requests/<uuid:request_id>/answer/", requests.answer, name="answer"),
    path("requests/<uuid:request_id>/chase/", requests.chase, name="chase"),
]

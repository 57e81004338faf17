"""The addresses of this room."""

from django.urls import path

from wardmote.membership.views import requests, tables

app_name = "membership"
urlpatterns = [
    path("", tables.bodies, name="bodies"),
    path("bodies/<uuid:body_id>/", tables.body, name="body"),
    path("bodies/<uuid:body_id>/add/", tables.add, name="add"),
    path("bodies/<uuid:body_id>/terms/", tables.adopt_terms, name="adopt-terms"),
    path("terms/<uuid:terms_id>/", tables.terms, name="terms"),
    path("places/<uuid:membership_id>/", tables.change, name="change"),
    path("places/<uuid:membership_id>/take-back/", tables.take_back, name="take-back"),
    path("places/<uuid:membership_id>/substitute/", tables.substitute, name="substitute"),
    path("substitutes/<uuid:substitute_id>/take-back/", tables.take_back_substitute, name="take-back-substitute"),
    path("meetings/<uuid:meeting_id>/ask/", requests.ask, name="ask"),
    path("requests/<uuid:request_id>/answer/", requests.answer, name="answer"),
    path("requests/<uuid:request_id>/chase/", requests.chase, name="chase"),
]

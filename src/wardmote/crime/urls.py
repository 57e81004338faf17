"""The addresses of this room."""

from django.urls import path

from wardmote.crime import views

app_name = "crime"
urlpatterns = [
    path("", views.glance, name="glance"),
    path("kinds/<slug:kind>/", views.kind, name="kind"),
    path("loaded/", views.coverage, name="coverage"),
    path("area/", views.area, name="area"),
    path("area/draw/", views.draw, name="draw"),
    path("comparators/", views.comparators, name="comparators"),
    path("comparators/declare/", views.declare, name="declare"),
    path("comparators/similar/", views.similar, name="similar"),
    path("supplied/", views.supplied, name="supplied"),
    path("supplied/counts/", views.supply, name="supply"),
    path("supplied/counts/file/", views.supply_file, name="supply-file"),
    path("supplied/release/", views.release_supplied, name="release-supplied"),
    path("claims/", views.claims, name="claims"),
    path("claims/<uuid:statement_id>/", views.claim, name="claim"),
    path("claims/<uuid:statement_id>/check/", views.check, name="check"),
    path("claims/<uuid:statement_id>/send/", views.send, name="send"),
    path("claims/<uuid:statement_id>/reply/", views.reply, name="reply"),
]

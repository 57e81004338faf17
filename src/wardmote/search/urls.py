"""The addresses of this room. No word that is looked for stands in one as it was typed."""

from django.urls import path

from wardmote.search import views

app_name = "search"
urlpatterns = [
    path("", views.search, name="search"),
    path("matters/<uuid:matter_id>/", views.matter, name="matter"),
    path("actions/<uuid:action_id>/", views.action, name="action"),
    path("places/<uuid:place_id>/", views.place, name="place"),
]

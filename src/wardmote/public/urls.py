"""The addresses of this room."""

from django.urls import path, re_path

from wardmote.public import views

app_name = "public"
urlpatterns = [
    path("", views.record, name="record"),
    path("releases/", views.releases, name="releases"),
    path("releases/compose/", views.compose, name="compose"),
    path("releases/<uuid:release_id>/approve/", views.approve, name="approve"),
    re_path(
        r"^(?P<name>[0-9]{4}-[0-9]{2}-[0-9]{2}-[a-z0-9]{8}\.html|index\.html|site\.css)$", views.record, name="page"
    ),
]

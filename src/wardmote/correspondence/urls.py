"""The addresses of this room."""

from django.urls import path

from wardmote.correspondence import views

app_name = "correspondence"
urlpatterns = [
    path("letters/", views.letters, name="letters"),
    path("letters/<uuid:letter_id>/try-again/", views.try_again, name="try-again"),
    path("settings/letters/", views.letter_settings, name="settings"),
]

"""The addresses of this room."""

from django.urls import path

from wardmote.desk.views import home

app_name = "desk"
urlpatterns = [
    path("", home.home, name="home"),
]

"""The addresses of this room."""

from django.urls import path

from wardmote.places import views

app_name = "places"
urlpatterns = [path("council/", views.council, name="council")]

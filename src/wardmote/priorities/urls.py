"""The addresses of this room."""

from django.urls import path

from wardmote.priorities import views

app_name = "priorities"
urlpatterns = [path("", views.priorities, name="priorities")]

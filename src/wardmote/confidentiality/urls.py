"""The addresses of this room."""

from django.urls import path

from wardmote.confidentiality import views

app_name = "confidentiality"
urlpatterns = [path("", views.agreement, name="agreement")]

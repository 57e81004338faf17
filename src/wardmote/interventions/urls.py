"""The addresses of this room."""

from django.urls import path

from wardmote.interventions import views

app_name = "interventions"
urlpatterns = [
    path("", views.interventions, name="interventions"),
    path("new/", views.new, name="new"),
    path("<uuid:intervention_id>/", views.intervention, name="intervention"),
    path("<uuid:intervention_id>/edit/", views.edit, name="edit"),
    path("<uuid:intervention_id>/agree/", views.agree, name="agree"),
    path("<uuid:intervention_id>/count/<str:area>/", views.count, name="count"),
    path("<uuid:intervention_id>/months/", views.count_monthly, name="count-monthly"),
    path("counts/<uuid:count_id>/", views.correct, name="correct"),
    path("counts/<uuid:count_id>/take-back/", views.take_back, name="take-back"),
    path("<uuid:intervention_id>/mark/", views.mark, name="mark"),
    path("<uuid:intervention_id>/download/", views.download, name="download"),
]

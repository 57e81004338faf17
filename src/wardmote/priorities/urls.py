"""The addresses of this room."""

from django.urls import path

from wardmote.priorities import views

app_name = "priorities"
urlpatterns = [
    path("", views.priorities, name="priorities"),
    path("new/", views.new, name="new"),
    path("<uuid:priority_id>/", views.priority, name="priority"),
    path("<uuid:priority_id>/edit/", views.edit, name="edit"),
    path("<uuid:priority_id>/mark/", views.mark, name="mark"),
    path("<uuid:priority_id>/tell/", views.tell, name="tell"),
    path("<uuid:priority_id>/measures/", views.add_measure, name="add-measure"),
    path("measures/<uuid:measure_id>/", views.remove_measure, name="remove-measure"),
    path("<uuid:priority_id>/said/", views.say, name="say"),
    path("said/<uuid:pair_id>/", views.change_said, name="change-said"),
    path("<uuid:priority_id>/end/", views.end, name="end"),
    path("<uuid:priority_id>/reopen/", views.reopen, name="reopen"),
]

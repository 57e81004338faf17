"""The addresses of this room. Ids are UUIDs: a number in an address tells how many there are."""

from django.urls import path

from wardmote.actions import views

app_name = "actions"
urlpatterns = [
    path("", views.actions, name="actions"),
    path("download/", views.download, name="download"),
    path("new/", views.new, name="new"),
    path("<uuid:action_id>/", views.action, name="action"),
    path("<uuid:action_id>/assign/", views.assign, name="assign"),
    path("<uuid:action_id>/move-on/", views.move_on, name="move-on"),
    path("<uuid:action_id>/undo/", views.undo, name="undo"),
    path("<uuid:action_id>/chase/", views.chase, name="chase"),
    path("<uuid:action_id>/answered/", views.answered, name="answered"),
    path("<uuid:action_id>/mark/", views.mark, name="mark"),
    path("same/<uuid:proposal_id>/", views.judge, name="judge"),
]

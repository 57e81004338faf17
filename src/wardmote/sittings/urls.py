"""The addresses of this room. Ids are UUIDs: a number in an address tells how many there are."""

from django.urls import path

from wardmote.sittings.views import ending, room, typing

app_name = "sittings"
urlpatterns = [
    path("meetings/<uuid:meeting_id>/sitting/", room.open_sitting, name="open"),
    path("sittings/<uuid:sitting_id>/", room.sitting, name="sitting"),
    path("sittings/<uuid:sitting_id>/changes/", room.changes, name="changes"),
    path("sittings/<uuid:sitting_id>/room/", room.move, name="room"),
    path("sittings/<uuid:sitting_id>/reminder/", room.reminder, name="reminder"),
    path("sittings/<uuid:sitting_id>/save/", typing.save, name="save"),
    path("sittings/<uuid:sitting_id>/close/", ending.close, name="close"),
    path("sittings/<uuid:sitting_id>/adjourn/", ending.adjourn, name="adjourn"),
    path("sittings/items/<uuid:sitting_item_id>/declare/", room.declare, name="declare"),
    path("sittings/declared/<uuid:declared_id>/left/", room.spoken, name="spoken"),
    path("sittings/presences/<uuid:presence_id>/back/", room.take_back, name="take-back"),
    path("sittings/entries/<uuid:entry_id>/strike/", typing.strike, name="strike"),
    path("sittings/entries/<uuid:entry_id>/confirm/", typing.confirm, name="confirm"),
    path("sittings/entries/<uuid:entry_id>/decide/", typing.decide, name="decide"),
    path("sittings/entries/<uuid:entry_id>/undo/", typing.undo, name="undo"),
    path("sittings/clashes/<uuid:clash_id>/settle/", typing.settle, name="settle"),
]

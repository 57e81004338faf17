"""The addresses of this room. The list of the panel and a person's page stand in `confidentiality`."""

from django.urls import path

from wardmote.people.views import entry, handing_over, panel

app_name = "people"
urlpatterns = [
    path("new/", panel.add, name="add"),
    path("seats/<uuid:seat_id>/", panel.seat, name="seat"),
    path("holdings/<uuid:holding_id>/move/", panel.move, name="move"),
    path("holdings/<uuid:holding_id>/end/", panel.end, name="end"),
    path("holdings/<uuid:holding_id>/reopen/", panel.reopen, name="reopen"),
    path("let-in/", entry.let_ins, name="let-ins"),
    path("let-in/<uuid:let_in_id>/", entry.let_in, name="let-in"),
    path("let-in/<uuid:let_in_id>/confirm/", entry.confirm_let_in, name="confirm-let-in"),
    path("let-in/<uuid:let_in_id>/refuse/", entry.refuse_let_in, name="refuse-let-in"),
    path("handover/", handing_over.plan_handover, name="plan-handover"),
    path("handover/<uuid:handover_id>/settle/", handing_over.settle_handover, name="settle-handover"),
    path("handover/<uuid:handover_id>/undo/", handing_over.undo_handover, name="undo-handover"),
    path("<uuid:person_id>/edit/", panel.edit, name="edit"),
    path("<uuid:person_id>/seat/", panel.give_seat, name="give-seat"),
    path("<uuid:person_id>/contact/", panel.contact, name="contact"),
    path("<uuid:person_id>/summons/", panel.e_summons, name="e-summons"),
    path("<uuid:person_id>/spelling/", panel.spelling, name="spelling"),
    path("<uuid:person_id>/invite/", panel.invite, name="invite"),
    path("<uuid:person_id>/stop-address/", panel.stop_address, name="stop-address"),
    path("<uuid:person_id>/let-in/", entry.ask_let_in, name="ask-let-in"),
]

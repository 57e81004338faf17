"""The addresses of this room."""

from django.urls import path

from wardmote.confidentiality import views

app_name = "confidentiality"
urlpatterns = [
    path("agreement/", views.agreement, name="agreement"),
    path("settings/agreement/", views.change_agreement, name="change-agreement"),
    path("people/", views.panel, name="panel"),
    path("people/<uuid:person_id>/", views.person, name="person"),
    path("people/<uuid:person_id>/signature/", views.note_signature, name="note-signature"),
    path("people/handover/<uuid:handover_id>/", views.handover, name="handover"),
]

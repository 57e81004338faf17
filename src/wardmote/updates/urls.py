"""The addresses of this room, below those of policing. Links in letters that went out lead to `form/`."""

from django.urls import path

from wardmote.updates import views

app_name = "updates"
urlpatterns = [
    path("updates/", views.updates, name="updates"),
    path("updates/prepare/<uuid:meeting_id>/", views.prepare, name="prepare"),
    path("updates/<uuid:form_id>/", views.update, name="update"),
    path("updates/<uuid:form_id>/send/", views.send, name="send"),
    path("updates/<uuid:form_id>/revoke/", views.revoke, name="revoke"),
    path("updates/<uuid:form_id>/word/", views.word, name="word"),
    path("updates/<uuid:form_id>/fill/", views.fill, name="fill"),
    path("updates/<uuid:form_id>/reopen/", views.reopen, name="reopen"),
    path("updates/<uuid:form_id>/live/", views.answer_live, name="answer-live"),
    path("lines/<uuid:line_id>/mark/", views.mark_line, name="mark-line"),
    path("form/<str:token>/", views.form, name="form"),
]

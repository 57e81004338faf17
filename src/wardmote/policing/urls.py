"""The addresses of this room. Ids are UUIDs: a number in an address tells how many there are."""

from django.urls import path

from wardmote.policing import views

app_name = "policing"
urlpatterns = [
    path("team/", views.team, name="team"),
    path("posts/new/", views.new_post, name="new-post"),
    path("posts/<uuid:post_id>/", views.change_post, name="change-post"),
    path("posts/<uuid:post_id>/fill/", views.fill_post, name="fill-post"),
    path("holdings/<uuid:post_holding_id>/", views.holding, name="holding"),
    path("holdings/<uuid:post_holding_id>/take-back/", views.take_back, name="take-back"),
    path("holdings/<uuid:post_holding_id>/named/", views.named_officer, name="named-officer"),
    path("questions/", views.questions, name="questions"),
    path("questions/ask/", views.ask, name="ask"),
    path("questions/<uuid:question_id>/", views.question, name="question"),
    path("questions/<uuid:question_id>/answer/", views.answer, name="answer"),
    path("questions/<uuid:question_id>/withdraw/", views.withdraw, name="withdraw"),
    path("replies/<uuid:reply_id>/mark/", views.mark_reply, name="mark-reply"),
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

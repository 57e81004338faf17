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
]

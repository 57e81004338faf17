"""The addresses of this room."""

from django.urls import path

from wardmote.information_requests import views

app_name = "information_requests"
urlpatterns = [
    path("", views.requests, name="requests"),
    path("new/", views.new, name="new"),
    path("exemptions/", views.exemptions, name="exemptions"),
    path("exemptions/set/", views.set_exemption, name="set-exemption"),
    path("<uuid:information_request_id>/", views.request_page, name="request"),
    path("<uuid:information_request_id>/reviewer/", views.name_reviewer, name="name-reviewer"),
    path("<uuid:information_request_id>/look/", views.look, name="look"),
    path("<uuid:information_request_id>/look-again/", views.look_again, name="look-again"),
    path("<uuid:information_request_id>/extend/", views.extend, name="extend"),
    path("<uuid:information_request_id>/taken-back/", views.taken_back, name="taken-back"),
    path("<uuid:information_request_id>/disclose-open/", views.disclose_open, name="disclose-open"),
    path("<uuid:information_request_id>/agree-open/", views.agree_open, name="agree-open"),
    path("<uuid:information_request_id>/answer/", views.make_answer, name="make-answer"),
    path("finds/<uuid:find_id>/", views.find, name="find"),
    path("finds/<uuid:find_id>/undo/", views.undo, name="undo"),
    path("finds/<uuid:find_id>/police/", views.police, name="police"),
    path("finds/<uuid:find_id>/review/", views.review, name="review"),
    path("answers/<uuid:answer_id>/file/", views.answer_file, name="answer-file"),
    path("answers/<uuid:answer_id>/send/", views.send, name="send"),
    path("answers/<uuid:answer_id>/take-back/", views.take_back_answer, name="take-back-answer"),
]

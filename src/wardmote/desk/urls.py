"""The addresses of this room."""

from django.urls import path

from wardmote.desk.rules.reviewing import AnswerKind
from wardmote.desk.views import begin, guides, home, invitations, lists, review

app_name = "desk"
urlpatterns = [
    path("", home.home, name="home"),
    path("meetings/<uuid:meeting_id>/review/", review.review, name="review"),
    path("meetings/<uuid:meeting_id>/review/head/", review.head, name="review-head"),
    path("meetings/<uuid:meeting_id>/review/items/<uuid:item_id>/", review.item, name="review-item"),
    path("meetings/<uuid:meeting_id>/review/items/<uuid:item_id>/marking/", review.marking, name="review-marking"),
    path("meetings/<uuid:meeting_id>/review/sentences/<uuid:statement_id>/", review.sentence, name="review-sentence"),
    path(
        "meetings/<uuid:meeting_id>/review/matters/<uuid:proposal_id>/",
        review.pair,
        {"kind": AnswerKind.MATTER},
        name="review-matter",
    ),
    path(
        "meetings/<uuid:meeting_id>/review/actions/<uuid:proposal_id>/",
        review.pair,
        {"kind": AnswerKind.ACTION},
        name="review-action",
    ),
    path("meetings/<uuid:meeting_id>/review/names/<uuid:attendance_id>/", review.name, name="review-name"),
    path("meetings/<uuid:meeting_id>/review/places/<uuid:pair_id>/", review.place, name="review-place"),
    path("meetings/<uuid:meeting_id>/review/missed/", review.missed, name="review-missed"),
    path("meetings/<uuid:meeting_id>/review/undo/", review.undo, name="review-undo"),
    path("begin/", begin.begin, name="begin"),
    path("begin/panel/", begin.six, name="begin-six"),
    path("begin/check/", begin.check, name="begin-check"),
    path("settings/", home.settings, name="settings"),
    path("invitations/", invitations.invitations, name="invitations"),
    path("lists/", lists.bring, name="lists"),
    path("lists/check/", lists.check, name="lists-check"),
    path("lists/<uuid:list_id>/take-back/", lists.take_back, name="lists-take-back"),
    path("help/", guides.guides, name="guides"),
    path("help/<slug:guide>/", guides.guide, name="guide"),
    path("help/pictures/<slug:picture>.png", guides.picture, name="picture"),
]

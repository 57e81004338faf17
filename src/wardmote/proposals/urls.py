"""The addresses of this room."""

from django.urls import path

from wardmote.proposals.views import askings, entries, listed, one

app_name = "proposals"
urlpatterns = [
    path("", listed.proposals, name="proposals"),
    path("download/", listed.download, name="download"),
    path("new/", listed.new, name="new"),
    path("<uuid:proposal_id>/", one.proposal, name="proposal"),
    path("<uuid:proposal_id>/mark/", one.mark, name="mark"),
    path("<uuid:proposal_id>/ask/", askings.ask, name="ask"),
    path("<uuid:proposal_id>/claim/", entries.claim, name="claim"),
    path("<uuid:proposal_id>/at-odds/", entries.at_odds, name="at-odds"),
    path("<uuid:proposal_id>/expect/", entries.expect, name="expect"),
    path("askings/<uuid:asking_id>/chase/", askings.chase, name="chase"),
    path("askings/<uuid:asking_id>/answer/", askings.answer, name="answer"),
    path("askings/<uuid:asking_id>/withdraw/", askings.withdraw, name="withdraw"),
    path("entries/<uuid:proposal_entry_id>/seen/", askings.seen, name="seen"),
    path("entries/<uuid:proposal_entry_id>/settle/", entries.settle, name="settle"),
    path("entries/<uuid:proposal_entry_id>/became/", entries.became, name="became"),
    path("entries/<uuid:proposal_entry_id>/correct/", entries.correct, name="correct"),
    path("entries/<uuid:proposal_entry_id>/take-back/", entries.take_back, name="take-back"),
]

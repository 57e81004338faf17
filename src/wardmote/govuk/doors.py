"""For whom a page is: every address says so, and a test finds the one that does not."""

from collections.abc import Callable
from enum import StrEnum
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import get_adapter
from allauth.account.decorators import reauthentication_required
from allauth.core.exceptions import ReauthenticationRequired
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest
from django.shortcuts import render
from django.urls import reverse

View = Callable[..., Any]
ONWARD = "onward"  # in the session: where somebody goes once they have signed the agreement; set by our own pages only


class Audience(StrEnum):
    """Who may open a page. What they then see of it is decided row by row."""

    ANYONE = "anyone"
    PANEL = "panel"
    CLERK = "clerk"


REFUSAL = {"reason": "Only the clerk can open this page.", "remedy": "Ask the clerk to do it for you."}


def audience(who: Audience) -> Callable[[View], View]:
    """Declare for whom a view is. Somebody who is not signed in is asked to; a member at the clerk's page is told."""

    def declared(view: View) -> View:
        @wraps(view)
        def at_the_door(request: HttpRequest, *args: Any, **named: Any) -> Any:
            viewer = request.viewer  # set by web/middleware.py
            if who is not Audience.ANYONE and not viewer.on_panel:
                return redirect_to_login(request.get_full_path(), reverse("account_login"))
            if who is Audience.CLERK and not viewer.keeps_record:
                return render(request, "govuk/refused.html", {"refusal": REFUSAL}, status=403)
            return view(request, *args, **named)

        at_the_door.audience = who
        return at_the_door

    return declared


for_anyone = audience(Audience.ANYONE)
for_panel = audience(Audience.PANEL)
for_clerk = audience(Audience.CLERK)


PROOF_FIRST = "Nothing was saved. You had not shown for a while that it is you. Do it once more now."
the_proof = reauthentication_required(lambda request: None)


def after_proof(view: View) -> View:
    """Open only to who has shown once more, in the last quarter of an hour, that it is really them.

    For what somebody at a desk that was left open must not be able to do. A form that is sent without the proof is
    not kept for later: the next person to give their password would carry out what a stranger typed.
    """

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **named: Any) -> Any:
        try:
            the_proof(request)
        except ReauthenticationRequired:
            ways = get_adapter(request).get_reauthentication_methods(request.user)
            if request.method != "POST" or not ways:
                raise
            messages.warning(request, PROOF_FIRST)
            came_from = urlsplit(request.META.get("HTTP_REFERER", "")).path or "/"
            return redirect_to_login(came_from, ways[0]["url"])
        return view(request, *args, **named)

    return asked

"""Who is at the door, and what the door says when the answer is no."""

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve
from django.utils import timezone

from wardmote.confidentiality.rules import NotHere, Refused
from wardmote.govuk.doors import Audience
from wardmote.minutes.reads import viewer_for
from wardmote.people import reads as people
from wardmote.people.signin import has_second_factor
from wardmote.register.rules import THE_PUBLIC
from wardmote.towns.shut import UPGRADING, shut_by

CONTENT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; "
    "frame-src 'self'; frame-ancestors 'self'; base-uri 'none'; manifest-src 'self'"
)
UNTIL_THEN = ("/accounts/", "/static/", "/health/")
AS_THE_PUBLIC = ("/public/", "/help/")  # without a second factor: their pages for anyone, as anyone sees them
SECOND_FACTOR = "Set up an authenticator app or a passkey first. Then the record opens."
SEAT_ENDED = "You were signed out, because your seat has ended. If that is wrong, ask the clerk."


class ShutDoor:
    """While the town is shut, nobody gets in and nothing is asked of the record. Asked at every request, never kept."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        why = shut_by(settings.TOWN.folder)
        if why is None or request.path == "/health/":
            return self.get_response(request)
        answer = render(request, "503.html", {"upgrading": why == UPGRADING}, status=503)
        answer.headers["Content-Security-Policy"] = CONTENT_POLICY
        answer.headers["Cache-Control"] = "no-store"
        if why == UPGRADING:
            answer.headers["Retry-After"] = "60"
        return answer


class AtTheDoor:
    """Sets `request.viewer`, and turns an absence into 404 and a refusal into a page that says what to do."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.get_host()  # a stranger's name that was made to lead to this machine ends here, on every page
        request.viewer = THE_PUBLIC
        if request.user.is_authenticated:
            request.viewer = viewer_for(request.user.person_id, now=timezone.now())
            if not request.viewer.on_panel:
                logout(request)  # the seat has ended, and with it the session
                messages.warning(request, SEAT_ENDED)
            elif not has_second_factor(request) and not request.path.startswith(UNTIL_THEN):
                request.viewer = THE_PUBLIC
                if not _for_everybody(request.path_info):
                    messages.warning(request, SECOND_FACTOR)
                    return redirect("mfa_index")
        elif request.path == "/" and not settings.TOWN.example and people.nobody_yet():
            return redirect("desk:begin")
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", CONTENT_POLICY)
        if not request.path.startswith("/static/"):
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, NotHere):
            return render(request, "404.html", status=404)
        if isinstance(error, Refused):
            return render(request, "govuk/refused.html", {"refusal": error.refusal}, status=403)
        return None


def _for_everybody(address: str) -> bool:
    """Whether this is a page for anyone that opens without a second factor."""
    if not address.startswith(AS_THE_PUBLIC):
        return False
    try:
        view = resolve(address).func
    except Resolver404:
        return False
    return getattr(view, "audience", None) is Audience.ANYONE

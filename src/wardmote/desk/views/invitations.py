"""Who has a sign-in and has never used it: the clerk sends them a letter, or does not."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from wardmote.desk import writes
from wardmote.govuk.doors import for_clerk
from wardmote.govuk.words import count_of
from wardmote.people import reads as people


@for_clerk
@require_http_methods(["GET", "POST"])
def invitations(request: HttpRequest) -> HttpResponse:
    """The people who have not signed in yet, and the button that sends each of them how to."""
    now = timezone.now()
    waiting = people.never_signed_in(now=now)
    if request.method == "POST":
        chosen = [user for user in waiting if str(user.pk) in request.POST.getlist("to")]
        if not chosen:
            messages.error(request, "Nobody was chosen. Nothing was sent. Choose who gets a letter.")
            return redirect("desk:invitations")
        link = request.build_absolute_uri(reverse("account_reset_password"))
        sent = writes.invite(chosen, link=link, by=request.viewer, now=now)
        messages.success(request, f"{count_of(sent, 'letter')} left in the outbox. The timer sends what lies there.")
        return redirect("desk:invitations")
    return render(request, "desk/invitations.html", {"waiting": waiting})

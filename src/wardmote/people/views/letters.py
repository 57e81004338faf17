"""Letters that carry a link to the door. They go as the sign-in's own do, and say nothing of the record."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.contrib import messages
from django.http import HttpRequest

from wardmote.people.models import User


def send_link(request: HttpRequest, user: User, *, letter: str) -> bool:
    """Send the person a link to choose a password. It works once, for one hour."""
    key = f"{user_pk_to_url_str(user)}-{default_token_generator.make_token(user)}"
    link = get_adapter(request).get_reset_password_from_key_url(key)
    return send(request, user.email, letter=letter, user=user, link=link)


def send(request: HttpRequest, email: str, *, letter: str, **told: Any) -> bool:
    """Send one letter. What it tells of is stored by now, so a letter that does not go is said and not undone."""
    try:
        get_adapter(request).send_mail(f"account/email/{letter}", email, told)
    except OSError:
        messages.warning(request, f"The letter to {email} could not be sent. What you did was saved. Ring them.")
        return False
    return True

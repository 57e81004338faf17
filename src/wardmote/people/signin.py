"""The door: allauth with nobody signing themselves up. The one place where a library's signals are heard.

Only the addresses below exist. What else allauth offers (sign-up, more e-mail addresses, codes by e-mail) does not.
"""

from base64 import b64decode, b64encode
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any
from uuid import UUID

from allauth.account import views as account
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import default_token_generator
from allauth.account.internal.flows.login import record_authentication
from allauth.account.signals import user_logged_in
from allauth.account.utils import perform_login, user_pk_to_url_str
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base import views as factors
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, re_path, reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from wardmote.govuk.doors import View, for_anyone, for_panel
from wardmote.people import reads, writes
from wardmote.people.models import Person, User
from wardmote.people.rules import LinkUsed
from wardmote.register.rules import Viewer
from wardmote.seals.envelope import bound_to, seal, unseal

LINK_LASTS = timedelta(minutes=1)
LINKS = Signer(salt="people.example_link")
NO_SEAT = "no seat"
WAYS = {
    "reauthenticate": "Use my password",
    "mfa_reauthenticate": "Use a code of my authenticator app",
    "mfa_reauthenticate:webauthn": "Use my passkey",
}


def at_the_door(user: User, *, now: datetime) -> Viewer:
    """Who the log names for what happens at the door; what they may see is asked elsewhere."""
    standing = reads.standing_of(user.person_id, now=now)
    capacity = standing.seats[0] if standing else NO_SEAT
    return Viewer(person_id=user.person_id, capacity=capacity, on_panel=standing is not None)


class Door(DefaultAccountAdapter):
    """People are let in by the clerk, never by a form."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "The e-mail address or the password is not right. Check both and try again.",
        "enter_current_password": "This is not your password now. Check it and try again.",
        "incorrect_code": "This code is not right. Wait for the next code and try again.",
        "incorrect_password": "The password is not right. Check it and try again.",
        "invalid_login": "The e-mail address or the password is not right. Check both and try again.",
        "invalid_password_reset": "This link no longer works. Ask for a new one.",
        "rate_limited": "Too many attempts. Wait five minutes, then try again.",
        "too_many_login_attempts": "Too many attempts. Wait five minutes, then try again.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def pre_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse | None:
        """Only who holds a seat today comes in, whatever they prove about themselves."""
        answer = super().pre_login(request, user, **kwargs)
        if answer is None and reads.standing_of(user.person_id, now=timezone.now()) is None:
            return self.respond_user_inactive(request, user)
        return answer

    def set_password(self, user: Any, password: str) -> None:
        """A changed password is a deed."""
        now = timezone.now()
        writes.set_password(user, password=password, by=at_the_door(user, now=now), now=now)

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """The ways to show once more that it is you, in our words."""
        methods = super().get_reauthentication_methods(user)
        return [{**method, "description": WAYS.get(method["id"], method["description"])} for method in methods]

    def format_email_subject(self, subject: str) -> str:
        """Says which town, and whether it is invented."""
        mark = "EXAMPLE: " if settings.TOWN.example else ""
        return f"{mark}Wardmote {settings.TOWN.name}: {subject.capitalize()}"

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """The letters name the town."""
        super().send_mail(template_prefix, email, {**context, "town": settings.TOWN})


class SecondFactor(DefaultMFAAdapter):
    """Secrets of authenticator apps and recovery codes are sealed for this town."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": Door.error_messages["incorrect_code"],
        "cannot_generate_recovery_codes": "Set up an authenticator app or a passkey first.",
    }

    def encrypt(self, text: str) -> str:
        """Seal a secret."""
        return b64encode(seal(text.encode(), key=settings.TOWN.data_key, binding=self._binding())).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Open a secret."""
        return unseal(b64decode(encrypted_text), key=settings.TOWN.data_key, binding=self._binding()).decode()

    def _binding(self) -> bytes:
        # allauth asks before there is a row, so the seal is bound to the town and the label alone.
        return bound_to(settings.TOWN.id, "mfa.secret", UUID(int=0))

    def _get_site_name(self) -> str:
        return f"Wardmote {settings.TOWN.name}"

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        """What a new passkey is called until somebody names it."""
        return f"Passkey {user.authenticator_set.filter(type=type).count() + 1}"


BY_EXAMPLE_LINK = "by_example_link"


def has_second_factor(request: HttpRequest) -> bool:
    """Whether whoever is signed in has an app or a passkey; the invented town's short way in needs none."""
    if settings.TOWN.example and request.session.get(BY_EXAMPLE_LINK):
        return True
    kinds = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    return Authenticator.objects.filter(user=request.user, type__in=kinds).exists()


@receiver(user_logged_in)
def came_in(*, user: User, **_: Any) -> None:
    """Somebody came in."""
    now = timezone.now()
    writes.signed_in(user, by=at_the_door(user, now=now), now=now)


@receiver([post_save, post_delete], sender=Authenticator)
def factor_changed(*, instance: Authenticator, created: bool | None = None, **_: Any) -> None:
    """A second factor or passkey came or went. allauth's own signal comes after the commit, too late for the log."""
    if created is not False:  # a use of the factor is no change
        now = timezone.now()
        by = at_the_door(instance.user, now=now)
        writes.second_factor_changed(instance.user, removed=created is None, by=by, now=now)


def example_link(person: Person, *, now: datetime) -> str:
    """A path that signs this person in, once, within a minute: for the invented town only.

    Raises:
        LookupError: this person has no sign-in.
    """
    user = reads.user_of(person.pk)
    if user is None:
        raise LookupError(f"{person.name} has no sign-in. Open one first.")
    seen = user.last_login.isoformat() if user.last_login else ""
    token = LINKS.sign_object({"user": str(user.pk), "seen": seen, "until": (now + LINK_LASTS).isoformat()})
    return reverse("example_link", args=[token])


def _told_by(token: str, *, now: datetime) -> tuple[User, datetime | None]:
    """Whom a link lets in, and when they had last come in when it was made.

    Raises:
        LinkUsed: it is not ours, too old, or was used.
    """
    try:
        told = LINKS.unsign_object(token)
    except BadSignature as error:
        raise LinkUsed("This link is not complete, or was made by another town.") from error
    if now > datetime.fromisoformat(told["until"]):
        raise LinkUsed("This link was good for one minute.")
    user = User.objects.filter(pk=told["user"], is_active=True).first()
    seen = datetime.fromisoformat(told["seen"]) if told["seen"] else None
    if user is None or user.last_login != seen:
        raise LinkUsed("This link was used before.")
    return user, seen


@for_anyone
@require_http_methods(["GET", "HEAD", "POST"])
def example_door(request: HttpRequest, token: str) -> HttpResponse:
    """The invented town's short way in. Opening the link does nothing: programs that look at links can't use it up."""
    if not settings.TOWN.example:
        raise Http404
    now = timezone.now()
    try:
        user, seen = _told_by(token, now=now)
        if request.method != "POST":
            return render(request, "account/example_link.html", {"person": user.person})
        writes.use_link(user, last_login=seen, by=at_the_door(user, now=now), now=now)
    except LinkUsed as refusal:
        return render(request, "account/example_link.html", {"problem": refusal.args[0]}, status=410)
    answer = perform_login(request, user)
    request.session[BY_EXAMPLE_LINK] = True
    return answer


def way_in(user: User) -> str:
    """A path on which this person chooses a password: once, and within the hour."""
    key = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
    return reverse("account_reset_password_from_key", kwargs=key)


def let_in(request: HttpRequest, user: User) -> None:
    """Sign in whoever has just chosen this password, as if it had been typed at the door."""
    perform_login(request, user)
    record_authentication(request, user, method="password", email=user.email, reauthenticated=True)


def door(route: str, view: View, name: str, *, who: Callable[[View], View] = for_panel) -> URLPattern:
    """An address of allauth's, with whom it is for. What a form changes and its line in the log are kept together."""

    @wraps(view)
    def whole(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST":
            return view(request, *args, **kwargs)
        with transaction.atomic():
            return view(request, *args, **kwargs)

    make = re_path if route.startswith("^") else path
    return make(route, who(whole), name=name)


RESET_KEY = "^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[^/]+)/$"
urlpatterns = [
    # Not a door: to check a password takes a tenth of a second, and others must be able to write meanwhile.
    path("login/", for_anyone(account.login), name="account_login"),
    door("logout/", account.logout, "account_logout", who=for_anyone),
    door("inactive/", account.account_inactive, "account_inactive", who=for_anyone),
    door("password/reset/", account.password_reset, "account_reset_password", who=for_anyone),
    door("password/reset/done/", account.password_reset_done, "account_reset_password_done", who=for_anyone),
    door(RESET_KEY, account.password_reset_from_key, "account_reset_password_from_key", who=for_anyone),
    door(
        "password/reset/key/done/",
        account.password_reset_from_key_done,
        "account_reset_password_from_key_done",
        who=for_anyone,
    ),
    door("2fa/authenticate/", factors.authenticate, "mfa_authenticate", who=for_anyone),
    door("2fa/webauthn/login/", passkeys.login_webauthn, "mfa_login_webauthn", who=for_anyone),
    door("reauthenticate/", account.reauthenticate, "account_reauthenticate"),
    door("password/change/", account.password_change, "account_change_password"),
    door("password/set/", account.password_set, "account_set_password"),
    door("2fa/", factors.index, "mfa_index"),
    door("2fa/reauthenticate/", factors.reauthenticate, "mfa_reauthenticate"),
    door("2fa/totp/activate/", totp.activate_totp, "mfa_activate_totp"),
    door("2fa/totp/deactivate/", totp.deactivate_totp, "mfa_deactivate_totp"),
    door("2fa/recovery-codes/", codes.view_recovery_codes, "mfa_view_recovery_codes"),
    door("2fa/recovery-codes/generate/", codes.generate_recovery_codes, "mfa_generate_recovery_codes"),
    door("2fa/recovery-codes/download/", codes.download_recovery_codes, "mfa_download_recovery_codes"),
    door("2fa/webauthn/", passkeys.list_webauthn, "mfa_list_webauthn"),
    door("2fa/webauthn/add/", passkeys.add_webauthn, "mfa_add_webauthn"),
    door("2fa/webauthn/reauthenticate/", passkeys.reauthenticate_webauthn, "mfa_reauthenticate_webauthn"),
    door("2fa/webauthn/keys/<int:pk>/edit/", passkeys.edit_webauthn, "mfa_edit_webauthn"),
    door("2fa/webauthn/keys/<int:pk>/remove/", passkeys.remove_webauthn, "mfa_remove_webauthn"),
    path("example/<str:token>/", example_door, name="example_link"),
]

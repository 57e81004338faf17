"""A search as it stands in an address: sealed, for whoever asked it."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from uuid import UUID

from django.conf import settings

from wardmote.register.rules import Viewer
from wardmote.seals.envelope import SealBroken, bound_to, seal, unseal
from wardmote.search.rules import Asked, asked_from, to_json

LABEL = "search.asked"
NOBODY = UUID(int=0)


def _binding(viewer: Viewer) -> bytes:
    return bound_to(settings.TOWN.id, LABEL, viewer.person_id or NOBODY)


def sealed_question(asked: Asked, *, viewer: Viewer) -> str:
    """What stands for a search in an address: words typed may be confidential, and addresses are kept in logs."""
    sealed = seal(to_json(asked).encode(), key=settings.TOWN.data_key, binding=_binding(viewer))
    return urlsafe_b64encode(sealed).decode().rstrip("=")


def opened_question(text: str, *, viewer: Viewer) -> Asked | None:
    """The search that an address holds; none if it is another person's, or none at all."""
    try:
        sealed = urlsafe_b64decode(text + "=" * (-len(text) % 4))
        return asked_from(unseal(sealed, key=settings.TOWN.data_key, binding=_binding(viewer)).decode())
    except (SealBroken, Error, ValueError):
        return None

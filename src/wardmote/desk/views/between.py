"""What is kept between two pages before it is stored: sealed, so that the table of sessions shows nothing of it."""

from base64 import b64decode, b64encode
from uuid import UUID

from django.conf import settings

from wardmote.seals.envelope import bound_to, seal, unseal


def kept(content: bytes, label: str) -> str:
    """Content as it is kept in a session under this label."""
    binding = bound_to(settings.TOWN.id, label, UUID(int=0))
    return b64encode(seal(content, key=settings.TOWN.data_key, binding=binding)).decode()


def opened(sealed: str, label: str) -> bytes:
    """What was kept under this label."""
    binding = bound_to(settings.TOWN.id, label, UUID(int=0))
    return unseal(b64decode(sealed), key=settings.TOWN.data_key, binding=binding)

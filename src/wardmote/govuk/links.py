"""Links that leave the house, and pages that open without a sign-in for whoever has a link of a letter."""

from hashlib import sha256
from secrets import token_urlsafe
from urllib.parse import urljoin
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse

TOKEN_BYTES = 32  # 256 bits, as much as its hash


def new_token() -> str:
    """What stands in the address of a fresh link. Only its hash is kept."""
    return token_urlsafe(TOKEN_BYTES)


def hash_of(token: str) -> bytes:
    """What is kept of a token: 32 bytes from which it cannot be found.

    >>> hash_of("a").hex()[:8], len(hash_of("a"))
    ('ca978112', 32)
    """
    return sha256(token.encode()).digest()


def quiet(answer: HttpResponse) -> HttpResponse:
    """The page of a link is for one reader: no search engine keeps it. Its address goes to no other house already."""
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    return answer


def whole_address(name: str, ids: tuple[UUID, ...] = ()) -> str:
    """The address of a page as it stands in a letter or in another program: with the name of the house."""
    return urljoin(f"{settings.ADDRESS}/", reverse(name, args=list(ids)))

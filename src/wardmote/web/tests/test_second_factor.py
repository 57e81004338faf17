"""With only a password somebody is, until they set up a second factor, one of the public."""

import pytest
from allauth.mfa.models import Authenticator

from wardmote.public import reads
from wardmote.public import writes as public


@pytest.fixture
def half(enter, member):
    """A member's door, with a password and nothing else."""
    door = enter(member)
    Authenticator.objects.all().delete()
    return door


@pytest.fixture(autouse=True)
def at_that_time(time_machine, now):
    time_machine.move_to(now, tick=False)


@pytest.mark.parametrize("address", ["/public/", "/help/", "/help/member/"])
def test_what_is_for_everybody_opens_as_it_does_to_everybody(half, address):
    page = half.get(address).content.decode()
    assert "Sign in" in page and "Signed in as" not in page and "/public/releases/" not in page


@pytest.mark.parametrize("address", ["", "compose/", "{}/approve/", "nothing/"])
def test_nobody_releases_with_a_password_alone(half, clerk, now, own_folder, address):
    release = public.compose(reads.site(now=now), by=clerk, now=now)
    address = "/public/releases/" + address.format(release.pk)
    for answer in (half.get(address), half.post(address)):
        assert (answer.status_code, answer["Location"]) == (302, "/accounts/2fa/")
    release.refresh_from_db()
    assert release.approved_at is None

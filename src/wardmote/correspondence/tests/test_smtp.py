"""Letters go to a real mail server on loopback, and every way in which it can fail ends in a reason and another try."""

import asyncio
import socket
import ssl
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from ipaddress import ip_address

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from wardmote.correspondence import reads, tasks, writes
from wardmote.correspondence.models import Outgoing
from wardmote.correspondence.rules import BadMailServer, Letters, Problem, mail_server

TO, NOBODY = "kit.sorrel@ferncombe.example", "nobody@ferncombe.example"


def free_port():
    """A port on loopback that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


class Box:
    """What the server took; it refuses one address, and can be told to be slow."""

    def __init__(self, pause_seconds=0):
        self.taken, self.pause_seconds = [], pause_seconds

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address == NOBODY:
            return "550 no such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        await asyncio.sleep(self.pause_seconds)
        self.taken.append((envelope, session.ssl is not None, session.authenticated))
        return "250 taken"


def knows(server, session, envelope, mechanism, data):
    return AuthResult(success=(data.login, data.password) == (b"clerk", b"secret"), handled=False)


@pytest.fixture
def serve(settings):
    """A mail server with these ways; the settings name it. It stops when the test ends."""
    running = []

    def serve(box, *, address="smtp+plain://127.0.0.1", timeout_seconds=5, **ways):
        controller = Controller(box, hostname="127.0.0.1", port=free_port(), **ways)
        controller.start()
        running.append(controller)
        use(settings, address, controller.port, timeout_seconds)
        return controller

    yield serve
    for controller in running:
        controller.stop(no_assert=True)


def use(settings, address, port, timeout_seconds=5):
    server = mail_server(address)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = server.host, port, timeout_seconds
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = server.user, server.password
    settings.EMAIL_USE_TLS, settings.EMAIL_USE_SSL = server.starttls, server.tls


@pytest.fixture
def post(clerk, now):
    """Leave a letter."""

    def post(to=TO, subject="The pack is ready"):
        return writes.leave(to, subject=subject, body="Dear Kit Sorrel,\n", by=clerk, now=now)

    return post


def problems():
    return sorted(Outgoing.objects.values_list("problem", "tries"))


def test_a_letter_arrives_with_the_towns_name_on_it(serve, post, clerk, now):
    box = Box()
    serve(box)
    writes.set_letters(Letters(sender_name="Ferncombe Panel"), by=clerk, now=now)
    post()
    assert tasks.drain() == 1
    ((envelope, _, _),) = box.taken
    message = message_from_bytes(envelope.content)
    assert (envelope.rcpt_tos, message["Subject"]) == ([TO], "The pack is ready")
    assert message["From"].startswith("Ferncombe Panel <")
    assert Outgoing.objects.get().sent_at


def test_a_refused_address_holds_up_nobody_else(serve, post):
    box = Box()
    serve(box)
    bad, good = post(NOBODY), post()
    assert tasks.drain() == 1
    bad.refresh_from_db(), good.refresh_from_db()
    assert (bad.sent_at, bad.problem, bad.tries) == (None, Problem.REFUSED_ADDRESS.value, 1)
    assert good.sent_at and good.problem == ""
    found = reads.undelivered()
    assert (found.letters, found.given_up, found.reasons) == (1, 0, ((Problem.REFUSED_ADDRESS, 1),))


def test_a_server_that_is_down_is_asked_once_a_round_and_no_letter_is_lost(serve, post, settings, time_machine, now):
    use(settings, "smtp+plain://127.0.0.1", free_port())
    time_machine.move_to(now, tick=False)
    for _ in range(3):
        post()
    assert tasks.drain() == 0
    assert problems() == [(Problem.NO_ANSWER.value, 1)] * 3
    box = Box()
    serve(box)
    assert tasks.drain() == 0  # not yet
    time_machine.move_to(now + timedelta(minutes=1), tick=False)
    assert tasks.drain() == 3
    assert len(box.taken) == 3
    assert reads.undelivered().letters == 0


@pytest.mark.filterwarnings("ignore:Requiring AUTH")
def test_a_wrong_password_is_said_and_the_right_one_lets_them_through(serve, post, settings):
    box = Box()
    ways = {"authenticator": knows, "auth_required": True, "auth_require_tls": False}
    controller = serve(box, address="smtp+plain://clerk:wrong@127.0.0.1", **ways)
    letter = post()
    assert tasks.drain() == 0
    assert problems() == [(Problem.REFUSED_SIGN_IN.value, 1)]
    use(settings, "smtp+plain://clerk:secret@127.0.0.1", controller.port)
    Outgoing.objects.filter(pk=letter.pk).update(next_try_at=letter.recorded_at)
    assert tasks.drain() == 1
    assert box.taken[0][2]


def test_a_slow_server_does_not_hold_up_the_timer(serve, post):
    serve(Box(pause_seconds=3), timeout_seconds=0.2)
    post(), post()
    assert tasks.drain() == 0
    assert problems() == [(Problem.TOO_SLOW.value, 1)] * 2


class Hangs(SMTP):
    """Goes away once somebody has something to send."""

    async def smtp_MAIL(self, arg):
        self.transport.close()


class HangsUp(Controller):
    def factory(self):
        return Hangs(self.handler)


def test_a_server_that_hangs_up_is_tried_again(settings, post):
    controller = HangsUp(Box(), hostname="127.0.0.1", port=free_port())
    controller.start()
    try:
        use(settings, "smtp+plain://127.0.0.1", controller.port)
        post()
        assert tasks.drain() == 0
        assert problems() == [(Problem.NO_ANSWER.value, 1)]
    finally:
        controller.stop(no_assert=True)


# Encryption


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A certificate for 127.0.0.1, signed by itself: a file with it, and what the server needs."""
    folder = tmp_path_factory.mktemp("certificate")
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "trial")])
    today = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(today - timedelta(days=1))
        .not_valid_after(today + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = folder / "server.pem"
    pem.write_bytes(
        made.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    return pem, context


def test_with_smtp_the_letter_goes_under_encryption(serve, post, certificate, monkeypatch):
    pem, context = certificate
    monkeypatch.setenv("SSL_CERT_FILE", str(pem))
    box = Box()
    serve(box, address="smtp://127.0.0.1", tls_context=context, require_starttls=True)
    post()
    assert tasks.drain() == 1
    assert box.taken[0][1]


def test_a_certificate_that_nobody_vouches_for_gets_no_letter(serve, post, certificate):
    box = Box()
    serve(box, address="smtp://127.0.0.1", tls_context=certificate[1])
    post()
    assert tasks.drain() == 0
    assert (problems(), box.taken) == ([(Problem.NOT_SAFE.value, 1)], [])


def test_a_server_without_encryption_gets_no_letter(serve, post):
    box = Box()
    serve(box, address="smtp://127.0.0.1")
    post()
    assert tasks.drain() == 0
    assert (problems(), box.taken) == ([(Problem.NOT_SAFE.value, 1)], [])


# The setting


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("mail.a.example", "names no mail server"),
        ("http://mail.a.example", "names no mail server"),
        ("smtp://mail.a.example:often", "no port that is a number"),
        ("smtp://mail.a.example?port=25", "only from= and password_file="),
        ("smtp+plain://clerk:secret@mail.a.example", "in the open"),
    ],
)
def test_a_setting_that_is_wrong_or_unsafe_is_refused_in_a_sentence(address, says):
    with pytest.raises(BadMailServer, match=says):
        mail_server(address)


def test_a_setting_says_all_that_is_needed():
    server = mail_server("smtps://ada%40a.example:p%2Fw@mail.a.example:4650?from=panel@a.example&password_file=/run/pw")
    assert (server.host, server.port, server.tls, server.starttls) == ("mail.a.example", 4650, True, False)
    assert (server.user, server.password, server.password_file) == ("ada@a.example", "p/w", "/run/pw")
    assert server.sender == "panel@a.example"

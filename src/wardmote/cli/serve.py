"""`wardmote serve`: pages, worker and timer on this machine, until it is stopped."""

import argparse
import http.client
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from hashlib import sha256

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.utils import timezone

from wardmote.cli.main import Stop
from wardmote.desk.rules.founding import starting_code
from wardmote.people import reads as people
from wardmote.people.signin import example_link
from wardmote.towns.folder import write_whole

TIMER_SECONDS = 20
START_SECONDS = 60


def serve(typed: argparse.Namespace) -> int:
    """Serve on 127.0.0.1 and say where, until somebody stops it."""
    return serve_on(typed.port, meanwhile=lambda: None)


def serve_on(port: int, *, meanwhile: Callable[[], None]) -> int:
    """Serve on 127.0.0.1, do something in this process while the server starts, and then say where it is.

    A child that ends takes the others with it.

    Raises:
        Stop: the port is taken, or the server did not start.
    """
    _collect_static()
    timer = [sys.executable, "-m", "wardmote", "due", "--every", str(TIMER_SECONDS)]
    if _answers(port):
        raise Stop(f"Port {port} is in use. Nothing was started. Choose another: ./run {port + 1}")
    os.environ.setdefault("WARDMOTE_ADDRESS", f"http://localhost:{port}")  # for the links in letters
    children = [subprocess.Popen([*server(port), "wardmote.web.wsgi:application"])]
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        meanwhile()
        _wait_for(port, children[0])
        _say_where(port)
        children.append(subprocess.Popen(timer))  # after the server: at the start it would only be in its way
        while all(child.poll() is None for child in children):
            time.sleep(0.5)
        raise Stop("The server has stopped by itself. What was saved is saved. Start it again.")
    except KeyboardInterrupt:
        return 0
    finally:
        for child in children:
            child.terminate()
        for child in children:
            child.wait(timeout=10)


def server(port: int) -> list[str]:
    """The command that serves an application; `benchmarks/pages.py` measures with the same."""
    return [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)),
        *("--workers", "1", "--blocking-threads", "4", "--no-ws", "--log-level", "warning"),
    ]


def _collect_static() -> None:
    """Lay the built files out for the server, compressed, unless they are those of last time."""
    built = sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            built.update(sha256(name.encode()).digest() + sha256(storage.open(name).read()).digest())
    stamp = settings.STATIC_ROOT / ".collected"
    if not stamp.exists() or stamp.read_text() != built.hexdigest():
        call_command("collectstatic", interactive=False, verbosity=0)
        write_whole(stamp, built.hexdigest().encode())


def _answers(port: int) -> bool:
    try:
        door = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        door.request("GET", "/health/", headers={"Host": "localhost"})
        return bool(door.getresponse().status)
    except (OSError, http.client.HTTPException):
        return False


def _wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + START_SECONDS
    while not _answers(port):
        if server.poll() is not None or time.monotonic() > until:
            raise Stop(f"The server did not start on port {port}. Nothing was changed. Choose another port.")
        time.sleep(0.1)


def _say_where(port: int) -> None:
    where = settings.FRONT or f"http://localhost:{port}"
    print(f"\n{settings.TOWN.name} is served at {where}  (stop it with Ctrl+C)", flush=True)
    if settings.TOWN.example:
        print("Sign in as one of the example's people; each link works once, for one minute:", flush=True)
        _say_links(where)
        print(f"New links: ./wardmote links --town example --port {port}", flush=True)
    elif people.nobody_yet():
        code = starting_code(settings.TOWN.web_key)
        print(f"Nobody has begun here yet. The clerk begins at {where}/begin/?code={code}", flush=True)
        print(f"or types the starting code there: {code}", flush=True)


def links(typed: argparse.Namespace) -> int:
    """Print fresh sign-in links for the example's people.

    Raises:
        Stop: this is a real town; its people sign in by the page.
    """
    if not settings.TOWN.example:
        raise Stop("Sign-in links are for the example town only. Nothing was made. People sign in on the page.")
    _say_links(f"http://localhost:{typed.port}")
    return 0


def _say_links(where: str) -> None:
    now = timezone.now()
    for person, seat, _ in people.holders(now=now):
        if people.user_of(person.pk):
            print(f"  {seat + ':':<26}{where}{example_link(person, now=now)}", flush=True)

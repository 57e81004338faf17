"""Median and 99th percentile of the main pages under 20 connections, beside a page that only runs the same SQL.

    python benchmarks/pages.py [--meetings 120] [--actions 2000] [--connections 20] [--seconds 5]

The town is the example, grown by notes like its own; the server is what `wardmote serve` starts, and both kinds of page
are served by the same process in the same run. Prints the tables of docs/benchmarks.md.
"""

import argparse
import http.client
import os
import platform
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import redirect_stdout
from datetime import date, timedelta
from importlib.metadata import version
from importlib.resources import files
from io import StringIO
from itertools import product
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "benchmarks")]
PORT = 8790
STREETS = [f"{a}{b} {c}" for a, b, c in product(
    ("Alder", "Birch", "Cobble", "Dove", "Elm", "Fern", "Grange", "Hazel", "Iron", "Jubilee", "Kiln", "Larch"),
    ("bank", "croft", "dale", "field", "gate", "ham", "holt", "mere", "stead", "well"),
    ("Road", "Street", "Lane", "Row", "Close"),
)]  # fmt: skip
DEEDS = ("write to the owner of", "count the cars in", "look at the hedge in", "ask the county for a lamp in", "visit")
CLERK, UNSIGNED = "Pia Ledgerwood", "Wilf Quillfeather"


def make_town(meetings, actions):
    """The example's town with so many meetings and about so many actions; sessions of two of its people."""
    from wardmote.cli.main import main

    with redirect_stdout(StringIO()):
        main(["example"])
    from django.conf import settings
    from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.utils import timezone

    from wardmote.cli.standing import standing
    from wardmote.documents.read import read_bytes
    from wardmote.meetings import writes
    from wardmote.people.models import User
    from wardmote.people.signin import BY_EXAMPLE_LINK

    now = timezone.now()
    clerk, _ = standing(CLERK, now=now)
    notes = files("wardmote.cli").joinpath("example", "notes-2026-09-25.txt").read_text()
    more = -(-actions // meetings)  # each set of notes has a few of its own: the count printed is the true one
    for number in range(meetings - 3):
        day = date(2016, 1, 8) + timedelta(days=28 * number)
        told = [
            f"The Clerk to {DEEDS[n % len(DEEDS)]} {STREETS[(number * more + n) % len(STREETS)]} by 1 December 2026."
            for n in range(more - 4)
        ]
        dated = notes.replace("25th September 2026", f"{day.day}th {day:%B %Y}")
        content = (dated + "\n9.\tRoads\n" + "\n".join(told) + "\n").encode()
        document = read_bytes(content, name="notes.txt")
        writes.take(document, content=content, file_name="notes.txt", body_name=None, held_on=day, by=clerk, now=now)
    cookies = {}
    for user in User.objects.select_related("person"):
        session = SessionStore()
        session[SESSION_KEY], session[HASH_SESSION_KEY] = str(user.pk), user.get_session_auth_hash()
        session["_auth_user_backend"] = settings.AUTHENTICATION_BACKENDS[0]
        session[BY_EXAMPLE_LINK] = True
        session.save()
        cookies[user.person.name] = f"sessionid={session.session_key}"
    return cookies


def addresses():
    """The main pages of the grown town."""
    from wardmote.minutes.models import Meeting

    newest = Meeting.objects.filter(originals__isnull=False).order_by("-held_on").first()
    return {
        "home": "/",
        "meetings": "/meetings/",
        "a meeting's notes": f"/meetings/{newest.pk}/",
        "matters": "/matters/",
        "actions": "/actions/",
        "priorities": "/priorities/",
    }


def asked(path, cookie, until):
    """Ask for one page again and again on one connection; milliseconds of each answer."""
    door, taken = http.client.HTTPConnection("127.0.0.1", PORT, timeout=120), []
    while time.monotonic() < until:
        begun = time.perf_counter()
        door.request("GET", path, headers={"Host": "localhost", "Cookie": cookie})
        answer = door.getresponse()
        answer.read()
        taken.append((time.perf_counter() - begun) * 1000)
        if answer.status != 200:
            raise SystemExit(f"{path} was answered {answer.status}")
    return taken


def measured(path, cookie, *, connections, seconds):
    """Median and 99th percentile in milliseconds, and answers a second."""
    asked(path, cookie, time.monotonic() + 0.2)  # warm
    begun = time.monotonic()
    until = begun + seconds
    with ThreadPoolExecutor(connections) as pool:
        times = [t for found in pool.map(lambda _: asked(path, cookie, until), range(connections)) for t in found]
    return statistics.median(times), statistics.quantiles(times, n=100)[98], len(times) / (time.monotonic() - begun)


def main():
    typed = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name, value in (("meetings", 120), ("actions", 2000), ("connections", 20)):
        typed.add_argument(f"--{name}", type=int, default=value)
    typed.add_argument("--seconds", type=float, default=5)
    wanted = typed.parse_args()
    with tempfile.TemporaryDirectory(prefix="wardmote-pages-") as folder:
        os.environ |= {"WARDMOTE_VAR": folder, "WARDMOTE_STATIC": f"{folder}/static"}
        os.environ["PYTHONPATH"] = os.pathsep.join(sys.path[:2])
        cookies = make_town(wanted.meetings, wanted.actions)
        report(wanted, cookies)


def report(wanted, cookies):
    """Serve, ask, print."""
    from wardmote.actions.models import Action
    from wardmote.cli.serve import _answers, _collect_static, _wait_for, server
    from wardmote.minutes.models import Matter, Meeting, Paragraph

    if _answers(PORT):
        raise SystemExit(f"Something answers on port {PORT} already.")
    _collect_static()
    sizes = ", ".join(f"{m.objects.count():,} {m._meta.verbose_name}s" for m in (Meeting, Action, Matter, Paragraph))
    print(f"{os.cpu_count()} cores ({platform.machine()}), load before: {os.getloadavg()[0]:.1f}; Python", end=" ")
    print(f"{platform.python_version()}, SQLite {sqlite3.sqlite_version}, Django {version('django')},", end=" ")
    print(f"granian {version('granian')}. The town: {sizes}.")
    served = subprocess.Popen([*server(PORT), "pages_beside:application"])
    try:
        _wait_for(PORT, served)
        for person in (CLERK, UNSIGNED):
            signed = "has signed: pages with confidential rows write an event" if person == CLERK else "has not signed"
            print(f"\n{person} ({signed}); {wanted.connections} connections, {wanted.seconds:g} s a row\n")
            print("| page | median ms | 99th ms | a second | SQL alone: median ms | 99th ms | a second | page / SQL |")
            print("| --- | --- | --- | --- | --- | --- | --- | --- |")
            for name, path in addresses().items():
                load = {"connections": wanted.connections, "seconds": wanted.seconds}
                page = measured(path, cookies[person], **load)
                alone = measured(f"/sql{path}", cookies[person], **load)
                row = (f"{median:.0f} | {worst:.0f} | {rate:.0f}" for median, worst, rate in (page, alone))
                print(f"| {name} | {' | '.join(row)} | {page[0] / alone[0]:.1f} |", flush=True)
    finally:
        served.terminate()
        served.wait()


if __name__ == "__main__":
    main()

"""Debian's Chromium for the tests, without its window, as a pytest plugin: a console that speaks fails its test.

A test that takes `page` drives the browser; `live_server.url` names localhost, which passkeys need.
`looked_at(page, name)` holds a page to axe-core and to its width, wide and narrow, and keeps pictures when
WARDMOTE_SHOTS names a folder. `come_in(viewer)` signs the browser in without the form.
"""

import json
import os
from functools import cache
from pathlib import Path
from shutil import which

import pytest

CHROMIUM = Path(which("chromium-headless-shell") or which("chromium") or "/usr/bin/chromium-headless-shell")
HOUSE = Path(__file__).parents[1]
AXE = HOUSE / "node_modules/axe-core/axe.min.js"
STYLE = HOUSE / "src/wardmote/web/static/main.css"
LEFT_OUT = {
    CHROMIUM: "no Chromium, so no browser tests: apt-get install chromium-headless-shell fonts-liberation",
    AXE: "no axe-core, so no browser tests: ./test installs it with npm ci",
    STYLE: "no style sheet, so no browser tests: ./test builds it with frontend/build.mjs",
}
QUIET = (
    "--no-sandbox --disable-quic --no-first-run --disable-sync --disable-background-networking"
    " --disable-component-update"
)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
DESKTOP = {"width": 1024, "height": 900}
PHONE = {"width": 320, "height": 640}
OWN_STATUS = "Failed to load resource: the server responded with a status of "


def pytest_collection_modifyitems(items):
    """Mark what drives the browser, and leave it out in one sentence where it cannot run."""
    lacking = next((why for path, why in LEFT_OUT.items() if not path.exists()), None)
    for item in items:
        if "page" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)
            if lacking:
                item.add_marker(pytest.mark.skip(reason=lacking))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return {**browser_type_launch_args, "executable_path": str(CHROMIUM), "args": QUIET.split()}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    own = {"locale": "en-GB", "timezone_id": "Europe/London", "viewport": DESKTOP, "reduced_motion": "reduce"}
    return {**browser_context_args, **own}


@pytest.fixture
def page(page):
    """A page whose console must stay empty. That an error page has the status of an error is not held against it."""
    said = []

    def note(message):
        if not (message.text.startswith(OWN_STATUS) and message.location["url"] == page.url):
            said.append(f"{message.type}: {message.text}")

    page.set_default_timeout(10_000)
    page.on("console", note)
    page.on("pageerror", lambda error: said.append(str(error)))
    yield page
    assert not said, said


@cache
def axe():
    """The source of axe-core."""
    return AXE.read_text(encoding="utf-8")


def faults(page):
    """What axe-core finds on this page: WCAG 2.2 AA and best practice."""
    if not page.evaluate("'axe' in window"):  # once for each page, not for each width
        page.evaluate(axe())
    # Only what is found crosses over: what was passed weighs many times as much.
    found = page.evaluate("async rules => (await axe.run({runOnly: rules})).violations", RULES)
    return [f"{one['id']}: {one['help']} – {json.dumps([node['html'] for node in one['nodes']])}" for one in found]


def fits(page):
    """Whether the page is no wider than the window."""
    return page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def shot(page, name):
    """A picture of the whole page, if WARDMOTE_SHOTS names a folder."""
    if folder := os.environ.get("WARDMOTE_SHOTS"):
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def looked_at(page, name):
    """A page as people with a wide and with a narrow window get it: nothing found, nothing sideways."""
    for size, window in (("desktop", DESKTOP), ("phone", PHONE)):
        page.set_viewport_size(window)
        shot(page, f"{name}-{size}")
        assert not (found := faults(page)), "\n".join(found)
        assert fits(page), f"{name} scrolls sideways at {window['width']} pixels"
    page.set_viewport_size(DESKTOP)


@pytest.fixture
def come_in(live_server, context, enter):
    """Sign the browser in as this viewer, past the form."""

    def come_in(viewer):
        client = enter(viewer)
        value = client.cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": value, "url": live_server.url}])

    return come_in

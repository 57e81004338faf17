"""The pictures of the README and of the guides, as the software draws them.

`WARDMOTE_PICTURES=1 ./test tests/journeys/test_pictures.py` puts them into docs/pictures/.
"""

import os
import shutil
import subprocess
from dataclasses import replace
from datetime import date, time

import pytest
from django.template import engines

from conftest import NOW
from tests.journeys.conftest import EXAMPLE, HOUSE
from wardmote.desk.rules.founding import starting_code
from wardmote.documents.paper_pdf import to_pdf
from wardmote.meetings.agenda import agenda
from wardmote.meetings.pack import pack
from wardmote.minutes.writes import plan_meeting
from wardmote.towns.folder import FIRST_NAME, call_town

PICTURES = HOUSE / "docs/pictures"
PNG = b"\x89PNG"


@pytest.fixture
def example_town(settings, own_folder):
    """The trial town as an example: EXAMPLE stands on what the pictures show."""
    settings.TOWN = engines["jinja2"].env.globals["town"] = replace(own_folder, example=True)
    call_town(settings.TOWN, "Hexcombe Town Council")


@pytest.fixture
def pictures(tmp_path):
    """Where this run puts its pictures."""
    return PICTURES if os.environ.get("WARDMOTE_PICTURES") else tmp_path


@pytest.mark.django_db(transaction=True)
def test_a_meetings_page(page, live_server, come_in, example_town, clerk, taken, pictures):
    come_in(clerk)
    page.set_viewport_size({"width": 1200, "height": 1300})
    page.goto(f"{live_server.url}/meetings/{taken.pk}/")
    page.screenshot(path=pictures / "meeting.png")
    assert (pictures / "meeting.png").read_bytes().startswith(PNG)
    assert (PICTURES / "meeting.png").stat().st_size > 20_000


@pytest.mark.django_db(transaction=True)
def test_the_second_step_of_the_first_day(page, live_server, own_folder, pictures):
    call_town(own_folder, FIRST_NAME)
    page.set_viewport_size({"width": 900, "height": 1100})
    page.goto(f"{live_server.url}/begin/?code={starting_code(own_folder.web_key)}")
    page.get_by_label("Last meeting").set_input_files(EXAMPLE)
    page.get_by_role("button", name="Read the notes").click()
    page.get_by_text("is filled in below").wait_for()
    page.screenshot(path=pictures / "first-day.png")
    assert (pictures / "first-day.png").read_bytes().startswith(PNG)
    assert (PICTURES / "first-day.png").stat().st_size > 20_000


@pytest.mark.django_db(transaction=True)
def test_ones_own_sign_in(page, live_server, come_in, example_town, clerk, pictures):
    come_in(clerk)
    page.set_viewport_size({"width": 900, "height": 800})
    page.goto(f"{live_server.url}/accounts/2fa/")
    page.screenshot(path=pictures / "your-sign-in.png")
    assert (pictures / "your-sign-in.png").read_bytes().startswith(PNG)
    assert (PICTURES / "your-sign-in.png").stat().st_size > 20_000


@pytest.mark.skipif(not shutil.which("pdftoppm"), reason="no pdftoppm: apt-get install poppler-utils")
def test_the_first_page_of_a_pack(example_town, taken, clerk, pictures):
    planned = plan_meeting(taken.body, held_on=date(2026, 12, 11), starts=time(10, 15), place=None, by=clerk, now=NOW)
    paper = pack(agenda(planned, viewer=clerk, now=NOW), reader="Ada Clerk", now=NOW)
    (pictures / "pack.pdf").write_bytes(to_pdf(paper))
    subprocess.run(
        ["pdftoppm", "-r", "80", "-l", "1", "-png", "-singlefile", pictures / "pack.pdf", pictures / "pack"], check=True
    )
    (pictures / "pack.pdf").unlink()
    assert (pictures / "pack.png").read_bytes().startswith(PNG)
    assert (PICTURES / "pack.png").stat().st_size > 20_000

"""What is public is composed by one person, approved by another, and tells nothing of the rest."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.notes import FIRST, MARZIPAN, QUILLWORT, SECOND
from wardmote.confidentiality.rules import NotHere, Refused
from wardmote.minutes import writes as minutes
from wardmote.minutes.models import Matter, Paragraph, SameMatter
from wardmote.public import reads, tasks, writes
from wardmote.public.models import Release
from wardmote.public.rules import Changed, NotBySamePerson
from wardmote.register.models import Event
from wardmote.register.reads import opened
from wardmote.register.rules import THE_PUBLIC, Marking

LOCKS = "Two locks were given out."


@pytest.fixture(autouse=True)
def town(settings, tmp_path):
    settings.TOWN = replace(settings.TOWN, folder=tmp_path)
    return settings.TOWN


@pytest.fixture
def two(take, clerk, now):
    """Two meetings, and one sentence of them public."""
    take(FIRST), take(SECOND, name="second.txt")
    publish(LOCKS, clerk, now)


def publish(words, by, now, *, marking=Marking.PUBLIC):
    (row,) = [p for p in Paragraph.objects.all() if words in opened(p, "text")]
    minutes.mark_paragraph(row.pk, marking=marking, by=by, now=now)


@pytest.fixture
def composed(two, clerk, now):
    return writes.compose(reads.site(now=now), by=clerk, now=now)


@pytest.fixture
def approve(django_capture_on_commit_callbacks):
    def approve(release, by, now):
        with django_capture_on_commit_callbacks(execute=True):
            return writes.approve(release.pk, by=by, now=now)

    return approve


def lies(town):
    """What lies in the folder of the releases."""
    if not town.releases.exists():
        return set()
    return {str(p.relative_to(town.releases)) for p in town.releases.rglob("*") if p.is_file()}


def whole(pages):
    return "\n".join(pages.values())


def test_only_what_is_public_is_in_it(two, now):
    pages = reads.site(now=now)
    assert set(pages) == {"site.css", "index.html", *[name for name in pages if name.startswith("2022-09-16-")]}
    assert LOCKS in whole(pages)
    for word in (QUILLWORT, MARZIPAN, "swings", "Cobbler", "15 July", "Tarragon", "Oxbarrow"):
        assert word not in whole(pages), word


def test_nothing_public_is_a_page_that_says_so(take, now):
    take(FIRST)
    pages = reads.site(now=now)
    assert set(pages) == {"site.css", "index.html"}
    assert "Nothing has been made public yet." in pages["index.html"]


def test_two_worlds_with_other_secrets_have_the_same_bytes(two, take, clerk, inspector, member, now):
    """Whatever is not public may be more, less, other, joined, settled, later: the site does not move by a byte."""
    before = reads.site(now=now)
    take(FIRST.replace("15th July 2022", "20th May 2022").replace("to report", "to tell"), name="third.txt")
    for words in ("There was nothing to report.", "The Clerk to visit"):
        publish(words, clerk, now, marking=Marking.CONFIDENTIAL)
    for same in SameMatter.objects.filter(state="proposed")[:1]:
        minutes.join_matters(same.pk, by=clerk, now=now)
    for matter in Matter.objects.all()[:1]:
        minutes.settle_matter(matter.pk, settled=True, by=clerk, now=now)
    (row,) = [p for p in Paragraph.objects.all() if "swings were discussed" in opened(p, "text")]
    minutes.mark_paragraph(row.pk, marking=Marking.CONFIDENTIAL, by=clerk, now=now)
    assert reads.site(now=now + timedelta(days=30)) == before


def test_planted_a_word_made_public_moves_it(two, clerk, now):
    before = reads.digest_of(reads.site(now=now))
    publish("The swings were discussed again", clerk, now)
    assert reads.digest_of(reads.site(now=now)) != before


def test_the_digest_knows_where_one_page_ends():
    assert reads.digest_of({"a": "bc"}) != reads.digest_of({"ab": "c"})
    assert reads.digest_of({"a": "1", "b": "2"}) != reads.digest_of({"a": "2", "b": "1"})
    assert reads.digest_of({"b": "2", "a": "1"}) == reads.digest_of({"a": "1", "b": "2"})


def test_composed_it_is_not_out(composed, town):
    assert composed.approved_at is None
    assert not lies(town)
    assert Event.objects.last().deed == "public.compose"


def test_approved_by_a_second_person_it_is_out_whole(composed, member, town, now, approve):
    released = approve(composed, member, now)
    assert (released.approved_by_id, released.approved_at) == (member.person_id, now)
    current = town.releases / "current"
    assert {p.name: p.read_text() for p in current.iterdir()} == reads.site(now=now)
    assert (Event.objects.last().deed, Event.objects.last().verb) == ("public.approve", "disclose")


def test_nobody_approves_their_own(composed, clerk, town, now, approve):
    with pytest.raises(NotBySamePerson, match="Nothing was published"):
        approve(composed, clerk, now)
    composed.refresh_from_db()
    assert composed.approved_at is None
    assert not lies(town)


def test_what_changed_since_is_not_published(composed, clerk, member, town, now, approve):
    publish("The swings were discussed again", clerk, now)
    events = Event.objects.count()
    with pytest.raises(Changed, match="Nothing was published"):
        approve(composed, member, now)
    assert not lies(town)
    assert Event.objects.count() == events
    composed.refresh_from_db()
    assert composed.approved_by_id is None


def test_only_the_clerk_composes_and_only_the_panel_approves(composed, member, town, now, approve):
    for viewer in (member, THE_PUBLIC):
        with pytest.raises(Refused):
            writes.compose({"index.html": "mine"}, by=viewer, now=now)
    with pytest.raises(Refused):
        approve(composed, THE_PUBLIC, now)
    with pytest.raises(NotHere):
        writes.approve(composed.composed_by_id, by=member, now=now)
    assert Release.objects.count() == 1
    assert not lies(town)


def test_a_reader_sees_the_old_release_or_the_new_one(composed, clerk, member, town, now, approve, monkeypatch):
    approve(composed, member, now)
    publish("The swings were discussed again", clerk, now)
    newer = writes.compose(reads.site(now=now), by=clerk, now=now + timedelta(days=1))
    old = {p.name: p.read_text() for p in (town.releases / "current").iterdir()}
    real, wrote = writes.write_whole, []

    def full(path, content, **options):
        if wrote:
            raise OSError(28, "No space left on device")
        wrote.append(path)
        real(path, content, **options)

    monkeypatch.setattr(writes, "write_whole", full)
    with pytest.raises(OSError, match="No space"):
        approve(newer, member, now + timedelta(days=1))
    monkeypatch.undo()
    assert {p.name: p.read_text() for p in (town.releases / "current").iterdir()} == old
    approve(newer, member, now + timedelta(days=1))
    assert (town.releases / "current").readlink().name == newer.reference.lower()


def test_a_kill_between_approval_and_switch_is_mended_by_the_timer(composed, member, town, now):
    writes.approve(composed.pk, by=member, now=now)  # the test's transaction does not commit: no switch
    assert not (town.releases / "current").exists()
    tasks.switch_newest()
    assert (town.releases / "current/index.html").exists()
    tasks.switch_newest()


def test_the_page_is_as_it_lies_on_the_disk(composed, member, town, now, client, approve):
    assert "Nothing has been published yet" in client.get("/public/").content.decode()
    approve(composed, member, now)
    for name in reads.site(now=now):
        answer = client.get(f"/public/{name}")
        assert b"".join(answer.streaming_content) == (town.releases / "current" / name).read_bytes()
    for name in ("../town.json", "2022-09-16-bcdfghjk.html", "%2e%2e/town.json"):
        assert client.get(f"/public/{name}").status_code == 404
    index = b"".join(client.get("/public/").streaming_content).decode()
    assert "16 September 2022" in index and "<script" not in index


def test_an_example_says_so_on_every_page(two, town, now, settings):
    settings.TOWN = replace(town, example=True)
    pages = reads.site(now=now)
    del pages["site.css"]
    assert all("EXAMPLE" in page and "This town is invented" in page for page in pages.values()), pages.keys()

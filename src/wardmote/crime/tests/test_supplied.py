"""The police's own counts: what each deed leaves, and what each reader sees."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from conftest import NOW
from wardmote.confidentiality.rules import Refused
from wardmote.crime import reads, writes
from wardmote.crime.briefing import briefing
from wardmote.crime.models import SuppliedCount, SuppliedRelease
from wardmote.crime.rules import NO_SOURCE, NotDone, Supplied, SuppliedKind
from wardmote.register.models import Event

pytestmark = pytest.mark.django_db
ABUSE, ARREST, HATE = SuppliedKind
FILE = b"month,kind,count\n2022-01,domestic abuse incidents,31\n2022-02,domestic abuse incidents,3\n"


@pytest.fixture(autouse=True)
def at_that_time(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def supplied(inspector):
    """Three months of domestic abuse, of which the second is small; and arrests."""
    counts = [Supplied(ABUSE, f"2022-0{n}", count) for n, count in enumerate((317, 3, 412), start=1)]
    counts += [Supplied(ARREST, f"2022-0{n}", count) for n, count in enumerate((97, 1, 111), start=1)]
    writes.supply(counts, supplied_by="the analyst", by=inspector, now=NOW)


def page(door, name, **sent):
    address = reverse(f"crime:{name}")
    answer = door.post(address, sent, follow=True) if sent else door.get(address)
    return answer.status_code, answer.content.decode()


def deeds():
    return [event.deed for event in Event.objects.filter(deed__startswith="crime.")]


def test_counts_are_sealed_confidential_and_corrected_by_a_newer_row(supplied, clerk):
    row = SuppliedCount.objects.get(kind=ABUSE.value, month="2022-01")
    assert row.marking == "confidential" and b"317" not in bytes(row.count)
    again = [Supplied(ABUSE, "2022-01", 320), Supplied(ABUSE, "2022-02", 3), Supplied(HATE, "2022-02", 0)]
    kept = writes.supply(again, supplied_by="the analyst", by=clerk, now=NOW)
    assert (kept.new, kept.corrected, kept.same) == (1, 1, 1)
    assert reads.histories(viewer=clerk, now=NOW)[ABUSE, "2022-01"] == [317, 320]
    assert dict(reads.supplied_counts(viewer=clerk, now=NOW))["2022-01"][ABUSE].count == 320
    assert deeds() == ["crime.supply"] * 2
    assert len(Event.objects.filter(deed="crime.supply").last().subjects) == 2


def test_more_incidents_with_an_arrest_than_incidents_are_refused(supplied, inspector):
    with pytest.raises(NotDone, match="2022-02"):
        writes.supply([Supplied(ARREST, "2022-02", 4)], supplied_by="the analyst", by=inspector, now=NOW)
    assert SuppliedCount.objects.count() == 6


def test_neither_a_member_nor_who_has_not_signed_gets_at_the_numbers(supplied, member, unsigned, inspector, clerk):
    later = NOW + timedelta(days=3000)  # no signature holds so long
    for viewer, now in [(member, NOW), (unsigned, NOW), (clerk, later), (inspector, later)]:
        for ask in (reads.supplied_counts, reads.histories):
            with pytest.raises(Refused):
                ask(viewer=viewer, now=now)
        with pytest.raises(Refused):
            writes.supply([Supplied(HATE, "2022-01", 1)], supplied_by="me", by=viewer, now=now)
        with pytest.raises(Refused):
            writes.supply_file(FILE, supplied_by="me", by=viewer, now=now)
        with pytest.raises(Refused):
            writes.release_supplied("2022-01", until="2022-03", by=viewer, now=now)
    assert SuppliedCount.objects.count() == 6 and not SuppliedRelease.objects.exists()


def test_only_the_police_release(supplied, clerk, inspector):
    with pytest.raises(NotDone, match="Only the police"):
        writes.release_supplied("2022-01", until="2022-03", by=clerk, now=NOW)
    row = writes.release_supplied("2022-01", until="2022-03", by=inspector, now=NOW)
    assert (row.marking, row.number) == ("panel", 1)
    assert deeds() == ["crime.supply", "crime.release_supplied"]
    found = reads.releases(viewer=clerk, now=NOW)[0].found
    assert [line.words for line in found.lines] == ["200-499", "1-4", "200-499", "withheld"]
    assert found.share.low == 20


def test_a_file_is_kept_whole_or_not_at_all(enter, inspector):
    door = enter(inspector)

    def give(content):
        file = SimpleUploadedFile("counts.csv", content)
        return page(door, "supply-file", file=file, supplied_by="the analyst")

    status, shown = give(FILE + b"2022-03,domestic abuse incidents,many\n2022-04,burglary,2\n")
    assert status == 422 and "Line 4: “many” is no count" in shown and "Line 5: “burglary”" in shown
    assert not SuppliedCount.objects.exists() and not deeds()
    status, shown = give(FILE)
    assert status == 200 and "New: 2. Corrected: 0. Unchanged: 0." in shown
    assert deeds() == ["crime.supply_file"]
    assert "Unchanged: 2" in give(FILE)[1]


def test_counts_are_typed_looked_at_and_released(enter, inspector, member, unsigned):
    door = enter(inspector)
    typed = {"kind": ABUSE.value, "since": "2022-01", "until": "2022-04", "supplied_by": "the analyst"}
    status, shown = page(door, "supply", **typed, numbers="217 2 318")
    assert status == 422 and "You typed 3 counts for 4 months" in shown and "217 2 318" in shown
    assert page(door, "supply", **typed, numbers="217 2 318 256")[0] == 200
    status, shown = page(door, "release-supplied", since="2022-01", until="2022-04")
    assert status == 200 and "What would be released" in shown and "Release this to the panel" in shown
    assert not SuppliedRelease.objects.exists()
    status, shown = page(door, "release-supplied", since="2022-01", until="2022-04", do="release")
    assert status == 200 and "Released." in shown
    for viewer in (member, unsigned):
        shown = page(enter(viewer), "supplied")[1]
        assert "200-499" in shown and "1-4" in shown and "500+" in shown
        assert not any(f">{closed}<" in shown for closed in (217, 318, 256)) and "the analyst" not in shown


def test_without_a_release_there_is_no_published_source(enter, supplied, member):
    status, shown = page(enter(member), "supplied")
    assert status == 200
    assert shown.count("No published source") == 3
    assert "More reports may mean more confidence" in shown and "red or green" in shown
    assert "Emergency" in shown and "Exit this page" in shown
    assert not any(number in shown for number in ("317", "412", "732"))
    assert page(enter(member), "supply")[0] == 403


def test_the_page_has_a_described_chart_the_share_and_no_colour_of_good_or_bad(enter, supplied, inspector, member):
    more = [Supplied(ABUSE, f"2022-0{n}", 300 + n) for n in (4, 5)]
    writes.supply(more, supplied_by="the analyst", by=inspector, now=NOW)
    writes.release_supplied("2022-01", until="2022-03", by=inspector, now=NOW)
    writes.release_supplied("2022-01", until="2022-05", by=inspector, now=NOW)
    shown = page(enter(member), "supplied")[1]
    assert shown.count('role="img"') == 1
    assert "bands from 1-4 to 200-499; 0 months are withheld or not supplied" in shown
    assert "2022-01 to 2022-03, somebody was arrested at 20 to 30" in shown
    assert "(number 1)" in shown
    assert "govuk-tag--red" not in shown and "govuk-tag--green" not in shown


def test_the_glance_and_the_briefing_tell_what_was_released_and_of_what_there_is_no_source(
    enter, supplied, inspector, member
):
    shown = page(enter(member), "glance")[1]
    assert shown.count(NO_SOURCE) == 3 and "are never red or green" in shown
    writes.release_supplied("2022-01", until="2022-03", by=inspector, now=NOW)
    told = {one.what: one for one in briefing(None, viewer=member, now=NOW).supplied}
    assert told["Domestic abuse incidents"].words == "2022-03: 200-499"  # their sum is withheld
    assert "arrested at 20 to 30" in told["Domestic abuse incidents with an arrest"].words
    assert told["Hate crimes"].words == NO_SOURCE and told["Hate crimes"].row is None
    shown = page(enter(member), "glance")[1]
    assert "2022-03: 200-499" in shown and shown.count(NO_SOURCE) == 1
    assert not any(number in shown for number in ("317", "412"))

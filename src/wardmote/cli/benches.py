"""The example town's one intervention, invented as all of it: benches taken away, counted, and not proven."""

from datetime import UTC, date, datetime

from wardmote.register.rules import Viewer

CHANGED_ON, BACK_ON = date(2026, 6, 1), date(2026, 8, 31)
AGREED_AT = datetime(2026, 5, 22, 10, 15, tzinfo=UTC)
MATTER = "Benches in Jubilee Park"
PARK, GREEN, STREETS, OTHER_STREETS = (24, 9), (20, 18), (11, 13), (15, 14)


def keep_benches(*, by: Viewer, now: datetime) -> str:
    """Keep the intervention with its counts, if it is not there, and say what they say. Safe to do again.

    What was agreed is agreed in May, before the benches went; on a clock that stands earlier nothing is kept.
    """
    from wardmote.interventions import reads, writes
    from wardmote.interventions.rules import Area, Periods
    from wardmote.minutes import reads as minutes

    kept = reads.interventions(viewer=by, now=now)
    if kept or now.date() <= BACK_ON:
        return kept[0].judgement.words if kept else "Nobody counted."
    matter = next((one.matter for one in minutes.streaks(viewer=by, now=now) if one.title == MATTER), None)
    row = writes.keep(
        "The benches in Jubilee Park were taken away for three months",
        where="Jubilee Park",
        from_on=CHANGED_ON,
        until_on=BACK_ON,
        loses="Older people, and parents with small children, who rested there",
        hangs_on=matter,
        by=by,
        now=AGREED_AT,
    )
    writes.agree(
        row.pk,
        better="Evenings on which people drank or shouted in the park",
        counter="The park warden",
        how="A walk through at 9pm each evening; one for each evening on which it was seen.",
        periods=Periods(date(2026, 3, 1), date(2026, 5, 31), CHANGED_ON),
        control="Weir Green, where the benches stayed",
        buffer="The streets round Jubilee Park",
        buffer_control="The streets round Weir Green",
        by=by,
        now=AGREED_AT,
    )
    for area, (before, after) in zip(Area, (PARK, GREEN, STREETS, OTHER_STREETS), strict=True):
        said = {"counted_by": "The park warden", "how": "On the walk at 9pm"}
        writes.count(row.pk, area=area, before=before, after=after, **said, by=by, now=now)
    (one,) = reads.interventions(viewer=by, now=now)
    return one.judgement.words

"""Whether it worked, and what to say when nobody counted."""

import pytest

from wardmote.figures.change import Answer, Maryland, displacement, interrupted, maryland_level

PARK = {"control": (20, 18), "buffer": (11, 13), "buffer_control": (15, 14)}


def test_the_benches_of_the_park_are_not_proven():
    found = displacement((24, 9), **PARK)
    assert (found.wdd, round(found.se, 1), round(found.low, 1), round(found.high, 1)) == (-10, 11.1, -31.8, 11.8)
    assert found.answer is Answer.NOT_PROVEN and found.moved_counted


def test_the_printed_example_of_wheeler_and_ratcliffe():
    """Crime Science 7:11, foot patrols: -118, variance 1,568, z -2.98, 95 % from -196 to -40."""
    found = displacement((207, 110), (308, 318), (178, 157), (150, 140))
    assert (found.wdd, round(found.se**2), round(found.z, 2)) == (-118, 1568, -2.98)
    assert (round(found.low), round(found.high), found.answer) == (-196, -40, Answer.IMPROVED)


def test_unequal_times_are_scaled_as_printed():
    """Wheeler (2021): 100 to 50 beside 80 to 20, twice as long before: -20, variance 115."""
    found = displacement((80, 20), (100, 50), months=(2, 1))
    assert (found.wdd, round(found.se**2, 9)) == (-20, 115) and not found.moved_counted


def test_what_moved_next_door_is_taken_off():
    alone, moved = displacement((60, 20), (50, 50)), displacement((60, 20), (50, 50), (20, 60), (20, 20))
    assert alone.answer is Answer.IMPROVED and moved.wdd == 0 and moved.answer is Answer.NOT_PROVEN
    assert displacement((20, 60), (50, 50)).answer is Answer.WORSE


@pytest.mark.parametrize("where", ["treated", "control", "buffer", "buffer_control"])
@pytest.mark.parametrize("side", [0, 1])
def test_one_missing_count_is_nobody_counted_and_never_zero(where, side):
    counts = {"treated": (24, 9), **PARK}
    counts[where] = tuple(None if i == side else n for i, n in enumerate(counts[where]))
    found = displacement(**counts)
    assert found.answer is Answer.NOBODY_COUNTED and found.wdd is None
    assert displacement((24, 0), (0, 0)).answer is Answer.IMPROVED  # nothing is a count


def test_half_a_buffer_is_refused():
    with pytest.raises(ValueError, match="Give both"):
        displacement((24, 9), (20, 18), (11, 13))


BEFORE, AFTER, BESIDE = [20, 22, 19, 21] * 6, [9, 11, 10, 10] * 3, [30, 29, 31, 30] * 9


def test_a_step_is_told_from_one_that_the_control_took_too():
    found = interrupted(BEFORE + AFTER, BESIDE, changed_at=24)
    assert found.answer is Answer.IMPROVED and 0.4 < found.ratio < 0.6 and found.low < found.ratio < found.high
    both = interrupted(BEFORE + AFTER, BESIDE[:24] + [15] * 12, changed_at=24)
    assert both.answer is Answer.NOT_PROVEN and 0.8 < both.ratio < 1.2
    assert interrupted(BEFORE + [44] * 12, BESIDE, changed_at=24).answer is Answer.WORSE


def test_months_that_nobody_counted_are_left_out_and_never_zero():
    holed = BEFORE + AFTER
    holed[5] = holed[30] = None
    found, whole = interrupted(holed, BESIDE, changed_at=24), interrupted(BEFORE + AFTER, BESIDE, changed_at=24)
    assert found.ratio == pytest.approx(whole.ratio, rel=0.05) and found.freedom == whole.freedom - 2
    assert interrupted(BEFORE + [None] * 12, BESIDE, changed_at=24).answer is Answer.NOBODY_COUNTED
    assert interrupted(BEFORE + AFTER, [None] * 24 + BESIDE[24:], changed_at=24).answer is Answer.NOBODY_COUNTED


def test_too_short_or_too_little_is_not_proven_without_a_number():
    short = interrupted([20] * 11 + [5] * 12, [30] * 23, changed_at=11)
    few = interrupted([1] + [0] * 35, [30] * 36, changed_at=24)
    assert (short.answer, short.ratio, few.answer, few.ratio) == (Answer.NOT_PROVEN, None) * 2


def test_the_levels_of_the_maryland_scale():
    reached = [
        maryland_level(before_and_after=False),
        maryland_level(before_and_after=True),
        maryland_level(before_and_after=True, control=True),
        maryland_level(before_and_after=True, control=True, many_places=True, allowed_for=True),
        maryland_level(before_and_after=True, control=True, many_places=True, by_lot=True),
    ]
    assert reached == list(Maryland) == [1, 2, 3, 4, 5]
    assert maryland_level(before_and_after=True, control=True, by_lot=True) is Maryland.WITH_CONTROL  # one of each
    assert all(level.words.endswith(".") for level in Maryland)

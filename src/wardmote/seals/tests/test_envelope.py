"""A seal opens in one place only, and only unaltered."""

from uuid import UUID

import pytest

from wardmote.seals.chain import canonical, link
from wardmote.seals.envelope import FORMAT, SealBroken, bound_to, fingerprint, seal, unseal

KEY, OTHER_KEY = bytes(range(32)), bytes(32)
ROW, OTHER_ROW = UUID(int=1), UUID(int=2)
HERE = bound_to("Anytown", "finding.owner_name", ROW)


def opens(sealed, *, key=KEY, binding=HERE):
    try:
        return unseal(sealed, key=key, binding=binding)
    except SealBroken:
        return None


def test_it_opens_where_it_was_made():
    assert opens(seal("A. Smith – £3".encode(), key=KEY, binding=HERE)).decode() == "A. Smith – £3"


@pytest.mark.parametrize(
    "elsewhere",
    [
        {"key": OTHER_KEY},
        {"binding": bound_to("Othertown", "finding.owner_name", ROW)},
        {"binding": bound_to("Anytown", "finding.what", ROW)},
        {"binding": bound_to("Anytown", "finding.owner_name", OTHER_ROW)},
        {"key": b"too short"},
    ],
    ids=["another town's key", "another town", "another column", "another row", "no key at all"],
)
def test_moved_it_does_not_open(elsewhere):
    assert opens(seal(b"A. Smith", key=KEY, binding=HERE), **elsewhere) is None


def test_altered_at_any_byte_or_cut_short_it_does_not_open():
    sealed = seal(b"A. Smith", key=KEY, binding=HERE)
    for place in range(len(sealed)):
        altered = bytearray(sealed)
        altered[place] ^= 1
        assert opens(bytes(altered)) is None, f"byte {place}"
        assert opens(sealed[:place]) is None, f"cut at {place}"
    assert opens(sealed + b"\0") is None


def test_labels_cannot_be_shifted_into_each_other():
    assert bound_to("Any", "town.x", ROW) != bound_to("Anytown", ".x", ROW)
    assert bound_to('A","b', "c", ROW) != bound_to("A", 'b","c', ROW)


def test_the_same_words_are_never_sealed_alike_and_stand_nowhere_in_clear():
    one, other = (seal(b"A. Smith", key=KEY, binding=HERE) for _ in range(2))
    assert one != other and one.startswith(FORMAT)
    assert b"Smith" not in one


def test_a_fingerprint_tells_only_this_town_that_it_has_seen_a_file():
    assert fingerprint(b"notes", key=KEY) == fingerprint(b"notes", key=KEY)
    assert len({fingerprint(b"notes", key=KEY), fingerprint(b"notes", key=OTHER_KEY), fingerprint(b"x", key=KEY)}) == 3


def test_the_chain_holds_the_order_and_the_content():
    first = link(b"", canonical({"deed": "a"}))
    assert link(first, canonical({"deed": "b"})) != link(b"", canonical({"deed": "b"}))
    assert canonical({"b": 1, "a": 2}) == canonical({"a": 2, "b": 1})

"""A long sealed file opens whole or not at all."""

import io

import pytest

from wardmote.seals.envelope import SealBroken
from wardmote.seals.stream import PIECE_BYTES, TAG_BYTES, SealingStream, WrongKey, opened_pieces

KEY, OPENING = bytes(range(32)), b"whose it is\n"
SEALED_PIECE = PIECE_BYTES + TAG_BYTES


def sealed(*parts, key=KEY):
    file = io.BytesIO()
    stream = SealingStream(file, key=key, opening=OPENING)
    for part in parts:
        stream.write(part)
    stream.close()
    return file.getvalue()


def opened(whole, *, key=KEY, opening=OPENING):
    file = io.BytesIO(whole)
    assert file.read(len(OPENING))
    return b"".join(opened_pieces(file, key=key, opening=opening))


LONG = bytes(PIECE_BYTES) + b"1" * PIECE_BYTES + b"the end"
HEAD = len(sealed()) - TAG_BYTES  # opening, salt, proof of the key


@pytest.mark.parametrize("size", [0, 1, PIECE_BYTES - 1, PIECE_BYTES, PIECE_BYTES + 1, 3 * PIECE_BYTES])
def test_what_was_sealed_is_opened(size):
    content = bytes(size)
    assert opened(sealed(content[: size // 3], content[size // 3 :])) == content


def pieces(whole):
    return [whole[at : at + SEALED_PIECE] for at in range(HEAD, len(whole), SEALED_PIECE)]


def tampered(whole):
    """What can be done to a file, by name."""
    first, second, last = pieces(whole)
    other = pieces(sealed(LONG))
    head = whole[:HEAD]
    yield "cut in a piece", whole[:-1]
    yield "cut between pieces", head + first + second
    yield "cut to its first piece", head + first
    yield "nothing but its head", head
    yield "swapped", head + second + first + last
    yield "one left out", head + first + last
    yield "one twice", head + first + first + second + last
    yield "the last one alone", head + last
    yield "one of another file", head + first + other[1] + last
    yield "something added", whole + b"x"
    yield "a last one added", whole + last
    for at in (HEAD, HEAD + SEALED_PIECE - 1, HEAD + SEALED_PIECE + 5, len(whole) - 1):
        yield f"a bit turned at {at}", whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]


@pytest.mark.parametrize("what", [name for name, _ in tampered(sealed(LONG))])
def test_a_file_that_was_tampered_with_does_not_open(what):
    with pytest.raises(SealBroken):
        opened(dict(tampered(sealed(LONG)))[what])


def test_another_key_is_told_from_a_torn_file():
    with pytest.raises(WrongKey):
        opened(sealed(LONG), key=bytes(32))


def test_every_piece_is_bound_to_the_opening():
    with pytest.raises(SealBroken):
        opened(sealed(b"x"), opening=b"whose it was\n")


def test_without_its_last_piece_a_file_does_not_open():
    file = io.BytesIO()
    SealingStream(file, key=KEY, opening=OPENING).write(LONG)  # never closed, as after a kill
    with pytest.raises(SealBroken):
        opened(file.getvalue())


def test_two_files_of_the_same_words_have_nothing_in_common():
    one, two = sealed(LONG), sealed(LONG)
    assert not set(pieces(one)) & set(pieces(two))

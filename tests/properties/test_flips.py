"""Two thousand of the single-bit flips that `python -m tests.flips` does a hundred thousand of."""

from tests.flips import FILES, KINDS, MADE, flipped, tally

EACH = 400


def test_no_flipped_bit_is_taken_for_what_was_approved() -> None:
    """Of statements, signatures, copies and texts: the sign-off is never complete. Nothing rests on a request's day."""
    found = tally(EACH * len(KINDS), seed=5)
    assert found.tried == dict.fromkeys(KINDS, EACH)
    for flip in found.accepted:
        assert FILES[flip.what][flip.path] == "request"
        before, after = MADE.files[flip.path], flipped(flip)[flip.path]
        start = before.index(b'"on":"') + len(b'"on":"')
        assert start <= flip.bit // 8 < start + len(b"2026-06-01")
        assert after[:start] == before[:start]

"""Sign-offs: no bit that flips is taken for what was approved, and nobody who may not approve completes one."""

from hypothesis import given, settings
from hypothesis import strategies as st

from reviewctl.store.statements import request_at, statement_at
from tests.approving import COVERED, FOLDER, WHATS, Approved, complete, item_of

MADE = {what: complete(what) for what in WHATS}
FREE = ("minute", "same_text", "on")
"""What one person's only statement says besides the text, the role and the decision. That it was never changed is
git's to show; the next statement of the same person shows it, too."""


def with_bit(what: str, path: str, bit: int) -> Approved:
    """Return the register of `what` with one bit of one file of the case flipped."""
    made = Approved()
    made.files = dict(MADE[what].files)
    data = bytearray(made.data(path))
    data[bit // 8 % len(data)] ^= 1 << bit % 8
    return made.put(path, bytes(data))


def counted(made: Approved, what: str) -> set[str]:
    """Return the sums of the statements that count."""
    return {one.file.sha256 for one in made.found(what, item_of(what)).statements if one.state == "counts"}


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(WHATS), st.data(), st.integers(0, 1 << 20))
def test_a_bit_of_what_was_approved_makes_it_stale(what: str, data: st.DataObject, bit: int) -> None:
    """Documents and copies: nothing that was said counts any more."""
    made = with_bit(what, data.draw(st.sampled_from(COVERED[what])), bit)
    found = made.found(what, item_of(what))
    assert (found.state, found.completed) == ("stale", None)
    assert counted(made, what) == set()


@settings(max_examples=120, deadline=None)
@given(st.sampled_from(WHATS), st.data(), st.integers(0, 1 << 20))
def test_a_bit_of_a_statement_is_never_the_same_approval(what: str, data: st.DataObject, bit: int) -> None:
    """It cannot be relied on, belongs elsewhere or does not count; or it says another day or another minute."""
    front = f"{FOLDER}/"
    paths = [
        path.removeprefix(front)
        for path in MADE[what].files
        if "/signoff/" in path and path.endswith(".json")
    ]
    path = data.draw(st.sampled_from([path for path in paths if not path.endswith("request.json")]))
    made = with_bit(what, path, bit)
    found = made.found(what, item_of(what))
    assert counted(made, what) != counted(MADE[what], what)
    if found.state == "complete":
        before = statement_at(path, MADE[what].data(path)).statement
        after = statement_at(path, made.data(path)).statement
        assert before is not None
        changed = [name for name in before.__struct_fields__ if getattr(before, name) != getattr(after, name)]
        assert len(changed) == 1 and changed[0] in FREE


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(WHATS), st.integers(0, 1 << 20))
def test_a_bit_of_a_request_is_never_another_request(what: str, bit: int) -> None:
    """It cannot be relied on and keeps the sign-off from being complete; or it was asked on another day."""
    inner = f"signoff/{what}/{item_of(what)}" if item_of(what) else f"signoff/{what}"
    path = f"{inner}/request.json"
    made = with_bit(what, path, bit)
    before, after = request_at(path, MADE[what].data(path)).request, request_at(path, made.data(path)).request
    assert before is not None
    if after is None or after.case != before.case:
        assert made.found(what, item_of(what)).state in ("open", "stale")
    else:
        assert (after.digest, after.files) == (before.digest, before.files)


WRITTEN = ("diary.yaml", "returns.yaml", "progress.yaml", "log.yaml", "publication.yaml", "family.yaml")


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(WHATS), st.sampled_from(WRITTEN), st.binary(max_size=60))
def test_nothing_that_is_written_on_voids_what_was_approved(what: str, path: str, more: bytes) -> None:
    """Whatever becomes of the files of the process, even if they cannot be read any more."""
    made = Approved()
    made.files = dict(MADE[what].files)
    if what == "imr" and path == "returns.yaml":
        return
    made.put(path, made.files.get(f"{FOLDER}/{path}", b"") + more)
    assert made.found(what, item_of(what)).state == "complete"


ROLES = (
    "chair-author",
    "member",
    "screening-chair",
    "independent-chair",
    "pip",
    "agency-signatory",
    "qap",
    "board",
)
PEOPLE = ("author-1", "member-1", "hsl-1", "chair-1", "nurse-1", "nurse-2", "pip-1", "nobody-1")
MAY = {
    "tor": {("chair-author", "author-1"), ("member", "member-1"), ("member", "member-2")},
    "imr": {("agency-signatory", "nurse-1")},
    "overview-report": {("screening-chair", "hsl-1")},
    "report-and-plan": {("independent-chair", "chair-1")},
    "plan-met": {("pip", "pip-1")},
    "publication": {("screening-chair", "hsl-1"), ("independent-chair", "chair-1")},
}


@settings(max_examples=80, deadline=None)
@given(
    st.sampled_from(WHATS),
    st.lists(st.tuples(st.sampled_from(ROLES), st.sampled_from(PEOPLE)), max_size=5),
    st.integers(2, 8),
)
def test_nobody_who_may_not_approve_completes_a_sign_off(
    what: str, said: list[tuple[str, str]], day: int
) -> None:
    """However many say so, in whatever roles: each counted approval is by one who may, one person a seat."""
    made = Approved()
    if what in ("plan-met", "publication"):
        made.copied(what, COVERED[what][1].rpartition("/")[2])
    made.ask(what, item=item_of(what))
    for role, person in said:
        made.say(what, role, person, f"2026-06-{day:02}", item=item_of(what))
    found = made.found(what, item_of(what))
    assert {(one.role, one.person) for one in found.statements if one.state == "counts"} <= MAY[what]
    people = [seat.person for seat in found.required if seat.person]
    assert len(people) == len(set(people))
    assert (found.state == "complete") == (len(people) == len(found.required))

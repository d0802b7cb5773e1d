"""The list of words by which columns are told: every line of it leads somewhere, and none to two places."""

from reviewctl.model.catalogue import BY_NAME
from reviewctl.model.codes import REGISTRY
from reviewctl.rules import every
from reviewctl.rules.takeover import NEVER_HELD, REACHES_BACK
from reviewctl.store.packs import Policies
from reviewctl.work.tracker.columns import SPECIAL
from reviewctl.work.tracker.discretion import harmless, holds_name
from reviewctl.work.tracker.drafts import pseudonyms_in
from reviewctl.work.tracker.lexicon import is_personal, key, lexicon, target_named

POLICY = Policies().get("stockport-2021")
assert POLICY is not None
EVENTS = {address for kind in POLICY.types.values() for address in kind.events}
STAGES = {stage.id for kind in POLICY.types.values() for stage in kind.stages}


def test_every_column_leads_to_something_that_the_policy_has() -> None:
    """An event of some kind of review, a field of a document, or one of the few things without an address."""
    for target in lexicon().columns:
        known = target in SPECIAL or target in EVENTS or target.partition(".")[0] in BY_NAME
        assert known, target
    named = [*lexicon().otherwise, *(one for some in lexicon().otherwise.values() for one in some)]
    implied = [*lexicon().implies, *(one for some in lexicon().implies.values() for one in some)]
    assert set(named) | set(implied) <= EVENTS


def test_no_heading_means_two_things() -> None:
    """Compared by its words, a heading stands in the list for one thing alone."""
    seen: dict[tuple[str, ...], str] = {}
    for target, names in lexicon().columns.items():
        for name in names:
            assert seen.setdefault(key(name), target) == target, name


def test_the_words_for_where_a_review_is_are_stages() -> None:
    """Each is a stage of some kind of review, or says only that it is open."""
    assert set(lexicon().words["status"]) - {"open"} <= STAGES


def test_headings_of_what_is_a_persons_own_are_known_by_no_other_name() -> None:
    """A name, a birth date, an address and a number of the NHS are never taken for something else."""
    for heading in (
        "Name",
        "Full name",
        "Date of birth",
        "DOB",
        "NHS No.",
        "Home address",
        "Post code",
        "Next of kin",
        "Initials",
    ):
        assert is_personal(heading) and target_named(heading) is None


def test_only_words_of_the_list_are_harmless() -> None:
    """A name is not, in capitals or without, with a title or bare; nor a number of somebody's."""
    assert harmless("by email, after panel") and harmless("hospital social worker")
    for text in (
        "Janet",
        "janet smythe",
        "SMYTHE",
        "Mr x",
        "943 476 5919",
        "SK1 3XE",
        "j@x.org",
        "QQ 12 34 56 C",
    ):
        assert not harmless(text), text


def test_longer_text_names_somebody_where_two_capitals_meet() -> None:
    """A title or two words with capitals do; the name of a month with a weekday does not."""
    assert holds_name("Spoke to Janet Smythe") and holds_name("Dr jones rang")
    assert not holds_name("Put off to Monday March 4") and not holds_name("Chased again")


def test_pseudonyms_are_told_from_names() -> None:
    """Several in a cell are several; a name among them, or one twice, and none is taken."""
    assert pseudonyms_in("Adults C and D") == ("Adult C", "Adult D")
    assert pseudonyms_in("Adult A3, A4 & A5") == ("Adult A3", "Adult A4", "Adult A5")
    assert pseudonyms_in("child 3") == ("Child 3",)
    for text in ("Janet", "Janet Smythe", "Adult A and Janet", "Adult A, Adult A", "", "AS"):
        assert pseudonyms_in(text) == (), text


def test_what_a_list_never_held_are_codes_that_there_are() -> None:
    """A code that is spelt wrongly there would let its finding through."""
    assert every.AREAS
    assert NEVER_HELD | set(REACHES_BACK) <= set(REGISTRY)

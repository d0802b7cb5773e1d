"""The search before publication: what bars the way, what waits to be cleared, and what is known again elsewhere."""

from datetime import date
from functools import partial
from unittest import mock

import pytest

from reviewctl.facts.scan.passage import Passage, digest_of
from reviewctl.facts.scan.scanning import SCANNERS, examine
from reviewctl.model.identities import Identity, IdentityRegister, PersonName
from reviewctl.model.publication import Clearance
from reviewctl.work.publishing import searching
from reviewctl.work.publishing.found import kind_said
from reviewctl.work.publishing.material import Material
from reviewctl.work.publishing.searching import Searched, search
from tests.scan.finding import english, register_of

KNOWN = register_of(
    Identity(
        pseudonym="Adult A",
        kind="subject",
        names=(PersonName(given="Katarzyna", family="Nowicka"),),
        none_known=True,
    )
)
INITIALS = "On the door stood K.N. in red, and nobody knew since when."
NAMED = "On the door stood Nowicka in red."
CLEAN = "On the door stood nothing at all."


def sources(*texts: str) -> tuple[Passage, ...]:
    """Return texts as paragraphs of a report, each on a line of its own."""
    return tuple(Passage("report/overview.md", text, line) for line, text in enumerate(texts, start=1))


def cleared(text: str, kind: str = "initials") -> Clearance:
    """Return the clearance of what is of a kind in a text."""
    passage = digest_of(Passage("anywhere", text))
    return Clearance(passage=passage, kind=kind, by="hsl-1", reason="of the house", on=date(2026, 6, 1))


def sought(material: Material, *clearances: Clearance, register: IdentityRegister = KNOWN) -> Searched:
    """Return what is found in some material."""
    return search(material, register, clearances, english())


def states(found: Searched) -> list[str]:
    """Return the states of all that was found, in order."""
    return [one.state for one in found.seen]


def test_nothing_found_passes() -> None:
    """A clean text passes, and so does none."""
    assert sought(Material(sources(CLEAN))).passes
    assert sought(Material()).passes


def test_what_is_certain_bars_the_way_and_cannot_be_cleared() -> None:
    """A clearance of a name, written by hand into the file, changes nothing."""
    found = sought(Material(sources(NAMED)), cleared(NAMED, "name"))
    assert (states(found), found.seen[0].number, found.passes) == (["block"], 0, False)


def test_a_warning_waits_until_it_is_cleared() -> None:
    """One that somebody cleared lets the paper through; it holds for that text and that kind alone."""
    assert states(sought(Material(sources(INITIALS)))) == ["open"]
    assert not sought(Material(sources(INITIALS))).passes
    assert sought(Material(sources(INITIALS)), cleared(INITIALS)).passes
    for other in (cleared(INITIALS, "nickname"), cleared(f"{INITIALS} "), cleared(CLEAN)):
        found = sought(Material(sources(INITIALS)), other)
        assert (states(found), found.gone) == (["open"], (other,))


def test_the_same_text_in_another_place_is_cleared_with_it() -> None:
    """A passage is its text: in the summary it is the one of the report."""
    found = sought(Material((*sources(INITIALS), Passage("report/summary.md", INITIALS))), cleared(INITIALS))
    assert [str(spot) for spot in found.seen[0].spots] == [
        "report/overview.md:1:19",
        "report/summary.md:1:19",
    ]
    assert found.passes


def test_what_stays_in_the_repository_is_a_warning() -> None:
    """A name in the message of a commit cannot be taken out of it: somebody looks at it and says so."""
    material = Material(sources(CLEAN), beside=(Passage("commit 1a2b3c4d5e", NAMED, line=0),))
    found = sought(material)
    assert (states(found), found.seen[0].beside, str(found.seen[0].spot)) == (
        ["open"],
        True,
        "commit 1a2b3c4d5e",
    )
    assert sought(material, cleared(NAMED, "name")).passes


def test_numbers_stay_when_one_is_cleared_and_when_files_are_made() -> None:
    """What somebody was told to clear is still what the number means a minute later."""
    second = INITIALS.replace("door", "gate")
    material = Material(sources(INITIALS, second), beside=(Passage("commit 1", NAMED, line=0),))
    before = sought(material)
    after = sought(material.and_made((Passage("x.pdf", "Signed: K.N."),)), cleared(INITIALS))
    assert [one.number for one in before.seen] == [1, 2, 3]
    assert [(one.number, one.kind, one.state) for one in after.seen] == [
        (1, "initials", "cleared"),
        (2, "initials", "open"),
        (3, "name", "open"),
        (4, "initials", "open"),
    ]
    assert (after.numbered(2) or before.seen[0]).spot.line == 2
    assert after.numbered(0) is None and after.numbered(9) is None


@pytest.mark.parametrize(
    "made",
    [
        INITIALS,
        "On the door stood\nK.N. in red, and\nnobody knew since when.",
        "12 Overview report On the door stood K.N.",
        "K.N. in red, and nobody knew since when. 13 Overview report",
        "On the do-\nor stood K.N. in\u00a0red",
        "K.N.",
        f"{CLEAN} {INITIALS} {CLEAN}",
    ],
    ids=("as it is", "in lines", "before a page ends", "behind it", "hyphens", "a cell", "a page"),
)
def test_what_was_made_of_a_text_is_known_again(made: str) -> None:
    """Lines, pages, hyphens and cells of the file that goes out make no new warning of an old one."""
    material = Material(sources(INITIALS.replace("K.N.", "**K.N.**"))).and_made((Passage("x.pdf", made),))
    text = material.sources[0].text
    assert states(sought(material)) == ["open"]
    assert sought(material, cleared(text)).passes


@pytest.mark.parametrize(
    "passage",
    [
        Passage("x.pdf", "Printed for K.N. by the office"),
        Passage("x.pdf, property Author", "K.N."),
        Passage("x.docx, docProps/core.xml", "K.N."),
        Passage("x.docx, word/document.xml, beside the text", "On the door stood K.N."),
        Passage("x.pdf", NAMED),
    ],
    ids=("elsewhere", "author", "author in Word", "alternative text", "name"),
)
def test_what_a_file_adds_of_its_own_is_found(passage: Passage) -> None:
    """What is not in the text of the record is told where it stands, although its like was cleared there."""
    found = sought(Material(sources(INITIALS)).and_made((passage,)), cleared(INITIALS))
    assert len([one for one in found.seen if one.spot.path == passage.place]) == 1
    assert not found.passes


def test_a_title_is_no_property_of_its_own() -> None:
    """The title that a file tells of itself is the heading of the report, and was cleared there."""
    heading = "# The letters K.N. on a door"
    made = (Passage("x.pdf, property Title", heading[2:]), Passage("x.docx, docProps/core.xml", heading[2:]))
    assert sought(Material(sources(heading)).and_made(made), cleared(heading)).passes


def test_a_page_that_ends_within_what_was_found_makes_nothing_new_of_it() -> None:
    """Of a name in two parts one stands at the end of a page, the other at the head of the next."""
    whole = "Nobody in the office remembered Katarzyna Nowicka, who had gone by then."
    for made in ("Nobody in the office remembered Katarzyna", "Nowicka, who had gone by then."):
        found = sought(Material(sources(whole)).and_made((Passage("x.pdf, page 1", made),)))
        assert [one.spot.path for one in found.seen] == ["report/overview.md"]
    found = sought(Material(sources(whole)).and_made((Passage("x.pdf, page 1", "Printed by Katarzyna"),)))
    assert [one.spot.path for one in found.seen] == ["report/overview.md", "x.pdf, page 1"]


def test_a_name_in_the_report_is_told_at_the_report_alone() -> None:
    """The file that was made of it need not be mended, and is not told."""
    found = sought(
        Material(sources(NAMED)).and_made((Passage("x.pdf", NAMED), Passage("x.html", f"<p>{NAMED}</p>")))
    )
    assert [str(one.spot) for one in found.seen] == ["report/overview.md:1:19"]


HOPE = register_of(
    Identity(
        pseudonym="Adult A", kind="subject", names=(PersonName(given="Ada", family="Hope"),), none_known=True
    )
)
OF_HER = "The visitor met {} at the gate of the house."


def test_what_bars_the_way_in_a_file_alone_is_told() -> None:
    """A name that may be a word in the record, and can be none in the file made of it, is no mere warning there."""
    plain, titled = OF_HER.format("Hope"), OF_HER.format("Mrs Hope")
    material = Material(sources(plain)).and_made((Passage("x.pdf", titled),))
    found = sought(material, cleared(plain, "name"), register=HOPE)
    assert [(one.state, one.spot.path) for one in found.seen] == [
        ("cleared", "report/overview.md"),
        ("block", "x.pdf"),
    ]
    assert not found.passes


def test_what_bars_the_way_in_the_record_is_not_told_again_at_a_file() -> None:
    """Nor is its like in the file, where it may be a word: it goes with what is taken out of the record."""
    plain, titled = OF_HER.format("Hope"), OF_HER.format("Mrs Hope")
    for made in (titled, plain):
        material = Material(sources(titled)).and_made((Passage("x.pdf", made),))
        assert states(sought(material, register=HOPE)) == ["block"]


@pytest.mark.parametrize("without", [one.name for one in SCANNERS])
@pytest.mark.parametrize("where", ["sources", "made", "beside"])
def test_what_did_not_run_anywhere_did_not_run(without: str, where: str) -> None:
    """A scanner that breaks down at one part of the material counts as not run, and nothing passes."""

    def broken(passages, register, english):
        some = [one for one in SCANNERS if one.name != without or not tuple(passages)]
        return examine(passages, register, english, some)

    material = Material(**{where: (Passage("x", CLEAN),)})
    with mock.patch.object(searching, "examine", broken):
        found = sought(material)
    assert found.lacking == (without,)
    assert not found.passes


def test_all_that_did_not_run_is_named_once() -> None:
    """With no scanner at all, every one is named."""
    with mock.patch.object(searching, "examine", partial(examine, scanners=())):
        assert sought(Material(sources(CLEAN))).lacking == tuple(one.name for one in SCANNERS)


def test_nothing_that_was_found_is_printed() -> None:
    """What Python prints of material and of what was found holds no word of it."""
    material = Material(sources(INITIALS, NAMED)).and_made((Passage("x.pdf", "Printed for K.N."),))
    shown = repr(material) + repr(sought(material))
    assert not any(word in shown for word in ("K.N", "Nowicka", "door"))


def test_kinds_are_said_as_english_has_them() -> None:
    """A name, an NHS number, initials."""
    said = {kind_said(kind) for kind in ("name", "NHS number", "initials", "e-mail address", "nickname")}
    assert said == {"a name", "an NHS number", "initials", "an e-mail address", "a nickname"}

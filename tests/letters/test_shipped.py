"""The letters that the tool brings along: understood, cited, plain, and never with a name in them."""

import re
import shutil
from pathlib import Path

import pytest

from reviewctl.model.letter import Template
from reviewctl.store.letters import names_of, read_letter
from reviewctl.store.packs import Policies, shipped
from tests.commands import House, reviewctl
from tests.letters.golden import DRAFTS, EXPECTED, REGISTER

NAMES = names_of(None)


def template(name: str) -> Template:
    found = read_letter(name, None)
    assert found is not None and found.template is not None, found
    return found.template


@pytest.mark.parametrize("name", NAMES)
def test_a_letter_says_what_it_is_for_and_on_what_it_rests(name: str) -> None:
    """Its head is whole, its role is one of the policy's, and its sources are those that the policy declares."""
    one = template(name)
    policy = Policies().get(shipped()[-1])
    assert policy is not None
    assert one.title and one.use and one.about and one.cites
    assert one.from_ in (*policy.pack.roles, "")
    assert {re.split(r"[§-]", cite)[0] for cite in one.cites} <= set(policy.pack.sources)


@pytest.mark.parametrize("name", NAMES)
def test_a_paragraph_named_in_a_letter_is_one_that_it_cites(name: str) -> None:
    """`paragraph 8` in the text stands as P§8 in its head, so that the letters can be found when P changes."""
    one = template(name)
    cited = {cite.partition("§")[2] for cite in one.cites}
    named = re.findall(r"paragraphs? ((?:[0-9][0-9.]*[0-9]|[0-9])(?:(?:, | and )[0-9][0-9.]*)*)", one.text)
    found = {number.rstrip(".") for some in named for number in re.split(r", | and ", some)}
    assert found <= cited


def test_every_letter_that_a_step_asks_for_is_there() -> None:
    """In each kind of review, and for the register's own steps."""
    policy = Policies().get(shipped()[-1])
    assert policy is not None
    steps = [
        *policy.pack.steps,
        *(s for kind in policy.types.values() for s in (*kind.steps, *kind.publication)),
    ]
    asked = {step.how.letter for step in steps if step.how is not None and step.how.letter}
    assert asked and asked <= set(NAMES)


FAMILY = [name for name in NAMES if name.startswith("family")]


@pytest.mark.parametrize("name", [name for name in DRAFTS if name.startswith("family")])
def test_a_letter_to_a_family_is_easily_read(name: str) -> None:
    """By the Flesch-Kincaid formula it needs no more than seven years of school: the age of about twelve."""
    body = (EXPECTED / f"{name}.txt").read_text(encoding="utf-8").partition("Dear")[2].partition("Yours")[0]
    body = re.sub(r"\[[^\]]*\]", "it", body)
    sentences = [one for one in re.split(r"[.?!:]\s|\n\s*\n|\n- ", body) if re.search("[a-z]", one)]
    words = re.findall(r"[A-Za-z']+", body)
    syllables = sum(max(1, len(re.findall(r"[aeiouy]+", re.sub("e$", "", word.lower())))) for word in words)
    grade = 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59
    assert grade < 7, grade


@pytest.mark.parametrize("name", FAMILY)
def test_a_letter_to_a_family_uses_no_pseudonym_and_blames_nobody(name: str) -> None:
    """To them the person has a name, which somebody fills in; and a review is there to learn (P§3)."""
    text = template(name).text
    assert "{subject}" not in text and "[a local support service" in text
    assert not re.search(r"\b(fault|guilty|culpable|perpetrator|fail(ed|ure)|victim)\b", text)


@pytest.mark.parametrize("name", ["complaint-response", "complaint-chair-response"])
def test_an_answer_to_a_complaint_names_the_ombudsman(name: str) -> None:
    """With how to get in touch (P§21)."""
    text = template(name).text
    assert "Local Government and Social Care Ombudsman\\\nWebsite: www.lgo.org.uk\\\nTelephone:" in text


def marked(tmp_path: Path) -> House:
    """Return the example register with a name for every person, and names in what people typed."""
    root = tmp_path / "register"
    shutil.copytree(REGISTER, root)
    lists, people, rest = (root / "board.yaml").read_text("utf-8").partition("\npeople:\n")
    rest = re.sub(r"(?m)^  - id: ([a-z0-9-]+)$", r"  - id: \1\n    name: Zora Marker-\1", rest)
    (root / "board.yaml").write_text(lists + people + rest, "utf-8")
    reason = "reason: Zora  marker-police-rep-1 was ill, agreed_by: head-1"
    late = f"late:\n  - {{step: completion, {reason}, on: 2022-10-01}}\n"
    for path, front, instead in (
        ("*panel.md", r"attendance:\n", "attendance:\n  - {name: Mina Pointer, status: apologies}\n"),
        ("*log.yaml", r"(?ms)^late:.*?(?=^\S)", late),
        ("*screening.md", r"output: ", "output: what Zora Marker-head-1 and head-1 want, "),
    ):
        for file in root.glob(f"cases/**/{path}"):
            file.write_text(re.sub(front, instead, file.read_text("utf-8"), count=1), "utf-8")
    return House(root)


def test_no_draft_holds_a_name_or_the_id_of_a_person(tmp_path: Path) -> None:
    """Not of the Board's people, not of a sheet, and not where somebody typed it into a reason."""
    house = marked(tmp_path)
    ids = re.findall(r"name: Zora Marker-(.+)", house.text("board.yaml"))
    assert len(ids) >= 12
    seen = ""
    for arguments in DRAFTS.values():
        done = house.tries("letter", *arguments.split())
        assert done.code == 0, done
        seen += done.out + done.err
    for word in ("zora", "marker", "mina", "pointer", *ids):
        assert not re.search(rf"(?<![\w-]){word}(?![\w-])", seen, re.IGNORECASE), word
    assert seen.count("(name left out)") >= 2


def test_letters_are_listed_outside_any_register(tmp_path: Path) -> None:
    """Whoever only wants to see them needs no register."""
    done = reviewctl(tmp_path, "letter", "--list")
    assert done.code == 0
    shown = [line.split()[0] for line in done.out.splitlines() if line[:1].islower()]
    assert [name for name in shown if name in NAMES] == list(NAMES)

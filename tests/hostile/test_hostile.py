"""A repository that came from elsewhere, and a caller's environment: no command that reads git runs anything of it."""

import re
import subprocess
from pathlib import Path

import pytest

from tests.commands import House, Ran
from tests.hostile.attacks import ATTACKS, ENVIRONMENT
from tests.hostile.commands import ASKS, ELSEWHERE, NEEDS_GIT, SHOWS, WRITES

ENDS = (0, 1, 2, 3)
BY_HAND = "cases/SAR-2026-001/diary.yaml"


def run(house: House, words: tuple[str, ...]) -> Ran:
    """Run a line of the tables; a file in it is named from the register's root."""
    return house.tries(*(word.replace("{root}", str(house.root)) for word in words))


def shown(house: House) -> dict[str, Ran]:
    """Return what each command that only shows says, without the folder's own name and where that made a line end."""
    said = {}
    for name, words in SHOWS.items():
        done = run(house, words)
        plain = (one.replace(str(house.root.parent), "HERE") for one in (done.out, done.err))
        said[name] = Ran(done.code, *map(_unwrapped, plain))
    return said


def _unwrapped(text: str) -> str:
    """Return a text on one line: a longer name of the folder wraps sooner."""
    return re.sub(r"[ \n]+", " ", text)


@pytest.fixture(scope="module")
def undisturbed() -> dict[str, Ran]:
    """What the commands say of the register as it is, filled by whoever asks first."""
    return {}


def sound(done: Ran, name: str) -> None:
    """Whatever happens, it ends as a command does, and nothing is said that a screen would act upon."""
    assert done.code in ENDS, (name, done)
    assert "Traceback" not in done.err, (name, done)
    said = done.out + done.err
    assert not any(one in said for one in "\x1b\x07\x9b\u202e\0"), (name, done)


def test_the_register_is_one_with_which_every_command_works(
    target: House, undisturbed: dict[str, Ran]
) -> None:
    """What is refused or said later comes of the attack."""
    undisturbed |= shown(target)
    for name, done in undisturbed.items():
        assert done.code in (0, 1) and done.err == "", (name, done)
    for name, words in WRITES.items():
        done = run(target, words)
        assert done.code == 0, (name, done)


@pytest.mark.timeout(60)
@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_by_the_repository(
    target: House, program: Path, tmp_path: Path, undisturbed: dict[str, Ran], attack: str
) -> None:
    """Plain git falls for it where a program is in it; no command of reviewctl runs it, waits, or is led astray."""
    if not undisturbed:
        undisturbed |= shown(target)
    canary = tmp_path / "canary"
    one = ATTACKS[attack]
    plain = one.lay(target, program)
    if plain:
        copy = tmp_path / "copy"
        subprocess.run(["cp", "-a", str(target.root), str(copy)], check=True)
        _fall_for_it(target, plain)
        assert canary.exists(), "the attack itself does not work, and so would show nothing"
        canary.unlink()
        subprocess.run(["rm", "-rf", str(target.root)], check=True)
        copy.rename(target.root)
    names = {path.name for path in target.root.iterdir()}
    for name, done in shown(target).items():
        sound(done, name)
        assert not canary.exists(), name
        assert not one.refused or name not in NEEDS_GIT or done.code == 3, (name, done)
        assert not one.same or one.refused or done == undisturbed[name], (name, done, undisturbed[name])
    target.put(BY_HAND, target.text(BY_HAND) + "# by hand\n")
    for name, words in WRITES.items():
        done = run(target, words)
        sound(done, name)
        assert not canary.exists(), name
        assert not one.refused or name not in NEEDS_GIT or done.code == 3, (name, done)
    assert {path.name for path in target.root.iterdir()} - names <= KIT


KIT = {
    ".github",
    ".gitlab",
    ".gitlab-ci.yml",
    ".pre-commit-config.yaml",
    ".gitattributes",
    "CODEOWNERS",
    "cases",
    "trust",
    "identities.yaml.age",
}
"""What `ci kit`, `signoff trust` and `identities seal` may write at the root of a register."""


def _fall_for_it(house: House, words: tuple[str, ...]) -> None:
    """Do with plain git what any other tool would do in that folder."""
    house.put("board.yaml", house.text("board.yaml") + "# by hand\n")
    subprocess.run(["git", *words], cwd=house.root, capture_output=True, timeout=20, stdin=subprocess.DEVNULL)


@pytest.mark.timeout(60)
def test_an_attack_by_the_environment(
    target: House,
    program: Path,
    tmp_path: Path,
    undisturbed: dict[str, Ran],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What the caller has set for git leads nowhere: the commands say and write what they would without it."""
    if not undisturbed:
        undisturbed |= shown(target)
    canary = tmp_path / "canary"
    for name, value in ENVIRONMENT.items():
        filled = value.replace("{program}", str(program)).replace("{folder}", str(program.parent))
        monkeypatch.setenv(name, filled.replace("{canary}", str(canary)))
    for name, done in shown(target).items():
        assert done == undisturbed[name], (name, done, undisturbed[name])
        assert not canary.exists(), name
    for name, words in WRITES.items():
        done = run(target, words)
        assert done.code == (3 if name in ASKS else 0), (name, done)
        assert not canary.exists(), name


def test_every_command_has_its_line_or_the_reason_why_not() -> None:
    """A new command meets every attack, too: whether it reads git is not for a list to guess."""
    from reviewctl.cli.app import COMMANDS
    from reviewctl.cli.ci import command as ci
    from reviewctl.cli.signoff import SUBCOMMANDS

    lines = [*SHOWS.values(), *WRITES.values()]
    known = {words[0] for words in lines if words} | {" ".join(words[:2]) for words in lines} | {*ELSEWHERE}
    wanted = {one.name for one in COMMANDS}
    wanted |= {f"signoff {name}" for name in SUBCOMMANDS} | {f"ci {name}" for name in ci.commands}
    assert wanted <= known, wanted - known
    assert {*ELSEWHERE} <= wanted

"""The kit for pipelines: what init writes, what doctor renews, and what nobody may lose."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from reviewctl import __version__
from reviewctl.model.board import Board, Person, Tenure
from reviewctl.model.finding import ReviewctlError
from reviewctl.store.attributes import ATTRIBUTES
from reviewctl.work.kit import OWNERS, REQUIREMENTS, code_owners, kit_files
from tests.commands import House, reviewctl

FILES = {
    ".gitattributes",
    ".github/BRANCH-PROTECTION.md",
    ".github/CODEOWNERS",
    ".github/pull_request_template.md",
    ".github/reviewctl-requirements.txt",
    ".github/workflows/reviewctl.yml",
    ".gitlab-ci.yml",
    ".gitlab/CODEOWNERS",
    ".pre-commit-config.yaml",
}
DAY = date(2026, 6, 8)


def board(**accounts: str | None) -> Board:
    """Return a board whose Business Manager and Independent Chair have these accounts."""
    people = tuple(Person(id=one, account=account) for one, account in accounts.items())
    offices = ("business-manager", "independent-chair")
    roles = tuple(Tenure(role=role, person=one.id) for role, one in zip(offices, people, strict=False))
    return Board(format=1, board="X", policy="stockport-2021", people=people, roles=roles)


def pipelines(house: House, *words: str) -> dict[str, str]:
    """Return what doctor says of the files for pipelines."""
    checks = json.loads(house.tries("doctor", "--format", "json", *words).out)["checks"]
    return next(one for one in checks if one["check"] == "pipelines")


def test_init_writes_the_kit_and_can_leave_it_out(house: House, tmp_path: Path) -> None:
    """All of it is in the first commit and nothing is to be put right; --no-ci makes none of it."""
    assert {name for name in house.files() if name in FILES} == FILES
    assert set(house.git("ls-files").split()) >= FILES
    assert "Nothing to put right" in house.does("validate", "--strict").out
    assert reviewctl(tmp_path, "init", "bare", "--no-ci").code == 0
    assert not set(House(tmp_path / "bare").files()) & FILES
    told = pipelines(House(tmp_path / "bare"))
    assert "nothing that is proposed is judged" in told["message"] and told["command"] == "reviewctl ci kit"


def test_an_older_register_gets_it_by_a_command(tmp_path: Path, at_home: Path) -> None:
    """`ci kit` writes what is missing in one commit that undo takes back; again, it changes nothing."""
    assert reviewctl(tmp_path, "init", "older", "--no-ci").code == 0
    house = House(tmp_path / "older")
    before = house.files()
    assert "+permissions: {}" in house.does("ci", "kit", "--dry-run").out
    assert house.files() == before
    told = house.does("ci", "kit").out
    assert {f"Written: {name}" for name in FILES} <= set(told.splitlines())
    assert (house.last_message(), set(house.last_paths())) == ("The kit for pipelines", FILES)
    assert "as reviewctl writes it" in house.does("ci", "kit").out
    house.does("undo")
    assert house.files() == before


def test_what_nobody_touched_is_renewed(house: House) -> None:
    """A file of an older release, unchanged, is told and renewed; CRLF ends of lines are no change."""
    path = ".github/workflows/reviewctl.yml"
    older = older_release(house.text(path))
    house.put(path, older.replace("\n", "\r\n"))
    told = pipelines(house)
    assert (told["outcome"], told["command"]) == ("to mend", "reviewctl doctor --fix") and path in told[
        "message"
    ]
    assert pipelines(house, "--fix")["outcome"] == "ok"
    assert house.text(path) == kit_files("", board(), DAY)[path].decode()


def older_release(text: str) -> str:
    """Return a file of the kit as an older release would have written it: another body, and its own sum."""
    from reviewctl.work.kit import marked

    body = text.split("\n", 1)[1].replace("timeout-minutes: 15", "timeout-minutes: 5")
    return marked(body, "x.yml").replace(f"reviewctl {__version__}", "reviewctl 0.0.9")


def test_a_newer_mark_alone_is_no_difference(house: House) -> None:
    """A release that writes the same under another version has nothing to renew."""
    path = ".gitlab-ci.yml"
    house.put(path, house.text(path).replace(f"reviewctl {__version__} wrote", "reviewctl 0.0.9 wrote"))
    assert pipelines(house)["outcome"] == "ok"


def test_what_somebody_edited_is_never_written_over_unasked(house: House) -> None:
    """doctor says that it is yours; --fix and `ci kit` leave it; only --overwrite, seen first, replaces it."""
    edited = sorted(FILES - {ATTRIBUTES})
    whole = {path: house.text(path) for path in edited}
    mine = {path: f"{text}# mine\n" for path, text in whole.items()}
    for path, text in mine.items():
        house.put(path, text)
    assert pipelines(house, "--fix")["message"].endswith(", ".join(edited))
    assert f"Left as you have them: {', '.join(edited)}" in house.does("ci", "kit").out.replace("\n", "")
    assert {path: house.text(path) for path in edited} == mine
    assert house.does("ci", "kit", "--overwrite", "--dry-run").out.count("\n-# mine\n") == len(edited)
    assert {path: house.text(path) for path in edited} == mine
    house.does("ci", "kit", "--overwrite")
    assert {path: house.text(path) for path in edited} == whole


def test_a_mark_that_does_not_fit_is_somebody_elses(house: House) -> None:
    """A file with the mark but another body, and a link in its place, count as edited: nothing is lost."""
    path = ".gitlab-ci.yml"
    house.put(path, house.text(path).replace("stage: test", "stage: mine"))
    (house.root / ".github/CODEOWNERS").unlink()
    (house.root / ".github/CODEOWNERS").symlink_to("../board.yaml")
    held = house.text("board.yaml")
    told = house.does("ci", "kit").out
    assert path in told and ".github/CODEOWNERS" in told
    assert (house.root / ".github/CODEOWNERS").is_symlink() and house.text("board.yaml") == held


def test_nothing_is_written_behind_a_link(house: House, tmp_path: Path) -> None:
    """A folder of the kit that is a link leads nowhere: what is missing behind it stays so, --overwrite is refused."""
    outside = tmp_path / "outside"
    outside.mkdir()
    for path in (house.root / ".gitlab").iterdir():
        path.unlink()
    (house.root / ".gitlab").rmdir()
    (house.root / ".gitlab").symlink_to(outside)
    assert ".gitlab/CODEOWNERS" in house.does("ci", "kit").out
    done = house.tries("ci", "kit", "--overwrite")
    assert done.code == 3 and "a link to somewhere else" in done.err
    assert list(outside.iterdir()) == []


@pytest.mark.parametrize("below", ["my reviews/", "a;b/", "$(x)/", "${{x}}/", "é/", "a\n@x/"])
def test_a_folder_of_an_odd_name_goes_into_no_script(below: str) -> None:
    """A name that is more than a name in a shell, a workflow or CODEOWNERS is refused."""
    with pytest.raises(ReviewctlError, match="cannot hold safely"):
        kit_files(below, board(), DAY)


def test_the_owners_follow_the_offices(house: House) -> None:
    """CODEOWNERS has the accounts of those in office; when one is succeeded, doctor says so and --fix renews it."""
    text = house.text("board.yaml")
    people = (
        "people:\n  - {id: bm, account: jo-bm}\n  - {id: ic, account: ic.2}\n  - {id: ic3, account: ic3}\n"
    )
    roles = "roles:\n  - {role: business-manager, person: bm}\n"
    roles += "  - {role: independent-chair, person: ic, to: 2026-06-07}\n"
    roles += "  - {role: independent-chair, person: ic3, from: 2026-06-08}\n"
    house.put("board.yaml", text.replace("people:\n", people, 1).replace("roles:\n", roles, 1))
    assert "Nothing to put right" in house.does("validate", "--strict").out
    assert pipelines(house, "--as-of", "2026-06-07")["outcome"] == "to mend"
    house.tries("doctor", "--fix", "--as-of", "2026-06-07")
    for path in OWNERS:
        assert "/trust/" in house.text(path) and "@jo-bm @ic.2\n" in house.text(path)
    assert "CODEOWNERS" in pipelines(house, "--as-of", "2026-06-08")["message"]
    house.tries("doctor", "--fix", "--as-of", "2026-06-08")
    for path in OWNERS:
        assert "@jo-bm @ic3\n" in house.text(path) and "ic.2" not in house.text(path)


def test_everything_that_says_who_may_approve_is_owned() -> None:
    """Office holders, policy, trust, statements and the kit itself have owners; cases themselves have not."""
    lines = code_owners("reviews/", board(bm="bm", ic="ic"), DAY).splitlines()
    owned = {line.split()[0] for line in lines if not line.startswith("#")}
    assert owned >= {
        "/reviews/board.yaml",
        "/reviews/policy/",
        "/reviews/trust/",
        "/reviews/cases/*/signoff/",
    }
    assert owned >= {"/.github/", "/.gitlab/", "/.gitlab-ci.yml"}
    assert all(line.split()[1:] == ["@bm", "@ic"] for line in lines if not line.startswith("#"))


def test_one_person_in_both_offices_is_named_once_and_nobody_is_said() -> None:
    """Two offices of one person give one owner; without an account the file says what to write in board.yaml."""
    both = board(bm="bm")
    both = Board(
        format=1,
        board="X",
        policy="p",
        people=both.people,
        roles=(*both.roles, Tenure(role="independent-chair", person="bm")),
    )
    assert " @bm @bm" not in code_owners("", both, DAY)
    nobody = code_owners("", board(bm=None), DAY)
    assert all(line.startswith("#") for line in nobody.splitlines()) and "account:" in nobody


@pytest.mark.parametrize("account", ["'@jo'", "jo bm", "'jo\\nbm'", "-jo", "jo/../x"])
def test_an_account_is_a_plain_name(house: House, account: str) -> None:
    """Nothing that would add an owner, or a line, to CODEOWNERS is a valid account."""
    text = house.text("board.yaml").replace(
        "people:\n", f'people:\n  - {{id: bm, account: "{account}"}}\n', 1
    )
    house.put("board.yaml", text)
    assert house.codes() & {"STR003", "STR008"}


def test_a_register_in_a_folder_of_a_repository(tmp_path: Path, at_home: Path) -> None:
    """init says how; `ci kit` puts the files where a forge looks, with the folder in them, and the rest beside it."""
    House(tmp_path).git("init", "--quiet", "-b", "main", "outer")
    done = reviewctl(tmp_path, "init", "outer/reviews")
    assert done.code == 0 and "reviewctl -C outer/reviews ci kit" in done.out
    inner, outer = House(tmp_path / "outer" / "reviews"), House(tmp_path / "outer")
    assert not set(inner.files()) & FILES
    inner.does("ci", "kit")
    assert set(outer.files()) >= (FILES - {ATTRIBUTES}) | {f"reviews/{ATTRIBUTES}"}
    assert "-C judged/reviews validate" in outer.text(".github/workflows/reviewctl.yml")
    assert '-C "$judged/reviews" validate' in outer.text(".gitlab-ci.yml")
    assert "Nothing to put right" in inner.does("validate", "--strict").out
    assert pipelines(inner)["outcome"] == "ok"


def test_a_case_alone_has_no_kit(tmp_path: Path, at_home: Path) -> None:
    """A single case folder is told what to do, and nothing is written."""
    assert reviewctl(tmp_path, "new", "sar").code == 0
    folder = next(one for one in tmp_path.iterdir() if one.name.startswith("SAR-"))
    done = reviewctl(folder, "ci", "kit")
    assert done.code == 3 and "reviewctl init" in done.err
    assert not (folder / ".github").exists()


@pytest.mark.parametrize(
    "text", ["* -diff\n", "* filter=x\n", "* -text", "# Written by reviewctl.\n* -text\n"]
)
def test_no_other_attributes_have_a_place(house: House, text: str) -> None:
    """Only the bytes that reviewctl writes: a file of git's settings could change what is read."""
    house.put(ATTRIBUTES, text)
    assert "FIL053" in house.codes()


def test_a_link_to_harmless_attributes_is_no_file(house: House) -> None:
    """Nor is a link, whatever it leads to, and none in a case folder has a place at all."""
    house.does("new", "sar", "--received", "2025-01-13")
    whole = (house.root / ATTRIBUTES).read_bytes()
    house.put(f"cases/SAR-2025-001/{ATTRIBUTES}", whole)
    assert "FIL053" in house.codes()
    (house.root / f"cases/SAR-2025-001/{ATTRIBUTES}").unlink()
    (house.root / ATTRIBUTES).rename(house.root / ".gitignore")
    (house.root / ATTRIBUTES).symlink_to(".gitignore")
    assert house.codes() & {"FIL052", "FIL053"}


def test_line_ends_are_kept_by_every_git(house: House, tmp_path: Path) -> None:
    """With core.autocrlf, as on Windows, a clone has the same bytes, and so the same digests."""
    crlf = tmp_path / "crlf"
    House(tmp_path).git("clone", "--quiet", "-c", "core.autocrlf=true", str(house.root), str(crlf))
    assert House(crlf).files() == house.files()


def test_the_version_is_pinned_and_read_from_the_base(house: House) -> None:
    """The requirements pin one version; the pipelines read them in the files of the base, and run nothing of head."""
    assert house.text(REQUIREMENTS).endswith(f"reviewctl=={__version__}\n")
    for path, files in ((".github/workflows/reviewctl.yml", "judged/"), (".gitlab-ci.yml", '"$judged/')):
        text = house.text(path)
        assert f"--requirement {files}.github/reviewctl-requirements.txt" in text
        assert "--no-local --branch reviewctl-base" in text


PROGRAMS = Path(sys.executable).parent


def passes(folder: Path, *command: str) -> str:
    """Run an installed program in a folder; it must be content. Returns what it said."""
    done = subprocess.run(
        [str(PROGRAMS / command[0]), *command[1:]], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def kits(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The kit as it is written, of a register that is its repository and of one in a folder."""
    place = tmp_path_factory.mktemp("kits")
    for name, below in (("root", ""), ("folder", "reviews/")):
        for path, data in kit_files(below, board(bm="bm"), DAY).items():
            (place / name / path).parent.mkdir(parents=True, exist_ok=True)
            (place / name / path).write_bytes(data)
    return place


@pytest.mark.parametrize("name", ["root", "folder"])
def test_the_files_are_what_their_readers_have_published(kits: Path, name: str) -> None:
    """The workflow and the GitLab file keep to their published schemas, pre-commit reads its own."""
    schema = ("check-jsonschema", "--no-cache", "--builtin-schema")
    passes(kits / name, *schema, "vendor.github-workflows", ".github/workflows/reviewctl.yml")
    passes(kits / name, *schema, "vendor.gitlab-ci", "--data-transform", "gitlab-ci", ".gitlab-ci.yml")
    passes(kits / name, "pre-commit", "validate-config", ".pre-commit-config.yaml")


LINT = (
    "{extends: default, rules: {line-length: {max: 125}, document-start: disable,"
    " truthy: {check-keys: false}, comments: {min-spaces-from-content: 1}}}"
)


def test_the_linters_are_content(kits: Path) -> None:
    """zizmor, as strict as it can be without a network, finds no weakness; yamllint finds no untidiness."""
    passes(
        kits, "zizmor", "--offline", "--no-progress", "--persona", "auditor", "root/.github", "folder/.github"
    )
    files = [str(one) for one in kits.rglob("*") if one.suffix in (".yml", ".yaml")]
    passes(kits, "yamllint", "--strict", "-d", LINT, *files)


def workflow(kits: Path) -> dict:
    """Return the workflow as data."""
    import yaml

    return yaml.load((kits / "root/.github/workflows/reviewctl.yml").read_text("utf-8"), yaml.BaseLoader)


def test_the_workflow_can_do_nothing_but_read(kits: Path) -> None:
    """No secret, read-only rights, actions by their full id, no word from outside within a command, a time limit."""
    import re

    told = workflow(kits)
    text = (kits / "root/.github/workflows/reviewctl.yml").read_text("utf-8")
    assert told["permissions"] == {} or told["permissions"] == "{}"
    [job] = told["jobs"].values()
    assert job["permissions"] == {"contents": "read"}
    assert set(told["on"]) == {"pull_request", "push"}
    assert "secrets" not in text and int(job["timeout-minutes"]) <= 15
    for step in job["steps"]:
        assert "${{" not in step.get("run", "")
        if "uses" in step:
            assert re.fullmatch(r"actions/[a-z]+@[0-9a-f]{40}", step["uses"])
            assert step["with"]["fetch-depth"] == "0" and step["with"]["persist-credentials"] == "false"

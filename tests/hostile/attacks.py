"""What a repository that came from elsewhere can hold: each attack is laid into a register that is in order.

An attack with a program returns the words of a plain git command that falls for it: so it is shown to work. The
program leaves a trace; no command of reviewctl may make it.
"""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from tests.commands import House

Words = tuple[str, ...]


class Attack(NamedTuple):
    """An attack, and what is to come of it.

    `refused`: whatever needs git exits 3. `same`: what is only shown is what it would be without the attack.
    Neither: it may be told as a finding or a refusal, and nothing is run.
    """

    lay: Callable[[House, Path], Words]
    refused: bool = False
    same: bool = True


def settings(text: str, *plain: str, attributes: str = "") -> Callable[[House, Path], Words]:
    """Return an attack by the repository's own settings; `{program}` in them is the program."""

    def lay(house: House, program: Path) -> Words:
        with (house.root / ".git" / "config").open("a") as file:
            file.write(text.replace("{program}", str(program)))
        if attributes:
            (house.root / ".git" / "info").mkdir(exist_ok=True)
            (house.root / ".git" / "info" / "attributes").write_text(attributes)
        return plain

    return lay


def elsewhere(house: House, program: Path) -> Words:
    """The file .git leads to a history that somebody hid, and whose settings run a program."""
    hidden = program.parent / "hidden"
    (house.root / ".git").rename(hidden)
    with (hidden / "config").open("a") as file:
        file.write(f"[core]\n\tfsmonitor = {program}\n")
    (house.root / ".git").write_text(f"gitdir: {hidden}\n")
    return ("status",)


def common_dir(house: House, program: Path) -> Words:
    """The history says that its settings lie among the files."""
    place = house.root / "cases" / "hidden"
    (place / "refs").mkdir(parents=True)
    (place / "objects").mkdir()
    (place / "config").write_text(f"[core]\n\tfsmonitor = {program}\n")
    (house.root / ".git" / "commondir").write_text("../cases/hidden\n")
    return ("status",)


def link_named_git(house: House, program: Path) -> Words:
    """The name .git is a link."""
    (house.root / ".git").rename(program.parent / "hidden")
    (house.root / ".git").symlink_to(program.parent / "hidden")
    return ()


def hooks(house: House, program: Path) -> Words:
    """Every hook that git knows is there."""
    folder = house.root / ".git" / "hooks"
    folder.mkdir(exist_ok=True)
    for name in HOOKS:
        (folder / name).write_bytes(program.read_bytes())
        (folder / name).chmod(0o755)
    return ("commit", "--allow-empty", "-q", "-m", "x")


HOOKS = (
    *(
        "pre-commit",
        "prepare-commit-msg",
        "commit-msg",
        "post-commit",
        "post-checkout",
        "post-merge",
        "pre-push",
    ),
    *("pre-receive", "update", "post-update", "reference-transaction", "post-index-change", "pre-auto-gc"),
    *(
        "post-rewrite",
        "pre-rebase",
        "applypatch-msg",
        "pre-merge-commit",
        "sendemail-validate",
        "fsmonitor-watchman",
    ),
)


def bare_in_the_tree(house: House, program: Path) -> Words:
    """A bare repository lies among the files of a case, and its settings run a program."""
    place = house.root / "cases" / "hidden"
    house.git("init", "-q", "--bare", str(place))
    with (place / "config").open("a") as file:
        file.write(f"[core]\n\tbare = false\n\tworktree = {place}\n\tfsmonitor = {program}\n")
    return ("-C", str(place), "status")


def of_linked_tree(house: House, program: Path) -> Words:
    """Settings of one work tree alone."""
    house.git("config", "extensions.worktreeConfig", "true")
    house.git("config", "--worktree", "core.fsmonitor", str(program))
    return ("status",)


def replaced(house: House, program: Path) -> Words:
    """Another commit and another file are shown in the place of the true ones."""
    blob = house.git("rev-parse", "HEAD:board.yaml").strip()
    other = _object(house, "blob", b"format: 1\nboard: Replaced\npolicy: stockport-2021\n")
    house.git("replace", blob, other)
    last, before = house.git("rev-parse", "HEAD", "HEAD~1").split()
    house.git("replace", last, before)
    assert "Replaced" in house.git("cat-file", "-p", blob)
    return ()


def grafted(house: House, program: Path) -> Words:
    """History is told to end with the last commit."""
    (house.root / ".git" / "info").mkdir(exist_ok=True)
    (house.root / ".git" / "info" / "grafts").write_text(house.git("rev-parse", "HEAD"))
    assert len(house.git("log", "--format=%H").split()) == 1
    return ()


def alternates(house: House, program: Path) -> Words:
    """Objects are to be looked for in other folders, too, of which some are none and one is a pipe's."""
    info = house.root / ".git" / "objects" / "info"
    info.mkdir(exist_ok=True)
    places = ("/", "/proc/self", "../../..", '"quoted\\nname"', str(program.parent), "-x", "")
    (info / "alternates").write_text("\n".join(places) + "\n")
    return ()


def attributes(house: House, program: Path) -> Words:
    """Attributes in the tree ask for drivers, which the settings of the user do not have."""
    house.put(".git/info/attributes", "* filter=x diff=x merge=x -text ident working-tree-encoding=UTF-16\n")
    return ()


def ref_that_is_an_option(house: House, program: Path) -> Words:
    """Branches and tags are called like options of git, and like commands of a shell."""
    last = house.git("rev-parse", "HEAD").strip()
    names = (
        "--output=x",
        "-x",
        "--upload-pack=touch x",
        "$(touch x)",
        ";touch x",
        "`touch x`",
        "x\x7f",
        "\u202exy",
        "HEAD",
    )
    for kind in ("heads", "tags", "remotes/origin"):
        for name in names:
            path = house.root / ".git" / "refs" / kind / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"{last}\n")
    return ()


def head_leads_outside(house: House, program: Path) -> Words:
    """HEAD names a ref whose path leads out of the repository."""
    (house.root / "outside").write_text(house.git("rev-parse", "HEAD"))
    (house.root / ".git" / "HEAD").write_text("ref: refs/heads/../../../outside\n")
    return ()


def head_is_a_link(house: House, program: Path) -> Words:
    """HEAD is a symbolic link to a file of the system."""
    (house.root / ".git" / "HEAD").unlink()
    (house.root / ".git" / "HEAD").symlink_to("/etc/passwd")
    return ()


def ref_is_a_link(house: House, program: Path) -> Words:
    """The branch is a symbolic link to a file of the system."""
    (house.root / ".git" / "refs" / "heads" / "main").unlink()
    (house.root / ".git" / "refs" / "heads" / "main").symlink_to("/etc/passwd")
    return ()


def submodule(house: House, program: Path) -> Words:
    """The last commit holds a submodule whose update is a command, and whose address is one."""
    last = house.git("rev-parse", "HEAD").strip()
    house.put(
        ".gitmodules", f'[submodule "x"]\n\tpath = cases/x\n\turl = ext::{program}\n\tupdate = !{program}\n'
    )
    house.git("add", ".gitmodules")
    house.git("update-index", "--add", "--cacheinfo", f"160000,{last},cases/x")
    house.git("commit", "-q", "-m", "x")
    house.git("config", "submodule.x.url", "--upload-pack=touch x")
    return ()


def pipes(name: str) -> Callable[[House, Path], Words]:
    """Return an attack by which a pipe lies where git opens a file: whoever reads it waits for ever."""

    def lay(house: House, program: Path) -> Words:
        path = house.root / ".git" / name
        path.unlink(missing_ok=True)
        path.parent.mkdir(exist_ok=True)
        os.mkfifo(path)
        return ()

    return lay


def strange_commit(raw: bytes) -> Callable[[House, Path], Words]:
    """Return an attack by a commit that no git would write, on top of the others."""

    def lay(house: House, program: Path) -> Words:
        last, tree = house.git("rev-parse", "HEAD", "HEAD^{tree}").split()
        whole = f"tree {tree}\nparent {last}\n".encode() + raw
        house.git("update-ref", "refs/heads/main", _object(house, "commit", whole))
        return ()

    return lay


def endless_tree(house: House, program: Path) -> Words:
    """A branch that is proposed holds a folder made of itself ten times over, ten times deep."""
    tree = _object(
        house, "tree", b"100644 x.yml\0" + bytes.fromhex(house.git("rev-parse", "HEAD:board.yaml").strip())
    )
    for _ in range(10):
        tree = _object(house, "tree", b"".join(b"40000 %d\0" % n + bytes.fromhex(tree) for n in range(10)))
    # Not what is checked out: git itself would look at each of its ten thousand million files.
    _commit_with(house, ".github", tree, "other")
    return ()


def deep_tree(house: House, program: Path) -> Words:
    """The last commit holds folders a thousand deep in a case."""
    tree = _object(house, "tree", b"")
    for _ in range(1000):
        tree = _object(house, "tree", b"40000 d\0" + bytes.fromhex(tree))
    _commit_with(house, "policy", tree)
    return ()


def large_file(house: House, program: Path) -> Words:
    """The last commit holds a document of twelve million bytes, of which git keeps twelve thousand."""
    house.put("diary.yaml", b"#" * 12_000_000)
    house.git("add", "diary.yaml")
    house.git("commit", "-q", "-m", "x")
    return ()


def signers_are_a_link(house: House, program: Path) -> Words:
    """The list of trusted keys is a link to a file of the system."""
    _make_way(house, "trust/allowed_signers").symlink_to("/etc/passwd")
    return ()


def revoked_are_a_pipe(house: House, program: Path) -> Words:
    """The list of keys that were revoked is a pipe."""
    os.mkfifo(_make_way(house, "trust/revoked_keys"))
    return ()


def signature_is_a_pipe(house: House, program: Path) -> Words:
    """The signature on a statement is a pipe."""
    os.mkfifo(_make_way(house, "cases/SAR-2026-001/signoff/overview-report/01-hsl.json.sig"))
    return ()


def statement_is_a_link(house: House, program: Path) -> Words:
    """A statement is a link to a device that never ends."""
    _make_way(house, "cases/SAR-2026-001/signoff/overview-report/09-hsl.json").symlink_to("/dev/zero")
    return ()


def _make_way(house: House, path: str) -> Path:
    place = house.root / path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.unlink(missing_ok=True)
    return place


def _object(house: House, kind: str, data: bytes) -> str:
    words = ["git", "hash-object", "-t", kind, "-w", "--stdin", "--literally"]
    return (
        subprocess.run(words, cwd=house.root, input=data, capture_output=True, check=True)
        .stdout.decode()
        .strip()
    )


def _commit_with(house: House, name: str, tree: str, branch: str = "main") -> None:
    """Commit on a branch what there is, and a folder besides; the files that are checked out stay."""
    listed = house.git("ls-tree", branch).splitlines()
    kept = [line for line in listed if line.partition("\t")[2] != name]
    text = "\n".join([*kept, f"040000 tree {tree}\t{name}"]) + "\n"
    whole = subprocess.run(
        ["git", "mktree"], cwd=house.root, input=text.encode(), capture_output=True, check=True
    )
    commit = house.git("commit-tree", "-p", branch, "-m", "x", whole.stdout.decode().strip()).strip()
    house.git("update-ref", f"refs/heads/{branch}", commit)


def together(*lays: Callable[[House, Path], Words]) -> Callable[[House, Path], Words]:
    """Return several attacks as one: none of them has a program of its own."""

    def lay(house: House, program: Path) -> Words:
        for one in lays:
            one(house, program)
        return ()

    return lay


_WHO = b"author A <a@b> 1767225600 +0000\ncommitter A <a@b> 1767225600 +0000\n"

STRANGE = (
    b"author \xff\xfe <\xe9> 99999999999 +9999\ncommitter <> -1 x\nencoding utf-7\n\n\xff\x1b[2J\0x\n",
    b"author \x1b]0;x\x07\xe2\x80\xaeA <a@b> 1767225600 +0000\ncommitter \x1b[2J <a@b> 1 +0000\n\n\x1b[31mred\n",
    _WHO + b"\nx\n\nReviewctl: save\x1b[2J\nReviewctl-Undoes: --output=x\n",
    _WHO.replace(b"1767225600", b"99999999999999999999") + b"\nx\n",
)
"""What stands in a commit behind its tree and its parent: bytes of no encoding, names that act upon a screen."""

ATTACKS: dict[str, Attack] = {
    "fsmonitor": Attack(settings("[core]\n\tfsmonitor = {program}\n", "status"), refused=True),
    "filter": Attack(
        settings('[filter "x"]\n\tclean = {program}\n', "add", "-A", attributes="* filter=x\n"), refused=True
    ),
    "smudge": Attack(
        settings(
            '[filter "x"]\n\tsmudge = {program}\n',
            "checkout",
            "HEAD",
            "--",
            "board.yaml",
            attributes="* filter=x\n",
        ),
        refused=True,
    ),
    "filter process": Attack(
        settings('[filter "x"]\n\tprocess = {program}\n', "add", "-A", attributes="* filter=x\n"),
        refused=True,
    ),
    "textconv": Attack(
        settings('[diff "x"]\n\ttextconv = {program}\n', "diff", "HEAD~1", attributes="* diff=x\n"),
        refused=True,
    ),
    "diff.external": Attack(settings("[diff]\n\texternal = {program}\n", "diff", "HEAD~1"), refused=True),
    "diff command": Attack(
        settings('[diff "x"]\n\tcommand = {program}\n', "diff", "HEAD~1", attributes="* diff=x\n"),
        refused=True,
    ),
    "merge driver": Attack(settings('[merge "x"]\n\tdriver = {program}\n'), refused=True),
    "hooksPath": Attack(
        lambda house, program: settings(
            f"[core]\n\thooksPath = {program.parent}\n", "commit", "--allow-empty", "-m", "x"
        )(house, program),
        refused=True,
    ),
    "include": Attack(
        lambda house, program: _including(house, program, "[include]\n\tpath = "), refused=True
    ),
    "includeIf": Attack(
        lambda house, program: _including(house, program, f'[includeIf "gitdir:{house.root}/"]\n\tpath = '),
        refused=True,
    ),
    "settings of a work tree": Attack(of_linked_tree, refused=True),
    "gpg.program": Attack(
        settings(
            "[gpg]\n\tprogram = {program}\n[commit]\n\tgpgSign = true\n", "commit", "--allow-empty", "-m", "x"
        ),
        refused=True,
    ),
    "gpg.ssh.program": Attack(
        settings(
            '[gpg]\n\tformat = ssh\n[gpg "ssh"]\n\tprogram = {program}\n[commit]\n\tgpgSign = true\n'
            "[user]\n\tsigningKey = x\n",
            "commit",
            "--allow-empty",
            "-m",
            "x",
        ),
        refused=True,
    ),
    "sshCommand": Attack(
        settings('[core]\n\tsshCommand = {program}\n[remote "origin"]\n\turl = ssh://x/y\n', "ls-remote"),
        refused=True,
    ),
    "ext address": Attack(
        settings(
            '[remote "origin"]\n\turl = ext::{program}\n[protocol "ext"]\n\tallow = always\n', "ls-remote"
        ),
        refused=True,
    ),
    "uploadpack": Attack(
        settings('[remote "origin"]\n\turl = .\n\tuploadpack = {program}\n', "ls-remote"), refused=True
    ),
    "pager": Attack(settings("[core]\n\tpager = {program}\n[pager]\n\tlog = {program}\n"), refused=True),
    "alias": Attack(settings("[alias]\n\tx = !{program}\n", "x"), refused=True),
    "worktree elsewhere": Attack(settings("[core]\n\tworktree = /\n"), refused=True),
    "gitfile": Attack(elsewhere, refused=True),
    "commondir": Attack(common_dir, refused=True),
    "link named .git": Attack(link_named_git, refused=True),
    "hooks": Attack(hooks),
    "replace": Attack(replaced),
    "grafts": Attack(grafted),
    "alternates, attributes and refs like options": Attack(
        together(alternates, attributes, ref_that_is_an_option)
    ),
    "bare repository in the tree": Attack(bare_in_the_tree, same=False),
    "HEAD leads outside": Attack(head_leads_outside, same=False),
    "HEAD is a link": Attack(head_is_a_link, same=False),
    "a branch is a link": Attack(ref_is_a_link, same=False),
    "HEAD is a pipe": Attack(pipes("HEAD"), refused=True),
    "the index is a pipe": Attack(pipes("index"), refused=True),
    "attributes are a pipe": Attack(pipes("info/attributes"), refused=True),
    "settings are a pipe": Attack(pipes("config"), refused=True),
    "commits that no git would write": Attack(
        together(*(strange_commit(raw) for raw in STRANGE)), same=False
    ),
    "a commit without an author": Attack(strange_commit(b"\nx\n"), same=False),
    "endless tree": Attack(endless_tree, same=False),
    "deep tree, large file and submodule": Attack(together(deep_tree, large_file, submodule), same=False),
    "links and pipes among the files": Attack(
        together(signers_are_a_link, revoked_are_a_pipe, signature_is_a_pipe, statement_is_a_link), same=False
    ),
}


def _including(house: House, program: Path, head: str) -> Words:
    house.put("cases/settings", f"[core]\n\tfsmonitor = {program}\n")
    with (house.root / ".git" / "config").open("a") as file:
        file.write(f"{head}../cases/settings\n")
    return ("status",)


ENVIRONMENT: dict[str, str] = {
    "GIT_DIR": "{folder}/none.git",
    "GIT_WORK_TREE": "/",
    "GIT_COMMON_DIR": "{folder}",
    "GIT_INDEX_FILE": "{folder}/index",
    "GIT_NAMESPACE": "x",
    "GIT_CONFIG_COUNT": "2",
    "GIT_CONFIG_KEY_0": "core.fsmonitor",
    "GIT_CONFIG_VALUE_0": "{program}",
    "GIT_CONFIG_KEY_1": "core.hooksPath",
    "GIT_CONFIG_VALUE_1": "{folder}",
    "GIT_CONFIG_PARAMETERS": "'core.fsmonitor={program}' 'core.hooksPath={folder}'",
    "GIT_CONFIG_GLOBAL": "{folder}/settings",
    "GIT_EXTERNAL_DIFF": "{program}",
    "GIT_PAGER": "{program}",
    "PAGER": "{program}",
    "GIT_SSH": "{program}",
    "GIT_SSH_COMMAND": "{program}",
    "GIT_PROXY_COMMAND": "{program}",
    "GIT_EDITOR": "{program}",
    "GIT_SEQUENCE_EDITOR": "{program}",
    "EDITOR": "{program}",
    "VISUAL": "{program}",
    "GIT_ASKPASS": "{program}",
    "SSH_ASKPASS": "{program}",
    "SSH_ASKPASS_REQUIRE": "force",
    "GIT_EXEC_PATH": "{folder}",
    "GIT_TEMPLATE_DIR": "{folder}",
    "GIT_OBJECT_DIRECTORY": "{folder}",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES": "{folder}",
    "GIT_QUARANTINE_PATH": "{folder}",
    "GIT_REPLACE_REF_BASE": "refs/heads/",
    "GIT_SHALLOW_FILE": "{folder}/shallow",
    "GIT_GRAFT_FILE": "{folder}/grafts",
    "GIT_TRACE": "{canary}",
    "GIT_TRACE2": "{canary}",
    "GIT_TRACE_SETUP": "{canary}",
    "GIT_PYTHON_GIT_EXECUTABLE": "{program}",
    "GIT_PYTHON_TRACE": "full",
    "LD_PRELOAD": "{folder}/none.so",
    "BASH_ENV": "{program}",
    "ENV": "{program}",
}
"""What whoever starts reviewctl may have set; `{program}`, its `{folder}` and the `{canary}` are filled in."""

"""Real attacks by a repository that came from elsewhere: none of its programs is ever run."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from reviewctl.model.finding import EnvironmentFault
from reviewctl.vcs import commit, repository
from reviewctl.vcs.objects import CommitTree
from reviewctl.vcs.push import push
from reviewctl.vcs.undo import undo

Plain = tuple[str, ...]


def use_everything(register) -> None:
    """Call all that looks into or writes to the repository."""
    commit.dirty(register.repo)
    commit.commit_paths(register.repo, ["board.yaml"], "Change", command="record")
    with CommitTree(register.repo, "HEAD") as tree:
        tree.read("board.yaml")
    undo(register.repo)
    push(register.repo)


def fsmonitor(register, program: Path) -> Plain:
    register.git("config", "core.fsmonitor", str(program))
    return ("status",)


def clean_filter(register, program: Path) -> Plain:
    register.git("config", "filter.evil.clean", str(program))
    register.write(".gitattributes", "* filter=evil\n")
    return ("add", "board.yaml")


def smudge_filter(register, program: Path) -> Plain:
    register.git("config", "filter.evil.smudge", str(program))
    register.write(".gitattributes", "* filter=evil\n")
    return ("checkout", "HEAD", "--", "board.yaml")


def textconv(register, program: Path) -> Plain:
    register.git("config", "diff.evil.textconv", str(program))
    register.write(".gitattributes", "* diff=evil\n")
    return ("diff",)


def external_diff(register, program: Path) -> Plain:
    register.git("config", "diff.external", str(program))
    return ("diff",)


def hooks_path(register, program: Path) -> Plain:
    hook = register.write("hooks/pre-commit", program.read_text())
    hook.chmod(0o755)
    register.git("config", "core.hooksPath", "hooks")
    return ("commit", "-qm", "x", "--", "board.yaml")


def included(register, program: Path) -> Plain:
    register.write("cases/settings", f"[core]\n\tfsmonitor = {program}\n")
    register.git("config", "include.path", "../cases/settings")
    return ("status",)


def included_on_condition(register, program: Path) -> Plain:
    register.write("cases/settings", f"[core]\n\tfsmonitor = {program}\n")
    register.git("config", f"includeIf.gitdir:{register.root}/.path", "../cases/settings")
    return ("status",)


def settings_of_the_work_tree(register, program: Path) -> Plain:
    register.git("config", "extensions.worktreeConfig", "true")
    register.git("config", "--worktree", "core.fsmonitor", str(program))
    return ("status",)


def signing_program(register, program: Path) -> Plain:
    register.git("config", "gpg.program", str(program))
    register.git("config", "commit.gpgSign", "true")
    return ("commit", "-qm", "x", "--", "board.yaml")


def signing_program_of_a_format(register, program: Path) -> Plain:
    register.git("config", "gpg.format", "x509")
    register.git("config", "gpg.x509.program", str(program))
    register.git("config", "commit.gpgSign", "true")
    return ("commit", "-qm", "x", "--", "board.yaml")


def redirected_settings(register, program: Path) -> Plain:
    elsewhere = register.root / "cases" / "hidden"
    (elsewhere / "refs").mkdir(parents=True)
    (elsewhere / "objects").mkdir()
    (elsewhere / "config").write_text(f"[core]\n\tfsmonitor = {program}\n")
    (register.root / ".git" / "commondir").write_text("../cases/hidden\n")
    return ("status",)


def remote_that_is_a_command(register, program: Path) -> Plain:
    register.git("remote", "add", "origin", f"ext::{program}")
    register.git("config", "protocol.ext.allow", "always")
    return ("ls-remote",)


def ssh_command(register, program: Path) -> Plain:
    register.git("remote", "add", "origin", "ssh://example.org/x")
    register.git("config", "core.sshCommand", str(program))
    return ("ls-remote",)


def upload_program(register, program: Path) -> Plain:
    register.git("remote", "add", "origin", str(register.root))
    register.git("config", "remote.origin.uploadpack", str(program))
    return ("ls-remote",)


REFUSED: list[tuple[Callable[..., Plain], str]] = [
    (fsmonitor, "core.fsmonitor"),
    (clean_filter, "filter.evil.clean"),
    (smudge_filter, "filter.evil.smudge"),
    (textconv, "diff.evil.textconv"),
    (external_diff, "diff.external"),
    (hooks_path, "core.hookspath"),
    (included, "include.path"),
    (included_on_condition, "includeif."),
    (settings_of_the_work_tree, "core.fsmonitor"),
    (signing_program, "gpg.program"),
    (signing_program_of_a_format, "gpg.x509.program"),
    (redirected_settings, "kept elsewhere"),
    (remote_that_is_a_command, "protocol.ext.allow"),
    (ssh_command, "core.sshcommand"),
    (upload_program, "remote.origin.uploadpack"),
]


@pytest.mark.parametrize(("attack", "named"), REFUSED, ids=[attack.__name__ for attack, _ in REFUSED])
def test_settings_that_run_a_program_are_refused(register, program, canary, attack, named) -> None:
    """Plain git runs the planted program; reviewctl names the setting, exits 3 and runs nothing."""
    plain = attack(register, program)
    register.write("board.yaml", "board: Changed\n")
    register.git(*plain, check=False)
    assert canary.exists(), "the attack itself does not work, so the test would prove nothing"
    canary.unlink()

    register.write("board.yaml", "board: Changed again\n")
    with pytest.raises(EnvironmentFault) as fault:
        use_everything(register)
    assert fault.value.exit_code == 3
    assert named in fault.value.message
    assert fault.value.hint
    assert str(program) not in fault.value.message
    assert not canary.exists()


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("alias.st", "!sh evil"),
        ("core.pager", "sh evil"),
        ("core.editor", "sh evil"),
        ("core.worktree", "/"),
        ("core.attributesFile", "evil"),
        ("credential.helper", "evil"),
        ("credential.https://example.org.helper", "evil"),
        ("merge.evil.driver", "evil"),
        ("sequence.editor", "evil"),
        ("interactive.diffFilter", "evil"),
        ("trailer.evil.command", "evil"),
        ("gc.recentObjectsHook", "evil"),
        ("hook.evil.command", "evil"),
        ("uploadpack.packObjectsHook", "evil"),
        ("remote.origin.url", "ext::sh -c evil"),
        ("url.ext::sh -c evil .insteadOf", "https://"),
        ("submodule.a.update", "!evil"),
        ("http.https://example.org.cookieFile", "/etc/passwd"),
        ("core.fsmonitor", "true"),
    ],
)
def test_each_setting_of_the_kind_is_named(register, key, value) -> None:
    """A setting that could run a program or reach outside is refused by its name, whatever its value."""
    register.git("config", key, value)
    with pytest.raises(EnvironmentFault, match="could make git run other programs") as fault:
        register.repo.check_safe()
    assert key.split(".")[0] in fault.value.message
    assert "sh evil" not in fault.value.message.replace("ext::sh -c evil .insteadof", "")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("user.name", "A"),
        ("remote.origin.url", "git@example.org:board/register.git"),
        ("remote.origin.url", "https://example.org/board/register.git"),
        ("remote.origin.fetch", "+refs/heads/*:refs/remotes/origin/*"),
        ("branch.main.vscode-merge-base", "origin/main"),
        ("http.https://github.com/.extraheader", "AUTHORIZATION: basic x"),
        ("core.autocrlf", "true"),
        ("core.fsmonitor", "false"),
        ("commit.gpgSign", "false"),
        ("gpg.format", "ssh"),
        ("alias.st", "status -s"),
        ("pull.rebase", "false"),
        ("remote.origin.promisor", "true"),
        ("remote.origin.partialCloneFilter", "blob:none"),
    ],
)
def test_everyday_settings_are_no_reason_to_refuse(register, key, value) -> None:
    """What clone, VS Code and a CI checkout write into a repository's settings is accepted."""
    register.git("config", key, value)
    register.repo.check_safe()
    assert commit.dirty(register.repo) == []


def test_a_key_is_shown_without_control_characters(register) -> None:
    """A planted key cannot act upon the terminal through the message."""
    register.git("config", "filter.a\x1b[2Jb.clean", "evil")
    with pytest.raises(EnvironmentFault) as fault:
        register.repo.check_safe()
    assert "\x1b" not in fault.value.message + fault.value.hint


@pytest.mark.parametrize("hook", ["pre-commit", "post-commit", "commit-msg", "reference-transaction",
                                  "post-index-change", "prepare-commit-msg", "post-checkout"])  # fmt: skip
def test_a_planted_hook_is_not_run(register, program, canary, hook) -> None:
    """A hook in .git/hooks is no setting and no reason to refuse: it is simply never run."""
    planted = register.root / ".git" / "hooks" / hook
    planted.parent.mkdir(exist_ok=True)
    planted.write_text(program.read_text())
    planted.chmod(0o755)
    register.write("board.yaml", "board: Changed\n")
    assert commit.commit_paths(register.repo, ["board.yaml"], "Change", command="record")
    undo(register.repo)
    assert not canary.exists()


def test_the_users_own_hooks_and_monitor_are_off_too(register, home, program, canary) -> None:
    """Also what the user has set for all repositories does not run in a register."""
    with (home / ".gitconfig").open("a") as file:
        file.write(f"[core]\n\tfsmonitor = {program}\n\thooksPath = {program.parent}\n")
    register.write("board.yaml", "board: Changed\n")
    use_everything(register)
    assert not canary.exists()


def bare_inside(register, program: Path) -> Path:
    hidden = register.root / "cases" / "SAR-2026-001"
    shutil.copytree(register.root / ".git", hidden)
    (hidden / "config").write_text(
        f'[core]\n\tbare = true\n\tfsmonitor = {program}\n[diff "evil"]\n\ttextconv = {program}\n'
    )
    (hidden / "info").mkdir(exist_ok=True)
    (hidden / "info" / "attributes").write_text("* diff=evil\n")
    return hidden


def test_a_bare_repository_hidden_in_the_tree_is_not_entered(register, program, canary) -> None:
    """Plain git in that folder falls for it; reviewctl finds the register's own repository."""
    hidden = bare_inside(register, program)
    register.git("-C", str(hidden), "show", check=False)
    assert canary.exists()
    canary.unlink()
    found = repository.find(str(hidden))
    assert found is not None
    assert found.root == str(register.root)
    assert ("??", "cases/SAR-2026-001/config") in commit.dirty(found, str(hidden))
    assert not canary.exists()


def test_a_bare_repository_alone_is_no_repository(tmp_path, register, program) -> None:
    """Without a .git above it a bare repository is not found at all."""
    bare = tmp_path / "bare"
    register.git("init", "-q", "--bare", str(bare))
    assert repository.find(str(bare)) is None


def test_a_repository_inside_is_not_looked_into(register, program, canary) -> None:
    """A nested repository recorded as a submodule has its own settings run by plain git, not by us."""
    nested = type(register)(register.root / "nested")
    register.git("init", "-q", "nested")
    nested.write("file")
    nested.commit_all()
    register.write(".gitmodules", '[submodule "n"]\n\tpath = nested\n\turl = ./nested\n\tignore = none\n')
    register.git("add", ".gitmodules", "nested")
    register.git("commit", "-qm", "nested")
    nested.git("config", "filter.evil.clean", str(program))
    (nested.root / ".git" / "info" / "attributes").write_text("* filter=evil\n")
    nested.write("file", "x: 2\n")
    register.git("status")
    assert canary.exists()
    canary.unlink()
    register.write("board.yaml", "board: Changed\n")
    use_everything(register)
    assert not canary.exists()


def test_a_gitfile_that_leads_elsewhere_is_refused(tmp_path, register) -> None:
    """A .git file may not send us to a history that lies in another place."""
    folder = tmp_path / "received"
    folder.mkdir()
    (folder / ".git").write_text(f"gitdir: {register.root}/.git\n")
    with pytest.raises(EnvironmentFault, match="kept elsewhere"):
        repository.find(str(folder))


@pytest.mark.parametrize("text", ["", "gitdir: ", "nonsense", "gitdir: nowhere\n", "gitdir: .\n"])
def test_a_broken_gitfile_is_refused(tmp_path, text) -> None:
    """A .git file that leads nowhere is told, not passed over for a repository further up."""
    (tmp_path / ".git").write_text(text)
    with pytest.raises(EnvironmentFault):
        repository.find(str(tmp_path))


def test_a_linked_work_tree_is_genuine(tmp_path, register) -> None:
    """What `git worktree add` makes is used like any other repository."""
    linked = tmp_path / "linked"
    register.git("worktree", "add", "-q", "-b", "other", str(linked))
    found = repository.find(str(linked))
    assert found is not None
    assert found.common_dir == str(register.root / ".git")
    (linked / "board.yaml").write_text("board: Linked\n")
    made = commit.commit_paths(found, ["board.yaml"], "Change", command="record")
    assert register.git("rev-parse", "other").strip() == made
    with CommitTree(found, "HEAD") as tree:
        assert tree.read("board.yaml") == b"board: Linked\n"
    undo(found)
    assert (linked / "board.yaml").read_text() == "board: Stockport\n"


def test_somebody_elses_work_tree_is_refused(tmp_path, register) -> None:
    """A genuine link counts only for the folder that it points back at."""
    register.git("worktree", "add", "-q", "-b", "other", str(tmp_path / "linked"))
    folder = tmp_path / "received"
    folder.mkdir()
    (folder / ".git").write_text((tmp_path / "linked" / ".git").read_text())
    assert register.git("-C", str(folder), "branch", "--show-current") == "other\n"
    with pytest.raises(EnvironmentFault, match="kept elsewhere"):
        repository.find(str(folder))


def test_a_linked_work_tree_has_the_settings_of_its_repository(tmp_path, register, program, canary) -> None:
    """The settings that all work trees share are looked at too."""
    linked = tmp_path / "linked"
    register.git("worktree", "add", "-q", "-b", "other", str(linked))
    register.git("config", "core.fsmonitor", str(program))
    found = repository.find(str(linked))
    assert found is not None
    with pytest.raises(EnvironmentFault, match=r"core\.fsmonitor"):
        commit.dirty(found)
    assert not canary.exists()


def test_a_forged_work_tree_inside_the_folder_is_refused(tmp_path, register) -> None:
    """Two files that point at each other are not enough where the history lies among the files."""
    folder = tmp_path / "received"
    common = folder / "cases" / "hidden"
    register.git("init", "-q", "--bare", str(common))
    link = common / "worktrees" / "x"
    link.mkdir(parents=True)
    (link / "HEAD").write_text("ref: refs/heads/main\n")
    (link / "commondir").write_text("../..\n")
    (link / "gitdir").write_text(f"{folder}/.git\n")
    (folder / ".git").write_text("gitdir: cases/hidden/worktrees/x\n")
    assert register.git("-C", str(folder), "rev-parse", "--git-dir").strip() == str(link)
    with pytest.raises(EnvironmentFault, match="kept elsewhere"):
        repository.find(str(folder))


def test_a_link_named_git_is_refused(tmp_path, register) -> None:
    """A symbolic link in place of .git is told."""
    folder = tmp_path / "received"
    folder.mkdir()
    (folder / ".git").symlink_to(register.root / ".git")
    with pytest.raises(EnvironmentFault, match="is a link"):
        repository.find(str(folder))


def test_settings_that_are_no_ordinary_file_are_refused(register) -> None:
    """A config that is a link, huge or unreadable as git's is told."""
    config = register.root / ".git" / "config"
    config.write_text("[core\n")
    with pytest.raises(EnvironmentFault, match="cannot be read"):
        register.repo.check_safe()
    config.write_text("#" * (1024 * 1024 + 1))
    with pytest.raises(EnvironmentFault, match="not an ordinary settings file"):
        register.repo.check_safe()
    config.unlink()
    config.symlink_to("/etc/passwd")
    with pytest.raises(EnvironmentFault, match="not an ordinary settings file"):
        register.repo.check_safe()


def test_another_users_repository_is_refused_as_git_refuses_it(register, home, monkeypatch) -> None:
    """Another user's folder is not trusted until safe.directory names it."""
    monkeypatch.setattr(os, "geteuid", lambda: register.root.stat().st_uid + 4242)
    with pytest.raises(EnvironmentFault, match="another user") as fault:
        register.repo.check_safe()
    assert "safe.directory" in fault.value.hint
    register.git("config", "--global", "--add", "safe.directory", str(register.root))
    register.repo.check_safe()
    register.git("config", "--global", "--add", "safe.directory", "")
    with pytest.raises(EnvironmentFault, match="another user"):
        register.repo.check_safe()
    register.git("config", "--global", "--add", "safe.directory", f"{register.root.parent}/*")
    register.repo.check_safe()


def test_a_settings_file_cannot_except_itself(register, monkeypatch) -> None:
    """safe.directory in the repository's own settings counts for nothing."""
    monkeypatch.setattr(os, "geteuid", lambda: register.root.stat().st_uid + 4242)
    register.git("config", "safe.directory", "*")
    with pytest.raises(EnvironmentFault, match="another user"):
        register.repo.check_safe()

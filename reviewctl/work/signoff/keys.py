"""With which key a person signs: the one named, else git's own for signing, else one of ~/.ssh that trust knows."""

from collections.abc import Callable, Iterator
from pathlib import Path

from reviewctl.model.finding import ReviewctlError
from reviewctl.model.trust import Trust
from reviewctl.store.trust import read_trust
from reviewctl.vcs.run import GitFault, run
from reviewctl.vcs.sshkeys import public_key, sign
from reviewctl.work.desk import Desk

_ADD = "Let it be trusted first: reviewctl signoff trust add {person} KEYFILE.pub"


def signer_for(desk: Desk, person: str, key: str | None) -> Callable[[bytes], bytes]:
    """Return what signs for a person. The key is looked for, and asked for its passphrase, PIN or touch, when called.

    Then it raises ReviewctlError where there is no key, or one that the register does not trust as that person's.
    """
    return lambda data: sign(data, _key_of(desk, person, key))


def _key_of(desk: Desk, person: str, key: str | None) -> str:
    """Return the key by which a person signs, as `sign` takes it: the one named, or the first that is found."""
    trust = read_trust(desk.register.tree)
    named = key or _of_git() or _of_home(trust, person)
    if named is None:
        raise ReviewctlError(
            f"No key was found by which {person} could sign.",
            f"Name it: --key ~/.ssh/id_ed25519. {_ADD.format(person=person)}",
        )
    named = named.removeprefix("key::")
    _refuse_unknown(trust, person, public_key(named))
    return named


def _refuse_unknown(trust: Trust, person: str, key: str | None) -> None:
    """Raise ReviewctlError for a key that the register does not trust, before anybody is asked for a passphrase."""
    if key is not None and key not in {one.key for one in trust.of_person(person)}:
        raise ReviewctlError(
            f"The register does not trust this key as that of {person}, so the signature would not count.",
            _ADD.format(person=person),
        )


def _of_git() -> str | None:
    """Return the user's own `user.signingKey`, where git signs by ssh; a path or the public key itself."""
    if _setting("gpg.format") != "ssh":
        return None
    return _setting("user.signingKey")


def _setting(name: str) -> str | None:
    """Return a setting of the user's own, never of the repository."""
    try:
        answer = run("config", "--global", "--includes", "--get", name, accept=(0, 1))
    except GitFault:
        return None
    return answer.out.decode("utf-8", "replace").strip() or None


def _of_home(trust: Trust, person: str) -> str | None:
    """Return the first key of ~/.ssh that the register trusts as that person's."""
    known = {one.key for one in trust.of_person(person)}
    return next((str(path) for path in _keys_at_home() if public_key(str(path)) in known), None)


def _keys_at_home() -> Iterator[Path]:
    """Yield the key files of ~/.ssh: the private half where it is there, else the public one, for an agent."""
    try:
        public = sorted(Path("~/.ssh").expanduser().glob("id_*.pub"))
    except (OSError, RuntimeError):
        return
    for path in public:
        private = path.with_suffix("")
        yield private if private.is_file() else path

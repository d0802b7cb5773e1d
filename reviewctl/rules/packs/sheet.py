"""One kind of review under check: what it may name, and where each thing stands in its file."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from msgspec import Struct

from reviewctl.facts.record import COLLECTIONS, OF_REGISTER
from reviewctl.model.codes import Code
from reviewctl.model.finding import Finding, Spot
from reviewctl.model.kind import ReviewType
from reviewctl.model.marks import KeyPath
from reviewctl.model.policy import Policy
from reviewctl.model.review import Document


class Sheet(Struct, frozen=True):
    """A kind of review with its pack and the document in which it stands."""

    policy: Policy
    kind: ReviewType
    document: Document

    @property
    def collections(self) -> tuple[str, ...]:
        """The collections that there are: those of a case, or those of the register."""
        of_register = self.kind.prefix == ""
        return tuple(name for name in COLLECTIONS if (name in OF_REGISTER) == of_register)

    @property
    def file(self) -> str:
        """The file's name, as messages quote it."""
        return self.document.path.rpartition("/")[2]

    def spot(self, path: KeyPath, *, key: bool = False) -> Spot:
        """Return the place of the value at a path, or of its key."""
        return self.document.spot(path, key=key)


def meant(word: str, known: Iterable[str]) -> str:
    """Return ` Did you mean "x"?` for the nearest word known, or nothing."""
    import difflib

    near = difflib.get_close_matches(word, list(known), 1, 0.6)
    return f' Did you mean "{near[0]}"?' if near else ""


def listed(known: Collection[str]) -> str:
    """Return what there is to choose from, for the help of a finding."""
    return f"There are: {', '.join(known)}." if known else "There are none yet."


def unknown_word(
    code: Code, word: str, what: str, known: Mapping[str, object] | Collection[str], spot: Spot
) -> Iterator[Finding]:
    """Yield a finding where `word` is none of those known. `what` is a noun: "role"."""
    if word not in known:
        message = f'There is no {what} "{word}".{meant(word, known)}'
        yield code.finding(spot, message, help=listed(tuple(known)))

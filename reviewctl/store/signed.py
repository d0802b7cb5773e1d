"""Where what belongs to sign-offs lies in a case: statements, their signatures, requests, and copies of documents."""

import re

from reviewctl.model.catalogue import CATALOGUE

SIGNOFF = "signoff"
_WORD = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_PLACE = rf"signoff/(?!snapshot/)(?P<what>{_WORD})/(?:(?!snapshot/)(?P<item>{_WORD})/)?"
STATEMENT_FILE = re.compile(rf"{_PLACE}(?P<number>[0-9]{{2,6}})-(?P<person>{_WORD})\.json")
"""Where a statement lies within a case: `signoff/<what>[/<item>]/<NN>-<person>.json`."""
REQUEST_FILE = re.compile(rf"{_PLACE}request\.json")
"""Where a request lies within a case, beside the statements that answer it."""
_SNAPSHOT_FILE = re.compile(rf"{_PLACE}snapshot/(?P<name>[a-z0-9-]+\.(?:yaml|md))")
_FOLDER = re.compile(rf"signoff|signoff/(?!snapshot$){_WORD}(/{_WORD})?|{_PLACE}snapshot")
_SNAPSHOTS = {one.path.rpartition("/")[2] for one in CATALOGUE if one.home != "register" and not one.several}
"""The names that a copy of a document may bear in a snapshot: those of the documents themselves."""


def is_of_signoffs(path: str, *, folder: bool = False) -> bool:
    """Whether a path of a case is one that its `signoff` folder may have: `signoff/imr/gmp/01-gmp-1.json`."""
    if folder:
        return _FOLDER.fullmatch(path) is not None
    copy = _SNAPSHOT_FILE.fullmatch(path)
    if copy is not None:
        return copy["name"] in _SNAPSHOTS
    statement = path.removesuffix(".sig")
    return STATEMENT_FILE.fullmatch(statement) is not None or REQUEST_FILE.fullmatch(path) is not None

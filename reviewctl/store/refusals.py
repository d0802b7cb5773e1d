"""What YAML can do and a register does without: each refusal with its words."""

from msgspec import Struct

from reviewctl.model.codes import Code, declare
from reviewctl.store.scalars import MAX_DIGITS

MAX_DEPTH = 20
MAX_KEYS = 10_000


class Refusal(Struct, frozen=True):
    """A code with the sentence that says what is wrong and the one that says what to do."""

    code: Code
    message: str
    help: str


DUPLICATE = declare("FIL010", "duplicate-key", "error")
ESCAPED = declare("FIL030", "escaped-character", "error")
EMPTY = declare("FIL032", "nothing-written", "error")

ANCHOR = Refusal(
    declare("FIL020", "anchor", "error"),
    "this begins with &, which names a part of a file for use elsewhere.",
    "Write each thing out where it belongs. If & is part of a text, put the text in double quotes.",
)
ALIAS = Refusal(
    declare("FIL021", "alias", "error"),
    "this begins with *, which points to another part of the file.",
    "Write each thing out where it belongs. If * is part of a text, put the text in double quotes.",
)
MERGE = Refusal(
    declare("FIL022", "merge-key", "error"),
    "<< copies another part of the file into this one.",
    "Write each thing out where it belongs.",
)
TAG = Refusal(
    declare("FIL023", "tag", "error"),
    "this begins with !, which tells programs how to read what follows.",
    "Delete the word that begins with !. If it is part of a text, put the text in double quotes.",
)
DIRECTIVE = Refusal(
    declare("FIL024", "directive", "error"),
    "a line that begins with % is not wanted here.",
    "Delete the line.",
)
SECOND = Refusal(
    declare("FIL025", "second-document", "error"),
    "a second document begins here.",
    "One file holds one document: delete this line of three dashes, or move what follows to its own file.",
)
DEEP = Refusal(
    declare("FIL026", "too-deep", "error"),
    f"things are nested here more than {MAX_DEPTH} deep.",
    "No record needs that. Look for brackets that are opened and never closed.",
)
LONG_NUMBER = Refusal(
    declare("FIL027", "number-too-long", "error"),
    f"this number has more than {MAX_DIGITS} digits.",
    "If it is a reference and not a quantity, put it in double quotes.",
)
KEY_NOT_TEXT = Refusal(
    declare("FIL028", "key-not-text", "error"),
    "this line has no word before its colon that can be a key.",
    "Write a word, then a colon, then the value. The words true, false and null cannot be keys.",
)
COMPLEX_KEY = Refusal(
    declare("FIL029", "complex-key", "error"),
    "a key must be one plain word, such as held.",
    "Delete the question mark or the brackets, and write: key, colon, value.",
)
MANY_KEYS = Refusal(
    declare("FIL031", "too-many-keys", "error"),
    f"there are more than {MAX_KEYS:,} keys in this group.",
    "Look for something that was pasted in by mistake.",
)

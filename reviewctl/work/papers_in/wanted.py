"""What a person asked for, and what came of looking at the paper: kept apart from how either is shown or written."""

from collections.abc import Mapping
from datetime import date
from typing import Literal

from msgspec import Struct

from reviewctl.model.wordpaper import WordPaper
from reviewctl.work.papers_in.placing import Placed
from reviewctl.work.papers_in.sheets import SheetFound
from reviewctl.work.papers_in.terms import TermsFound

PaperKind = Literal["imr", "report", "tor", "minutes"]


class Wanted(Struct, frozen=True, kw_only=True):
    """Which paper of which review, and what is to become of what is unsettled in it.

    `places` are headings of the paper with those of the policy under which they go. `meeting` is panel,2, or a kind
    of meeting, `on` its day.
    """

    kind: PaperKind
    file: str
    case: str
    agency: str | None = None
    meeting: str | None = None
    on: date | None = None
    places: Mapping[str, str] = {}
    accept_changes: bool = False
    drop_comments: bool = False
    hidden: bool = False
    skip_hidden: bool = False
    replace: bool = False
    held_at: str | None = None


class Look(Struct, frozen=True, kw_only=True):
    """A paper, read and understood.

    `path` is where it will stand, `new` whether there is no document yet, `filled` whether there is one with text.
    `body` is the text as it will be. `assumed` are headings by their looks, `unfolded` how many tables were taken
    apart. `facts` are what goes into the front matter, by key, `before` what stands there of those that change, and
    `said` what is to be known of them besides.
    `unsettled` says whether something is to be settled first.
    """

    case_id: str
    paper: WordPaper
    sha256: str
    path: str
    title: str
    agency: str | None = None
    meeting: str | None = None
    on: date | None = None
    new: bool
    filled: bool
    same: bool
    body: str
    words: int
    assumed: tuple[str, ...]
    unfolded: int
    placed: Placed | None = None
    terms: TermsFound | None = None
    sheet: SheetFound | None = None
    facts: Mapping[str, object] = {}
    before: Mapping[str, object] = {}
    said: tuple[str, ...] = ()
    unsettled: tuple[str, ...] = ()

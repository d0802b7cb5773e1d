"""Every command that reads git, or writes by it. A new one has its line here, and meets every attack."""

CASE = "SAR-2026-001"
DAY = ("--as-of", "2026-06-08")

SHOWS: dict[str, tuple[str, ...]] = {
    "status": ("status", *DAY),
    "status as recorded": ("status", "--as-recorded-on", "2026-05-02"),
    "show": ("show", CASE, *DAY),
    "validate": ("validate", *DAY),
    "validate --base": ("validate", "--base", "HEAD~1", *DAY),
    "validate --base --head": ("validate", "--base", "HEAD~2", "--head", "other", *DAY),
    "changes": ("changes", "HEAD~2..HEAD"),
    "changes to a branch": ("changes", "HEAD~2..other"),
    "changes of files": ("changes",),
    "changes since": ("changes", "--since", "2026-05-01"),
    "history": ("history", CASE),
    "history of a value": ("history", CASE, "referral.received"),
    "history of the board": ("history", "board"),
    "signoff status": ("signoff", "status", CASE, *DAY),
    "signoff verify": ("signoff", "verify", CASE),
    "signoff sheet": ("signoff", "sheet", CASE, "overview-report"),
    "doctor": ("doctor",),
    "report quarterly": ("report", "quarterly", "--quarter", "2026-q1", "--as-recorded-on", "2026-05-02"),
}
"""What only shows: under an attack that is not refused, it shows what it would without it."""

WRITES: dict[str, tuple[str, ...]] = {
    "record": ("record", CASE, "screening.held", "28/1/2026"),
    "note": ("note", CASE, "another line"),
    "save": ("save",),
    "undo": ("undo",),
    "signoff request": ("signoff", "request", CASE, "imr[pennine-care]", "-o", "/dev/null"),
    "signoff record": (
        *("signoff", "record", CASE, "overview-report", "--person", "hsl", "--decision", "withdraw"),
        *("--minute", "item 9", "--on", "2026-06-01"),
    ),
    "new": ("new", "sar", "--received", "2026-06-01"),
    "ci pre-commit": ("ci", "pre-commit"),
    "ci kit": ("ci", "kit"),
}
"""What writes, one after another in the same register."""

NEEDS_GIT = {
    *(
        "status as recorded",
        "validate --base",
        "validate --base --head",
        "changes",
        "changes of files",
        "changes to a branch",
    ),
    *(
        "changes since",
        "history",
        "history of a value",
        "history of the board",
        "signoff verify",
        "report quarterly",
    ),
    *(name for name in WRITES if name not in ("ci kit",)),
}
"""What cannot do its work without git: in a repository that must not be entered it exits 3."""

ASKS = {"ci pre-commit"}
"""What git's own hook runs, and asks the environment which index is meant: a strange one is refused."""

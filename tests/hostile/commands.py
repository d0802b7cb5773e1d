"""Every command that reads git, or writes by it. A new one has its line here, and meets every attack."""

CASE = "SAR-2026-001"
DAY = ("--as-of", "2026-06-08")
AGREED = ("--agreed-by", "independent-chair")

SHOWS: dict[str, tuple[str, ...]] = {
    "the Monday screen": (),
    "status": ("status", *DAY),
    "next": ("next", *DAY),
    "next as recorded": ("next", "--as-recorded-on", "2026-05-02"),
    "deadlines as recorded": ("deadlines", CASE, "--as-recorded-on", "2026-05-02"),
    "quorum": ("quorum", CASE, *DAY),
    "calendar": ("calendar", CASE, *DAY),
    "letters": ("letter", "--list"),
    "explain": ("explain", "sar"),
    "timetable": ("timetable", CASE, "--completion", "2027-03-01", *DAY),
    "action list": ("action", "list", *DAY),
    "family list": ("family", "list", *DAY),
    "process list": ("process", "list", *DAY),
    "disclosures": ("disclosures", *DAY),
    "action similar": ("action", "similar", CASE, *DAY),
    "briefing": ("briefing", CASE, "--format", "markdown", *DAY),
    "imr status": ("imr", "status", CASE, *DAY),
    "ci hook": ("ci", "hook"),
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
    "publish check": ("publish", "check", CASE, *DAY),
    "doctor": ("doctor",),
    "save looked at first": ("save", "--dry-run"),
    "undo looked at first": ("undo", "--dry-run"),
    "report quarterly": ("report", "quarterly", "--quarter", "2026-q1", "--as-recorded-on", "2026-05-02"),
    "report annual": ("report", "annual", "--year", "2025-26", *DAY),
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
    "signoff trust add": ("signoff", "trust", "add", "hsl", "{root}/.git/key.pub"),
    "new": ("new", "sar", "--received", "2026-06-01"),
    "add": ("add", CASE, "action-plan"),
    "meeting add": ("meeting", "add", "panel", "--date", "2026-06-19", "--cases", CASE),
    "panel add": ("panel", "add", CASE, "--role", "member", "--person", "police-1", "--from", "2026-05-02"),
    "late": ("late", CASE, "recommendation", "--reason", "illness", *AGREED),
    "extend": ("extend", CASE, "recommendation", "--to", "2026-12-24", "--reason", "illness", *AGREED),
    "waive": ("waive", CASE, "chair-briefing", "--reason", "told before", *AGREED),
    "suspend": (
        *("suspend", CASE, "--from", "2026-06-02", "--reason", "a trial", "--asked-by", "police"),
        *AGREED,
    ),
    "resume": ("resume", CASE, "--on", "2026-06-03"),
    "urgent": ("urgent", "add", CASE, "a fault of the lift", "--to", "board"),
    "subject": ("subject", "add", CASE, "--because", "also harmed"),
    "paper": (
        "paper",
        "add",
        CASE,
        "p-1",
        "{root}/.git/key.pub",
        "--title",
        "a paper",
        "--held-at",
        "the office",
    ),
    "imr receive": ("imr", "receive", CASE, "pennine-care"),
    "chronology request": ("chronology", "request", CASE, "pennine-care"),
    "chronology import": ("chronology", "import", CASE, "pennine-care", "{root}/.git/rows.csv", "--yes"),
    "chronology import of a corrected file": (
        *("chronology", "import", CASE, "pennine-care", "{root}/.git/rows-2.csv"),
        "--yes",
    ),
    "action": ("record", CASE, "actions[1].action", "write a procedure"),
    "briefing written": ("briefing", CASE),
    "family contact": ("family", "contact", CASE, "family-of-adult-a", "--how", "letter"),
    "process check": ("process", "check", CASE, "police-1", "--kind", "criminal", "--status", "begun"),
    "disclose": ("disclose", CASE, "--to", "police", "--what", "referral", "--basis", "a court order"),
    "action update": ("action", "update", CASE, "1", "--note", "begun"),
    "recommendation": ("record", CASE, "action-plan.recommendations[1].text", "agree a procedure"),
    "action considered": (
        *("action", "considered", CASE, "1", "SAR Adult B of Another Board"),
        *("--note", "tried out this time"),
    ),
    "action hand-over": (
        *("action", "hand-over", CASE, "1", "--to", "gm-icb", "--reason", "the service moved"),
        *("--agreed-by", "pip"),
    ),
    "action moderate": (
        *("action", "moderate", CASE, "1"),
        *("--evidence", "more-needed", "--note", "minutes", "--on", "2026-06-01"),
    ),
    "action not-implemented": (
        *("action", "not-implemented", CASE, "1"),
        *("--decided", "2026-06-01", "--reason", "the service closed"),
    ),
    "action take-up": (
        *("action", "take-up", CASE, "1"),
        *("--decided", "2026-06-02", "--reason", "it opens again"),
    ),
    "identities seal": (
        *("identities", "seal", "{root}/.git/names.yaml"),
        *("--recipient", "age1we2gw4em3n5vlsn2pg4ztg2tljmj85t4f70nqans6nc4dyv3249q358dwy"),
    ),
    "ci pre-commit": ("ci", "pre-commit"),
    "ci kit": ("ci", "kit"),
    "convert": ("convert", CASE, "single-agency", "--because", "decided otherwise"),
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
        "next as recorded",
        "deadlines as recorded",
        "signoff verify",
        "report quarterly",
        "save looked at first",
        "undo looked at first",
    ),
    *(name for name in WRITES if name not in ("ci kit",)),
}
"""What cannot do its work without git: in a repository that must not be entered it exits 3."""

ASKS = {"ci pre-commit"}
"""What git's own hook runs, and asks the environment which index is meant: a strange one is refused."""

ELSEWHERE = {
    "init": "makes a repository of its own; it goes into no other",
    "import": "takes a file of Word or Excel apart, and then writes by the same pen as all that are here",
    "schema": "reads no register",
    "signoff sign": "runs ssh-keygen, which a machine with Python alone has not; tests/programs has it",
    "ci pre-receive": "is run by git itself, in the server's own repository; tests/attacks5 and tests/e2e push to one",
}
"""The commands that have no line here, each with the reason."""

"""The reference page of the JSON of each reading command. A test compares the keys with real output."""

from collections.abc import Iterator
from typing import NamedTuple

DEADLINE = {
    "case": "the review's id",
    "step": "the step's id",
    "title": "what is to be done",
    "item": "the agency, person or action it is for; or null",
    "who": "the role that sees to it",
    "anchor": "the address of the event it counts from",
    "anchor_date": "the day of that event; or null",
    "allowance": "the time allowed, as the policy writes it; or null",
    "due": "the day in force; or null",
    "original_due": "the day before any extension; or null",
    "done_on": "the day it was done; or null",
    "state": "one of the [states](policy.md#states)",
    "days": "positive: left, or early; negative: over, or late; null with no due date",
    "unit": "`working days` where the allowance is in working days, else `days`",
    "strength": "`statutory`, `protocol`, `expected` or `agreed`",
    "owner": "`board` or `external`",
    "citations": "the paragraphs it rests on",
    "verified": "false where the paragraph was recalled and not read",
    "provisional": "true where it rests on bank holidays not announced yet",
    "skipped[]": "the days between anchor and due that are not worked",
    "skipped[].date": "the day",
    "skipped[].why": "why",
    "extensions[]": "the later days that were allowed",
    "extensions[].to": "the new day",
    "extensions[].reason": "why",
    "extensions[].agreed_by": "who agreed",
    "extensions[].on": "when",
    "reason": "the reason for its lateness that is on record; or null",
    "waiting": "of a duty without a limit: the days since its anchor; else null",
    "waiting_for[]": "the items, such as agencies, for which a count from the first or last of several still waits",
    "anchor_planned": "true where it comes before an event that is only planned, and counts from the day planned",
    "suspensions[]": "the times for which it stood still",
    "suspensions[].from": "the first day",
    "suspensions[].until": "the day on which it was resumed; null while it lasts",
    "suspensions[].reason": "why",
    "suspensions[].asked_by": "who asked for it",
    "suspensions[].agreed_by": "who agreed",
    "suspensions[].ask_again": "the day to ask whether it is still needed; or null",
    "in_hand": "while it stands still: what will be left on the day it is resumed, in its unit; else null",
    "ask_again": "while it stands still: the first day to ask whether it is still to; or null",
}


def _step(at: str, what: str) -> dict[str, str]:
    """Return the keys of a step's parts."""
    return {
        at: what,
        f"{at}.who": "the role that sees to it",
        f"{at}.after": "what it counts from",
        f"{at}.before": "the event that it comes before; or null",
        f"{at}.every": "how often it recurs; or null",
        f"{at}.within": "the time allowed; or null",
        f"{at}.by": "the address of a date that people agreed; or null",
        f"{at}.until": "the event that meets it",
        f"{at}.strength": "`statutory`, `protocol`, `expected` or `agreed`",
        f"{at}.verified": "false where it was recalled and not read",
    }


def _deadline(at: str) -> dict[str, str]:
    return {f"{at}.{key}": said for key, said in DEADLINE.items()}


class Shape(NamedTuple):
    """The JSON of one command: what it is, how to get a full example of it, and its keys."""

    about: str
    example: tuple[str, ...]
    keys: dict[str, str]


AS_OF = {"as_of": "the day judged on"}

COMMANDS = {
    "validate": Shape(
        "Everything that is to be put right.",
        ("validate",),
        {
            **AS_OF,
            "counts.cases": "reviews looked at",
            "counts.files": "files looked at",
            "counts.error": "errors",
            "counts.warning": "warnings",
            "counts.note": "notes",
            "counts.waived": "agreed exceptions, counted apart",
            "findings[].code": "the permanent [code](rulebook.md)",
            "findings[].name": "its name",
            "findings[].severity": "`error`, `warning` or `note`",
            "findings[].message": "what is wrong; no name and no narrative",
            "findings[].case": "the review's id; or null",
            "findings[].path": "the file, from the register",
            "findings[].line": "the line, from 1; or null",
            "findings[].column": "the column, from 1; or null",
            "findings[].citations": "the paragraphs it rests on",
            "findings[].help": "what to do",
            "findings[].waived": "whether it is an agreed exception",
            "findings[].at": "the address or step it is about, by which waivers.yaml names it; empty if it cannot be",
        },
    ),
    "status": Shape(
        "Where each review is. With `--overdue`: only the reviews that have something overdue.",
        ("status",),
        {
            **AS_OF,
            "board": "the Board's name",
            "cases[].id": "the review's id",
            "cases[].type": "its kind",
            "cases[].subjects": "pseudonyms",
            "cases[].stage": "the stage's id",
            "cases[].owner": "`board` or `external`",
            "cases[].lead": "the id of who looks after it on the day; or null",
            "cases[].cover": "the id of who stands in on the day; or null",
            "cases[].overdue": "the steps that are overdue",
            "cases[].next": "the deadline that comes next, with the keys of `deadlines[]`; or null",
            "cases[].deadlines[]": "every deadline, with the keys of `deadlines[]` below",
        },
    ),
    "deadlines": Shape("Every step with its date.", ("deadlines",), {**AS_OF, **_deadline("deadlines[]")}),
    "quorum": Shape(
        "Each meeting, and who was there. With `--plan` those that are booked, each with `plan` too: `quorate` "
        "(as things stand), `expected` (seats), `lacking` (each with `seat`, `declined`, `barred`, and `could`: "
        "`person` and `agency`), `needed` (each with `who`, `seat`, `answered`).",
        ("quorum",),
        {
            "meetings[].cases": "the reviews it took",
            "meetings[].meeting": "its file's name without the ending",
            "meetings[].kind": "its kind: `panel`, `screening` …",
            "meetings[].number": "its number, by date, within review and kind",
            "meetings[].date": "its day",
            "meetings[].status": "`planned` or `held`",
            "meetings[].quorate": "true or false; null where it is planned or the policy sets no quorum",
            "meetings[].present": "the seats that were filled",
            "meetings[].missing": "the seats that were not",
            "meetings[].notes": "what else there is to say",
        },
    ),
    "next": Shape(
        "What is to be done next, and what is waited for.",
        ("next",),
        {
            **AS_OF,
            "for": "the agency or the role that was asked for with `--for`; or null",
            "steps[].case": "the review's id; null for the register's own",
            "steps[].step": "the step's id; for what is no step, the address, document, meeting or issue",
            "steps[].item": "the agency, person or action it is for; or null",
            "steps[].title": "what is to be done, as the screen shows it",
            "steps[].who": "the role that sees to it",
            "steps[].due": "the day by which, or on which; or null",
            "steps[].state": "one of the [states](policy.md#states)",
            "steps[].why": "from what it counts and how long, in a sentence",
            "steps[].citations": "the paragraphs it rests on",
            "steps[].command": "what to type; words in capitals are to be filled in; or null",
            "steps[].letter": "the command that drafts the letter; or null",
            "steps[].sort": "`step`, `chase`, `record`, `date`, `document`, `file`, `meeting`, `planned`, `late`, "
            "`ask-again` or `urgent`",
            "steps[].block": "`urgent`, `overdue`, `record`, `no-limit`, `soon` or `later`",
            "steps[].waiting": "days since it could be done, where it has no day; or null",
            "steps[].agencies": "the agencies whose step it is",
            "steps[].hints": "what may stand for the words in capitals",
            "steps[].verified": "false where the paragraph was quoted from memory and not read",
            "waiting[].case": "the review's id; null for the register's own",
            "waiting[].step": "the step's id, or what is waited for",
            "waiting[].item": "the agency, person or action; or null",
            "waiting[].title": "what is waited for, and on whom",
            "waiting[].who": "the role, the agency or the word by which the record names them",
            "waiting[].until": "the day on which it is due, booked or to be asked about; or null",
            "waiting[].state": "one of the [states](policy.md#states); or null",
            "waiting[].why": "in a sentence",
            "waiting[].citations": "the paragraphs",
            "waiting[].sort": "`agency`, `external`, `meeting`, `planned`, `later`, `paused`, `hold` or `event`",
            "waiting[].command": "what to type when it has come; or null",
            "waiting[].verified": "false where the paragraph was quoted from memory and not read",
        },
    ),
    "timetable": Shape(
        "What is proposed for what lies ahead of a review.",
        ("timetable", "SAR-2025-004"),
        {
            **AS_OF,
            "case": "the review's id",
            "end.step": "the step whose due date ends it",
            "end.date": "the day it is counted back from",
            "end.in_force": "the step's due date; or null",
            "short_by": "the working days that are lacking of the full room",
            "enough_on": "the first day that would give the full room",
            "without_panel": "true where the method works through no panel",
            "lines[].what": "its address: `meetings[panel,2]`, `returns[].imr.due`, `report.drafted`",
            "lines[].title": "what it is called",
            "lines[].state": "`held`, `booked`, `agreed`, `done`, `planned`, `proposed` or `no-room`",
            "lines[].date": "its day; or null",
            "lines[].room": "the working days that are proposed before it",
            "lines[].since_before": "the working days that lie before it; or null",
            "lines[].items": "the agencies that are to be given the day",
            "lines[].given[].item": "an agency that has a day already",
            "lines[].given[].date": "that day",
            "lines[].citations": "the paragraphs",
        },
    ),
    "calendar": Shape(
        "The dates that are still to be met, with `--format json`.",
        ("calendar",),
        {
            **AS_OF,
            "dates[].case": "the review's id; null for the register's own",
            "dates[].key": "its permanent name: `imr[pennine-care]`, `meetings[panel,2]`, `publication.date`",
            "dates[].kind": "`due`, `meeting`, `planned` or `ask-again`",
            "dates[].date": "the day",
            "dates[].title": "what is to be done",
            "dates[].who": "the roles that it concerns",
            "dates[].agencies": "the agencies that it concerns",
            "dates[].citations": "the paragraphs",
            "dates[].uid": "the identity of its event, which never changes",
            "dates[].sequence": "a number that is greater in a later export",
        },
    ),
    "show": Shape(
        "One review on one page.",
        ("show", "SAR-2025-004"),
        {
            **AS_OF,
            "case": "the review's id",
            "type": "its kind",
            "policy": "the pack it is judged by",
            "subjects": "pseudonyms",
            "mandate": "the duty or power it rests on; or null",
            "method": "the methodology; or null",
            "stage": "the stage's id",
            "owner": "`board` or `external`",
            "lead": "the id of who looks after it on the day; or null",
            "cover": "the id of who stands in on the day; or null",
            "was": "the kinds that it was before, each with `type` and `until`",
            "joint_with": "the reviews held together with it",
            "urgent": "its urgent issues without an answer, each with `id`, `raised`, `to` and `days`",
            "events[].event": "the address of an event that has happened",
            "events[].on": "its day, month or year",
            "events[].precision": "`day`, `month` or `year`",
            "owed[]": "what is running or overdue, with the keys of `deadlines[]`",
            "panel[].role": "the role of a panel member",
            "panel[].agency": "the agency; or null",
            "panel[].from": "since when",
            "panel[].to": "until when; or null",
            "meetings[].kind": "the kind of a meeting",
            "meetings[].number": "its number",
            "meetings[].date": "its day",
            "meetings[].status": "`planned` or `held`",
            "meetings[].quorate": "true, false or null",
            "agencies[].agency": "the agency's id",
            "agencies[].contribution": "what is asked of it",
            "agencies[].outcome": "how it ended, where nothing more will come; or null",
            "notes[].on": "the day of a note",
            "notes[].by": "who noted it; or null",
            "notes[].text": "the note",
            "counts.error": "errors in this review",
            "counts.warning": "warnings",
            "counts.note": "notes",
        },
    ),
    "show-document": Shape(
        "One document of a review: `show CASE DOCUMENT`. The facts are the fields of the file that are filled in, with "
        "their own keys; here those of a decision.md.",
        ("show", "SAR-2023-001", "decision"),
        {
            "case": "the review's id; empty for the register's own documents",
            "document": "the document's name in addresses",
            "path": "where it lies in the register",
            "facts.outcome": "a field, as the file has it",
            "facts.pathway": "the same",
            "facts.decided_by": "the same",
            "text": "the text below the facts, as Markdown",
        },
    ),
    "explain": Shape(
        "What a code, a step or a word means.",
        ("explain", "screening-meeting"),
        {
            "meanings[].kind": "what it is: a code, a step, a role, a word …",
            "meanings[].name": "its permanent name",
            "meanings[].title": "its title",
            "meanings[].text": "the explanation",
            "meanings[].severity": "of a code; else null",
            "meanings[].citations": "the paragraphs",
            "meanings[].policy": "the pack it comes from; null for a code",
            "meanings[].types": "the kinds of review that it belongs to; none where it belongs to all",
            "meanings[].below[]": "of a step, what each layer below says of it, the nearest first",
            "meanings[].below[].policy": "the pack of that layer",
            "meanings[].below[].type": "its kind of review; null for a step of the register",
            "meanings[].below[].citations": "the paragraphs on which it rests there",
            "meanings[].below[].text": "what that layer says of it",
            "meanings[].below[].changed": "the names of what the layer above changed",
            "meanings[].below[].changed_by.policy": "the pack of the layer that changed it",
            "meanings[].below[].changed_by.type": "the kind of review of that layer; or null",
            **_step("meanings[].below[].step", "its parts in that layer"),
            "meanings[].taken_away_because": "why the board's policy takes it away; else null",
            "meanings[].sources[].citation": "a paragraph",
            "meanings[].sources[].title": "the document it stands in",
            "meanings[].sources[].edition": "its edition; or null",
            "meanings[].sources[].verified": "false where it was recalled and not read",
            **_step("meanings[].step", "of a step, its parts; else null"),
        },
    ),
    "schema": Shape(
        "The documents there are. With a DOCUMENT: `document`, `path`, `title` and `json_schema`.",
        ("schema",),
        {
            "documents[].document": "the document's name in addresses",
            "documents[].path": "where it lies",
            "documents[].title": "what it holds",
        },
    ),
    "doctor": Shape(
        "How this set-up stands.",
        ("doctor",),
        {
            "checks[].check": "what was looked at",
            "checks[].outcome": "`ok`, `note`, `to mend` or `stops work`",
            "checks[].message": "how it stands",
            "checks[].command": "what mends it; or null",
        },
    ),
}


def json_page() -> Iterator[str]:
    """Yield the page on the JSON of the reading commands."""
    yield "# JSON"
    yield "Every reading command takes `--format json`. What it gives is whole, whatever the options that shape"
    yield "text, and stays as it is once shipped: keys are added, and none is taken away or given another meaning."
    yield "The key `schema` names the form: `reviewctl/status/1`."
    yield ""
    yield "Dates are `2026-05-20`. A key in `[]` is that of each item of a list."
    yield ""
    for name, shape in COMMANDS.items():
        yield f"## {name}"
        yield ""
        yield shape.about
        yield ""
        yield "| key | meaning |"
        yield "|---|---|"
        yield f"| `schema` | `reviewctl/{name}/1` |"
        yield from (f"| `{key}` | {said} |" for key, said in shape.keys.items())
        yield ""

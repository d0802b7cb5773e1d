"""The commands and letters that do what is to be done, as they are typed."""

import shlex
from collections.abc import Iterator
from typing import get_origin

from reviewctl.facts.actions.stages import assured_at, has_stages, more_needed_by, not_moderated_by
from reviewctl.facts.booked import agreed_at, asked_for_outcome, concludes
from reviewctl.facts.disclosures import is_disclosed
from reviewctl.facts.judged import Facts
from reviewctl.facts.owed import Owed
from reviewctl.facts.publishing.checklist import PUBLISHED
from reviewctl.facts.signoff import can_be_asked_for, is_written, source_of
from reviewctl.model.address import read_address
from reviewctl.model.catalogue import BY_NAME
from reviewctl.model.deadline import Deadline
from reviewctl.model.family import OUTCOMES
from reviewctl.model.signoff import Signoff
from reviewctl.model.todo import Todo
from reviewctl.render.pages.naming import collection_of

_LETTERS_BY_ITEM = ("returns", "family", "complaints", "correspondence")


def command_of(facts: Facts, one: Todo) -> str | None:
    """Return the command that does it; words in capitals are for the person to fill in. None where there is none."""
    words = _words(facts, one)
    return f"reviewctl {words}" if words else None


def _words(facts: Facts, one: Todo) -> str | None:
    case = case_word(facts)
    deadline = one.deadline
    match one.sort:
        case "chase" if deadline is not None and collection_of(facts.plan, deadline) == "returns":
            return f'record {case} "returns[{deadline.item}].chased" today'
        case "step" | "planned" | "chase" if deadline is not None:
            return _of_step(facts, deadline)
        case "late" if deadline is not None:
            return f"late {case} {_quoted(deadline.key)} --reason WORDS --agreed-by ROLE"
        case "record" if _is_event(facts, one.at):
            return f"record {case} {_quoted(one.at)} {_day_of(facts, one.at)} --outcome WORD"
        case "record":
            return f"record {case} {_quoted(one.at)} {'WORD' if one.choices else 'VALUE'}"
        case "date" if deadline is not None and read_address(one.at).head == "actions":
            # The plan stays as it was signed off: a date that is agreed later stands beside it.
            return f"action revise {case} {deadline.item} --due DATE --reason WORDS --agreed-by ROLE"
        case "date":
            return f"record {case} {_quoted(one.at)} DATE"
        case "document":
            return _add(facts, one.at)
        case "file":
            return f"validate {case}"
        case "meeting":
            return _of_meeting(facts, one)
        case "ask-again":
            named = _named(facts, one.steps) if one.steps else tuple(_quoted(word) for word in one.choices)
            return " ".join(("resume", case, *named, "--on DATE"))
        case "hold":
            return f"process check {case} {one.at} --status WORDS --ask-again DATE"
        case "request":
            return _of_request(facts, int(one.at) - 1)
        case "comment":
            return f"family considered {case} {one.at} --outcome WORD"
        case "urgent":
            return f"urgent answer {case} {one.at} --answer WORDS"
    return None


def case_word(facts: Facts) -> str:
    """Return how a case is named on the command line; the register itself is `board`."""
    return facts.case.id or "board"


def _of_step(facts: Facts, one: Deadline) -> str | None:
    if one.command is None:
        return None
    meeting = asked_for_outcome(facts, one)
    if meeting is not None:
        return f"meeting held {facts.case.id} {meeting.word} --concluded"
    asked = _signed_off_by(facts, one)
    if asked is not None:
        return _of_signoff(asked)
    return _moderation(facts, one) or one.command.replace("{case}", case_word(facts)).replace(
        "{item}", one.item or ""
    )


def _moderation(facts: Facts, one: Deadline) -> str | None:
    """Return the command that records what the moderation found, while a plan to be signed off lacks that (P-App3)."""
    if not has_stages(facts) or one.until != assured_at(facts):
        return None
    ids = (*not_moderated_by(facts, facts.as_of), *more_needed_by(facts, facts.as_of))
    return (
        f"action moderate {case_word(facts)} {' '.join(ids)} --evidence WORD --impact WORD" if ids else None
    )


def _signed_off_by(facts: Facts, one: Deadline) -> Signoff | None:
    """Return the sign-off that does a step, where it was asked for; None where its day is written by hand."""
    address = read_address(one.until).of(one.item)
    event = facts.plan.kind.events.get(str(address.pattern))
    what = source_of(event) if event is not None else None
    if event is None or what is None or is_written(event, facts.case, address.item or ""):
        return None
    return next((s for s in facts.signoffs if (s.what, s.item or "") == (what, address.item or "")), None)


def _ways_to_sign_off(facts: Facts, one: Deadline) -> Iterator[str]:
    """Yield how a step is done by a sign-off of its text: to ask for one, how one stands, how the text is begun."""
    address = read_address(one.until).of(one.item)
    event = facts.plan.kind.events.get(str(address.pattern))
    what = source_of(event) if event is not None else None
    if event is None or what is None:
        return
    item = address.item or ""
    named = f"{case_word(facts)} {_quoted(f'{what}[{item}]' if item else what)}"
    if not is_written(event, facts.case, item):
        yield f"how it stands: reviewctl signoff status {named}"
    elif can_be_asked_for(facts.case, facts.plan.kind.signoffs[what], item):
        yield f"or have it signed off: reviewctl signoff request {named}"
    elif facts.plan.kind.signoffs[what].files == ("briefing",):
        yield f"it is not written yet; draft it: reviewctl briefing {case_word(facts)}"


def _fuller(facts: Facts, one: Deadline) -> Iterator[str]:
    """Yield the command that records more than the day of a step: which version, what was said, who took it back."""
    address = read_address(one.until)
    event = facts.plan.kind.events.get(str(address.pattern))
    source = read_address(event.from_) if event is not None and event.from_ is not None else None
    case = case_word(facts)
    if source is not None and is_disclosed(source):
        who, _, what = (source.item or "").partition(",")
        yield f"or log which version went: reviewctl disclose {case} --to {who} --what {what} --basis WORDS"
    elif address.head == "family" and address.fields == ("read_only_copy",):
        yield f"or log which version it was: reviewctl family copy {case} {one.item} --shown DATE"
    elif one.until == PUBLISHED and facts.case.publication.style != "not-published":
        yield f"before it goes out: reviewctl publish check {case}"
    elif address.head == "processes" and address.fields == ("checked_on",):
        yield f"or log what was said: reviewctl process check {case} {one.item} --status WORDS"
    elif address.head == "complaints" and not facts.case.complaints[one.item or ""].ombudsman_named:
        named = f'"complaints[{one.item}].ombudsman_named"'
        yield f"and that it named the Ombudsman: reviewctl record {case} {named} true"


def _of_signoff(one: Signoff) -> str:
    """Return what carries a sign-off on: the next approval, or to ask anew where the text has changed."""
    named = f"{one.case} {_quoted(one.key)}"
    if one.state == "stale":
        return f"signoff request {named}"
    return f"signoff record {named} --person PERSON --on DATE --minute REF"


def _add(facts: Facts, document: str) -> str:
    """Return what adds a document; one that has a block for each agency, person or action, with its first block."""
    add = f"add {case_word(facts)} {document}"
    if document == "returns":
        return f"{add} --agency AGENCY"
    if document == "progress":
        first = next((action.id for action in facts.case.plan.actions), None)
        return f"{add} --item {first}" if first else f'record {case_word(facts)} "actions[1].action" WORDS'
    return f"{add} --item KEY" if get_origin(BY_NAME[document].type) is dict else add


def _of_request(facts: Facts, place: int) -> str:
    one = facts.case.log.disclosures[place]
    who, what = (_in_quotes(word) for word in (one.to or "WHO", one.what or "WHAT"))
    return f"disclose {case_word(facts)} --to {who} --what {what} --basis WORDS"


def _in_quotes(word: str) -> str:
    """Return words as a shell takes them for one."""
    return word if word.replace("-", "").isalnum() and word.isascii() else shlex.quote(word)


def _of_meeting(facts: Facts, one: Todo) -> str:
    if one.due is not None and one.due > facts.as_of:
        return f"meeting reply {facts.case.id} {one.at} --coming WHO"
    kind, _, number = one.at.partition(",")
    came = "all" if one.invited else "WHO"
    wanted = agreed_at(facts, kind, int(number))
    agrees = [word for word, event in wanted.items() if facts.happened(event) is None]
    words = [f"--agrees {','.join(agrees)}"] if agrees else []
    words += ["--concluded"] if concludes(facts, kind) else []
    return " ".join((f"meeting held {facts.case.id} {one.at} --present {came}", *words))


def _named(facts: Facts, steps: tuple[Deadline, ...]) -> tuple[str, ...]:
    """Return the steps to name in a command; none where all that stands still is meant."""
    suspended = sum(one.state == "suspended" for one in facts.deadlines)
    return () if len(steps) == suspended else tuple(_quoted(one.key) for one in steps)


def _is_event(facts: Facts, address: str) -> bool:
    return str(read_address(address).pattern) in facts.plan.kind.events


def _day_of(facts: Facts, address: str) -> str:
    moment = facts.happened(address)
    return moment.on.isoformat() if moment is not None and moment.exact and moment.on else "DATE"


def _quoted(word: str) -> str:
    """Return a word as it is typed: in quotes where a shell would take its brackets for its own."""
    return f'"{word}"' if "[" in word else word


def letter_of(facts: Facts, one: Todo) -> str | None:
    """Return the command that drafts the letter of a step, or None."""
    deadline = one.deadline
    if deadline is None or deadline.letter is None or one.sort in ("late", "date"):
        return None
    item = deadline.item if collection_of(facts.plan, deadline) in _LETTERS_BY_ITEM else None
    return f"reviewctl letter {deadline.letter} {case_word(facts)}{f' --item {item}' if item else ''}"


def hints_of(facts: Facts, one: Todo) -> Iterator[str]:
    """Yield what may stand for the words in capitals."""
    words = _choices(facts, one) if one.sort not in ("hold", "ask-again") else ()
    meeting = asked_for_outcome(facts, one.deadline) if one.deadline is not None else None
    if meeting is not None and one.sort in ("step", "planned"):
        yield f"it meets again: reviewctl meeting held {facts.case.id} {meeting.word} --adjourned"
    elif words:
        yield f"WORD is one of: {', '.join(words)}"
    elif (
        one.sort == "chase"
        and one.deadline is not None
        and collection_of(facts.plan, one.deadline) == "returns"
    ):
        if Owed(facts).can_begin(one.deadline):
            yield f"when it has come: reviewctl {_of_step(facts, one.deadline)}"
    elif one.sort in ("step", "planned") and one.deadline is not None:
        yield from _ways_to_sign_off(facts, one.deadline)
        yield from _fuller(facts, one.deadline)
    elif one.sort == "hold":
        over = f"process release {case_word(facts)} {one.at} --what {shlex.quote(one.choices[0])} --on DATE"
        yield f"it need not wait any more: reviewctl {over}"
    elif one.sort == "request":
        yield "it is not given: --refused WORDS in the place of --basis WORDS"
    elif one.sort == "meeting" and one.due is not None and one.due > facts.as_of:
        yield f"who must still come: reviewctl quorum {facts.case.id} --plan"


def _choices(facts: Facts, one: Todo) -> tuple[str, ...]:
    if one.sort == "comment":
        return OUTCOMES
    if one.choices:
        return one.choices
    if one.sort not in ("step", "planned") or one.deadline is None:
        return ()
    if _moderation(facts, one.deadline) is not None:
        return ("accepted", "more-needed")
    if "WORD" in (one.deadline.command or ""):
        rule = facts.plan.kind.events.get(str(read_address(one.deadline.until).pattern))
        return rule.outcomes if rule is not None else ()
    return ()

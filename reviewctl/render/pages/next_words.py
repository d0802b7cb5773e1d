"""What is to be done, and what is waited for, in words: a title for the list, and a sentence that says why."""

from datetime import date

from reviewctl.facts.booked import asked_for_outcome
from reviewctl.facts.holds import KNOWN, REVIEW, lasting, word_of
from reviewctl.facts.judged import Facts
from reviewctl.facts.owed import agencies_of
from reviewctl.model.address import parse_address
from reviewctl.model.catalogue import BY_NAME
from reviewctl.model.deadline import Deadline, Suspended
from reviewctl.model.todo import Todo, Wait
from reviewctl.render.dates import long_day, paused, short_day
from reviewctl.render.pages.naming import (
    agency_name,
    collection_of,
    event_name,
    item_name,
    listed,
    many,
    meeting_title,
    party_name,
    role_title,
    step_title,
)
from reviewctl.render.pages.quorum_plan import why_not

_NAMED = 3


def title_of(facts: Facts, one: Todo) -> str:
    """Return what is to be done, in a line."""
    step = one.deadline
    match one.sort:
        case "step" if step is not None:
            return _step(facts, step)
        case "planned" if step is not None and step.planned is not None:
            day = short_day(step.planned, facts.as_of)
            return f"{step_title(facts, step)}: planned for {day}; record it, or a new day"
        case "late" if step is not None and step.planned is not None:
            day = short_day(step.planned, facts.as_of)
            return f"{step_title(facts, step)}: booked for {day}; record why it is late"
        case "chase" if step is not None:
            return _chase(facts, step)
        case "date" if step is not None:
            return f"{step_title(facts, step)}: no date is agreed for it"
        case "record":
            return f"Record {one.at}{_held_up(one)}"
        case "document":
            if one.at == "progress" and not facts.case.plan.actions:
                return "Write the actions of the plan: it has none yet"
            return f"Add {BY_NAME[one.at].path}{_held_up(one)}"
        case "file":
            return f"{one.at} cannot be read, so that what it holds is missing here"
        case "meeting":
            return _meeting(facts, one)
        case "ask-again":
            return f"Ask {_who_asked(facts, one.paused)} again: {_still(facts, one)} still to stand still?"
        case "hold":
            return f"Ask {process_contact(facts, one.at)} again: must {held_words(one.choices)} still wait?"
        case "request":
            asked = facts.case.log.disclosures[int(one.at) - 1]
            return f"Answer {asked.to or 'the request'}: {asked.what or 'a paper'} was asked for"
        case "comment":
            person, _, number = one.at.partition(" ")
            return f"Comment {number} of {person} on the report: consider it"
        case "urgent":
            return f"Urgent issue {one.at}: no answer yet"
    return one.at


def _step(facts: Facts, step: Deadline) -> str:
    title = step_title(facts, step)
    held = asked_for_outcome(facts, step)
    if held is not None:
        return f"{title}: did it on {short_day(held.date, facts.as_of)}?"
    return f"{title}: NOT BOOKED" if (step.command or "").startswith("meeting add") else title


def _held_up(one: Todo) -> str:
    if not one.holds_up:
        return ""
    return f"; {many(one.holds_up, 'step')} {'waits' if one.holds_up == 1 else 'wait'} for it"


def _chase(facts: Facts, one: Deadline) -> str:
    if collection_of(facts.plan, one) == "actions":
        who = listed([agency_name(facts.board, agency) for agency in agencies_of(facts, one)])
        return f"Chase {who or 'the owner'}: action {one.item}"
    asked = [f"asked {short_day(one.anchor_date, facts.as_of)}"] if one.anchor_date is not None else []
    chased = facts.case.returns[one.item].chased if one.item in facts.case.returns else ()
    asked += [f"chased {short_day(max(chased), facts.as_of)}"] if chased else []
    said = f" ({', '.join(asked)})" if asked else ""
    return f"Chase {item_name(facts, one)} for its {_lowered(one.title)}{said}"


def _lowered(title: str) -> str:
    """Return a title as it stands within a sentence: IMR stays as it is."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]


def _meeting(facts: Facts, one: Todo) -> str:
    name = meeting_name(facts, one.at)
    if one.outlook is not None and one.outlook.quorate is False:
        return f"{name} will NOT BE QUORATE: {why_not(one.outlook, facts.plan.pack)}"
    if one.due == facts.as_of:
        return f"{name}: hold it, and record who came"
    day = short_day(one.due, facts.as_of) if one.due is not None else "an unknown day"
    return f"{name} was booked for {day}: record who came"


def meeting_name(facts: Facts, word: str) -> str:
    """Return how a meeting is called: "Review panel 4"."""
    kind, _, number = word.partition(",")
    return f"{meeting_title(facts.plan, kind)} {number}"


def _who_asked(facts: Facts, pause: Suspended | None) -> str:
    if pause is None or pause.asked_by is None:
        return "those who asked for the pause"
    name = party_name(facts, pause.asked_by)
    return name if facts.board.agency(pause.asked_by) is not None or name == pause.asked_by else f"the {name}"


_HELD = {"review": "the review", "": "the review"}


def held_words(words: tuple[str, ...]) -> str:
    """Return what waits for another process as it stands within a sentence: the review, interviews, publication."""
    return listed([_HELD.get(word, word) for word in words])


def process_contact(facts: Facts, key: str) -> str:
    """Return whom to ask about a process, with its key: "Senior Investigating Officer (police-1)"."""
    process = facts.case.processes.get(key)
    return f"{process.contact} ({key})" if process is not None and process.contact else key


def _steps(facts: Facts, steps: tuple[Deadline, ...]) -> str:
    if len(steps) > _NAMED:
        return many(len(steps), "step")
    return listed([step_title(facts, one) for one in steps])


def _still(facts: Facts, one: Todo | Wait) -> str:
    """Return what stands still: its steps, or what the pause names where none of them has begun."""
    if one.steps:
        return _steps(facts, one.steps)
    return listed([_pause_word(facts, word) for word in one.choices]) if one.choices else "the review"


def _pause_word(facts: Facts, word: str) -> str:
    planned = facts.plan.step(word)
    return _lowered(planned.step.title) if planned is not None else word


def why_of(facts: Facts, one: Todo) -> str:
    """Return why it is to be done, in a sentence: from what it counts, how long, and who waits."""
    step = one.deadline
    match one.sort:
        case "document":
            known = BY_NAME[one.at]
            return f"{known.title}: the review has come to where it must be there{_held_up(one)}."
        case "record":
            return f"{many(one.holds_up, 'step')} cannot begin before it is known."
        case "file":
            return "What the tool cannot read, it cannot work out."
        case "meeting" if one.outlook is not None and one.outlook.quorate is False:
            return "As things stand, a seat that the policy asks for will be empty."
        case "meeting":
            return f"It was booked for {_long(one.due)}, and whether it was held is not recorded."
        case "ask-again":
            return f"It stands still since {_long(one.since)}; {_long(one.due)} was the day to ask again."
        case "hold":
            return f"It waits since {_long(one.since)}; {_long(one.due)} was the day to ask again."
        case "request":
            return f"It was asked for on {_long(one.since)}; no limit is set."
        case "comment":
            return (
                f"It was made on {_long(one.since)}; relevant comments are taken up where that is possible."
            )
        case "urgent":
            return f"It was raised on {_long(one.since)}, and could not wait for the report."
        case _ if step is not None:
            return counted(facts, step)
    return ""


def _long(day: date | None) -> str:
    return long_day(day) if day is not None else "a day that is not recorded"


def counted(facts: Facts, one: Deadline) -> str:
    """Return from what a step counts and how long, in a sentence."""
    # An event such as added_on says the word itself.
    since = f"{_event(one.anchor).removesuffix(' on')} on {_long(one.anchor_date)}" if one.anchor else ""
    moved = f", moved from {long_day(one.original_due)}" if _is_moved(one) and one.original_due else ""
    if one.state == "not-known" and one.allowance is not None:
        return _sentence(f"{one.allowance} from {since}: whether it is late cannot be said")
    if one.due is None:
        start = f"Owed since {since}; " if since else ""
        limit = "no date is agreed" if _agreed(facts, one) else "no limit is set"
        return _sentence(f"{start}{limit}")
    until = f"until {long_day(one.due)}{moved}"
    planned = facts.plan.step(one.step)
    if one.allowance is not None and planned is not None and planned.backwards:
        return _sentence(f"{one.allowance} before {since}: {until}")
    if one.allowance is not None:
        return _sentence(f"{one.allowance} from {since}: {until}")
    return _sentence(f"{until}, as was agreed" if _agreed(facts, one) else until)


def _agreed(facts: Facts, one: Deadline) -> bool:
    """Whether a step is due on a day that people agree."""
    planned = facts.plan.step(one.step)
    return planned is not None and planned.by is not None


_DOCUMENTS = {"tor": "terms of reference", "imr": "IMR"}
"""The first words of addresses that nobody says aloud."""


def _event(text: str) -> str:
    """Return an event in words: "referral received", "information requested", "family told"."""
    address = parse_address(text)
    if address.head == "meetings":
        return event_name(text)
    named = address.fields if address.item and len(address.fields) > 1 else (address.head, *address.fields)
    return " ".join(_DOCUMENTS.get(word, word).replace("_", " ").replace("-", " ") for word in named)


def _is_moved(one: Deadline) -> bool:
    return one.original_due is not None and one.original_due != one.due


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."


def wait_title(facts: Facts, one: Wait) -> str:
    """Return what is waited for, and on whom, in a line."""
    step = one.deadline
    match one.sort:
        case "agency" if step is not None:
            what = f"action {step.item}" if collection_of(facts.plan, step) == "actions" else step.title
            unsaid = ", no date agreed" if one.until is None and _agreed(facts, step) else ""
            return f"{party_name(facts, one.on)}: {what}{unsaid}"
        case "external" if step is not None:
            return f"{role_title(facts.plan.pack, one.on)}: {step_title(facts, step)}"
        case "planned" if step is not None:
            return f"{step_title(facts, step)}: the day is planned"
        case "later" if step is not None:
            return f"{step_title(facts, step)}; first: {_needed(facts, step)}"
        case "meeting":
            late = any(s.due is not None and one.until is not None and s.due < one.until for s in one.steps)
            return f"{meeting_name(facts, one.at)} is booked{', after its limit' if late else ''}"
        case "paused":
            return _paused(facts, one)
        case "hold":
            ask = "ask again" if one.until else "no day to ask again is recorded"
            still = f" ({_steps(facts, one.steps)})" if one.steps else ""
            return f"{one.on}: {_held_by(facts, one)}{still}; {ask}"
    rule = facts.plan.kind.events.get(str(parse_address(one.at).pattern)) if one.at else None
    return f"When it happens: {rule.title if rule is not None else one.at}"


def _held_by(facts: Facts, one: Wait) -> str:
    """Return what a process asked the review to wait with, of all its holds that last; no words of a person's own."""
    held = [
        word_of(each.hold)
        for each in lasting(facts.case, facts.as_of)
        if one.at == f"processes[{each.process}]"
    ]
    words = tuple(dict.fromkeys(word for word in held if word in KNOWN))
    if not words or REVIEW in words:
        return "asked the review to wait"
    return f"asked that {listed(words)} wait"


def _needed(facts: Facts, one: Deadline) -> str:
    planned = facts.plan.step(one.step)
    needs = [facts.plan.step(need) for need in (planned.step.needs if planned is not None else ())]
    return listed([_lowered(need.step.title) for need in needs if need is not None])


def _paused(facts: Facts, one: Wait) -> str:
    asked = f" as {party_name(facts, one.on)} asked" if one.on else ""
    since = short_day(one.paused.from_, facts.as_of) if one.paused is not None else ""
    dated = [step for step in one.steps if step.in_hand is not None]
    least = min(dated, key=lambda step: step.in_hand or 0, default=None)
    hand = (
        f", {paused(least.in_hand, least.unit).partition(', ')[2]} when resumed" if least is not None else ""
    )
    ask = "ask again" if one.until else "no day to ask again"
    return f"{_still(facts, one)}, paused {since}{asked}{hand}; {ask}"


def wait_why(facts: Facts, one: Wait) -> str:
    """Return why it is waited for, in a sentence; the reasons of people are not repeated."""
    if one.deadline is not None:
        return counted(facts, one.deadline)
    if one.sort == "meeting":
        return f"It is booked for {_long(one.until)}."
    if one.sort == "paused" and one.paused is not None:
        return f"It stands still since {long_day(one.paused.from_)}."
    if one.sort == "hold":
        return "A parallel process asked the review to wait."
    return "Nothing else can be done before it."

"""Which meeting a letter is about: the one that was named, else the next that is booked, else one to be booked."""

from reviewctl.facts.judged import Facts
from reviewctl.model.finding import ReviewctlError
from reviewctl.model.letter import Template
from reviewctl.model.review import Document, minutes_of
from reviewctl.render.letters.of_meeting import Meeting
from reviewctl.store.register import Register
from reviewctl.work.loading import Loader
from reviewctl.work.nearest import refuse
from reviewctl.work.one import one_case


def found_meeting(register: Register, facts: Facts | None, template: Template, word: str | None) -> Meeting:
    """Return the meeting. Raises ReviewctlError (exit 2) for one that there is not."""
    if facts is None:
        return _of_the_register(register, word)
    known = _of_case(facts)
    if word is not None:
        wanted = word.strip().lower().replace(" ", ",")
        for one in known:
            if wanted in (one.name, f"{one.kind},{one.number}", one.document.item if one.document else ""):
                return one
        raise refuse("meeting", word, [one.name for one in known], "Book one: reviewctl meeting add")
    booked = [one for one in known if _ahead(one, facts) and template.meeting in ("", one.kind)]
    if booked:
        return booked[0]
    if not template.meeting:
        kind = next(iter(facts.plan.kind.meetings), "panel")
        raise ReviewctlError(
            f"No meeting of {facts.case.id} is booked.",
            f"Book one: reviewctl meeting add {kind} --cases {facts.case.id} --date DATE · or name one: --meeting",
        )
    number = sum(one.kind == template.meeting and one.number > 0 for one in known) + 1
    return Meeting(kind=template.meeting, number=number, document=None, cases=(facts.case.id,))


def _of_case(facts: Facts) -> tuple[Meeting, ...]:
    """Return the meetings of a review, by date; a cancelled one has no number."""
    documents = {one.path: one for one in facts.case.meetings}
    return tuple(
        Meeting(
            kind=one.kind,
            number=one.number if one.status != "cancelled" else 0,
            document=documents[one.path],
            cases=one.cases or (facts.case.id,),
        )
        for one in facts.meetings
    )


def _ahead(one: Meeting, facts: Facts) -> bool:
    minutes = one.minutes
    return minutes is not None and minutes.status == "planned" and minutes.date >= facts.as_of


def _of_the_register(register: Register, word: str | None) -> Meeting:
    found = [one for one in register.meetings if word is not None and one.item == word]
    if not found:
        names = [one.item for one in register.meetings]
        if word is None:
            raise ReviewctlError(
                "Which meeting?", f"Name it with --meeting: {', '.join(names) or 'none is there'}."
            )
        raise refuse("meeting of the register", word, names)
    minutes = minutes_of(found[0])
    if not minutes.cases:
        raise ReviewctlError(
            f"{found[0].path} does not say which reviews it takes.",
            f"Write them there: cases: [ID, ID]. The reviews: {', '.join(register.by_id)}.",
        )
    return Meeting(
        kind=minutes.kind, number=_number(register, found[0]), document=found[0], cases=minutes.cases
    )


def _number(register: Register, document: Document) -> int:
    """Return the number of a meeting of the register among those of its kind."""
    kind = minutes_of(document).kind
    own = [one for one in register.meetings if minutes_of(one).kind == kind]
    return sorted(own, key=lambda one: (minutes_of(one).date, one.path)).index(document) + 1


def taken_by(loader: Loader, meeting: Meeting, first: Facts | None) -> tuple[Facts, ...]:
    """Return the reviews that a meeting takes, in the order of the register. `first` is the one that was asked for.

    Raises EnvironmentFault where one of them cannot be read, and ReviewctlError where none is in the register.
    """
    if len(meeting.cases) < 2 and first is not None:
        return (first,)
    found = []
    for folder in loader.register.folders:
        name = folder.rpartition("/")[2]
        if name in meeting.cases:
            found.append(one_case(loader.load(folder)))
    if not found:
        raise ReviewctlError(
            "None of the reviews that this meeting takes is in the register.",
            f"Correct `cases` in its minutes: {meeting.document.path if meeting.document else ''}",
        )
    return tuple(found)

"""Several files merged at once: everything that must be asked is asked together, and nothing is half decided."""

from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct

from reviewctl.model.finding import ReviewctlError
from reviewctl.render.visible import visible
from reviewctl.work.merging.files import Made, Versions, fresh_faults, merge_file
from reviewctl.work.merging.questions import Answers, Ask, Question, asked_about
from reviewctl.work.merging.sections import Lines

Who = Callable[[Sequence[Question]], list[Question]]
"""Adds to questions who saved each value, and when."""


class Decided(Struct, frozen=True):
    """What each file (by its path in the register) becomes, and the questions that nobody has answered yet."""

    files: dict[str, bytes | None]
    still_open: list[Question]


def decide(
    versions: Mapping[str, Versions], answers: Answers, lines: Lines, who: Who, ask: Ask | None
) -> Decided:
    """Return what becomes of files of which there are three versions. `ask` puts what is open to a person.

    Raises ReviewctlError, naming every file at once, where one cannot be merged at all or would have a fault that
    neither side's version has; and where an answer was given to what is not asked.
    """
    made = _made(versions, answers, lines)
    _refuse(versions, made, faults=False)
    asked = asked_about({path: one.clashes for path, one in made.items()})
    answers.refuse_unknown(asked)
    still_open = [one for one in asked if answers.find(one.path, one.clash.address) is None]
    if still_open:
        still_open = who(still_open)
    if still_open and ask is not None:
        still_open = _put(still_open, answers, ask)
        made = _made(versions, answers, lines)
    if not still_open:
        _refuse(versions, made, faults=True)
    return Decided({path: one.data for path, one in made.items()}, still_open)


def _made(versions: Mapping[str, Versions], answers: Answers, lines: Lines) -> dict[str, Made]:
    return {path: merge_file(path, one, answers.of(path), lines) for path, one in sorted(versions.items())}


def _put(still_open: list[Question], answers: Answers, ask: Ask) -> list[Question]:
    """Put the questions one by one; return all of them where one is left without an answer."""
    for one in still_open:
        side = ask(one)
        if side is None:
            return still_open
        answers.given[one.key] = side
    return []


def _refuse(versions: Mapping[str, Versions], made: Mapping[str, Made], *, faults: bool) -> None:
    barred = [f"{visible(path)}: {one.refused}" for path, one in made.items() if one.refused]
    if faults:
        for path, one in made.items():
            found = fresh_faults(path, one.data, versions[path])
            barred += [f"{found[0].spot}: {found[0].message}"] if found else []
    if barred:
        many = f"{len(barred)} files" if len(barred) > 1 else "A file"
        raise ReviewctlError(
            f"{many} cannot be put together from what both saved. {' '.join(barred)}",
            "Nothing was changed. Talk to whoever saved the other version, or ask who looks after the repository.",
        )

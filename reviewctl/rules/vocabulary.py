"""STR: whether the words that come from the policy and from the board's lists are words that they know."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from msgspec import Struct

from reviewctl.model.board import Agency
from reviewctl.model.finding import Spot
from reviewctl.model.review import minutes_of
from reviewctl.rules.engine import Offence, Review, rule
from reviewctl.rules.named import Mention, agencies_named, contacts_named, deciders_named, people_named
from reviewctl.rules.words import day, did_you_mean, first_words, nearest, quoted
from reviewctl.rules.written import detailed

_UNSHOWN = "what is written here (not shown)"
_NO_MANDATE = ("none", "non-statutory", "nonstatutory")


class Said(Struct, frozen=True):
    """A word of the policy as somebody wrote it, with its place and its address.

    The place is looked up only where the word is not known: it takes reading the file again.
    """

    word: str
    spot: Callable[[], Spot]
    at: str


def unknown(said: Iterable[Said], what: str, options: Mapping[str, str]) -> Iterator[Offence]:
    """Yield each word that is none of the options, with the nearest of them. `what` is what they are words for."""
    for one in said:
        if one.word not in options:
            names = {option: (title,) for option, title in options.items()}
            yield Offence(
                spot=one.spot(),
                at=one.at,
                message=f"the policy knows no {what} {quoted(one.word)}.{did_you_mean(one.word, names)}",
                help=f"It knows: {first_words(options)}.",
            )


def _titles(review: Review, part: str) -> dict[str, str]:
    """Return the words of one part of the policy, with their titles, of every kind that a review is or was."""
    return {
        word: one.title or "" for kind in reversed(review.kinds) for word, one in getattr(kind, part).items()
    }


@rule("STR048", "role-not-known", "error")
def role_not_known(review: Review) -> Iterator[Offence]:
    """A role that the policy does not have."""
    yield from unknown(_roles(review), "role", {word: one.title for word, one in review.pack.roles.items()})


def _roles(review: Review) -> Iterator[Said]:
    for number, seat in enumerate(review.case.panel.appointments):
        path = ("appointments", number, "role")
        yield Said(seat.role, partial(review.spot, "panel", path), f"panel.appointments.{number + 1}")
    for document in review.case.meetings:
        for number, line in enumerate(minutes_of(document).attendance):
            if line.role is not None:
                spot = partial(document.spot, ("attendance", number, "role"))
                yield Said(line.role, spot, document.path)


@rule("STR049", "method-not-known", "error")
def method_not_known(review: Review) -> Iterator[Offence]:
    """A methodology that the policy does not have."""
    methods = _titles(review, "methods")
    recommended = review.case.screening.recommendation
    said = []
    if review.case.terms.method:
        spot = partial(review.spot, "tor", ("method",))
        said.append(Said(review.case.terms.method, spot, "tor.method"))
    if recommended is not None and recommended.method:
        spot = partial(review.spot, "screening", ("recommendation", "method"))
        said.append(Said(recommended.method, spot, "screening.recommendation.method"))
    yield from unknown(said, "method", methods)


@rule("STR050", "mandate-not-known", "error")
def mandate_not_known(review: Review) -> Iterator[Offence]:
    """A power or duty that the policy does not have."""
    recommended = review.case.screening.recommendation
    said = []
    if review.case.decision.mandate:
        spot = partial(review.spot, "decision", ("mandate",))
        said.append(Said(review.case.decision.mandate, spot, "decision.mandate"))
    if recommended is not None and recommended.mandate:
        spot = partial(review.spot, "screening", ("recommendation", "mandate"))
        said.append(Said(recommended.mandate, spot, "screening.recommendation.mandate"))
    mandates = _titles(review, "mandates")
    yield from unknown((one for one in said if one.word not in _NO_MANDATE), "mandate", mandates)


@rule("STR051", "criterion-not-known", "error")
def criterion_not_known(review: Review) -> Iterator[Offence]:
    """A criterion that the policy does not have."""
    criteria = _titles(review, "criteria")
    screened = [
        Said(
            word,
            partial(review.spot, "screening", ("criteria", word), key=True),
            f"screening.criteria.{word}",
        )
        for word in review.case.screening.criteria
    ]
    claimed = [
        Said(
            word, partial(review.spot, "referral", ("criteria_claimed", number)), "referral.criteria_claimed"
        )
        for number, word in enumerate(review.case.referral.criteria_claimed)
    ]
    yield from unknown((*screened, *claimed), "criterion", criteria)


@rule("STR052", "meeting-kind-not-known", "error")
def meeting_kind_not_known(review: Review) -> Iterator[Offence]:
    """A kind of meeting that the policy does not have. The register's own are judged by the cases they take."""
    if not review.case.id:
        return
    kinds = _titles(review, "meetings")
    said = (
        Said(minutes_of(one).kind, partial(one.spot, ("kind",)), f"meetings[{minutes_of(one).kind}]")
        for one in review.case.meetings
    )
    yield from unknown(said, "kind of meeting", kinds)


@rule("STR053", "agreement-not-known", "error")
def agreement_not_known(review: Review) -> Iterator[Offence]:
    """Something that a meeting is said to have agreed, in a word that the policy does not have for it."""
    for document in review.case.meetings:
        minutes = minutes_of(document)
        known = next(
            (kind.meetings[minutes.kind] for kind in review.kinds if minutes.kind in kind.meetings), None
        )
        said = (
            Said(word, partial(document.spot, ("decisions", number, "agrees", place)), document.path)
            for number, decision in enumerate(minutes.decisions)
            for place, word in enumerate(decision.agrees)
        )
        if known is not None:
            yield from unknown(said, "agreement", known.agrees)


@rule("STR054", "minimum-not-known", "error")
def minimum_not_known(review: Review) -> Iterator[Offence]:
    """A reason for something not done for a family member, where nothing of that name is owed."""
    minimums = _titles(review, "family")
    said = (
        Said(
            word,
            partial(review.spot, "family", (person, "not_done", word), key=True),
            f"family[{person}].not_done",
        )
        for person, member in review.case.family.items()
        for word in member.not_done
    )
    yield from unknown(said, "minimum for the family", minimums)


@rule("STR055", "who-agreed-not-known", "error")
def who_agreed_not_known(review: Review) -> Iterator[Offence]:
    """Somebody who agreed to something, who is neither a role of the policy nor a person of the board."""
    roles = {word: (one.title,) for word, one in review.pack.roles.items()}
    for one in (*deciders_named(review.case), *_by_whom(review)):
        if one.word in roles or not review.board.people or review.board.person(one.word) is not None:
            continue
        yield Offence(
            spot=one.document.spot(one.path),
            at=_address(one),
            message=f"{quoted(one.word, _UNSHOWN)} is neither a role of the policy nor a person of board.yaml."
            f"{did_you_mean(one.word, roles)}",
            help=f"The roles: {first_words(roles)}.",
        )


def _by_whom(review: Review) -> Iterator[Mention]:
    """Yield who is said to have done what an event of the diary or of a collection records."""
    for one, said in detailed(review):
        if said.by:
            yield Mention(one.document, (*one.path, "by"), said.by)


@rule("STR056", "agency-not-known", "error")
def agency_not_known(review: Review) -> Iterator[Offence]:
    """An agency that the board's list does not have."""
    if not review.board.agencies:
        return
    for one in agencies_named(review.case):
        if review.board.agency(one.word) is not None:
            continue
        near, name = nearest(one.word, {each.id: _names(each) for each in review.board.agencies})
        if one.loose and not near:
            continue
        yield Offence(
            spot=one.document.spot(one.path, key=one.key),
            at=_address(one),
            message=f"no agency {quoted(one.word)} on the Board's list.{_near(review.board.agency(near), name)}",
            help="Use its id from board.yaml. A new agency? Add it there first, with its sector.",
        )


def _names(agency: Agency) -> tuple[str, ...]:
    return agency.name, *(alias.name for alias in agency.aliases)


def _near(agency: Agency | None, name: str) -> str:
    if agency is None:
        return ""
    once = next((alias for alias in agency.aliases if alias.name == name), None)
    if once is None:
        return f" Nearest: {agency.id}."
    until = f", to {day(once.until)}" if once.until else ""
    return f' Nearest: {agency.id} ({"once" if once.until else "also"} "{once.name}"{until}).'


@rule("STR057", "person-not-known", "error")
def person_not_known(review: Review) -> Iterator[Offence]:
    """A person who is not in board.yaml."""
    if not review.board.people:
        return
    for one in people_named(review.case):
        if review.board.person(one.word) is None:
            people: dict[str, tuple[str, ...]] = {each.id: () for each in review.board.people}
            yield Offence(
                spot=one.document.spot(one.path),
                at=_address(one),
                message=f"there is no person {quoted(one.word)} in board.yaml.{did_you_mean(one.word, people)}",
                help="Use the person's id from board.yaml, or add the person there. "
                "For somebody who comes once: name, and a title will do.",
            )


@rule("STR058", "contact-not-known", "error", "P§13")
def contact_not_known(review: Review) -> Iterator[Offence]:
    """A contact in the terms of reference who is neither a person nor an agency of the board."""
    options = {one.id: tuple(a.name for a in one.aliases) for one in review.board.agencies}
    options |= {one.id: () for one in review.board.people}
    for one in contacts_named(review.case):
        if options and one.word not in options:
            yield Offence(
                spot=one.document.spot(one.path),
                at=_address(one),
                message=f"{quoted(str(one.path[0]))} must be the id of a person or an agency of board.yaml, "
                f"and {quoted(one.word, _UNSHOWN)} is neither.{did_you_mean(one.word, options)}",
                help="Look the id up in board.yaml, or add the person or agency there.",
            )


def _address(one: Mention) -> str:
    return ".".join((one.document.name, *(str(step) for step in one.path)))

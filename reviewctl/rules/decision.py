"""DEC: whether the decision is the one that may or must be made, by whom it must be, with reasons."""

import re
from collections.abc import Iterator
from datetime import date

from reviewctl.model.finding import Severity
from reviewctl.model.kind import Mandate, ReviewType
from reviewctl.model.record import CASE_ID_FORM
from reviewctl.model.step import Step, cited
from reviewctl.rules.engine import Offence, Review, rule
from reviewctl.rules.inquire import paragraphs
from reviewctl.rules.screening import deciding_kind, duty
from reviewctl.rules.words import day, quoted

_CASE_ID = re.compile(CASE_ID_FORM)
_CHAIR, _CHAIRS = "independent-chair", ("P§1",)
"""The office whose the final decision is, and the paragraph that says so."""
_PARTNERS = "statutory-partners"
_NOT_STATUTORY = ("none", "non-statutory", "nonstatutory")


def _decided(review: Review) -> bool:
    """Whether there is a decision to judge: its day is recorded and its document is there."""
    return review.happened("decision.made") and review.case.document("decision") is not None


@rule("DEC001", "duty-and-no-review", "error")
def duty_and_no_review(review: Review) -> Iterator[Offence]:
    """The criteria of a duty are met, and the decision is not to hold a review."""
    found = duty(review)
    if found is None or review.case.decision.outcome not in ("no-review", "other-pathway"):
        return
    name, mandate = found
    read = "" if mandate.verified else " (recalled, and not read)"
    yield Offence(
        spot=review.spot("decision", ("outcome",)),
        at="decision.outcome",
        citations=cited(mandate.cites),
        related=(review.spot("screening", ("criteria",), key=True),),
        severity=_severity(mandate),
        message=f"The criteria of {name} were found met, so there must be a review; the decision is "
        f"{review.case.decision.outcome}.",
        help=f"The duty{read} leaves no choice. Take it back to {_deciders(review)}; if a finding was wrong, "
        "correct it in screening.md with its reason.",
    )


@rule("DEC002", "power-claimed-where-there-is-a-duty", "error")
def power_for_duty(review: Review) -> Iterator[Offence]:
    """A review said to be discretionary, although the criteria of the duty are met."""
    found = duty(review)
    claimed = deciding_kind(review).mandates.get(review.case.decision.mandate or "")
    if found is None or claimed is None or claimed.duty != "may":
        return
    name, mandate = found
    yield Offence(
        spot=review.spot("decision", ("mandate",)),
        at="decision.mandate",
        citations=cited(mandate.cites),
        severity=_severity(mandate),
        message=f"The decision rests on {quoted(review.case.decision.mandate or '')}, a power; the criteria of "
        f"{name} were found met, which is a duty.",
        help=f"Write mandate: {name}, or correct the finding that is wrong, with its reason.",
    )


@rule("DEC006", "decision-without-reasons", "error", "P§1", "P§5")
def without_reasons(review: Review) -> Iterator[Offence]:
    """A decision without a word on why."""
    document = review.case.document("decision")
    if document is None or not _decided(review) or any(paragraphs(document.body)):
        return
    yield Offence(
        spot=document.spot(),
        at="decision",
        message="The decision is made, and no reasons are written down.",
        help="Write them as plain text under the second line of three dashes in decision.md.",
    )


@rule("DEC007", "decision-without-outcome", "error", "P§5", "P§11")
def without_outcome(review: Review) -> Iterator[Offence]:
    """A decision that is dated, of which the record does not say what it was."""
    if _decided(review) and review.case.decision.outcome is None:
        yield Offence(
            spot=review.spot("decision", ("outcome",), key=True),
            at="decision.outcome",
            message="The decision is dated, and it is not recorded what was decided.",
            help="Write under outcome: review, no-review, other-pathway or joined.",
        )


@rule("DEC008", "departure-without-reason", "error", "P§5")
def departure_without_reason(review: Review) -> Iterator[Offence]:
    """A decision other than the panel recommended, without why."""
    said = review.case.screening.recommendation
    decided = review.case.decision
    if said is None or said.outcome is None or decided.outcome in (None, said.outcome):
        return
    if not decided.departs_from_recommendation:
        yield Offence(
            spot=review.spot("decision", ("outcome",)),
            at="decision.departs_from_recommendation",
            related=(review.spot("screening", ("recommendation", "outcome")),),
            message=f"The panel recommended {said.outcome}, the decision is {decided.outcome}, and it is not "
            "said why.",
            help="Whoever decides may decide otherwise; write why under departs_from_recommendation.",
        )


@rule("DEC009", "decided-by-another", "error")
def decided_by_another(review: Review) -> Iterator[Offence]:
    """A decision by somebody whose decision it is not, or who was not in office that day."""
    step = deciding_step(deciding_kind(review))
    on, by = review.on("decision.made"), review.case.decision.decided_by
    if step is None or not _decided(review):
        return
    own, fault = cited(step.cites), _not_theirs(review, step, by, on)
    if fault and not _partners_chose(review):
        yield Offence(
            spot=review.spot("decision", ("decided_by",), key=by is None),
            at="decision.decided_by",
            citations=tuple(dict.fromkeys((*_CHAIRS, *own) if step.who == _CHAIR else own)),
            severity="warning" if step.owner == "external" else None,
            message=fault,
            help=f"The decision is that of {step.who} alone. Correct decided_by, or the dates in office in "
            "board.yaml.",
        )


def deciding_step(kind: ReviewType) -> Step | None:
    """Return the step by which a kind of review is decided on; its `who` is the one whose decision it is."""
    return next((one for one in kind.steps if one.until == "decision.made"), None)


def _deciders(review: Review) -> str:
    """Return who decides on a review of this kind, as people call them: the Independent Chair, for most."""
    step = deciding_step(deciding_kind(review))
    role = review.pack.roles.get(step.who) if step is not None else None
    return f"the {role.title.removeprefix('The ')}" if role is not None else "whoever decides"


def _severity(mandate: Mandate) -> Severity | None:
    """Return a warning for a duty that is recalled and was not read; else what the rule says."""
    return None if mandate.verified else "warning"


def _partners_chose(review: Review) -> bool:
    """Whether the three statutory partners put the referral on another pathway, and it is recorded as theirs (P§5)."""
    decided = review.case.decision
    asked = any(review.happened(f"referral.partners_{did}") for did in ("asked", "answered"))
    return asked and (decided.outcome, decided.decided_by) == ("other-pathway", _PARTNERS)


def _not_theirs(review: Review, step: Step, by: str | None, on: date | None) -> str:
    office = step.who
    if by is None:
        return "It is not recorded who made the decision."
    if by != office and by in review.pack.roles:
        return f"The decision is recorded as that of {by}; it belongs to {office}."
    if step.owner == "external" and by == office:
        return ""
    if on is None or not review.board.roles or (by != office and review.board.person(by) is None):
        return ""
    holders = review.board.holders(office, on)
    if by == office and not holders:
        return f"On {day(on)}, when it was decided, nobody held the office of {office} by board.yaml."
    if by != office and by not in holders:
        return f'"{by}" did not hold the office of {office} on {day(on)}, when it was decided.'
    return ""


@rule("DEC010", "review-without-mandate", "warning")
def without_mandate(review: Review) -> Iterator[Offence]:
    """A review of which it is not said whether it must or may be held."""
    decided, mandates = review.case.decision, deciding_kind(review).mandates
    if _decided(review) and decided.outcome == "review" and not decided.mandate and mandates:
        yield Offence(
            spot=review.spot("decision", ("mandate",), key=True),
            at="decision.mandate",
            citations=_law(mandates),
            message="There is to be a review, and it is not recorded on which power or duty it rests.",
            help=f"Write under mandate one of: {', '.join(mandates)}.",
        )


@rule("DEC011", "review-called-non-statutory", "error")
def called_non_statutory(review: Review) -> Iterator[Offence]:
    """A review said to rest on nothing."""
    decided, mandates = review.case.decision, deciding_kind(review).mandates
    if decided.outcome == "review" and decided.mandate in _NOT_STATUTORY and mandates:
        yield Offence(
            spot=review.spot("decision", ("mandate",)),
            at="decision.mandate",
            citations=_law(mandates),
            message="A review always rests on the law: on a duty to hold it, or on the power to.",
            help=f"There is no non-statutory review. Write under mandate one of: {', '.join(mandates)}.",
        )


def _law(mandates: dict[str, Mandate]) -> tuple[str, ...]:
    """Return the paragraphs of the duties and powers of a kind of review, each once."""
    return tuple(dict.fromkeys(one for mandate in mandates.values() for one in cited(mandate.cites)))


@rule("DEC012", "other-pathway-not-named", "error", "P§5", "P§8")
def pathway_not_named(review: Review) -> Iterator[Offence]:
    """Another pathway was chosen, and not which."""
    decided = review.case.decision
    if decided.outcome == "other-pathway" and not decided.pathway:
        yield Offence(
            spot=review.spot("decision", ("outcome",)),
            at="decision.pathway",
            message="Another pathway was chosen, and it is not recorded which.",
            help="Write it under pathway: single-agency review, reflective practice session, practice review …",
        )


@rule("DEC013", "joined-to-nothing", "error", "P§6")
def joined_to_nothing(review: Review) -> Iterator[Offence]:
    """The referral joins another review, and it is not said which."""
    decided = review.case.decision
    if decided.outcome == "joined" and not _CASE_ID.fullmatch(decided.pathway or ""):
        yield Offence(
            spot=review.spot("decision", ("outcome",)),
            at="decision.pathway",
            message="The referral joins another review, and it is not recorded which.",
            help="Write that review's id under pathway, such as SAR-2026-001.",
        )


@rule("DEC014", "conflict-of-interest-not-considered", "note")
def conflict_not_considered(review: Review) -> Iterator[Offence]:
    """Nothing is said on conflicts of interest."""
    if _decided(review) and not review.case.decision.conflict_of_interest:
        yield Offence(
            spot=review.spot("decision", ("conflict_of_interest",), key=True),
            at="decision.conflict_of_interest",
            message="Nothing is recorded on any conflict of interest in the decision.",
            help="Write what it was and how it was handled, or: none declared.",
        )


@rule("DEC015", "equality-not-considered", "note")
def equality_not_considered(review: Review) -> Iterator[Offence]:
    """Nothing is said on equality and diversity."""
    if _decided(review) and not review.case.decision.equality:
        yield Offence(
            spot=review.spot("decision", ("equality",), key=True),
            at="decision.equality",
            message="Nothing is recorded on how equality and diversity were considered in the decision.",
            help="Write a sentence under equality. (SCIE's SAR quality markers ask for it.)",
        )

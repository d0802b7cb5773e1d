"""What `chronology import` looks at: an agency's file, read and compared with the record, and what is in its way."""

import hashlib
from pathlib import Path

from msgspec.structs import replace

from reviewctl.exchange.tables import read_agency_file
from reviewctl.facts.judged import Facts
from reviewctl.facts.written import setting_of
from reviewctl.model.chronology import Chronology
from reviewctl.model.finding import ReviewctlError
from reviewctl.model.policy import ChronologyRule
from reviewctl.work.chronicle.columns import read_map
from reviewctl.work.chronicle.comparing import compare
from reviewctl.work.chronicle.drafts import Answers, Ground
from reviewctl.work.chronicle.earlier import as_sent
from reviewctl.work.chronicle.obstacles import Asked
from reviewctl.work.chronicle.outcome import Came, Outcome, Wanted
from reviewctl.work.chronicle.standing import in_the_way
from reviewctl.work.chronicle.taking import take
from reviewctl.work.desk import Desk
from reviewctl.work.log import happened_on
from reviewctl.work.recording import case_facts, place_of
from reviewctl.work.returning import agency_meant
from reviewctl.work.unopened import read_whole

LARGEST = 10 << 20


def read_file(file: str) -> Came:
    """Return what an agency's file holds.

    Raises EnvironmentFault or ReviewctlError where it cannot be read or trusted.
    """
    data = read_whole(file, LARGEST)
    return Came(read_agency_file(data, Path(file).name), hashlib.sha256(data).hexdigest())


def look(desk: Desk, wanted: Wanted, came: Came, answers: Answers) -> Outcome:
    """Return what a file comes to in the record as it is now.

    Raises ReviewctlError where the case, the agency or what was asked for is not there.
    """
    facts = case_facts(desk, wanted.case)
    happened_on(wanted.on)
    agency = agency_meant(facts, wanted.agency)
    rule = _rule(facts)
    chronology, is_new = _present(facts, wanted, agency)
    ground = Ground(
        rule=rule,
        setting=setting_of(
            facts.case.terms.scope,
            year=wanted.year,
            month_first=wanted.month_first,
            since_1904=came.file.since_1904,
        ),
        subjects=tuple((one.id, one.pseudonym) for one in facts.case.file.subjects),
        questions=tuple(one.id for one in facts.case.terms.questions),
    )
    taken = take(came.file, _asked(wanted, rule), ground, answers)
    came_before = _came_before(facts, paper_id(_kind(wanted), agency), came)
    path, message = place_of(facts, _kind(wanted), agency), message_of(facts.case.id, _kind(wanted), agency)
    put_back = is_new or (came_before and wanted.overwrite)
    sent = None if put_back else as_sent(desk.register.root, path, message)
    compared = compare(
        chronology,
        taken,
        keep_gone=wanted.keep_gone,
        sent=sent,
        overwrite=wanted.overwrite,
    )
    known = facts.board.agency(agency)
    outcome = Outcome(
        case=facts.case.id,
        agency=agency,
        agency_name=known.name if known is not None else agency,
        initial=wanted.initial,
        chronology=chronology,
        is_new=is_new,
        taken=taken,
        compared=compared,
        obstacles=taken.obstacles,
        sha256=came.sha256,
        came_before=came_before,
        sent=sent,
        others=_others(facts, paper_id(_kind(wanted), agency), came),
    )
    return replace(outcome, obstacles=(*taken.obstacles, *in_the_way(outcome, wanted)))


def _rule(facts: Facts) -> ChronologyRule:
    rule = facts.plan.pack.chronology
    if rule is None or not rule.columns:
        raise ReviewctlError(
            "The policy of this review does not say which columns a chronology has.",
            "Add a part `chronology` with its `columns` to the policy's pack.yaml.",
        )
    return rule


def _came_before(facts: Facts, paper: str, came: Came) -> bool:
    return any(one.id == paper and one.sha256 == came.sha256 for one in facts.case.papers)


def _others(facts: Facts, paper: str, came: Came) -> tuple[str, ...]:
    return tuple(one.id for one in facts.case.papers if one.id != paper and one.sha256 == came.sha256)


def _asked(wanted: Wanted, rule: ChronologyRule) -> Asked:
    return Asked(
        sheets=wanted.sheets,
        given=read_map(wanted.maps, rule),
        hidden=wanted.hidden,
        skip_hidden=wanted.skip_hidden,
        accept_changes=wanted.accept_changes,
        ignore_comments=wanted.ignore_comments,
        discreet=wanted.discreet,
    )


def _kind(wanted: Wanted) -> str:
    return "initial-chronology" if wanted.initial else "chronology"


def _present(facts: Facts, wanted: Wanted, agency: str) -> tuple[Chronology, bool]:
    """Return the chronology as it stands, and whether there is none yet."""
    document = facts.case.document(_kind(wanted), agency)
    if document is not None and isinstance(document.data, Chronology):
        return document.data, False
    path = place_of(facts, _kind(wanted), agency)
    if path.removeprefix(f"{facts.case.folder}/") in facts.case.files:
        raise ReviewctlError(
            f"{path} cannot be read as it stands.",
            f"See what is to be put right: reviewctl validate {wanted.case}",
        )
    return Chronology(agency=agency), True


def blocked(outcome: Outcome, wanted: Wanted) -> bool:
    """Whether nothing can be brought in as things stand."""
    return bool(outcome.obstacles) or bool(outcome.rejected and not wanted.accept_good)


def worth_asking(outcome: Outcome, wanted: Wanted) -> bool:
    """Whether a person is to be asked about dates: only where the answers can bring something in."""
    stopped = outcome.obstacles or (outcome.hopeless and not wanted.accept_good)
    return bool(outcome.questions) and not stopped


def look_again(desk: Desk, wanted: Wanted, came: Came, answers: Answers) -> Outcome:
    """Return what a file comes to, now that nobody else can write.

    Raises ReviewctlError where it cannot be brought in any more.
    """
    outcome = look(desk, wanted, came, answers)
    if blocked(outcome, wanted):
        raise ReviewctlError(
            "The record has changed meanwhile.", "Nothing was written. Do it again, and look anew."
        )
    return outcome


def message_of(case: str, kind: str, agency: str) -> str:
    """Return the first line of the commit that brings a chronology in: by it what the agency sent is found again."""
    return f"{case}: import {kind} of {agency}"


def paper_id(kind: str, agency: str) -> str:
    """Return the id by which papers.yaml names the file of an agency; a long one is cut, and told apart by its end."""
    whole = f"{kind}-{agency}"
    if len(whole) <= 40:
        return whole
    return f"{whole[:31].rstrip('-')}-{hashlib.sha256(agency.encode()).hexdigest()[:8]}"

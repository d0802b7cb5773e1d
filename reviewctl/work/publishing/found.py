"""What the search before publication found, as findings: the kind and the place, and never what stands there."""

import re
from collections.abc import Iterator

from reviewctl.facts.clearing import sound_clearances
from reviewctl.facts.judged import Facts
from reviewctl.facts.scan.wording import English
from reviewctl.model.codes import REGISTRY
from reviewctl.model.finding import Finding, Spot
from reviewctl.model.identities import IdentityRegister
from reviewctl.rules.clearing import (
    CLEARED_AND_GONE,
    GIVES_AWAY,
    NOT_CLEARED,
    SEARCH_INCOMPLETE,
    WHO_IS_NOT_KNOWN,
    cleared_by_nobody,
)
from reviewctl.rules.engine import Review
from reviewctl.rules.words import listed
from reviewctl.store.english import english_words
from reviewctl.work.publishing.binding import another_register
from reviewctl.work.publishing.covering import who_is_not_known
from reviewctl.work.publishing.material import BRANCH, Material
from reviewctl.work.publishing.searching import Searched, Seen, search


def searched(facts: Facts, material: Material, identities: IdentityRegister) -> Searched:
    """Return what is found in some material, with the clearances of the case that count, in English."""
    return search(material, identities, sound_clearances(facts), English(english_words()))


def search_findings(facts: Facts, found: Searched, identities: IdentityRegister) -> tuple[Finding, ...]:
    """Return everything that a search says against publishing, sorted by place: PUB010 to PUB016.

    While one of them is an error nothing goes out. A finding names kind and place, never what stands there.
    """
    all_of_it = (
        *_seen(facts, found),
        *_gone(facts, found),
        *who_is_not_known(facts.case, identities),
        *another_register(facts, identities),
        *_lacking(facts, found),
    )
    return tuple(sorted((*all_of_it, *_unsound(facts)), key=lambda one: (one.spot, one.code)))


def no_identities(facts: Facts) -> Finding:
    """Return the finding where no identity register is kept: the search would look for nobody."""
    return WHO_IS_NOT_KNOWN.finding(
        _of_case(facts),
        "No identity register is kept, so nobody knows for whom the papers have to be searched.",
        case=facts.case.id,
        help="Begin one outside every repository: reviewctl identities template -o FILE",
    )


def kind_said(kind: str) -> str:
    """Return a kind of what is found, as a sentence has it: a name, an NHS number, initials."""
    if kind in ("initials", "part of a postcode"):
        return kind
    return f"{'an' if kind[0] in 'aeiouN' and kind not in _WITH_A else 'a'} {kind}"


_OF_A_FILE = re.compile(r"\.(?:html|docx|pdf|json)\b")
"""The place of what was found in a file that goes out: whether it is there still is not known before it is made."""
_WITH_A = ("name", "nickname", "National Insurance number")


def _seen(facts: Facts, found: Searched) -> Iterator[Finding]:
    for one in found.seen:
        if one.state == "block":
            yield _block(facts, one)
        elif one.state == "open":
            yield _warning(facts, one)


def _block(facts: Facts, one: Seen) -> Finding:
    return GIVES_AWAY.finding(
        one.spot,
        f"Here stands {kind_said(one.kind)} by which somebody is known, in what is to be published.",
        case=facts.case.id,
        help="Take it out, or write the pseudonym or the role instead. This cannot be cleared.",
        related=one.spots[1:],
    )


def _warning(facts: Facts, one: Seen) -> Finding:
    ask = f"reviewctl publish clear {facts.case.id} {one.number} --by PERSON --reason WORDS"
    return NOT_CLEARED.finding(
        one.spot,
        f"Warning {one.number}: here may stand {kind_said(one.kind)} by which somebody is known.",
        case=facts.case.id,
        help=f"{_what_to_do(one)}{ask}",
        related=one.spots[1:],
    )


def _what_to_do(one: Seen) -> str:
    if not one.beside:
        return "Take it out. Or, where it gives nobody away, somebody who looked at it says so: "
    if one.spot.path.startswith("commit ") or one.spot.path == BRANCH:
        return "It stays in the repository and does not go out. Whoever looked at it says why it may stay there: "
    return "The name of this file does not go out. Rename it, or whoever looked at it says why it may stay: "


def _gone(facts: Facts, found: Searched) -> Iterator[Finding]:
    document = facts.case.document("publication")
    for number, one in enumerate(facts.case.publication.cleared):
        if one in found.gone and document is not None and not _OF_A_FILE.search(one.place or ""):
            yield CLEARED_AND_GONE.finding(
                document.spot(("cleared", number)),
                "What was cleared here is no longer found: the text was changed, or says it no more.",
                case=facts.case.id,
                help="Nothing need be done. The line may be taken away; what stands there now was searched anew.",
            )


def _lacking(facts: Facts, found: Searched) -> Iterator[Finding]:
    if found.lacking:
        yield SEARCH_INCOMPLETE.finding(
            _of_case(facts),
            f"Part of the search did not run, so what it looks for was not looked for: {listed(found.lacking)}.",
            case=facts.case.id,
            help="Nothing is published until it runs. Install reviewctl anew; if it stays so, report it as a fault.",
        )


def _unsound(facts: Facts) -> Iterator[Finding]:
    """Yield what the rule of `validate` finds on clearances that do not count: here it bars the way."""
    for one in cleared_by_nobody(Review(facts)):
        yield REGISTRY["PUB012"].finding(one.spot, one.message, case=facts.case.id, help=one.help)


def _of_case(facts: Facts) -> Spot:
    head = facts.case.document("case")
    return head.spot(()) if head is not None else Spot(facts.case.folder or ".")

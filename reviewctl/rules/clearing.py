"""PUB: what the search for names finds before publication, and whether it was cleared by somebody who may.

The search itself needs the identity register, which `validate` has not: `publish check` gives these codes.
"""

from collections.abc import Iterator

from reviewctl.facts.clearing import unsound
from reviewctl.model.codes import declare
from reviewctl.rules.engine import Offence, Review, rule

GIVES_AWAY = declare("PUB010", "gives-somebody-away", "error")
NOT_CLEARED = declare("PUB011", "warning-not-cleared", "error")
CLEARED_AND_GONE = declare("PUB013", "cleared-and-gone", "note")
WHO_IS_NOT_KNOWN = declare("PUB014", "who-is-not-known", "error")
SEARCH_INCOMPLETE = declare("PUB015", "search-incomplete", "error")
ANOTHER_REGISTER = declare("PUB016", "another-identity-register", "error")


@rule("PUB012", "cleared-by-nobody-who-may", "error", reads=("publication",))
def cleared_by_nobody(review: Review) -> Iterator[Offence]:
    """A warning of the search for names that was cleared by nobody who may, or without a reason."""
    for number, one in enumerate(review.case.publication.cleared):
        wrong = unsound(one, review.board, review.today)
        if wrong:
            yield Offence(
                spot=review.spot("publication", ("cleared", number)),
                message=f"What the search for names found here was cleared, and {wrong}.",
                help="It counts as not cleared. Somebody who holds an office looks at it: reviewctl publish clear "
                f"{review.word} N --by PERSON --reason WORDS",
            )

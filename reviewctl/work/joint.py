"""Reviews that are held together: whether each names the other."""

import re
from collections.abc import Iterator

from reviewctl.model.codes import declare
from reviewctl.model.finding import Finding, Spot
from reviewctl.model.record import CASE_ID_FORM
from reviewctl.model.review import Case
from reviewctl.rules.words import did_you_mean, quoted
from reviewctl.store.register import Register

NO_SUCH_REVIEW = declare("STR080", "held-with-no-review", "error", "P§6")
NOT_NAMED_BACK = declare("STR081", "held-with-not-named-back", "error", "P§6")

CASE_ID = re.compile(CASE_ID_FORM)


def joint_faults(register: Register, case: Case) -> Iterator[Finding]:
    """Yield what is wrong with the other reviews that a case says it is held with.

    What has not the form of an id is another body's review, by a name, and is not looked for; nor is any where the
    case folder stands alone.
    """
    if register.single is not None:
        return
    known = register.by_id
    head = case.document("case")
    for number, word in enumerate(case.file.joint_with):
        if not CASE_ID.fullmatch(word):
            continue
        spot = head.spot(("joint_with", number)) if head is not None else Spot(case.folder)
        if word not in known or word == case.id:
            yield NO_SUCH_REVIEW.finding(
                spot,
                f"there is no other review {quoted(word)} in this register."
                f"{did_you_mean(word, dict.fromkeys(sorted(known.keys() - {case.id}), ()))}",
                help="Correct the id. A review that another body keeps is named by words: DHR of the Partnership.",
                case=case.id,
            )
        elif not _names_back(register, known[word], case.id):
            yield NOT_NAMED_BACK.finding(
                spot,
                f"{word} is not recorded as held together with {case.id}.",
                help=f"Write - {case.id} under joint_with in its case.yaml too, or take this line out.",
                case=case.id,
            )


def _names_back(register: Register, folder: str, case_id: str) -> bool:
    """Whether a case names another; one that cannot be read is not blamed for what it may say."""
    other, _ = register.case(folder, dates_only=True)
    return other is None or case_id in other.file.joint_with

"""One review, read and worked out, or a clear word on why it cannot be."""

from reviewctl.facts.judged import Facts
from reviewctl.model.finding import EnvironmentFault
from reviewctl.work.loading import Loaded


def one_case(loaded: Loaded) -> Facts:
    """Return the facts of a case. Raises EnvironmentFault where it cannot be worked out."""
    if loaded.facts is None:
        raise no_facts(loaded.folder)
    return loaded.facts


def no_facts(folder: str) -> EnvironmentFault:
    """Return the fault of a folder of which it cannot be said what review it is, or by which policy."""
    return EnvironmentFault(
        "This review cannot be read, so nothing can be said about it.",
        f"What is to be put right: reviewctl validate {folder.rpartition('/')[2]}".rstrip(),
    )

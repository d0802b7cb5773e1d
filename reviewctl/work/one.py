"""One review, read and worked out, or a clear word on why it cannot be."""

from reviewctl.facts.judged import Facts
from reviewctl.model.finding import EnvironmentFault
from reviewctl.work.loading import Loaded, Loader


def one_case(loaded: Loaded) -> Facts:
    """Return the facts of a case. Raises EnvironmentFault where it cannot be worked out."""
    if loaded.facts is None:
        raise no_facts(loaded.folder)
    return loaded.facts


def own_facts(loader: Loader) -> Facts:
    """Return the facts of the register itself. Raises EnvironmentFault where its policy cannot be used."""
    facts = loader.own()
    if facts is None:
        raise EnvironmentFault(
            "The register's own duties cannot be worked out: there is no register, or its policy is at fault.",
            "What is to be put right: reviewctl validate",
        )
    return facts


def no_facts(folder: str) -> EnvironmentFault:
    """Return the fault of a folder of which it cannot be said what review it is, or by which policy."""
    return EnvironmentFault(
        "This review cannot be read, so nothing can be said about it.",
        f"What is to be put right: reviewctl validate {folder.rpartition('/')[2]}".rstrip(),
    )

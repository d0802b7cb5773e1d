"""What the formats of pipelines are given besides the findings: where files lie for a forge, and the rulebook."""

from reviewctl.model.report import Report
from reviewctl.store.resources import rulebook_page
from reviewctl.vcs.repository import find
from reviewctl.work.recorded import start_of


def below_repository(root: str) -> str:
    """Return where a register lies below its repository, with a slash behind it; "" where they are one.

    Also "" where there is no repository. Runs no git; raises EnvironmentFault for a `.git` that leads elsewhere.
    """
    repo = find(root)
    return start_of(repo, root) if repo is not None else ""


def pages_of(report: Report) -> dict[str, str]:
    """Return the rulebook page of each code among the records of a report."""
    codes = sorted({str(record["code"]) for record in report.records})
    return {code: page for code in codes if (page := rulebook_page(code)) is not None}

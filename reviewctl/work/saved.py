"""Whether what was written is in git: one sentence, and never a reason to stop reading."""

from reviewctl.model.finding import ReviewctlError


def saved_words(root: str) -> str:
    """Return whether all work in the register is saved, and how to save it; "" where there is no git."""
    from reviewctl.vcs.repository import find

    try:
        repo = find(root)
        if repo is None:
            return ""
        from reviewctl.vcs.commit import dirty

        changed = dirty(repo, root)
    except ReviewctlError:
        return "Whether work is saved could not be seen: reviewctl doctor"
    if not changed:
        return "Work is saved."
    files = "1 file has" if len(changed) == 1 else f"{len(changed)} files have"
    return f"NOT SAVED: {files} changed since the last commit. Save: reviewctl save"

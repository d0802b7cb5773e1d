"""Words that were meant: the nearest of those that there are, said in the hint of a refusal."""

from collections.abc import Iterable

from reviewctl.model.finding import ReviewctlError


def refuse(
    what: str, word: str, known: Iterable[str], where: str = "", *, inside: str = ""
) -> ReviewctlError:
    """Return the error for a word that names nothing: with the nearest that does, else with all of them.

    `where` is said instead of all of them; `inside` is in what it was looked for, such as "board.yaml".
    """
    words = list(known)
    near = nearest(word, words)
    shown = f'"{word}"' if word.isprintable() and len(word) <= 60 else "of that name"
    hint = (
        f"Did you mean {' or '.join(near)}?" if near else where or f"There is: {', '.join(words) or 'none'}."
    )
    return ReviewctlError(f"There is no {what} {shown}{f' in {inside}' if inside else ''}.", hint)


def nearest(word: str, known: Iterable[str], most: int = 3) -> list[str]:
    """Return up to so many of the known words that look like `word`, the nearest first."""
    import difflib

    by_lower = {one.lower(): one for one in known}
    found = difflib.get_close_matches(word.lower(), by_lower, n=most, cutoff=0.6)
    within = [one for one in by_lower if word.lower() in one and one not in found and len(word) > 2]
    return [by_lower[one] for one in [*found, *within][:most]]

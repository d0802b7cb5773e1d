"""Blank values: a line with nothing behind its colon is as good as none."""


def prune_blanks(value: object) -> object:
    """Return a value without the members of mappings that are blank: a blank is as good as none."""
    if isinstance(value, dict):
        return {
            key: part if type(part) is str else prune_blanks(part)
            for key, part in value.items()
            if part is not None
        }
    return list(map(prune_blanks, value)) if isinstance(value, list) else value


def without_inner_blanks(value: object) -> object:
    """Return a value without its blank members, save those of its first level: they may stand for items."""
    if isinstance(value, dict):
        return {key: prune_blanks(part) for key, part in value.items()}
    return prune_blanks(value)

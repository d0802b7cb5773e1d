"""How messages name the keys of a file."""

import re

_SAFE_KEY = re.compile(r"[A-Za-z0-9_.-]{1,60}")


def named(key: str) -> str:
    """Return a key in quotation marks, or `this key` where it might be narrative and not a key at all."""
    return f'"{key}"' if _SAFE_KEY.fullmatch(key) else "this key"

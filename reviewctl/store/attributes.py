"""The one .gitattributes that a register may have: any other could change what git makes of a file."""

ATTRIBUTES = ".gitattributes"
"""Where it lies, in the register's own folder."""
KEPT_AS_WRITTEN = b"""\
# Written by reviewctl. No computer changes the ends of lines here: what was approved stays the same to the byte.
* -text
"""
"""Its bytes. Every release knows those of the releases before it."""


def is_harmless(data: bytes) -> bool:
    """Whether the bytes of a .gitattributes are those that reviewctl writes."""
    return data == KEPT_AS_WRITTEN

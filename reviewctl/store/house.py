"""The files of a register and its cases that are no text: the Board's house style, its crest, pictures of reports."""

HOUSE_STYLE = "house-style.docx"
"""Where it lies, in the register's own folder."""
LARGEST = 4 * 1024 * 1024
"""Bytes that it may have: room for a crest in its header, and not for a book."""

HOUSE_CREST = "house-crest.png"
"""The Board's crest, in the register's own folder: it stands at the head of what is published."""
LARGEST_PICTURE = 4 * 1024 * 1024
"""Bytes that a picture may have."""

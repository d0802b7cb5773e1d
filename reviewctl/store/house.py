"""The one file of a register that is no text: the Word document whose styles letters and reports are written in."""

HOUSE_STYLE = "house-style.docx"
"""Where it lies, in the register's own folder."""
LARGEST = 4 * 1024 * 1024
"""Bytes that it may have: room for a crest in its header, and not for a book."""

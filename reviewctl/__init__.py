"""reviewctl keeps statutory safeguarding reviews as git-versioned folders of plain text."""

__version__ = "0.1.0"

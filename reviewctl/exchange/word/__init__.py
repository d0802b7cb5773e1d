"""Word documents in and out: the one home of python-docx."""

"""What follows for a publication from the record: its papers, its checklist, its delays."""

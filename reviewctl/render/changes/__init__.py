"""What is different between two readings of a case, in sentences: one file for each kind of thing."""

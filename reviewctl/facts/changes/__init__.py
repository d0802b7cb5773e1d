"""What is different between two readings of the record."""

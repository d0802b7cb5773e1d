"""What became of a review, or of one value of it, read from the commits that bear on it."""

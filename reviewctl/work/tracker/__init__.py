"""`import tracker`: a board's old list of reviews, read, shown, and taken over into case folders."""

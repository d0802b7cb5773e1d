"""Publishing a review: what would go out, what is found in it, whether it may go out, and the folder that does."""

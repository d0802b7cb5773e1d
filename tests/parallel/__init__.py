"""Processes beside a review, and what waits for them."""

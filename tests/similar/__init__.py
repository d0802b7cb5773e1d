"""Recommendations that were made before: how they are found, and what is said of them."""

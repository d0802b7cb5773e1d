"""Attacks on the truth of chronologies: what was once wrong, lost or leaked stays right."""

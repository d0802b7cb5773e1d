"""Putting chronologies together."""

"""Merging what two people saved, by address and not by line."""

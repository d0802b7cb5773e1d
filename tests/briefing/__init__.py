"""Tests of the command `briefing`."""

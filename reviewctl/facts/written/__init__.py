"""Dates as people in Britain write them into chronologies: what they mean, and what is only taken for granted."""

from reviewctl.facts.written.kinds import Kind, Reading, Setting, setting_of
from reviewctl.facts.written.reader import read_period, read_when

__all__ = ["Kind", "Reading", "Setting", "read_period", "read_when", "setting_of"]

"""Papers that come as Word documents: IMRs, reports, terms of reference and minutes."""

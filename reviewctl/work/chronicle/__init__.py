"""The `chronology` commands: brought in, merged and drawn."""

"""What the `imr` commands do: IMRs asked for, received, sent back, presented, given up, and looked at together."""

"""IMRs: asked for, received, sent back, presented, and looked at together."""

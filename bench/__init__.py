"""A register of any size, made up, and how fast reviewctl is on it."""

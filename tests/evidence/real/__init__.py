"""Five published reviews: their agencies' tables as they were sent, brought in, and merged."""

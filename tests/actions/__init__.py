"""Action plans: where actions stand, what is recorded of them, and what they rest on."""

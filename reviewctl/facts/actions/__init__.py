"""What follows from action plans and their progress: where each action stands, and what each rests on."""

"""What the `action` commands do: plans of all reviews looked at together, and progress written down."""

"""The pages: what each command shows, made from facts and findings."""

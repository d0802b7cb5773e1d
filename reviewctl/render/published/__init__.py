"""What is published: its text read from Markdown, and written as a page and as what the press sets."""

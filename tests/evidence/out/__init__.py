"""Reports and documents out: HTML, Word and Excel."""

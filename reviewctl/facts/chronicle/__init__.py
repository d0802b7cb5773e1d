"""The agencies' chronologies as one: their order, what is told twice, what conflicts, where nothing lies."""

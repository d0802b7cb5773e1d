"""The chronologies drawn: a lane for each agency, what is uncertain as a span, what is not known said."""

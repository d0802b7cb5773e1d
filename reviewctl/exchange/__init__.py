"""Other people's formats, in and out: one library a file, imported where it is used."""

"""Publishing: the gate, the search, the files that go out."""

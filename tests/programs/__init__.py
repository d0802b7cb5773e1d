"""Tests against real programs: LibreOffice and Chromium. `make test-programs` runs them; `make test` needs neither."""

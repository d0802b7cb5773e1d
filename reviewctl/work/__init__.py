"""The work of the commands: it joins the store, git, the rules and the pages, and knows nothing of click."""

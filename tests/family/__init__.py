"""Those close to the person: what they are owed, offered, shown and said."""

"""Client-side search: what is found, under which terms, and the files that carry it."""

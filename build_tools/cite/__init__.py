"""Citations in legislation: found in the text, resolved to exactly one target or to a reason, and turned into links."""

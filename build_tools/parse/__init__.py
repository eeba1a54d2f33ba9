"""Source file → frozen law: front matter, lines, zones, tree; and the proof that nothing was lost."""

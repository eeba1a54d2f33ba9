"""Official ``.docx`` → source file: a hardened reader, the outline of the text, Markdown, and the proof."""

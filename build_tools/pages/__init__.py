"""What is on a page, as Markdown and as HTML, and the stamping of pages into shells."""

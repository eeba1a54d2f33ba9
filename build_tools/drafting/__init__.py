"""A template for a law that is typed by hand: what is asked, and the source file that the answers give."""

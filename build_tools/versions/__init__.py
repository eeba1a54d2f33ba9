"""Which files are versions of one law, where they stand, and when each is in force."""

"""What makes the site a public service: feeds, site maps, address book, permanence, offline bundles."""

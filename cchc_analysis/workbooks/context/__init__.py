"""What surrounds a table: the file, its titles and tab, and what the analyst says of it."""

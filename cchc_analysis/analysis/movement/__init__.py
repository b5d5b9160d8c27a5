"""What moved, between two years or over all, beside how the others moved."""

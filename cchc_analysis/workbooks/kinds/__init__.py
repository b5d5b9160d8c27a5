"""The kinds of sheet: scored by a declared framework, by criteria of its own, or a summary of domains."""

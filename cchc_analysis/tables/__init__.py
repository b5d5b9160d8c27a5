"""From a grid of cells to its tables: where headings and numbers stand, and what each heading says."""

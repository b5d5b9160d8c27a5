"""What headings mean together: index, unit, criterion, stage, year, quantity."""

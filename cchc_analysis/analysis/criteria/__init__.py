"""What costs a unit points, criterion by criterion, and what they are worth."""

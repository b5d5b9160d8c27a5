"""Which years of a line may be compared, and what is left of a change then."""

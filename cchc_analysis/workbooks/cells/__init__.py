"""Where rows and columns meet: each number is taken once with its full key, or named."""

"""A package, since tests of the analysis have the same file names."""

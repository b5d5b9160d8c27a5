"""Criteria down a sheet: their codes as typed, and which stands below which."""

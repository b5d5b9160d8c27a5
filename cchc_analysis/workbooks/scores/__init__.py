"""Blocks of scores joined and checked, and the frame that they become."""

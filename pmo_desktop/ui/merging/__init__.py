"""Merging a copy of the workspace that was edited elsewhere."""

"""The charter of an office."""

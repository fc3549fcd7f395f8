"""One workspace is one file on disk."""

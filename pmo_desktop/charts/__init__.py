"""Charts: one file each, drawn on axes that are given."""

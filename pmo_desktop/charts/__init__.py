"""Charts: one file each, drawn on axes that are given. `catalogue` lists them all; windows start with `style` alone."""

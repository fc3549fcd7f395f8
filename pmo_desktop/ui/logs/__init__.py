"""Every register but that of projects: one page for all of them, told by `specs`."""

"""Import of a register: what a file holds and what it would do, before anything is written."""

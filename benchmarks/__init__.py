"""How quick the program is, each figure beside the least that the same libraries need: `python -m benchmarks`."""

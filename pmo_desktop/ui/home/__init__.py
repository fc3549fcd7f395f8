"""The first page: the state of the whole, what needs attention, what is due, what changed."""

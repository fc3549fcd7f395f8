"""Knowledge: found by its words, offered where it helps, and who can do what."""

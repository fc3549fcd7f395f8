"""Pages on paper: the house style, the board pack and its sections."""

"""The board pack: its recipe, a preview of the real pages, and what to mend before it goes out."""

"""What pages are built from; nothing here knows a page or a register by name."""

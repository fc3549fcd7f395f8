"""Assessment templates: versioned data files and their reader."""

"""PMO Desktop: the register, the charter, the assessments and the board pack of a project management office."""

__version__ = "0.1.0"

"""Marevia Transit Group, the invented organisation of the sample workspace: its tables, and how they become records."""

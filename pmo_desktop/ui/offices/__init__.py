"""The offices of the organisation, and how the kinds of office differ."""

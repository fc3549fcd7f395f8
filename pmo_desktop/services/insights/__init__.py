"""Frozen answers for screens, charts and packs: one module per question."""

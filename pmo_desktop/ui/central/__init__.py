"""Central registers: what is kept once for all projects, who uses it and what it saves."""

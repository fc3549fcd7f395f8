"""Who does, answers for, is asked about and is told of what: the responsibility matrix of a charter."""

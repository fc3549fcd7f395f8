"""Assessments: the list, the answers, the results."""

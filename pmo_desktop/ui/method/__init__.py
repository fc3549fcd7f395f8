"""The method: who follows it, what it asks of which class, and its registers."""

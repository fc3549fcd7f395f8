"""The deployment of an office: its plan as a picture, then step by step."""

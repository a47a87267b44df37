"""Kills loads at random moments and looks at what is left: `python -m tests.soak`."""

"""The command that shows what is in quarantine and notes what people decide about it."""

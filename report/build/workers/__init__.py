"""Who does the work: processes of this machine, or those of a cluster. They know nothing of what they make."""

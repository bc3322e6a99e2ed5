"""Forms of charts, each in the module of its name, whose `chart` returns the figure with the words beside its data."""

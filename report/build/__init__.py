"""A request becomes files: what is there already, what has to be made, who makes it, and what is done with it then."""

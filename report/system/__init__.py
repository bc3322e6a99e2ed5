"""What the program has to know of the machine that it runs on."""

"""The command `report`: words in, problems and an exit status out."""

"""What is typed into the command bar: read, said in plain words, remembered; no Qt."""

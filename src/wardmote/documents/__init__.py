"""Files as they come from clerks, read into trees whose nodes know where they stand in the text."""

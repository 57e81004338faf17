"""The minutes: the file as given, its paragraphs, what each sentence says, and the matters they are about."""

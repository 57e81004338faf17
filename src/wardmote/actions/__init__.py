"""Actions: who owes what by when, from the sentence that said so to the day it is done."""

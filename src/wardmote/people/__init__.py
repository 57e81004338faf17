"""People: a person is not a seat, nor a sign-in, and holds a seat only between two dates."""

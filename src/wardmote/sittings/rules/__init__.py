"""What holds in the room: who counts, who may vote, how far a paragraph may go, and the notes made of it. Pure."""

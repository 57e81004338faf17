"""The pages of this room: who sits where, who comes in, and who keeps the record next."""

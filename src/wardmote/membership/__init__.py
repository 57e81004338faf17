"""Membership: who belongs to a body by office or in person, who came, and who is in danger of losing a seat."""

"""What may be typed at the desk. Shape only: what is allowed is in the rules."""

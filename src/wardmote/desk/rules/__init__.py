"""What the desk allows. Pure: no table, no clock."""

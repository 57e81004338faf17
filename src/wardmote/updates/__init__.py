"""Updates: the policing team's form for the next meeting, and the sentences that came back."""

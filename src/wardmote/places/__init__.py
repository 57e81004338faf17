"""Places: the town, its roads, premises, parks and the rooms where meetings are held."""

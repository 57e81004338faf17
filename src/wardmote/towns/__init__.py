"""The town's folder: which town this is, where its things are kept, and its keys, kept apart."""

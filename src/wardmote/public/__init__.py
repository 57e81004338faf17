"""The public record: static releases, built from what was marked public and from nothing else."""
